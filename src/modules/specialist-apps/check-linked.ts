import { isDeepStrictEqual } from "node:util";
import { type App, type Edition, editionOn, type LinkedPart } from "#app-kit";
import { type Definition, parseDefinition } from "#engines/workflow";
import { type Problem, problem } from "./problem.ts";

/**
 * Proves that linked procedures fit together: every part is there, is told what it asks for, gets the papers it needs, is due when
 * the process says so, and all sub-terms together are no more than what the applicant is promised.
 */
export async function checkLinked(apps: readonly App[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const app of apps) {
    for (const edition of app.editions) {
      if (edition.linked === undefined) continue;
      const parsed = await parseDefinition(edition.process);
      if (parsed.ok) problems.push(...checkWhole(apps, app, edition, parsed.value));
    }
    const lead = apps.find((one) => one.id === app.partOf);
    const parts = lead?.editions.flatMap((edition) => edition.linked?.parts ?? []) ?? [];
    if (app.partOf !== undefined && !parts.some((part) => part.appId === app.id))
      problems.push(
        problem(
          app.id,
          `là một phần của ${app.partOf}, mà thủ tục ấy không chuyển cho nó`,
          `is a part of ${app.partOf}, which hands nothing over`,
        ),
      );
  }
  return problems;
}

function checkWhole(
  apps: readonly App[],
  app: App,
  edition: Edition,
  process: Definition,
): Problem[] {
  const at = `${app.id} ${edition.inForceFrom}`;
  const { ownTerm, parts } = edition.linked ?? { ownTerm: edition.clock.processing, parts: [] };
  const problems: Problem[] = [];
  const terms = [ownTerm];
  for (const part of parts) {
    const other = apps.find((one) => one.id === part.appId);
    const own = other === undefined ? undefined : editionOn(other, edition.inForceFrom);
    if (other?.partOf !== app.id || own === undefined) {
      problems.push(
        problem(
          at,
          `chuyển ${part.step} cho ${part.appId}, không phải một phần của nó`,
          `hands ${part.step} to ${part.appId}, which is no part of it`,
        ),
      );
      continue;
    }
    terms.push(own.clock.processing);
    problems.push(...checkPart(at, edition, process, part, own));
  }
  const whole = edition.clock.processing;
  if (terms.some((term) => term.unit !== whole.unit))
    problems.push(
      problem(
        at,
        "tính hạn từng phần bằng đơn vị khác với hạn chung",
        "counts its sub-terms in another unit than the whole",
      ),
    );
  else if (terms.reduce((sum, term) => sum + term.count, 0) > whole.count)
    problems.push(
      problem(
        at,
        "có tổng hạn các phần dài hơn hạn hẹn người nộp",
        "has sub-terms longer than what the applicant is promised",
      ),
    );
  return problems;
}

function checkPart(
  at: string,
  edition: Edition,
  process: Definition,
  part: LinkedPart,
  own: Edition,
): Problem[] {
  const problems: Problem[] = [];
  const say = (vi: string, en: string): void =>
    void problems.push(problem(`${at}: ${part.step}`, vi, en));
  const node = process.nodes.get(part.step);
  const { unit, count } = own.clock.processing;
  if (node?.tenant !== `linked.${part.step}.tenantId`)
    say(
      "không nằm trong hồ sơ của cơ quan làm phần ấy",
      "is not placed in the records of its agency",
    );
  if (node?.due !== `${unit}:${count}`)
    say(
      `không có hạn ${unit}:${count} như thủ tục của phần ấy`,
      `is not due after ${unit}:${count}, as its procedure is`,
    );
  const idsOf = (one: Edition): string[] =>
    one.form.steps.flatMap((step) => step.items.map((item) => item.id));
  if (!isDeepStrictEqual([...part.tells].toSorted(), idsOf(own).toSorted()))
    say("không được chuyển đủ thông tin phần ấy hỏi", "is not told what it asks for");
  const asked = idsOf(edition);
  for (const id of part.tells)
    if (!asked.includes(id))
      say(`được chuyển ${id}, mà tờ khai không hỏi`, `is told ${id}, which is not asked`);
  const earlier = (edition.linked?.parts ?? []).map((one) => `${one.step}.result`);
  const sources = ["result", ...edition.papers.map((paper) => paper.id), ...earlier];
  for (const [slot, from] of Object.entries(part.papers))
    if (!sources.includes(from))
      say(`nhận ${slot} từ ${from}, mà không ai có`, `gets ${slot} from ${from}, which nobody has`);
  for (const paper of own.papers)
    if (paper.isRequired && part.papers[paper.id] === undefined)
      say(`không bao giờ nhận được ${paper.id}`, `never gets ${paper.id}`);
  if (own.desk.supplementAt.length > 0)
    say(
      "yêu cầu người nộp bổ sung, việc chỉ cơ quan tiếp nhận được làm",
      "asks the applicant for supplements, whom only the receiving agency asks",
    );
  return problems;
}
