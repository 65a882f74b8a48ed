/**
 * The wards of Quận 1 in 2015: address word, Vietnamese name, English name. They stand below the 177 units that exchange
 * documents; civil status is registered there.
 */
export const WARDS_OF_DISTRICT_1: readonly (readonly [string, string, string])[] = [
  ["phuong-ben-nghe", "Phường Bến Nghé", "Ben Nghe Ward"],
  ["phuong-ben-thanh", "Phường Bến Thành", "Ben Thanh Ward"],
  ["phuong-cau-kho", "Phường Cầu Kho", "Cau Kho Ward"],
  ["phuong-cau-ong-lanh", "Phường Cầu Ông Lãnh", "Cau Ong Lanh Ward"],
  ["phuong-co-giang", "Phường Cô Giang", "Co Giang Ward"],
  ["phuong-da-kao", "Phường Đa Kao", "Da Kao Ward"],
  ["phuong-nguyen-cu-trinh", "Phường Nguyễn Cư Trinh", "Nguyen Cu Trinh Ward"],
  ["phuong-nguyen-thai-binh", "Phường Nguyễn Thái Bình", "Nguyen Thai Binh Ward"],
  ["phuong-pham-ngu-lao", "Phường Phạm Ngũ Lão", "Pham Ngu Lao Ward"],
  ["phuong-tan-dinh", "Phường Tân Định", "Tan Dinh Ward"],
];
