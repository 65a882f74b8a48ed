import { type App, text } from "#app-kit";
import { edition20210101 } from "./editions/2021-01-01.ts";

/** Cấp Giấy chứng nhận đăng ký đầu tư. */
export const investmentRegistration: App = {
  id: "dang-ky-dau-tu",
  procedureCode: "1.009645.000.00.00.H29",
  title: text("Cấp Giấy chứng nhận đăng ký đầu tư", "Investment registration certificate"),
  summary: text(
    "Dành cho nhà đầu tư nước ngoài thực hiện dự án không thuộc diện chấp thuận chủ trương đầu tư.",
    "For foreign investors whose project needs no approval of its investment policy.",
  ),
  field: text("Đầu tư", "Investment"),
  receivedBy: text("Sở Kế hoạch và Đầu tư", "Department of Planning and Investment"),
  ownerKind: "department",
  owners: ["so-ke-hoach-va-dau-tu"],
  editions: [edition20210101],
};
