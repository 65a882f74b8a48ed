import { type App, text } from "#app-kit";
import { edition20160101 } from "./editions/2016-01-01.ts";

/** Đăng ký khai sinh. */
export const birthRegistration: App = {
  id: "khai-sinh",
  procedureCode: "1.001193.000.00.00.H29",
  title: text("Đăng ký khai sinh", "Birth registration"),
  summary: text(
    "Dành cho cha, mẹ hoặc người thân của trẻ mới sinh. Giải quyết trong ngày, không phải đến phường.",
    "For parents or relatives of a newborn child. Done the same day, without a visit.",
  ),
  field: text("Hộ tịch", "Civil status"),
  receivedBy: text(
    "Ủy ban nhân dân phường nơi cư trú của cha hoặc mẹ",
    "People’s Committee of the ward where the mother or father lives",
  ),
  ownerKind: "ward",
  editions: [edition20160101],
};
