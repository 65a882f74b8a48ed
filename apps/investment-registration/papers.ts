import { type Paper, text, when } from "#app-kit";

export const PAPERS: readonly Paper[] = [
  {
    id: "phap-ly",
    title: text(
      "Hộ chiếu hoặc giấy tờ xác nhận tư cách pháp lý của nhà đầu tư",
      "Passport or proof of the investor’s legal status",
    ),
    explain: text(
      "Giấy tờ nước ngoài phải hợp pháp hóa lãnh sự và dịch công chứng.",
      "Foreign papers are legalised and come with a notarised translation.",
    ),
    isRequired: true,
    copies: 1,
  },
  {
    id: "nang-luc",
    title: text("Tài liệu chứng minh năng lực tài chính", "Proof of financial capacity"),
    explain: text(
      "Báo cáo tài chính hai năm gần nhất, hoặc xác nhận số dư, bảo lãnh của ngân hàng.",
      "Financial statements of the last two years, a bank balance or a bank guarantee.",
    ),
    isRequired: true,
    copies: 1,
  },
  {
    id: "de-xuat",
    title: text("Đề xuất dự án đầu tư", "Proposal of the project"),
    explain: text(
      "Mục tiêu, quy mô, vốn, địa điểm, tiến độ, tác động môi trường sơ bộ.",
      "Objectives, scale, capital, place, schedule, first look at effects on the environment.",
    ),
    isRequired: true,
    copies: 1,
  },
  {
    id: "dia-diem",
    title: text("Hợp đồng thuê hoặc giấy tờ về địa điểm", "Lease or papers of the premises"),
    explain: text("Bản chụp rõ cả văn bản.", "A clear copy of the whole document."),
    isRequired: true,
    when: when("needsLand").is("no"),
    copies: 1,
  },
  {
    id: "nhu-cau-dat",
    title: text("Đề xuất nhu cầu sử dụng đất", "Statement of the land needed"),
    explain: text("Vị trí, diện tích, mục đích.", "Place, area, purpose."),
    isRequired: true,
    when: when("needsLand").is("yes"),
    copies: 1,
  },
];
