import { drawDeskProcess } from "#app-kit";

/** The expert may send the matter round again to be measured anew; the reason stays with the findings. A large flow goes before a council first. */
export const PROCESS = drawDeskProcess({
  id: "groundwater-extraction",
  name: "Cấp giấy phép khai thác nước dưới đất",
  enters: "measure",
  elements: [
    { id: "measure", kind: "userTask", name: "Đo tại giếng", role: "specialist", at: [3, 1] },
    {
      id: "appraise",
      kind: "userTask",
      name: "Thẩm định chuyên môn",
      role: "specialist",
      at: [4, 1],
    },
    { id: "appraised", kind: "exclusiveGateway", name: "Đủ căn cứ?", at: [5, 1] },
    {
      id: "how-appraised",
      kind: "businessRuleTask",
      name: "Có cần hội đồng?",
      attributes: `egov:decision="appraisal" egov:in="flow = answers.flow"`,
      at: [6, 1],
    },
    { id: "by-council", kind: "exclusiveGateway", name: "Hội đồng?", at: [7, 1] },
    {
      id: "council",
      kind: "userTask",
      name: "Họp hội đồng thẩm định",
      role: "specialist",
      at: [8, 2],
    },
  ],
  flows: [
    ["measure", "appraise"],
    ["appraise", "appraised"],
    ["appraised", "measure", "đo lại", 'outcome == "again"'],
    ["appraised", "how-appraised", "đủ căn cứ", "otherwise"],
    ["how-appraised", "by-council"],
    ["by-council", "council", "có", 'appraisedBy == "council"'],
    ["by-council", "review", "không", "otherwise"],
    ["council", "review"],
  ],
  review: {
    again: "appraise",
    notGranted: "Không cấp",
    refuse: "không cấp",
    returns: [["measure", "đo lại"]],
  },
  sign: "Ký giấy phép",
  signReturns: [
    ["review", "xem xét lại"],
    ["appraise", "thẩm định lại"],
  ],
});
