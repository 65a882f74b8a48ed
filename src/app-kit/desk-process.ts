import { returnOutcome } from "./draft.ts";
import { drawProcess, type ProcessElement, type ProcessFlow } from "./draw-process.ts";

/** A process of the one-stop shop: what differs between procedures. What is the same in all stands around it. */
export interface DeskProcess {
  readonly id: string;
  readonly name: string;
  /** What is done between acceptance and review or signature, from the fourth column on. */
  readonly elements: readonly ProcessElement[];
  /** Where an accepted dossier goes first. */
  readonly enters: string;
  /** The flows among these elements; one of them leads to `review`, or to `sign` where nobody reviews. */
  readonly flows: readonly ProcessFlow[];
  /** The head's review: where it sends back to, and what not granting is called. */
  readonly review?: {
    readonly again: string;
    readonly notGranted: string;
    readonly refuse: string;
    /** Further steps it may be sent back to, and what the way is called. */
    readonly returns?: readonly WayBack[];
  };
  /** What the leader's step is called. */
  readonly sign: string;
  /** Where the leader may send back to; without any, the signer only signs. */
  readonly signReturns?: readonly WayBack[];
}

type WayBack = readonly [to: string, name: string];

/** Columns taken by filing, reception and its gateway. */
const FIRST_COLUMN = 3;
const ROW = 1;

/**
 * The process with what every one of them has: reception accepts, asks for a supplement once or refuses (R17); the leader signs,
 * a signature that cannot be given leads back to the signer; the clerk hands the result out. The acts of a dossier ask for these
 * steps by their ids.
 */
export function drawDeskProcess(process: DeskProcess): string {
  const { id, name, elements, enters, flows, review, sign, signReturns = [] } = process;
  const after = Math.max(FIRST_COLUMN - 1, ...elements.map((one) => one.at[0])) + 1;
  const signAt = review === undefined ? after : after + 2;
  return drawProcess({
    id,
    name,
    messages: ["supplemented", "signed"],
    elements: [
      ...RECEPTION,
      ...elements,
      ...(review === undefined ? [] : reviewAt(after, review.notGranted)),
      ...signatureAt(signAt, sign, signReturns.length > 0),
    ],
    boundaries: [
      { id: "unsigned", name: "Không ký được", attachedTo: "await-signature", error: "unsigned" },
    ],
    flows: [
      ["submitted", "receive"],
      ["receive", "checked"],
      ["checked", enters, "tiếp nhận", 'outcome == "accept"'],
      ["checked", "await-supplement", "cần bổ sung", 'outcome == "supplement"'],
      ["checked", "refused", "từ chối", "otherwise"],
      ["await-supplement", "receive"],
      ...flows,
      ...(review === undefined ? [] : reviewFlows(review)),
      ...signFlows(signReturns),
      ["unsigned", "sign"],
      ["await-signature", "release"],
      ["release", "done"],
    ],
  });
}

const RECEPTION: readonly ProcessElement[] = [
  { id: "submitted", kind: "startEvent", name: "Nộp hồ sơ", at: [0, ROW] },
  { id: "receive", kind: "userTask", name: "Tiếp nhận", role: "receiver", at: [1, ROW] },
  { id: "checked", kind: "exclusiveGateway", name: "Hồ sơ hợp lệ?", at: [2, ROW] },
  {
    id: "await-supplement",
    kind: "receiveTask",
    name: "Chờ bổ sung",
    role: "applicant",
    message: "supplemented",
    at: [2, ROW + 1],
  },
  { id: "refused", kind: "endEvent", name: "Từ chối", at: [2, ROW - 1] },
];

function reviewAt(column: number, notGranted: string): readonly ProcessElement[] {
  return [
    { id: "review", kind: "userTask", name: "Xem xét", role: "head", at: [column, ROW] },
    { id: "reviewed", kind: "exclusiveGateway", name: "Đồng ý?", at: [column + 1, ROW] },
    { id: "not-granted", kind: "endEvent", name: notGranted, at: [column + 1, ROW - 1] },
  ];
}

function reviewFlows(review: NonNullable<DeskProcess["review"]>): readonly ProcessFlow[] {
  return [
    ["review", "reviewed"],
    ["reviewed", "sign", "đồng ý", 'outcome == "approve"'],
    ["reviewed", "not-granted", review.refuse, 'outcome == "refuse"'],
    ...returnFlows("reviewed", review.returns ?? []),
    ["reviewed", review.again, "xem lại", "otherwise"],
  ];
}

/** A leader who may send back decides first; the diagram asks which way. */
function signFlows(returns: readonly WayBack[]): readonly ProcessFlow[] {
  if (returns.length === 0) return [["sign", "await-signature"]];
  return [
    ["sign", "decided"],
    ...returnFlows("decided", returns),
    ["decided", "await-signature", "ký", "otherwise"],
  ];
}

function returnFlows(gateway: string, returns: readonly WayBack[]): readonly ProcessFlow[] {
  return returns.map(([to, name]) => [gateway, to, name, `outcome == "${returnOutcome(to)}"`]);
}

function signatureAt(at: number, sign: string, isAsked: boolean): readonly ProcessElement[] {
  const column = isAsked ? at + 1 : at;
  return [
    { id: "sign", kind: "userTask", name: sign, role: "leader", at: [at, ROW] },
    ...(isAsked
      ? [
          {
            id: "decided",
            kind: "exclusiveGateway",
            name: "Ký?",
            at: [column, ROW],
          } satisfies ProcessElement,
        ]
      : []),
    {
      id: "await-signature",
      kind: "receiveTask",
      name: "Ghi chữ ký số",
      role: "leader",
      message: "signed",
      at: [column + 1, ROW],
    },
    { id: "release", kind: "userTask", name: "Trả kết quả", role: "clerk", at: [column + 2, ROW] },
    { id: "done", kind: "endEvent", name: "Đã trả kết quả", at: [column + 3, ROW] },
  ];
}
