import { type Paper, text, when } from "#app-kit";

export const PAPERS: readonly Paper[] = [
  {
    id: "vi-tri",
    title: text(
      "Sơ đồ khu vực và vị trí công trình khai thác",
      "Map of the area and the place of the works",
    ),
    explain: text("Tọa độ VN-2000 của từng giếng.", "Coordinates of each well (VN-2000)."),
    isRequired: true,
    copies: 1,
  },
  {
    id: "bao-cao-tham-do",
    title: text("Báo cáo kết quả thăm dò nước dưới đất", "Report on the groundwater survey"),
    explain: text("Kèm phương án khai thác.", "With the plan of extraction."),
    isRequired: true,
    when: when("wellIs").is("new"),
    copies: 1,
  },
  {
    id: "bao-cao-hien-trang",
    title: text("Báo cáo hiện trạng khai thác", "Report on the present extraction"),
    explain: text(
      "Lưu lượng và mực nước của giếng đang có.",
      "Flow and water level of the existing well.",
    ),
    isRequired: true,
    when: when("wellIs").is("existing"),
    copies: 1,
  },
  {
    id: "phan-tich-nuoc",
    title: text("Kết quả phân tích chất lượng nước", "Analysis of the water"),
    explain: text(
      "Lấy mẫu không quá 6 tháng trước ngày nộp.",
      "Sampled within 6 months before filing.",
    ),
    isRequired: true,
    copies: 1,
  },
];
