import { type Paper, text, when } from "#app-kit";

export const PAPERS: readonly Paper[] = [
  {
    id: "quyen-su-dung-dat",
    kind: "land-use-certificate",
    title: text("Giấy chứng nhận quyền sử dụng đất", "Land-use certificate"),
    explain: text("Chụp đủ các trang.", "All pages."),
    isRequired: true,
    copies: 1,
  },
  {
    id: "ban-ve",
    title: text("Bản vẽ thiết kế xin phép xây dựng", "Drawings for the permit"),
    explain: text(
      "Mặt bằng, mặt đứng, mặt cắt, mặt bằng móng và sơ đồ đấu nối; tệp PDF.",
      "Plans, elevations, sections, foundations and connections; a PDF.",
    ),
    isRequired: true,
    copies: 2,
  },
  {
    id: "hien-trang",
    title: text("Ảnh và bản vẽ hiện trạng", "Pictures and drawings of the present house"),
    explain: text("Ảnh 10 × 15 cm mặt trước và hai bên.", "Front and both sides."),
    isRequired: true,
    when: when("works").is("alter"),
    copies: 1,
  },
];
