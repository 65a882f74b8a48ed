import { isDeepStrictEqual } from "node:util";
import { type App, type Edition, isGroup, papersFor, recordSchema, type Sample } from "#app-kit";
import { validateAll } from "#engines/forms";
import { checkTable, feeOf, readRules, type RuleProblem, type Rules } from "#engines/rules";
import { startingCalendar } from "#kernel/holiday-data";
import { dueMoment } from "#kernel/legal-clock";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { checkPrint } from "./check-print.ts";
import { checkProcess } from "./check-process.ts";
import { checkRecord } from "./check-record.ts";
import type { Problem } from "./problem.ts";

/** Proves an app before it is published. No problems means: every reference resolves and every sample comes out. */
export async function checkApp(app: App): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  if (app.editions.length === 0) problems.push({ at: app.id, words: "has no edition" });
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(app)), app))
    problems.push({ at: app.id, words: "does not survive being written as JSON" });
  problems.push(...untranslated(app, app.id));
  for (const edition of app.editions) problems.push(...(await checkEdition(app, edition)));
  return problems;
}

async function checkEdition(app: App, edition: Edition): Promise<Problem[]> {
  const at = `${app.id} ${edition.inForceFrom}`;
  const { rules, ...wrong } = await checkRules(at, edition);
  const problems = [
    ...checkForm(at, edition),
    ...(await checkProcess(at, edition, rules)),
    ...wrong.problems,
    ...checkPrint(at, edition),
    ...checkRecord(at, edition),
  ];
  if (edition.samples.length === 0) problems.push({ at, words: "has no sample" });
  if (!edition.samples.some((sample) => sample.expect.kind === "refused"))
    problems.push({ at, words: "has no sample that is refused" });
  for (const sample of edition.samples) problems.push(...checkSample(at, edition, rules, sample));
  return problems;
}

/** Every table can be read, answers every input it allows, and none twice where one answer is promised. */
async function checkRules(
  at: string,
  edition: Edition,
): Promise<{ readonly rules: Rules | undefined; readonly problems: readonly Problem[] }> {
  const told = ({ at: place, words }: RuleProblem): Problem => ({
    at: `${at}: rules: ${place}`,
    words: words.en,
  });
  const read = await readRules(edition.rules ?? {});
  if (!read.ok) return { rules: undefined, problems: read.error.map(told) };
  return {
    rules: read.value,
    problems: [...read.value.tables.values()].flatMap(checkTable).map(told),
  };
}

function checkForm(at: string, edition: Edition): Problem[] {
  const problems: Problem[] = [];
  const items = edition.form.steps.flatMap((step) => step.items);
  const ids = items.map((item) => item.id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) problems.push({ at, words: `asks ${repeated} twice` });
  if (!ids.includes(edition.form.titleField))
    problems.push({
      at,
      words: `names dossiers by ${edition.form.titleField}, which is not asked`,
    });
  const conditions = [
    ...edition.form.steps.map((step) => step.when),
    ...items.map((item) => item.when),
    ...edition.papers.map((paper) => paper.when),
  ];
  const choices = new Map(
    items.flatMap((item) =>
      isGroup(item) ? [] : [[item.id, item.options?.map((option) => option.value)] as const],
    ),
  );
  for (const condition of conditions)
    for (const { field, equals } of mentioned(condition))
      if (!(choices.get(field)?.includes(equals) ?? false))
        problems.push({
          at,
          words: `a condition asks whether ${field} is ${equals}, which it never is`,
        });
  if (!isDeepStrictEqual(edition.schema, recordSchema(edition.form)))
    problems.push({ at, words: "has a schema that does not fit its form" });
  return problems;
}

function checkSample(
  at: string,
  edition: Edition,
  rules: Rules | undefined,
  sample: Sample,
): Problem[] {
  const place = `${at}: ${sample.name}`;
  const missing = papersFor(edition, sample.answers)
    .filter((paper) => paper.isRequired && !sample.papers.includes(paper.id))
    .map((paper) => paper.id);
  const wrong = [
    ...validateAll(edition.form, edition.schema, sample.answers).map((error) => error.fieldId),
    ...missing,
  ].toSorted();
  const expected = sample.expect.kind === "refused" ? [...sample.expect.fields].toSorted() : [];
  if (!isDeepStrictEqual(wrong, expected))
    return [
      { at: place, words: `expected to be wrong in [${expected.join()}], is in [${wrong.join()}]` },
    ];
  if (sample.expect.kind === "refused") return [];
  const due = dueOf(edition, sample);
  const problems: Problem[] = [];
  if (due.getTime() !== Date.parse(sample.expect.dueAt))
    problems.push({ at: place, words: `is due ${due.toISOString()}, not ${sample.expect.dueAt}` });
  const fee = feeOf(edition, rules, sample.answers);
  if (!fee.ok) problems.push({ at: place, words: `has no fee: ${fee.error.words.en}` });
  else if (sample.expect.feeVnd !== fee.value.amountVnd)
    problems.push({
      at: place,
      words: `costs ${fee.value.amountVnd}, not ${sample.expect.feeVnd}`,
    });
  return problems;
}

function dueOf(edition: Edition, sample: Sample): Date {
  const { processing, lateFromMinute } = edition.clock;
  const startedAt = new Date(sample.receivedAt);
  return dueMoment(
    {
      term: processing,
      startedAt,
      ...(lateFromMinute === undefined ? {} : { lateFromMinute }),
      pauses: [],
      extensions: [],
    },
    { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS },
    startedAt,
  );
}

function mentioned(condition: unknown): { field: string; equals: string }[] {
  if (typeof condition !== "object" || condition === null) return [];
  if ("field" in condition && "equals" in condition)
    return [{ field: String(condition.field), equals: String(condition.equals) }];
  return Object.values(condition).flatMap((part: unknown) =>
    Array.isArray(part) ? part.flatMap(mentioned) : mentioned(part),
  );
}

/** Every text has both languages. */
function untranslated(value: unknown, at: string): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  if ("vi" in value && "en" in value)
    return [value.vi, value.en].some((words) => typeof words !== "string" || words.trim() === "")
      ? [{ at, words: `lacks a language: ${JSON.stringify(value)}` }]
      : [];
  return Object.entries(value).flatMap(([key, part]) => untranslated(part, `${at}.${key}`));
}
