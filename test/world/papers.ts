import { createPrinter, type Printer, type ResultPrintData } from "#engines/printing";

/** What the certificate of a household business says, ready for print. */
export interface BakeryPaper {
  readonly agencyParent: string;
  readonly agency: string;
  readonly issuedOn: string;
  readonly qrText: string;
  readonly notice: string;
  readonly number: string;
  readonly businessName: string;
  readonly place: string;
  readonly trades: readonly string[];
  readonly capital: string;
  readonly owner: string;
  readonly ownerAddress: string;
  readonly signerTitle: string;
  readonly signer: string;
}

export const HOA_SEN: BakeryPaper = {
  agencyParent: "Ủy ban nhân dân Thành phố Hồ Chí Minh",
  agency: "Ủy ban nhân dân Quận 1",
  issuedOn: "Quận 1, ngày 29 tháng 4 năm 2025",
  qrText: "https://hcm.example/kiem-tra/abc",
  notice: "Quét mã để kiểm tra. Dữ liệu minh họa.",
  number: "07/GCN-HKD",
  businessName: "Tiệm bánh Hoa Sen",
  place: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
  trades: ["Sản xuất và bán lẻ bánh ngọt"],
  capital: "150.000.000 ₫",
  owner: "Trần Minh Quân",
  ownerAddress: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
  signerTitle: "Phó Chủ tịch",
  signer: "Phạm Hữu Hùng",
};

const vi = (words: string) => ({ vi: words, en: "" });

/** The certificate as the printer takes it. */
export function certificateOf(paper: BakeryPaper): ResultPrintData {
  const point = (label: string, ...lines: string[]) => ({
    label: vi(label),
    lines: lines.map(vi),
    isList: false,
  });
  return {
    ...paper,
    heading: [vi("Giấy chứng nhận"), vi("đăng ký hộ kinh doanh")],
    subheading: vi("Đăng ký lần đầu"),
    points: [
      point("Tên hộ kinh doanh", paper.businessName.toLocaleUpperCase("vi")),
      point("Địa điểm kinh doanh", paper.place),
      { label: vi("Ngành, nghề kinh doanh"), lines: paper.trades.map(vi), isList: true },
      point("Vốn kinh doanh", paper.capital),
      point(
        "Họ và tên chủ hộ kinh doanh",
        paper.owner.toLocaleUpperCase("vi"),
        `Nơi thường trú: ${paper.ownerAddress}`,
      ),
    ],
    closing: [],
    authority: "TM. ỦY BAN NHÂN DÂN",
  };
}

/** A printer for tests outside the printing room. */
export function testPrinter(): Printer {
  return createPrinter(new URL("../../src/engines/printing/print-worker.ts", import.meta.url));
}
