import { type Answers, type App, type Edition, editionOn } from "#app-kit";
import { readStep, validateAll } from "#engines/forms";
import type { Table } from "#engines/spreadsheets";
import { type CalendarDay, dayIn, instantAt, typedDay } from "#kernel/calendar-day";
import { citizenId } from "#kernel/citizen-id";
import { rangesOn, type WorkingTime } from "#kernel/office-hours";
import { phoneNumber } from "#kernel/phone";
import { composed, folded } from "#kernel/vietnamese-text";
import { type AnswerColumn, answerColumns, type Fact, FACTS } from "./columns.ts";
import type { JudgedRow, RowFault } from "./old-row.ts";

/** What the rows of a procedure are judged against. */
export interface Judgement {
  readonly app: App;
  readonly now: Date;
  readonly time: WorkingTime;
  /** Each edition's steps, with the officials of the agency who hold the role of each. */
  readonly steps: ReadonlyMap<string, readonly KnownStep[]>;
}

export interface KnownStep {
  readonly id: string;
  readonly name: string;
  readonly holders: readonly { readonly officialId: string; readonly name: string }[];
}

/** Facts without which no row can be read. */
export function columnsMissing(table: Table): readonly string[] {
  const there = new Set(table.columns.map(plain));
  return Object.values(FACTS).filter((heading) => !there.has(plain(heading)));
}

/** Judges every row as a filing is judged: by the form of the edition in force on the day it was received. */
export function judgeRows(table: Table, judgement: Judgement): readonly JudgedRow[] {
  const at = new Map(table.columns.map((heading, index) => [plain(heading), index]));
  const columns = new Map<Edition, readonly AnswerColumn[]>();
  const seen = new Map<string, number>();
  return table.rows.map((cells, index) => {
    const place = index + 2; // below the headings
    const cell = (heading: string): string =>
      composed(cells[at.get(plain(heading)) ?? -1] ?? "").trim();
    const judged = judgeRow(judgement, place, cell, columns);
    const before = seen.get(judged.oldCode);
    if (judged.oldCode !== "" && before === undefined) seen.set(judged.oldCode, place);
    if (before === undefined || judged.oldCode === "") return judged;
    const fault = faultAt(place, "oldCode", judged.oldCode, {
      vi: `Mã hồ sơ này đã có ở dòng ${before}.`,
      en: `This code is in row ${before} already.`,
    });
    return { ...judged, content: null, faults: [...judged.faults, fault] };
  });
}

type Cell = (heading: string) => string;

function judgeRow(
  judgement: Judgement,
  place: number,
  cell: Cell,
  columns: Map<Edition, readonly AnswerColumn[]>,
): JudgedRow {
  const faults: RowFault[] = [];
  const fact = (name: Fact): string => cell(FACTS[name]);
  const wrong = (name: Fact, vi: string, en: string): void =>
    void faults.push(faultAt(place, name, fact(name), { vi, en }));
  const oldCode = fact("oldCode");
  if (oldCode === "" || oldCode.length > 60)
    wrong("oldCode", "Hãy ghi mã hồ sơ của hệ thống cũ.", "Give the code of the old system.");
  const name = fact("name");
  if (name.length < 2 || name.length > 100)
    wrong("name", "Hãy ghi họ và tên người nộp.", "Give the applicant’s full name.");
  const number = citizenId(fact("citizenId"));
  if (number === undefined)
    wrong(
      "citizenId",
      "Số định danh cá nhân phải đủ 12 chữ số và đúng cấu trúc.",
      "A personal number has 12 digits in the right structure.",
    );
  const phone = fact("phone");
  const digits = phone === "" ? "" : phoneNumber(phone);
  if (digits === undefined)
    wrong("phone", "Số điện thoại không đúng.", "This is no telephone number.");
  const days = judgeDays(judgement, fact, wrong);
  const edition = days === undefined ? undefined : editionOn(judgement.app, days.receivedOn);
  if (days !== undefined && edition === undefined)
    wrong(
      "receivedOn",
      "Ngày này thủ tục chưa có quy định nào trong hệ thống.",
      "The procedure has no edition in force on this day.",
    );
  const base = { place, oldCode };
  if (edition === undefined || days === undefined) return { ...base, content: null, faults };
  const work = judgeStep(judgement.steps.get(edition.inForceFrom) ?? [], fact, wrong);
  const known = columns.get(edition) ?? answerColumns(edition);
  columns.set(edition, known);
  const answers = judgeAnswers(edition, known, { place, cell, faults });
  if (faults.length > 0 || work === undefined || number === undefined)
    return { ...base, content: null, faults };
  const content = {
    oldCode,
    edition: edition.inForceFrom,
    name,
    citizenId: number.digits,
    phone: digits ?? "",
    receivedAt: days.receivedAt.toISOString(),
    promisedOn: days.promisedOn,
    ...work,
    answers,
  };
  return { ...base, content, faults };
}

type Wrong = (name: Fact, vi: string, en: string) => void;

interface Days {
  readonly receivedOn: CalendarDay;
  readonly receivedAt: Date;
  readonly promisedOn: CalendarDay;
}

const NO_DAY = {
  vi: "Ngày phải có thật, ghi ngày/tháng/năm, ví dụ 25/04/2025.",
  en: "The day must exist, written day/month/year, for example 25/04/2025.",
} as const;

/** When it was received: the hour in the register, or the opening of the office that day where none is written. */
function judgeDays(
  { now, time }: Judgement,
  fact: (name: Fact) => string,
  wrong: Wrong,
): Days | undefined {
  const [receivedOn, promisedOn] = [typedDay(fact("receivedOn")), typedDay(fact("promisedOn"))];
  if (receivedOn === undefined) wrong("receivedOn", NO_DAY.vi, NO_DAY.en);
  if (promisedOn === undefined) wrong("promisedOn", NO_DAY.vi, NO_DAY.en);
  const hour = /^([01]?\d|2[0-3])[:hg]([0-5]\d)$/u.exec(fact("receivedAt"));
  if (hour === null && fact("receivedAt") !== "")
    wrong("receivedAt", "Giờ phải ghi như 08:30.", "The hour is written like 08:30.");
  if (receivedOn === undefined || promisedOn === undefined) return undefined;
  const minute =
    hour === null
      ? (rangesOn(time, receivedOn)[0]?.[0] ?? 0)
      : 60 * Number(hour[1]) + Number(hour[2]);
  const receivedAt = instantAt(receivedOn, minute);
  if (receivedAt > now) {
    wrong("receivedOn", "Ngày tiếp nhận sau hôm nay.", "It was received after today.");
    return undefined;
  }
  if (promisedOn < dayIn(receivedAt)) {
    wrong(
      "promisedOn",
      "Ngày hẹn trả trước ngày tiếp nhận.",
      "It was promised before it was received.",
    );
    return undefined;
  }
  return { receivedOn, receivedAt, promisedOn };
}

function judgeStep(
  steps: readonly KnownStep[],
  fact: (name: Fact) => string,
  wrong: Wrong,
): { readonly step: string; readonly holderId: string | null } | undefined {
  const step = steps.find((one) => plain(one.name) === plain(fact("step")));
  if (step === undefined) {
    const names = steps.map((one) => one.name).join("; ");
    wrong(
      "step",
      `Thủ tục không có bước này. Các bước: ${names}.`,
      `No such step. Steps: ${names}.`,
    );
    return undefined;
  }
  const named = fact("holder");
  if (named === "") return { step: step.id, holderId: null };
  const holders = step.holders.filter((one) => plain(one.name) === plain(named));
  const [holder] = holders;
  if (holder !== undefined && holders.length === 1)
    return { step: step.id, holderId: holder.officialId };
  wrong(
    "holder",
    `Không có đúng một cán bộ tên này làm bước “${step.name}”.`,
    `Not exactly one official of this name works at “${step.name}”.`,
  );
  return undefined;
}

/** Read and judged as what an applicant types is. */
function judgeAnswers(
  edition: Edition,
  columns: readonly AnswerColumn[],
  { place, cell, faults }: { place: number; cell: Cell; faults: RowFault[] },
): Answers {
  const sent = new URLSearchParams();
  const byId = new Map(columns.map((one) => [one.id, one]));
  for (const { id, heading, field } of columns) {
    const typed = cell(heading);
    const option = field.options?.find((one) => plain(one.label.vi) === plain(typed));
    if (typed !== "") sent.set(id, option?.value ?? typed);
  }
  let answers: Answers = {};
  const errors = edition.form.steps.flatMap((step) => {
    const read = readStep(step, sent, answers);
    answers = read.answers;
    return read.errors;
  });
  for (const error of [...errors, ...validateAll(edition.form, edition.schema, answers)]) {
    const column =
      byId.get(error.fieldId) ?? columns.find((one) => one.id.startsWith(`${error.fieldId}.`));
    const heading = column?.heading ?? error.fieldId;
    const options = (column?.field.options ?? []).map((one) => one.label.vi).join("; ");
    const among = { vi: ` Các lựa chọn: ${options}.`, en: ` Choices: ${options}.` };
    faults.push({
      row: place,
      column: heading,
      value: cell(heading),
      vi: `${error.vi}${options === "" ? "" : among.vi}`,
      en: `${error.en}${options === "" ? "" : among.en}`,
    });
  }
  return answers;
}

function faultAt(
  row: number,
  fact: Fact,
  value: string,
  told: { readonly vi: string; readonly en: string },
): RowFault {
  return { row, column: FACTS[fact], value, ...told };
}

/** Headings and names as people type them: small letters, no marks, single spaces. */
function plain(text: string): string {
  return folded(composed(text)).replaceAll(/\s+/gu, " ").trim();
}
