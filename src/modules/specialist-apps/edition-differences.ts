import { type Edition, type Text, text } from "#app-kit";
import { readTable } from "#engines/rules";
import { dongText } from "#kernel/money";
import { type Term, termWords } from "#kernel/term";
import { changedTexts } from "./edition-texts.ts";
import { formChanges, paperChanges } from "./form-differences.ts";
import { changed, listChanges, namedChanges, same, unlessSame } from "./tell-change.ts";

/** The parts in which an edition is edited and its changes are told. */
export const PARTS = [
  "basis",
  "clock",
  "fee",
  "papers",
  "form",
  "texts",
  "process",
  "samples",
] as const;
export type Part = (typeof PARTS)[number];

/** One change, as a person would tell it. */
export interface Difference {
  readonly part: Part;
  readonly words: Text;
}

/** What one edition changes of another, in plain language and in the order of the parts. */
export async function differencesBetween(
  before: Edition,
  after: Edition,
): Promise<readonly Difference[]> {
  const told = (part: Part, words: readonly Text[]): Difference[] =>
    words.map((one) => ({ part, words: one }));
  return [
    ...told("basis", basisChanges(before, after)),
    ...told("clock", clockChanges(before, after)),
    ...told("fee", await feeChanges(before, after)),
    ...told("papers", paperChanges(before, after)),
    ...told("form", [...formChanges(before, after), ...prefillChanges(before, after)]),
    ...told("texts", textChanges(before, after)),
    ...told("process", processChanges(before, after)),
    ...told("samples", sampleChanges(before, after)),
  ];
}

function basisChanges(before: Edition, after: Edition): readonly Text[] {
  return [
    ...unlessSame(text("Văn bản căn cứ", "Source"), before.source.document, after.source.document),
    ...unlessSame(
      text("Mức chắc chắn của căn cứ", "Certainty of the source"),
      CERTAINTY[before.source.certainty],
      CERTAINTY[after.source.certainty],
    ),
    ...listChanges(text("căn cứ pháp lý", "legal basis"), before.legalBasis, after.legalBasis),
  ];
}

export const CERTAINTY = {
  S: text("đã đối chiếu văn bản", "checked against the document"),
  S2: text("dẫn lại", "quoted by others"),
  M: text("chưa đối chiếu văn bản", "not yet checked against the document"),
} as const;

function termText(term: Term | undefined): Text {
  return term === undefined
    ? text("không quy định", "none")
    : text(termWords(term, "vi"), termWords(term, "en"));
}

function minuteWords(minute: number | undefined): Text {
  if (minute === undefined) return text("không có", "none");
  const clock = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
  return text(clock, clock);
}

function clockChanges({ clock: was }: Edition, { clock: is }: Edition): readonly Text[] {
  return [
    ...unlessSame(
      text("Thời hạn trả lời về tính hợp lệ", "Term to answer the filing"),
      termText(was.answer),
      termText(is.answer),
    ),
    ...unlessSame(
      text("Thời hạn giải quyết", "Term of processing"),
      termText(was.processing),
      termText(is.processing),
    ),
    ...unlessSame(
      text("Thời hạn bổ sung hồ sơ", "Term to supplement"),
      termText(was.supplement),
      termText(is.supplement),
    ),
    ...unlessSame(
      text(
        "Nhận từ giờ này tính sang ngày làm việc sau",
        "Received from this hour counts as the next working day",
      ),
      minuteWords(was.lateFromMinute),
      minuteWords(is.lateFromMinute),
    ),
  ];
}

async function feeChanges(before: Edition, after: Edition): Promise<readonly Text[]> {
  const when = (edition: Edition): Text =>
    edition.isFeeDueFirst === true
      ? text("trước khi tiếp nhận", "before acceptance")
      : text("trước khi trả kết quả", "before the result is released");
  return [
    ...unlessSame(text("Phí, lệ phí", "Fee"), dongText(before.feeVnd), dongText(after.feeVnd)),
    ...unlessSame(text("Thời điểm nộp phí", "When the fee is due"), when(before), when(after)),
    ...(await tableChanges(before.rules ?? {}, after.rules ?? {})),
  ];
}

type Tables = Readonly<Record<string, string>>;

async function tableChanges(before: Tables, after: Tables): Promise<readonly Text[]> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const told: Text[] = [];
  for (const name of names) {
    if (before[name] === after[name]) continue;
    const [was, is] = [await rowsOf(before[name]), await rowsOf(after[name])];
    const rows = listChanges(text("dòng của bảng tính phí", "row of the fee table"), was, is);
    const redrawn = text("Sửa cách vẽ bảng tính phí", "The fee table was drawn anew");
    told.push(...(rows.length === 0 ? [redrawn] : rows));
  }
  return told;
}

/** Rows of a decision table, each as a sentence: what fits, and what comes out. */
async function rowsOf(xml: string | undefined): Promise<readonly Text[]> {
  const read = xml === undefined ? undefined : await readTable(xml);
  if (read?.ok !== true) return [];
  const { inputs, rows } = read.value;
  return rows.map(({ cells, results }) => {
    const asked = inputs.flatMap(({ label }, index) => {
      const cell = cells[index];
      return cell === undefined || cell.isAny ? [] : [`${label} ${cell.text}`];
    });
    const gives = results.join(", ");
    return text(
      `${asked.join(", ") || "mọi trường hợp"} → ${gives}`,
      `${asked.join(", ") || "every case"} → ${gives}`,
    );
  });
}

function prefillChanges(before: Edition, after: Edition): readonly Text[] {
  const sources = ({ prefill = [] }: Edition): Text => {
    const told = prefill.map(({ from, fields }) => {
      // The database keeps the properties of a JSON object in an order of its own.
      const pairs = Object.entries(fields).map(([id, name]) => `${id} ← ${name}`);
      return `${from} (${pairs.toSorted().join(", ")})`;
    });
    return told.length === 0 ? text("không có", "none") : text(told.join("; "), told.join("; "));
  };
  return unlessSame(
    text("Điền sẵn từ kết quả đã cấp", "Filled in from earlier results"),
    sources(before),
    sources(after),
  );
}

function textChanges(before: Edition, after: Edition): readonly Text[] {
  return [
    ...listChanges(text("bước cho người dân", "step for the public"), before.steps, after.steps),
    ...changedTexts(before, after).map(({ label, was, is }) => changed(label, was, is)),
  ];
}

function processChanges(before: Edition, after: Edition): readonly Text[] {
  if (before.process.trim() === after.process.trim()) return [];
  const [was, is] = [stepNames(before.process), stepNames(after.process)];
  const rows = listChanges(text("bước của quy trình", "step of the process"), was, is);
  return rows.length === 0 ? [text("Sửa sơ đồ quy trình", "The diagram was changed")] : rows;
}

/** Names of the tasks, as the drawing writes them. */
function stepNames(xml: string): readonly Text[] {
  return [...xml.matchAll(/<(?:\w+:)?\w*[tT]ask\b[^>]*?\bname="([^"]*)"/gu)].map(([, name = ""]) =>
    text(name, name),
  );
}

function sampleChanges(before: Edition, after: Edition): readonly Text[] {
  const named = (edition: Edition) => edition.samples.map((one) => ({ ...one, id: one.name }));
  return namedChanges(named(before), named(after), {
    name: (one) => text(one.name, one.name),
    added: (one) => text(`Thêm hồ sơ mẫu: ${one.name}`, `Added a sample: ${one.name}`),
    removed: (one) => text(`Bỏ hồ sơ mẫu: ${one.name}`, `Removed a sample: ${one.name}`),
    moved: text("Đổi thứ tự hồ sơ mẫu", "Changed the order of the samples"),
    changes: (was, is) =>
      same(was, is) ? [] : [text(`Sửa hồ sơ mẫu: ${is.name}`, `Changed the sample: ${is.name}`)],
  });
}
