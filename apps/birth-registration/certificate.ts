import { type ResultPrint, text, when } from "#app-kit";

/** The birth certificate. A part that nobody knows is left blank in words, as the law wants no empty line. */
export const CERTIFICATE: ResultPrint = {
  heading: [text("Giấy khai sinh", "Birth certificate")],
  isBilingual: false,
  points: [
    {
      label: text("Họ, chữ đệm, tên", "Full name"),
      lines: [text("{childName|upper}", "{childName|upper}")],
    },
    { label: text("Ngày, tháng, năm sinh", "Born on"), lines: [text("{bornOn}", "{bornOn}")] },
    { label: text("Giới tính", "Sex"), lines: [text("{sex}", "{sex}")] },
    { label: text("Dân tộc", "Ethnicity"), lines: [text("{ethnicity}", "{ethnicity}")] },
    { label: text("Nơi sinh", "Place of birth"), lines: [text("{birthplace}", "{birthplace}")] },
    { label: text("Quê quán", "Place of origin"), lines: [text("{hometown}", "{hometown}")] },
    {
      label: text("Số định danh cá nhân", "Personal number"),
      lines: [text("{enter-register.personalNumber}", "{enter-register.personalNumber}")],
    },
    {
      label: text("Người mẹ", "Mother"),
      lines: [
        text(
          "{motherName|upper}, sinh ngày {motherBornOn}",
          "{motherName|upper}, born {motherBornOn}",
        ),
        text("Nơi cư trú: {motherAddress}", "Residence: {motherAddress}"),
      ],
    },
    {
      label: text("Người cha", "Father"),
      lines: [
        text(
          "{fatherName|upper}, sinh ngày {fatherBornOn}",
          "{fatherName|upper}, born {fatherBornOn}",
        ),
      ],
      when: when("fatherKnown").is("yes"),
    },
    {
      label: text("Ghi vào Sổ đăng ký khai sinh", "Entered in the register of births"),
      lines: [
        text(
          "Quyển số {enter-register.book}, trang {enter-register.page}",
          "Book {enter-register.book}, page {enter-register.page}",
        ),
      ],
    },
  ],
  closing: [],
};
