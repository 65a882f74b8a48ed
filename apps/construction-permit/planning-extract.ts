import { drawProcess, field, type InternalProcedure, text } from "#app-kit";

/**
 * The district's urban management office takes an extract of the zoning plan for a plot, and its head confirms it: a matter
 * between officials, needed by permits of new houses. The head may have it taken again.
 */
export const PLANNING_EXTRACT: InternalProcedure = {
  id: "planning-extract",
  title: text("Cung cấp thông tin quy hoạch", "Planning extract"),
  process: drawProcess({
    id: "planning-extract",
    name: "Cung cấp thông tin quy hoạch",
    messages: [],
    elements: [
      { id: "needed", kind: "startEvent", name: "Cần thông tin quy hoạch", at: [0, 0] },
      {
        id: "take-extract",
        kind: "userTask",
        name: "Trích lục quy hoạch",
        role: "specialist",
        at: [1, 0],
      },
      {
        id: "confirm-extract",
        kind: "userTask",
        name: "Xác nhận trích lục",
        role: "head",
        at: [2, 0],
      },
      { id: "confirmed", kind: "exclusiveGateway", name: "Đúng?", at: [3, 0] },
      { id: "given", kind: "endEvent", name: "Đã cung cấp", at: [4, 0] },
    ],
    flows: [
      ["needed", "take-extract"],
      ["take-extract", "confirm-extract"],
      ["confirm-extract", "confirmed"],
      ["confirmed", "take-extract", "trích lại", 'outcome == "again"'],
      ["confirmed", "given", "đúng", "otherwise"],
    ],
  }),
  work: [
    {
      step: "take-extract",
      lead: text(
        "Trích lục quy hoạch chi tiết 1/500 hoặc phân khu 1/2000 của thửa đất.",
        "Take the extract of the 1:500 or 1:2000 plan for the plot.",
      ),
      asks: [
        field("plan", "text", text("Đồ án quy hoạch", "Plan"), { maxLength: 200 }),
        field("landUse", "text", text("Chức năng sử dụng đất", "Land use"), { maxLength: 120 }),
        field("roadWidth", "decimal", text("Lộ giới (m)", "Width of the road (m)")),
        field("floorsAllowed", "count", text("Tầng cao tối đa", "Floors allowed")),
      ],
      papers: [],
      outcomes: [
        {
          id: "taken",
          label: text("Trình trưởng phòng xác nhận", "Pass on to the head to confirm"),
          needsReason: false,
        },
      ],
    },
    {
      step: "confirm-extract",
      lead: text(
        "Kiểm tra trích lục theo đồ án đã được duyệt.",
        "Check the extract against the approved plan.",
      ),
      asks: [],
      papers: [],
      outcomes: [
        {
          id: "confirmed",
          label: text("Xác nhận thông tin quy hoạch", "Confirm the extract"),
          needsReason: false,
        },
        { id: "again", label: text("Trích lục lại", "Take it again"), needsReason: true },
      ],
    },
  ],
};
