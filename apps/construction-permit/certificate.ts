import { type ResultPrint, text, when } from "#app-kit";

export const CERTIFICATE: ResultPrint = {
  heading: [text("Giấy phép xây dựng", "Construction permit")],
  subheading: text("Dùng cho nhà ở riêng lẻ", "For a single house"),
  isBilingual: false,
  points: [
    {
      label: text("Cấp cho", "Granted to"),
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
      label: text("Được phép", "May carry out"),
      lines: [text("{works}: {houseName}", "{works}: {houseName}")],
    },
    {
      label: text("Tại", "At"),
      lines: [
        text("{site}, {agency}", "{site}, {agency}"),
        text(
          "{plotNumber}, diện tích {plotArea} m²; giấy chứng nhận số {landCertificate}",
          "{plotNumber}, {plotArea} m²; land-use certificate No. {landCertificate}",
        ),
      ],
    },
    {
      label: text("Quy mô", "Scale"),
      lines: [
        text(
          "Diện tích xây dựng tầng trệt {groundArea} m²; tổng diện tích sàn {floorArea} m²",
          "Ground floor {groundArea} m²; total floor area {floorArea} m²",
        ),
        text(
          "Số tầng: {floors}; chiều cao {height} m; khoảng lùi {setback} m",
          "Floors: {floors}; height {height} m; set-back {setback} m",
        ),
      ],
    },
    {
      label: text("Cốt nền và chỉ giới", "Level and building line"),
      lines: [
        text(
          "Cốt nền {inspect.level} m; chỉ giới xây dựng {draft.buildingLine}",
          "Level {inspect.level} m; building line {draft.buildingLine}",
        ),
      ],
    },
    {
      label: text("Điều kiện", "Conditions"),
      lines: [text("{draft.conditions}", "{draft.conditions}")],
    },
  ],
  closing: [
    text(
      "Giấy phép có hiệu lực khởi công trong 12 tháng kể từ ngày cấp; quá thời hạn phải đề nghị gia hạn.",
      "Works begin within 12 months of the date of issue; after that an extension is asked for.",
    ),
  ],
};
