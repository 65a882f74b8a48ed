import { consultingTask, drawDeskProcess } from "#app-kit";

/** A new house needs the district’s own planning extract first. Two departments answer within five working days each, while the district's own term runs on. */
export const PROCESS = drawDeskProcess({
  id: "construction-permit",
  name: "Cấp giấy phép xây dựng nhà ở riêng lẻ",
  enters: "inspect",
  elements: [
    {
      id: "inspect",
      kind: "userTask",
      name: "Kiểm tra thực địa",
      role: "specialist",
      at: [3, 1],
    },
    {
      id: "what-planning",
      kind: "businessRuleTask",
      name: "Có cần thông tin quy hoạch?",
      attributes: `egov:decision="planning" egov:in="works = answers.works"`,
      at: [4, 1],
    },
    { id: "needs-planning", kind: "exclusiveGateway", name: "Cần quy hoạch?", at: [5, 1] },
    {
      id: "planning",
      kind: "callActivity",
      name: "Cung cấp thông tin quy hoạch",
      attributes: `calledElement="planning-extract" egov:in="" egov:out=""`,
      at: [6, 2],
    },
    {
      id: "consult",
      kind: "userTask",
      name: "Lấy ý kiến các sở",
      ...consultingTask("specialist", "working-days:5"),
      at: [7, 1],
    },
    {
      id: "draft",
      kind: "userTask",
      name: "Tổng hợp, dự thảo giấy phép",
      role: "specialist",
      at: [8, 1],
    },
  ],
  flows: [
    ["inspect", "what-planning"],
    ["what-planning", "needs-planning"],
    ["needs-planning", "planning", "có", 'planning == "extract"'],
    ["needs-planning", "consult", "không", "otherwise"],
    ["planning", "consult"],
    ["consult", "draft"],
    ["draft", "review"],
  ],
  review: {
    again: "draft",
    notGranted: "Không cấp",
    refuse: "không cấp",
    returns: [["inspect", "kiểm tra lại"]],
  },
  sign: "Ký giấy phép",
  signReturns: [
    ["review", "xem xét lại"],
    ["draft", "sửa dự thảo"],
  ],
});
