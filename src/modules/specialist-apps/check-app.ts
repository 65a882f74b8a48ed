import { isDeepStrictEqual } from "node:util";
import { type App, type Edition, isGroup, recordSchema, type Sample } from "#app-kit";
import { checkTable, readRules, type RuleProblem, type Rules } from "#engines/rules";
import { checkDrafts } from "./check-drafts.ts";
import { checkPrint } from "./check-print.ts";
import { checkProcess } from "./check-process.ts";
import { checkKnown } from "./check-known.ts";
import { checkPrefill } from "./check-prefill.ts";
import { checkRecord } from "./check-record.ts";
import { type Problem, problem } from "./problem.ts";
import { mistakesIn, runSample } from "./run-samples.ts";

/**
 * Proves an app before it is published, with the others of the installation beside it. No problems means: every reference
 * resolves and every sample comes out.
 */
export async function checkApp(app: App, beside: readonly App[] = []): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  if (app.editions.length === 0)
    problems.push(problem(app.id, "chưa có phiên bản nào", "has no edition"));
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(app)), app))
    problems.push(
      problem(
        app.id,
        "ghi ra JSON rồi đọc lại không còn như cũ",
        "does not survive being written as JSON",
      ),
    );
  problems.push(...untranslated(app, app.id));
  for (const edition of app.editions) problems.push(...(await checkEdition(app, edition, beside)));
  return problems;
}

/** Proves one edition, as it stands or as it is drafted. */
export async function checkEdition(
  app: App,
  edition: Edition,
  beside: readonly App[],
): Promise<Problem[]> {
  const at = `${app.id} ${edition.inForceFrom}`;
  const others = beside.filter((one) => one.id !== app.id);
  const { rules, ...wrong } = await checkRules(at, edition);
  const problems = [
    ...checkForm(at, edition),
    ...(await checkProcess(at, edition, rules)),
    ...wrong.problems,
    ...checkPrint(at, edition),
    ...checkDrafts(at, edition),
    ...checkRecord(at, edition),
    ...checkKnown(at, edition),
    ...checkPrefill(at, edition, others),
  ];
  if (edition.samples.length === 0)
    problems.push(problem(at, "chưa có hồ sơ mẫu", "has no sample"));
  if (!edition.samples.some((sample) => sample.expect.kind === "refused"))
    problems.push(problem(at, "chưa có hồ sơ mẫu nào bị từ chối", "has no sample that is refused"));
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
    words,
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
  if (repeated !== undefined)
    problems.push(problem(at, `hỏi ${repeated} hai lần`, `asks ${repeated} twice`));
  if (!ids.includes(edition.form.titleField))
    problems.push(
      problem(
        at,
        `đặt tên hồ sơ theo ${edition.form.titleField}, là mục không hỏi`,
        `names dossiers by ${edition.form.titleField}, which is not asked`,
      ),
    );
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
        problems.push(
          problem(
            at,
            `một điều kiện hỏi ${field} có là ${equals} không, mà không bao giờ như vậy`,
            `a condition asks whether ${field} is ${equals}, which it never is`,
          ),
        );
  if (!isDeepStrictEqual(edition.schema, recordSchema(edition.form)))
    problems.push(
      problem(at, "lược đồ không khớp biểu mẫu", "has a schema that does not fit its form"),
    );
  return problems;
}

function checkSample(
  at: string,
  edition: Edition,
  rules: Rules | undefined,
  sample: Sample,
): Problem[] {
  return mistakesIn(runSample(edition, rules, sample)).map((words) => ({
    at: `${at}: ${sample.name}`,
    words,
  }));
}

function mentioned(condition: unknown): { field: string; equals: string }[] {
  if (typeof condition !== "object" || condition === null) return [];
  if ("field" in condition && "equals" in condition)
    return [{ field: String(condition.field), equals: String(condition.equals) }];
  return Object.values(condition).flatMap((part: unknown) =>
    Array.isArray(part) ? part.flatMap(mentioned) : mentioned(part),
  );
}

/** Texts of an edition that lack a language. */
export function untranslatedIn(edition: Edition, at: string): readonly Problem[] {
  return untranslated(edition, at);
}

/** Every text has both languages. */
function untranslated(value: unknown, at: string): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  if ("vi" in value && "en" in value)
    return [value.vi, value.en].some((words) => typeof words !== "string" || words.trim() === "")
      ? [
          problem(
            at,
            `thiếu một ngôn ngữ: ${JSON.stringify(value)}`,
            `lacks a language: ${JSON.stringify(value)}`,
          ),
        ]
      : [];
  return Object.entries(value).flatMap(([key, part]) => untranslated(part, `${at}.${key}`));
}
