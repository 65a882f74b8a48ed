import { type App, text } from "#app-kit";
import { edition20240801 } from "./editions/2024-08-01.ts";

/** Đăng ký biến động đất đai. */
export const landUseChange: App = {
  id: "bien-dong-dat-dai",
  procedureCode: "1.012756.000.00.00.H29",
  title: text("Đăng ký biến động đất đai", "Change of a land-use certificate"),
  summary: text(
    "Dành cho người nhận chuyển nhượng, tặng cho, thừa kế hoặc chuyển mục đích sử dụng đất.",
    "For whoever bought, was given or inherited land, or uses it for another purpose.",
  ),
  field: text("Đất đai", "Land"),
  receivedBy: text(
    "Ủy ban nhân dân quận, huyện nơi có đất",
    "People’s Committee of the district of the plot",
  ),
  ownerKind: "district",
  editions: [edition20240801],
};
