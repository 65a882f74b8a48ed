import { type App, text } from "#app-kit";
import { edition20150101 } from "./editions/2015-01-01.ts";

/** Cấp giấy phép xây dựng nhà ở riêng lẻ. */
export const constructionPermit: App = {
  id: "giay-phep-xay-dung",
  procedureCode: "1.009994.000.00.00.H29",
  title: text("Cấp giấy phép xây dựng nhà ở riêng lẻ", "Construction permit for a single house"),
  summary: text(
    "Dành cho chủ nhà muốn xây mới, sửa chữa hoặc cải tạo nhà ở riêng lẻ.",
    "For owners who build, repair or alter a single house.",
  ),
  field: text("Xây dựng", "Construction"),
  receivedBy: text(
    "Ủy ban nhân dân quận, huyện nơi có đất",
    "People’s Committee of the district of the plot",
  ),
  ownerKind: "district",
  editions: [edition20150101],
};
