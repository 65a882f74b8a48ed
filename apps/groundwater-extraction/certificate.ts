import { type ResultPrint, text, when } from "#app-kit";

/** What the expert found is what is licensed; the duty to report each year stands on the licence itself. */
export const CERTIFICATE: ResultPrint = {
  heading: [text("Giấy phép khai thác nước dưới đất", "Groundwater extraction licence")],
  isBilingual: false,
  points: [
    {
      label: text("Cho phép", "Granted to"),
      lines: [
        text("{ownerName|upper}", "{ownerName|upper}"),
        text("Địa chỉ: {ownerAddress}", "Address: {ownerAddress}"),
      ],
    },
    {
      label: text("Mã số thuế", "Tax code"),
      lines: [text("{ownerTaxCode}", "{ownerTaxCode}")],
      when: when("ownerKind").is("business"),
    },
    {
      label: text("Công trình", "The works"),
      lines: [
        text("{worksName}, tại {site}", "{worksName}, at {site}"),
        text("Số giếng: {wells}", "Wells: {wells}"),
      ],
    },
    {
      label: text("Tầng chứa nước", "Aquifer"),
      lines: [text("{appraise.aquiferFound}", "{appraise.aquiferFound}")],
    },
    {
      label: text("Chiều sâu khai thác", "Depth"),
      lines: [text("{appraise.depthFound} m", "{appraise.depthFound} m")],
    },
    {
      label: text("Lưu lượng lớn nhất", "Greatest flow"),
      lines: [text("{appraise.flowGranted} m³/ngày đêm", "{appraise.flowGranted} m³ a day")],
    },
    { label: text("Mục đích", "Purpose"), lines: [text("{purpose}", "{purpose}")] },
    {
      label: text("Thời hạn", "Term"),
      lines: [
        text(
          "{appraise.yearsGranted} năm kể từ ngày ký",
          "{appraise.yearsGranted} years from the day of signing",
        ),
      ],
    },
    {
      label: text("Yêu cầu", "Conditions"),
      lines: [text("{appraise.conditions}", "{appraise.conditions}")],
    },
  ],
  closing: [
    text(
      "Chủ giấy phép báo cáo lưu lượng, mực nước và chất lượng nước của năm trước cho Sở Tài nguyên và Môi trường trước ngày 31 tháng 01 hằng năm.",
      "The holder reports flow, level and quality of the past year to the Department of Natural Resources and Environment before 31 January of each year.",
    ),
  ],
};
