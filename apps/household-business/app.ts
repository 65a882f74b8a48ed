import { type App, text } from "#app-kit";
import { edition20100601 } from "./editions/2010-06-01.ts";
import { edition20151101 } from "./editions/2015-11-01.ts";

/** Đăng ký thành lập hộ kinh doanh. */
export const householdBusiness: App = {
  id: "ho-kinh-doanh",
  procedureCode: "1.001612.000.00.00.H29",
  title: text("Đăng ký thành lập hộ kinh doanh", "Registration of a household business"),
  summary: text(
    "Dành cho cá nhân hoặc hộ gia đình muốn mở hộ kinh doanh. Làm hoàn toàn trực tuyến, không phải đến cơ quan.",
    "For a person or a household who wants to open a business. Wholly online, without a visit.",
  ),
  field: text("Đăng ký kinh doanh", "Business registration"),
  receivedBy: text(
    "Ủy ban nhân dân quận, huyện nơi đặt địa điểm kinh doanh",
    "People’s Committee of the district of the business",
  ),
  ownerKind: "district",
  editions: [edition20100601, edition20151101],
};
