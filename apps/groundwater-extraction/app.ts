import { type App, text } from "#app-kit";
import { edition20240701 } from "./editions/2024-07-01.ts";

/** Cấp giấy phép khai thác nước dưới đất. */
export const groundwaterExtraction: App = {
  id: "khai-thac-nuoc-duoi-dat",
  procedureCode: "1.004223.000.00.00.H29",
  title: text("Cấp giấy phép khai thác nước dưới đất", "Groundwater extraction licence"),
  summary: text(
    "Dành cho tổ chức, cá nhân khai thác nước dưới đất bằng giếng khoan với quy mô dưới 3.000 m³/ngày đêm.",
    "For organisations and persons who draw less than 3,000 m³ of groundwater a day from wells.",
  ),
  field: text("Tài nguyên nước", "Water resources"),
  receivedBy: text(
    "Sở Tài nguyên và Môi trường",
    "Department of Natural Resources and Environment",
  ),
  ownerKind: "department",
  owners: ["so-tai-nguyen-va-moi-truong"],
  editions: [edition20240701],
};
