import { type Paper, text, when } from "#app-kit";

export const PAPERS: readonly Paper[] = [
  {
    id: "chung-sinh",
    title: text("Giấy chứng sinh", "Medical certificate of birth"),
    explain: text(
      "Do bệnh viện hoặc cơ sở y tế nơi trẻ sinh ra cấp. Ảnh chụp rõ cả trang.",
      "Given by the hospital or clinic. A clear picture of the whole page.",
    ),
    isRequired: true,
    copies: 1,
  },
  {
    id: "ket-hon",
    kind: "marriage-certificate",
    title: text("Giấy chứng nhận kết hôn của cha mẹ", "Marriage certificate of the parents"),
    explain: text("Nếu cha mẹ có đăng ký kết hôn.", "Where the parents are married."),
    isRequired: false,
    when: when("fatherKnown").is("yes"),
    copies: 1,
  },
];
