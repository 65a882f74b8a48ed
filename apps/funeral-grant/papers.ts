import { type Paper, text } from "#app-kit";

const DECLARATION: Paper = {
  id: "ban-khai",
  title: text("Bản khai của đại diện thân nhân", "Declaration of the family"),
  explain: text("Ký, ghi rõ họ tên.", "Signed, with the name."),
  isRequired: true,
  copies: 1,
};
const DEATH: Paper = {
  id: "chung-tu",
  title: text("Giấy chứng tử", "Death certificate"),
  explain: text("Bản sao, ảnh rõ cả trang.", "A copy; a clear picture of the whole page."),
  isRequired: true,
  copies: 1,
};
const CONFIRMATION: Paper = {
  id: "xac-nhan-phuong",
  title: text("Xác nhận của phường", "The ward’s confirmation"),
  explain: text("Do phường ký số và chuyển đến.", "Signed and handed over by the ward."),
  isRequired: true,
  copies: 1,
};
const CHECK: Paper = {
  id: "ket-qua-tham-tra",
  title: text("Kết quả thẩm tra của quận, huyện", "The district’s check"),
  explain: text("Do quận, huyện ký số và chuyển đến.", "Signed and handed over by the district."),
  isRequired: true,
  copies: 1,
};

export const PAPERS = [DECLARATION, DEATH] as const;
export const REVIEW_PAPERS = [DECLARATION, DEATH, CONFIRMATION] as const;
export const DECISION_PAPERS = [DECLARATION, DEATH, CONFIRMATION, CHECK] as const;
