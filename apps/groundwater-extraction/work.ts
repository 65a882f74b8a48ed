import { field, type StepWork, text } from "#app-kit";

export const WORK: readonly StepWork[] = [
  {
    step: "measure",
    lead: text(
      "Đo tại giếng và ghi vị trí, mực nước, lưu lượng bơm thử.",
      "Measure at the well: position, level, flow of the trial pumping.",
    ),
    asks: [
      field("measuredOn", "date", text("Ngày đo", "Day of the measurement")),
      field(
        "well",
        "position",
        text("Vị trí giếng (vĩ độ; kinh độ)", "Well (latitude; longitude)"),
        {
          hint: text("Ví dụ: 10,97302; 106,49318", "For example: 10.97302; 106.49318"),
        },
      ),
      field("level", "decimal", text("Mực nước tĩnh (m)", "Static level (m)")),
      field("trialFlow", "decimal", text("Lưu lượng bơm thử (m³/ngày đêm)", "Trial flow (m³/day)")),
    ],
    papers: [],
    outcomes: [
      {
        id: "measured",
        label: text("Xong, chuyển thẩm định", "Done; on to the expert review"),
        needsReason: false,
      },
    ],
  },
  {
    step: "appraise",
    lead: text(
      "Thẩm định báo cáo và số liệu đo; ghi đúng những gì sẽ được cấp phép.",
      "Judge report and measurements; write down exactly what is to be licensed.",
    ),
    asks: [
      field("aquiferFound", "text", text("Tầng chứa nước", "Aquifer"), { maxLength: 80 }),
      field("depthFound", "decimal", text("Chiều sâu khai thác (m)", "Depth (m)")),
      field(
        "flowGranted",
        "decimal",
        text("Lưu lượng lớn nhất (m³/ngày đêm)", "Greatest flow (m³/day)"),
      ),
      field("yearsGranted", "count", text("Thời hạn cấp phép (năm)", "Years licensed")),
      field("conditions", "long-text", text("Yêu cầu đối với chủ giấy phép", "Conditions"), {
        maxLength: 2000,
      }),
    ],
    papers: [],
    outcomes: [
      {
        id: "propose",
        label: text("Trình trưởng phòng", "Pass on to the head"),
        needsReason: false,
      },
      { id: "again", label: text("Yêu cầu đo lại", "Have it measured again"), needsReason: true },
    ],
  },
];
