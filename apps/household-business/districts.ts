import { text } from "#app-kit";

/** Where a household business may be registered: the districts, by the word that addresses use. */
export const DISTRICT_OPTIONS = [
  ...Array.from({ length: 12 }, (_, index) => ({
    value: `quan-${index + 1}`,
    label: text(`Quận ${index + 1}`, `District ${index + 1}`),
  })),
  { value: "binh-tan", label: text("Quận Bình Tân", "Binh Tan District") },
  { value: "binh-thanh", label: text("Quận Bình Thạnh", "Binh Thanh District") },
  { value: "go-vap", label: text("Quận Gò Vấp", "Go Vap District") },
  { value: "phu-nhuan", label: text("Quận Phú Nhuận", "Phu Nhuan District") },
  { value: "tan-binh", label: text("Quận Tân Bình", "Tan Binh District") },
  { value: "tan-phu", label: text("Quận Tân Phú", "Tan Phu District") },
  { value: "thu-duc", label: text("Quận Thủ Đức", "Thu Duc District") },
  { value: "binh-chanh", label: text("Huyện Bình Chánh", "Binh Chanh District") },
  { value: "can-gio", label: text("Huyện Cần Giờ", "Can Gio District") },
  { value: "cu-chi", label: text("Huyện Củ Chi", "Cu Chi District") },
  { value: "hoc-mon", label: text("Huyện Hóc Môn", "Hoc Mon District") },
  { value: "nha-be", label: text("Huyện Nhà Bè", "Nha Be District") },
];
