import { type ResultPrint, text } from "#app-kit";

export const CERTIFICATE: ResultPrint = {
  heading: [text("Giấy chứng nhận đăng ký đầu tư", "Investment registration certificate")],
  subheading: text("Chứng nhận lần đầu", "First issue"),
  isBilingual: true,
  points: [
    {
      label: text("Nhà đầu tư", "Investor"),
      lines: [
        text("{ownerName|upper}", "{ownerName}"),
        text(
          "Quốc tịch hoặc nơi thành lập: {nationality}; giấy tờ số {paperNumber}",
          "Nationality or place of incorporation: {nationality}; document No. {paperNumber}",
        ),
        text("Địa chỉ: {ownerAddress}", "Address: {ownerAddress}"),
      ],
    },
    {
      label: text("Tên dự án", "Name of the project"),
      lines: [text("{projectName|upper}", "{projectName}")],
    },
    {
      label: text("Mục tiêu dự án", "Objectives"),
      lines: [
        {
          each: "objectives",
          line: text("{name} (mã ngành {industryCode})", "{name} (VSIC {industryCode})"),
        },
      ],
    },
    {
      label: text("Địa điểm và diện tích", "Location and area"),
      lines: [text("{site}; {area} m²", "{site}; {area} m²")],
    },
    {
      label: text("Tổng vốn đầu tư", "Total capital"),
      lines: [
        text(
          "{capitalVnd}, trong đó vốn góp của nhà đầu tư {contributedVnd}",
          "{capitalVnd}, of which contributed by the investor {contributedVnd}",
        ),
      ],
    },
    {
      label: text("Thời hạn hoạt động", "Duration"),
      lines: [
        text(
          "{yearsOfOperation} năm kể từ ngày cấp Giấy chứng nhận này",
          "{yearsOfOperation} years from the date of this certificate",
        ),
      ],
    },
    {
      label: text("Tiến độ", "Schedule"),
      lines: [text("Bắt đầu hoạt động: {startsOn}", "Start of operation: {startsOn}")],
    },
    {
      label: text("Điều kiện", "Conditions"),
      lines: [text("{assess.conditions}", "{assess.conditionsEn}")],
    },
  ],
  closing: [
    text(
      "Nhà đầu tư phải báo cáo định kỳ tình hình thực hiện dự án theo Luật Đầu tư.",
      "The investor reports regularly on the project as the Law on Investment orders.",
    ),
  ],
};
