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
  {
    step: "council",
    lead: text(
      "Ghi kết luận của hội đồng thẩm định và tải biên bản họp lên.",
      "Write down what the council concluded and upload its minutes.",
    ),
    asks: [
      field("metOn", "date", text("Ngày họp", "Day of the meeting")),
      field("members", "count", text("Số thành viên dự họp", "Members present")),
      field("concluded", "long-text", text("Kết luận của hội đồng", "Conclusion of the council"), {
        maxLength: 2000,
      }),
    ],
    papers: [
      {
        id: "bien-ban",
        title: text("Biên bản họp hội đồng", "Minutes of the council"),
        explain: text(
          "Có chữ ký của chủ tịch và thư ký hội đồng.",
          "Signed by its chair and secretary.",
        ),
        isRequired: true,
        copies: 1,
      },
    ],
    outcomes: [
      {
        id: "passed",
        label: text("Hội đồng thông qua", "The council passes it"),
        needsReason: false,
      },
      {
        id: "passed-with-changes",
        label: text("Thông qua, có yêu cầu chỉnh sửa", "Passed, with changes"),
        needsReason: true,
      },
    ],
  },
];
