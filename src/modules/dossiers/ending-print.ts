import type { EndingPrint } from "#engines/printing";
import { commonOf, type PrintContext, titleOf } from "./paper-parts.ts";
import { momentText } from "./prints.ts";
import { type HistoryEntry, reasonIn } from "./store.ts";

const PORTAL = "Cổng dịch vụ công";

/** What the applicant gets in writing when a dossier ended without a result: that it did, when, why, and what follows. */
export function endingPrint(
  context: PrintContext,
  history: readonly HistoryEntry[],
): EndingPrint | undefined {
  const { dossier, agency, origin } = context;
  const entry = history.find((one) => one.toState === dossier.state);
  const kind = dossier.state;
  if (entry === undefined || (kind !== "withdrawn" && kind !== "stopped" && kind !== "transferred"))
    return undefined;
  const reason = reasonIn(entry);
  const to = entry.detail["toAgency"];
  const said = {
    when: momentText(entry.at),
    office: agency.office,
    to: typeof to === "string" ? to : "",
  };
  const title = entry.detail["signerTitle"];
  return {
    ...commonOf(context, entry.at, `${origin}/tra-cuu?ma=${dossier.code}`),
    title: TITLES[kind],
    code: dossier.code,
    applicant: dossier.applicantName,
    procedure: titleOf(context),
    sentences: [...SENTENCES[kind](said, reason), ...AFTER[kind]],
    signerTitle: typeof title === "string" ? title : "Bộ phận một cửa",
    signer: kind === "withdrawn" ? PORTAL : entry.actorName,
  };
}

const TITLES = {
  withdrawn: "Giấy xác nhận rút hồ sơ",
  stopped: "Thông báo dừng giải quyết hồ sơ",
  transferred: "Thông báo chuyển hồ sơ đến cơ quan có thẩm quyền",
} as const;

interface Said {
  readonly when: string;
  readonly office: string;
  readonly to: string;
}

const SENTENCES: Readonly<
  Record<keyof typeof TITLES, (said: Said, reason: string) => readonly string[]>
> = {
  withdrawn: ({ when, office }, reason) => [
    `Lúc ${when}, người nộp đã rút hồ sơ này. ${office} dừng giải quyết kể từ lúc đó.`,
    ...(reason === "" ? [] : [`Lý do người nộp nêu: ${reason}`]),
  ],
  stopped: ({ when, office }, reason) => [
    `Lúc ${when}, ${office} dừng giải quyết hồ sơ này với lý do:`,
    reason,
  ],
  transferred: ({ when, office, to }, reason) => [
    `Lúc ${when}, ${office} chuyển hồ sơ này đến ${to} để giải quyết theo thẩm quyền.`,
    `Lý do: ${reason}`,
    "Người nộp không phải nộp lại hồ sơ. Mã hồ sơ mới và ngày hẹn trả do cơ quan nhận thông báo.",
  ],
};

const OWES_NOTHING = "Phí, lệ phí chưa nộp của hồ sơ này không phải nộp nữa.";
const AFTER: Readonly<Record<keyof typeof TITLES, readonly string[]>> = {
  withdrawn: [OWES_NOTHING],
  stopped: [OWES_NOTHING],
  transferred: [`${OWES_NOTHING} Khoản đã nộp được hoàn lại; cơ quan nhận thu theo hồ sơ mới.`],
};
