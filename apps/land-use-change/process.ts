import { consultingTask, drawDeskProcess } from "#app-kit";

/** The tax department says what is owed; while the applicant pays, the term stands still. */
export const PROCESS = drawDeskProcess({
  id: "land-use-change",
  name: "Đăng ký biến động đất đai",
  enters: "verify",
  elements: [
    { id: "verify", kind: "userTask", name: "Thẩm tra địa chính", role: "specialist", at: [3, 1] },
    {
      id: "consult",
      kind: "userTask",
      name: "Xác định nghĩa vụ tài chính",
      ...consultingTask("specialist", "working-days:5"),
      at: [4, 1],
    },
    { id: "announce", kind: "userTask", name: "Thông báo số tiền", role: "specialist", at: [5, 1] },
    { id: "owed", kind: "exclusiveGateway", name: "Phải nộp?", at: [6, 1] },
    {
      id: "duty",
      kind: "userTask",
      name: "Chờ người nộp thực hiện nghĩa vụ tài chính",
      role: "receiver",
      at: [6, 2],
    },
  ],
  flows: [
    ["verify", "consult"],
    ["consult", "announce"],
    ["announce", "owed"],
    ["owed", "duty", "phải nộp", 'outcome == "owed"'],
    ["owed", "review", "không", "otherwise"],
    ["duty", "review"],
  ],
  review: { again: "verify", notGranted: "Không giải quyết", refuse: "không" },
  sign: "Ký xác nhận",
});
