import { dayIn, formatDay } from "#kernel/calendar-day";
import type { Agency } from "#modules/organisation";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { type ProxyFiling, proxyText } from "./proxy-filing.ts";

/** The agency of a paper as its head names it. */
export interface PaperAgency {
  readonly name: string;
  readonly nameEn: string;
  /** Who stands above it on the paper. */
  readonly parent: string;
  /** The agency on the paper: a district's office is its People's Committee. */
  readonly office: string;
  /** Where it sits, for "…, ngày … tháng …". */
  readonly place: string;
  /** On whose behalf its leaders sign; empty where the head signs for the agency. */
  readonly signsFor: string;
}

/** What a paper of a dossier is made from. */
export interface PrintContext {
  readonly dossier: Dossier;
  /** Who files it for the applicant, where somebody does. */
  readonly filing?: ProxyFiling | undefined;
  readonly agency: PaperAgency;
  readonly origin: string;
  readonly deps: DossierDeps;
}

const CITY = "Ủy ban nhân dân Thành phố Hồ Chí Minh";
const NOTICE = "Quét mã để kiểm tra. Dữ liệu minh họa, không có giá trị pháp lý.";

/** Head and signature by kind of agency (Decree 30/2020/NĐ-CP, Appendix I). */
export function paperAgency(agency: Agency | undefined, parent: Agency | undefined): PaperAgency {
  const name = agency?.name ?? "";
  const isCommittee = agency === undefined || COMMITTEES.has(agency.kind);
  const base = { name, nameEn: agency?.nameEn ?? "" };
  if (!isCommittee)
    return { ...base, parent: CITY, office: name, place: "Thành phố Hồ Chí Minh", signsFor: "" };
  return {
    ...base,
    parent: agency?.kind === "ward" ? `Ủy ban nhân dân ${parent?.name ?? ""}` : CITY,
    office: `Ủy ban nhân dân ${name}`,
    place: name.replace(/^(?:Quận|Huyện|Phường|Xã|Thị trấn) (?=\D)/u, ""),
    signsFor: "TM. ỦY BAN NHÂN DÂN",
  };
}

const COMMITTEES: ReadonlySet<Agency["kind"]> = new Set(["ward", "district", "city-office"]);

/** The applicant as papers name them: with the proxy, where one acts. */
export function applicantText({ dossier, filing }: PrintContext): string {
  return filing === undefined
    ? dossier.applicantName
    : `${dossier.applicantName} (người nộp thay: ${proxyText(filing)})`;
}

/** What the procedure is called on a paper. */
export function titleOf({ deps, dossier }: PrintContext): string {
  return deps.apps.get(dossier.appId)?.app.title.vi ?? "";
}

/** What every paper carries: who issues it, where and when, and the code to check it by. */
export function commonOf({ agency }: Pick<PrintContext, "agency">, at: Date, qrText: string) {
  const [date, month, year] = formatDay(dayIn(at)).split("/");
  return {
    agencyParent: agency.parent,
    agency: agency.office,
    issuedOn: `${agency.place}, ngày ${date} tháng ${month} năm ${year}`,
    qrText,
    notice: NOTICE,
  };
}
