import { canonicalJson } from "#kernel/canonical-json";
import type { Cell } from "#engines/spreadsheets";
import { meanStars, onTimeShare, ratings } from "./figures.ts";
import type { Snapshot, SnapshotRow } from "./snapshot.ts";

type Kind = "string" | "integer" | "number";

interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly vi: string;
  readonly en: string;
  of(row: SnapshotRow, month: OpenMonth): Cell;
}

/** A month as open data: closed and signed, or provisional until it is. */
export interface OpenMonth {
  readonly month: string;
  readonly state: "closed" | "provisional";
  readonly rows: Snapshot["rows"];
}

const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 100) / 100;
const days = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round(minutes / 4.8) / 100;

/** The columns with what they mean: the data, its description and the page are made of this one list. */
export const COLUMNS: readonly Column[] = [
  {
    name: "month",
    kind: "string",
    vi: "Tháng, YYYY-MM",
    en: "Month, YYYY-MM",
    of: (_, { month }) => month,
  },
  {
    name: "state",
    kind: "string",
    vi: "closed: đã khóa và ký; provisional: còn có thể thay đổi",
    en: "closed: frozen and signed; provisional: may still change",
    of: (_, { state }) => state,
  },
  {
    name: "agency_id",
    kind: "string",
    vi: "Mã định danh cơ quan (Quyết định 20/2020/QĐ-TTg)",
    en: "Identifier of the agency (Decision 20/2020/QĐ-TTg)",
    of: (row) => row.organId,
  },
  {
    name: "agency",
    kind: "string",
    vi: "Tên cơ quan",
    en: "Name of the agency, in Vietnamese",
    of: (row) => row.agency,
  },
  {
    name: "procedure_id",
    kind: "string",
    vi: "Mã thủ tục hành chính",
    en: "Code of the procedure",
    of: (row) => row.procedureCode,
  },
  {
    name: "procedure",
    kind: "string",
    vi: "Tên thủ tục",
    en: "Name of the procedure, in Vietnamese",
    of: (row) => row.procedure,
  },
  {
    name: "received",
    kind: "integer",
    vi: "Hồ sơ đã nhận",
    en: "Dossiers received",
    of: ({ figures }) => figures.received,
  },
  {
    name: "released",
    kind: "integer",
    vi: "Kết quả đã trả, kể cả từ chối",
    en: "Results given, refusals included",
    of: ({ figures }) => figures.released,
  },
  {
    name: "on_time",
    kind: "integer",
    vi: "Trả không muộn hơn lần hẹn đầu tiên",
    en: "Given no later than first promised",
    of: ({ figures }) => figures["on-time"],
  },
  {
    name: "early",
    kind: "integer",
    vi: "Trong đó trả trước hạn",
    en: "Of these, given early",
    of: ({ figures }) => figures.early,
  },
  {
    name: "late",
    kind: "integer",
    vi: "Trả quá hạn",
    en: "Given late",
    of: ({ figures }) => figures.late,
  },
  {
    name: "refused",
    kind: "integer",
    vi: "Từ chối",
    en: "Refused",
    of: ({ figures }) => figures.refused,
  },
  {
    name: "supplement_asked",
    kind: "integer",
    vi: "Yêu cầu bổ sung",
    en: "Supplements asked for",
    of: ({ figures }) => figures.supplemented,
  },
  {
    name: "apologised",
    kind: "integer",
    vi: "Đã xin lỗi và hẹn lại",
    en: "Apologised for",
    of: ({ figures }) => figures.apologised,
  },
  {
    name: "open",
    kind: "integer",
    vi: "Đang giải quyết cuối tháng",
    en: "Open at the end of the month",
    of: (row) => row.open,
  },
  {
    name: "on_time_share",
    kind: "number",
    vi: "Tỷ lệ đúng hạn, phần trăm",
    en: "Share on time, per cent",
    of: ({ figures }) => rounded(onTimeShare(figures)),
  },
  {
    name: "days_used",
    kind: "number",
    vi: "Số ngày làm việc trung bình đã dùng",
    en: "Mean working days used",
    of: (row) => days(row.usedMinutes),
  },
  {
    name: "days_term",
    kind: "number",
    vi: "Thời hạn trung bình, ngày làm việc",
    en: "Mean term, working days",
    of: (row) => days(row.termMinutes),
  },
  {
    name: "ratings",
    kind: "integer",
    vi: "Lượt đánh giá",
    en: "Ratings",
    of: ({ figures }) => ratings(figures),
  },
  {
    name: "mean_stars",
    kind: "number",
    vi: "Điểm đánh giá trung bình, 1 đến 5",
    en: "Mean rating, 1 to 5",
    of: ({ figures }) => rounded(meanStars(figures)),
  },
];

export const LICENCE = {
  vi: "Được tự do sao chép, chia sẻ, dùng lại, kể cả cho mục đích thương mại, với điều kiện ghi nguồn: Thành phố Hồ Chí Minh, Dịch vụ công (dữ liệu minh họa).",
  en: "Free to copy, share and reuse, commercially too, if the source is named: Ho Chi Minh City, Public services (demonstration data).",
} as const;

export function cellsOf(month: OpenMonth): readonly (readonly Cell[])[] {
  return month.rows.map((row) => COLUMNS.map((column) => column.of(row, month)));
}

/** The same rows as objects, with what is said of all of them. */
export function jsonOf(month: OpenMonth): object {
  return {
    month: month.month,
    state: month.state,
    licence: LICENCE,
    rows: month.rows.map((row) =>
      Object.fromEntries(COLUMNS.map((column) => [column.name, column.of(row, month)])),
    ),
  };
}

/** The data dictionary in the words of CSV on the Web (W3C). */
export function schemaText(): string {
  return canonicalJson({
    "@context": "http://www.w3.org/ns/csvw",
    "dc:title": "Giải quyết hồ sơ thủ tục hành chính theo tháng",
    "dc:license": LICENCE,
    dialect: { encoding: "utf-8", header: true },
    tableSchema: {
      columns: COLUMNS.map(({ name, kind, vi, en }) => ({
        name,
        datatype: kind,
        titles: name,
        "dc:description": [
          { "@value": vi, "@language": "vi" },
          { "@value": en, "@language": "en" },
        ],
      })),
      primaryKey: ["month", "agency_id", "procedure_id"],
    },
  });
}
