import { drawProcess, linkedTask, type ProcessElement, type ProcessFlow } from "#app-kit";

const UNSIGNED = {
  id: "unsigned",
  name: "Không ký được",
  attachedTo: "await-signature",
  error: "unsigned",
} as const;

function signing(name: string, column: number): readonly ProcessElement[] {
  return [
    { id: "sign", kind: "userTask", name, role: "leader", at: [column, 1] },
    {
      id: "await-signature",
      kind: "receiveTask",
      name: "Ghi chữ ký số",
      role: "leader",
      message: "signed",
      at: [column + 1, 1],
    },
  ];
}

/** The ward confirms and signs; then district and department do their parts, one after the other; a refusal ends the way. */
export const PROCESS = drawProcess({
  id: "funeral-grant",
  name: "Mai táng phí, trợ cấp một lần khi người có công từ trần",
  messages: ["supplemented", "signed"],
  elements: [
    { id: "submitted", kind: "startEvent", name: "Nộp hồ sơ", at: [0, 1] },
    { id: "receive", kind: "userTask", name: "Tiếp nhận", role: "receiver", at: [1, 1] },
    { id: "checked", kind: "exclusiveGateway", name: "Hồ sơ hợp lệ?", at: [2, 1] },
    {
      id: "await-supplement",
      kind: "receiveTask",
      name: "Chờ bổ sung",
      role: "applicant",
      message: "supplemented",
      at: [2, 2],
    },
    { id: "refused", kind: "endEvent", name: "Từ chối", at: [2, 0] },
    {
      id: "confirm",
      kind: "userTask",
      name: "Xác nhận bản khai",
      role: "specialist",
      at: [3, 1],
    },
    ...signing("Ký xác nhận", 4),
    {
      id: "district",
      kind: "userTask",
      name: "Quận, huyện thẩm tra",
      ...linkedTask("district", "specialist", "working-days:10"),
      at: [6, 1],
    },
    { id: "passed", kind: "exclusiveGateway", name: "Đủ điều kiện?", at: [7, 1] },
    {
      id: "department",
      kind: "userTask",
      name: "Sở quyết định trợ cấp",
      ...linkedTask("department", "specialist", "working-days:10"),
      at: [8, 2],
    },
    { id: "release", kind: "userTask", name: "Trả kết quả", role: "clerk", at: [9, 1] },
    { id: "done", kind: "endEvent", name: "Đã trả kết quả", at: [10, 1] },
  ],
  boundaries: [UNSIGNED],
  flows: [
    ["submitted", "receive"],
    ["receive", "checked"],
    ["checked", "confirm", "tiếp nhận", 'outcome == "accept"'],
    ["checked", "await-supplement", "cần bổ sung", 'outcome == "supplement"'],
    ["checked", "refused", "từ chối", "otherwise"],
    ["await-supplement", "receive"],
    ["confirm", "sign"],
    ["sign", "await-signature"],
    ["unsigned", "sign"],
    ["await-signature", "district"],
    ["district", "passed"],
    ["passed", "department", "đủ", 'outcome == "released"'],
    ["passed", "release", "không", "otherwise"],
    ["department", "release"],
    ["release", "done"],
  ],
});

/** A part begins with the papers that were handed over: nobody receives them at a desk. */
function partProcess(id: string, name: string, signed: string): string {
  const flows: readonly ProcessFlow[] = [
    ["handed-over", "examine"],
    ["examine", "review"],
    ["review", "reviewed"],
    ["reviewed", "sign", "đồng ý", 'outcome == "approve"'],
    ["reviewed", "not-granted", "không đủ điều kiện", 'outcome == "refuse"'],
    ["reviewed", "examine", "xem lại", "otherwise"],
    ["sign", "await-signature"],
    ["unsigned", "sign"],
    ["await-signature", "release"],
    ["release", "done"],
  ];
  return drawProcess({
    id,
    name,
    messages: ["signed"],
    elements: [
      { id: "handed-over", kind: "startEvent", name: "Được chuyển đến", at: [0, 1] },
      { id: "examine", kind: "userTask", name: "Thẩm định", role: "specialist", at: [1, 1] },
      { id: "review", kind: "userTask", name: "Xem xét", role: "head", at: [2, 1] },
      { id: "reviewed", kind: "exclusiveGateway", name: "Đồng ý?", at: [3, 1] },
      { id: "not-granted", kind: "endEvent", name: "Không đủ điều kiện", at: [3, 0] },
      ...signing(signed, 4),
      { id: "release", kind: "userTask", name: "Chuyển kết quả", role: "clerk", at: [6, 1] },
      { id: "done", kind: "endEvent", name: "Đã chuyển kết quả", at: [7, 1] },
    ],
    boundaries: [UNSIGNED],
    flows,
  });
}

export const REVIEW_PROCESS = partProcess(
  "funeral-grant-review",
  "Thẩm tra hồ sơ mai táng phí",
  "Ký kết quả thẩm tra",
);
export const DECISION_PROCESS = partProcess(
  "funeral-grant-decision",
  "Quyết định trợ cấp mai táng phí",
  "Ký quyết định",
);
