import { type Text, text } from "./text.ts";

/**
 * Papers that more than one procedure asks for or issues, by one name. What an applicant gave to one agency under this name, or
 * what an agency issued, another may be given with the applicant's consent.
 */
export const PAPER_KINDS = {
  "citizen-card": text("Căn cước", "Identity card"),
  "land-use-certificate": text(
    "Giấy chứng nhận quyền sử dụng đất hoặc xác nhận biến động",
    "Land-use certificate or registered change",
  ),
  "marriage-certificate": text("Giấy chứng nhận kết hôn", "Marriage certificate"),
  "premises-contract": text("Hợp đồng thuê, mượn địa điểm", "Contract for premises"),
  "household-business-certificate": text(
    "Giấy chứng nhận đăng ký hộ kinh doanh",
    "Certificate of household business registration",
  ),
  "construction-permit": text("Giấy phép xây dựng", "Construction permit"),
} as const satisfies Readonly<Record<string, Text>>;

export type PaperKind = keyof typeof PAPER_KINDS;
