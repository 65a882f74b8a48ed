import { isDeepStrictEqual } from "node:util";
import { type App, type Edition, isGroup, papersFor, recordSchema, type Sample } from "#app-kit";
import { validateAll } from "#engines/forms";
import { checkTable, feeOf, readRules, type RuleProblem, type Rules } from "#engines/rules";
import { type Definition, parseDefinition } from "#engines/workflow";
import { startingCalendar } from "#kernel/holiday-data";
import { dueMoment } from "#kernel/legal-clock";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { ROLES } from "#modules/organisation";
import { checkPrint } from "./check-print.ts";
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
    ...(await checkProcess(at, edition)),
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

async function checkProcess(at: string, edition: Edition): Promise<Problem[]> {
  const parsed = await parseDefinition(edition.process);
  if (!parsed.ok)
    return parsed.error.map((one) => ({
      at,
      words: `process: ${one.name} (${one.id}): ${one.reason}`,
    }));
  const problems: Problem[] = [];
  const known: readonly string[] = [...ROLES, "applicant"];
  for (const node of parsed.value.nodes.values())
    if ((node.kind === "user" || node.kind === "receive") && !known.includes(node.role))
      problems.push({ at, words: `process: nobody holds the role "${node.role}" of ${node.id}` });
  return [...problems, ...checkWork(at, edition, parsed.value)];
}

/** Steps that a dossier's own acts complete; every other user task needs an entry that says how it is worked. */
const DESK_STEPS: readonly string[] = ["receive", "examine", "review", "sign", "release"];

function checkWork(at: string, edition: Edition, process: Definition): Problem[] {
  const problems: Problem[] = [];
  const users = [...process.nodes.values()].filter((node) => node.kind === "user");
  const tasks = new Set(users.map((node) => node.id));
  for (const id of tasks)
    if (!DESK_STEPS.includes(id) && !isWorked(edition, id))
      problems.push({ at, words: `says nothing of how the step ${id} is worked` });
  for (const work of edition.work) {
    if (!tasks.has(work.step))
      problems.push({ at, words: `works a step ${work.step} that the process does not have` });
    if (work.outcomes.length === 0)
      problems.push({ at, words: `leaves no way out of the step ${work.step}` });
    const names = [...work.asks, ...work.papers].map((one) => one.id);
    const repeated = names.find((id, index) => names.indexOf(id) !== index);
    if (repeated !== undefined)
      problems.push({ at, words: `asks ${repeated} twice at the step ${work.step}` });
    const reserved = names.find((id) => RESERVED.includes(id));
    if (reserved !== undefined)
      problems.push({ at, words: `uses the name ${reserved}, which the page needs itself` });
  }
  problems.push(...checkConsults(at, edition, tasks));
  for (const step of [...edition.desk.supplementAt, ...edition.desk.refuseAt])
    if (!tasks.has(step))
      problems.push({ at, words: `asks or refuses at ${step}, which the process does not have` });
  return problems;
}

/** Officials of this agency work a step, or other agencies are asked at it. */
function isWorked(edition: Edition, id: string): boolean {
  const asked = edition.consults ?? [];
  return [...edition.work, ...asked].some((one) => one.step === id);
}

/** A question tells and passes on only what the form, the checklist and the steps have. */
function checkConsults(at: string, edition: Edition, tasks: ReadonlySet<string>): Problem[] {
  const fields = new Set(edition.form.steps.flatMap((step) => step.items.map((item) => item.id)));
  const papers = new Set([
    ...edition.papers.map((paper) => paper.id),
    ...edition.work.flatMap((work) => work.papers.map((paper) => `${work.step}.${paper.id}`)),
  ]);
  return (edition.consults ?? []).flatMap((one) => [
    ...(tasks.has(one.step)
      ? []
      : [{ at, words: `asks at ${one.step}, which the process does not have` }]),
    ...(one.agencies.length === 0 ? [{ at, words: `asks nobody at ${one.step}` }] : []),
    ...one.tells
      .filter((id) => !fields.has(id))
      .map((id) => ({ at, words: `tells ${id}, which is not asked` })),
    ...one.papers
      .filter((id) => !papers.has(id))
      .map((id) => ({ at, words: `passes on ${id}, which nobody brings` })),
  ]);
}

/** Names that the page of a step gives to controls of its own. */
const RESERVED: readonly string[] = ["version", "step", "outcome", "note", "reason", "to", "body"];

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
