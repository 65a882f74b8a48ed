import { drawProcess } from "#app-kit";

/** Received, looked up and entered by the civil status officer, signed and handed out on one day. */
export const PROCESS = drawProcess({
  id: "birth-registration",
  name: "Đăng ký khai sinh",
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
      id: "enter-register",
      kind: "userTask",
      name: "Ghi Sổ đăng ký khai sinh",
      role: "specialist",
      at: [3, 1],
    },
    { id: "sign", kind: "userTask", name: "Ký Giấy khai sinh", role: "leader", at: [4, 1] },
    {
      id: "await-signature",
      kind: "receiveTask",
      name: "Ghi chữ ký số",
      role: "leader",
      message: "signed",
      at: [5, 1],
    },
    { id: "release", kind: "userTask", name: "Trả kết quả", role: "clerk", at: [6, 1] },
    { id: "done", kind: "endEvent", name: "Đã trả kết quả", at: [7, 1] },
  ],
  boundaries: [
    { id: "unsigned", name: "Không ký được", attachedTo: "await-signature", error: "unsigned" },
  ],
  flows: [
    ["submitted", "receive"],
    ["receive", "checked"],
    ["checked", "enter-register", "tiếp nhận", 'outcome == "accept"'],
    ["checked", "await-supplement", "cần bổ sung", 'outcome == "supplement"'],
    ["checked", "refused", "từ chối", "otherwise"],
    ["await-supplement", "receive"],
    ["enter-register", "sign"],
    ["sign", "await-signature"],
    ["unsigned", "sign"],
    ["await-signature", "release"],
    ["release", "done"],
  ],
});
