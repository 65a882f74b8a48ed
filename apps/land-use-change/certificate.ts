import { type ResultPrint, text, when } from "#app-kit";

export const CERTIFICATE: ResultPrint = {
  heading: [text("Xác nhận đăng ký biến động đất đai", "Registration of a change of land use")],
  isBilingual: false,
  points: [
    {
      label: text("Người sử dụng đất", "Land user"),
      lines: [
        text("{ownerName|upper}", "{ownerName|upper}"),
        text("Địa chỉ: {ownerAddress}", "Address: {ownerAddress}"),
      ],
    },
    {
      label: text("Thửa đất", "Plot"),
      lines: [
        text("{plotNumber}, diện tích {plotArea} m²", "{plotNumber}, {plotArea} m²"),
        text("{site}, {agency}", "{site}, {agency}"),
      ],
    },
    {
      label: text("Giấy chứng nhận", "Certificate"),
      lines: [text("Số {landCertificate}", "No. {landCertificate}")],
    },
    { label: text("Biến động", "Change"), lines: [text("{change}", "{change}")] },
    {
      label: text("Mục đích sử dụng mới", "The new use"),
      lines: [text("{newPurpose}", "{newPurpose}")],
      when: when("change").is("purpose"),
    },
    {
      label: text("Nội dung ghi vào hồ sơ địa chính", "Entry in the land register"),
      lines: [text("{verify.entry}", "{verify.entry}")],
    },
  ],
  closing: [
    text(
      "Biến động có hiệu lực kể từ thời điểm ghi vào Sổ địa chính.",
      "The change takes effect when it is entered in the land register.",
    ),
  ],
};
