import { answersTo, type Edition, type InternalProcedure, type StepWork } from "#app-kit";
import type { Rules } from "#engines/rules";
import { type Definition, type Node, parseDefinition } from "#engines/workflow";
import { ROLES } from "#modules/organisation";
import { checkReturns } from "./check-drafts.ts";
import { type Problem, problem } from "./problem.ts";

/** Every step of the process is worked by somebody, every question, decision and call leads to something that is there. */
export async function checkProcess(
  at: string,
  edition: Edition,
  rules: Rules | undefined,
): Promise<Problem[]> {
  const own = await readProcess(at, edition.process);
  if (own.definition === undefined) return own.problems;
  const problems = [
    ...own.problems,
    ...checkWork(at, edition, own.definition),
    ...checkReturns(at, edition, own.definition),
  ];
  const steps = new Set(own.definition.nodes.keys());
  for (const called of edition.calls ?? [])
    problems.push(...(await checkCalled(`${at}: ${called.id}`, called, steps)));
  for (const node of own.definition.nodes.values()) {
    if (node.kind === "rule") problems.push(...checkDecision(at, edition, rules, node));
    if (node.kind === "call" && !(edition.calls ?? []).some((one) => one.id === node.called))
      problems.push(
        problem(
          at,
          `gọi "${node.called}" ở bước ${node.id} mà không có`,
          `calls "${node.called}" at ${node.id}, which is nowhere`,
        ),
      );
  }
  return problems;
}

/** A process that the engine runs, and whose steps somebody has the role for. */
async function readProcess(
  at: string,
  text: string,
): Promise<{ readonly definition: Definition | undefined; readonly problems: Problem[] }> {
  const parsed = await parseDefinition(text);
  if (!parsed.ok)
    return {
      definition: undefined,
      problems: parsed.error.map((one) =>
        problem(
          at,
          `quy trình: ${one.name} (${one.id}): ${one.reason}`,
          `process: ${one.name} (${one.id}): ${one.reason}`,
        ),
      ),
    };
  const known: readonly string[] = [...ROLES, "applicant"];
  const problems = [...parsed.value.nodes.values()]
    .filter((node) => node.kind === "user" || node.kind === "receive")
    .filter((node) => !known.includes(node.role))
    .map((node) =>
      problem(
        at,
        `quy trình: không ai giữ vai trò "${node.role}" của bước ${node.id}`,
        `process: nobody holds the role "${node.role}" of ${node.id}`,
      ),
    );
  return { definition: parsed.value, problems };
}

/**
 * A called process has steps of its own that officials of the agency work. None has the name of a step of the caller or of the
 * desk: a dossier is at one step, and its page asks by name what is done there.
 */
async function checkCalled(
  at: string,
  called: InternalProcedure,
  stepsOfCaller: ReadonlySet<string>,
): Promise<Problem[]> {
  const { definition, problems } = await readProcess(at, called.process);
  if (definition === undefined) return problems;
  const users = [...definition.nodes.values()].filter((node) => node.kind === "user");
  const tasks = new Set(users.map((node) => node.id));
  for (const id of tasks) {
    if (stepsOfCaller.has(id) || DESK_STEPS.includes(id))
      problems.push(
        problem(
          at,
          `có bước ${id} trùng với quy trình gọi nó`,
          `has a step ${id}, as its caller has`,
        ),
      );
    if (!called.work.some((one) => one.step === id))
      problems.push(
        problem(
          at,
          `không nói bước ${id} được làm thế nào`,
          `says nothing of how the step ${id} is worked`,
        ),
      );
  }
  return [...problems, ...called.work.flatMap((work) => checkStep(at, work, tasks))];
}

/** A decision stands among the edition's tables, is told all it asks for, and decides every sample that is accepted. */
function checkDecision(
  at: string,
  edition: Edition,
  rules: Rules | undefined,
  node: Node,
): Problem[] {
  const table = rules?.tables.get(node.decision);
  if (rules === undefined || table === undefined)
    return [
      problem(
        at,
        `cần bảng quyết định "${node.decision}" mà phiên bản không có`,
        `asks for a decision "${node.decision}" that the edition does not have`,
      ),
    ];
  const told = node.told ?? [];
  const fields = new Set(edition.form.steps.flatMap((step) => step.items.map((item) => item.id)));
  const problems: Problem[] = [
    ...answersTo(node.told)
      .filter((id) => !fields.has(id))
      .map((id) =>
        problem(
          at,
          `đưa vào bảng ${node.decision} mục ${id} không hỏi`,
          `tells the decision ${node.decision} ${id}, which is not asked`,
        ),
      ),
    ...table.inputs
      .filter((input) => /^[A-Za-z_]\w*$/u.test(input.expression))
      .filter((input) => !told.some(({ to }) => to === input.expression))
      .map((input) =>
        problem(
          at,
          `không đưa vào bảng ${node.decision} mục ${input.expression}`,
          `does not tell the decision ${node.decision} its ${input.expression}`,
        ),
      ),
  ];
  for (const sample of edition.samples) {
    if (sample.expect.kind === "refused") continue;
    const known = told.map(({ to, from }) => [to, sample.answers[from.replace(/^answers\./u, "")]]);
    const decided = rules.decide(node.decision, Object.fromEntries(known));
    if (!decided.ok)
      problems.push(
        problem(
          `${at}: ${sample.name}`,
          `bảng ${node.decision} không quyết định được: ${decided.error.words.vi}`,
          `the decision ${node.decision} is open: ${decided.error.words.en}`,
        ),
      );
  }
  return problems;
}

/** Steps that a dossier's own acts complete; every other user task needs an entry that says how it is worked. */
const DESK_STEPS: readonly string[] = ["receive", "examine", "review", "sign", "release"];

function checkWork(at: string, edition: Edition, process: Definition): Problem[] {
  const problems: Problem[] = [];
  const users = [...process.nodes.values()].filter((node) => node.kind === "user");
  const tasks = new Set(users.map((node) => node.id));
  for (const id of tasks)
    if (!DESK_STEPS.includes(id) && !isWorked(edition, id))
      problems.push(
        problem(
          at,
          `không nói bước ${id} được làm thế nào`,
          `says nothing of how the step ${id} is worked`,
        ),
      );
  problems.push(...edition.work.flatMap((work) => checkStep(at, work, tasks)));
  problems.push(...checkConsults(at, edition, tasks));
  for (const step of [...edition.desk.supplementAt, ...edition.desk.refuseAt])
    if (!tasks.has(step))
      problems.push(
        problem(
          at,
          `yêu cầu bổ sung hoặc từ chối ở bước ${step} mà quy trình không có`,
          `asks or refuses at ${step}, which the process does not have`,
        ),
      );
  return problems;
}

function checkStep(at: string, work: StepWork, tasks: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  if (!tasks.has(work.step))
    problems.push(
      problem(
        at,
        `mô tả bước ${work.step} mà quy trình không có`,
        `works a step ${work.step} that the process does not have`,
      ),
    );
  if (work.outcomes.length === 0)
    problems.push(
      problem(
        at,
        `bước ${work.step} không có lối ra`,
        `leaves no way out of the step ${work.step}`,
      ),
    );
  const names = [...work.asks, ...work.papers].map((one) => one.id);
  const repeated = names.find((id, index) => names.indexOf(id) !== index);
  if (repeated !== undefined)
    problems.push(
      problem(
        at,
        `hỏi ${repeated} hai lần ở bước ${work.step}`,
        `asks ${repeated} twice at the step ${work.step}`,
      ),
    );
  const reserved = names.find((id) => RESERVED.includes(id));
  if (reserved !== undefined)
    problems.push(
      problem(
        at,
        `dùng tên ${reserved} mà trang tự cần đến`,
        `uses the name ${reserved}, which the page needs itself`,
      ),
    );
  return problems;
}

/** Officials of this agency work a step, or other agencies are asked, or work a part. */
function isWorked(edition: Edition, id: string): boolean {
  const elsewhere = [...(edition.consults ?? []), ...(edition.linked?.parts ?? [])];
  return [...edition.work, ...elsewhere].some((one) => one.step === id);
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
      : [
          problem(
            at,
            `hỏi ý kiến ở bước ${one.step} mà quy trình không có`,
            `asks at ${one.step}, which the process does not have`,
          ),
        ]),
    ...(one.agencies.length === 0
      ? [problem(at, `không hỏi ai ở bước ${one.step}`, `asks nobody at ${one.step}`)]
      : []),
    ...one.tells
      .filter((id) => !fields.has(id))
      .map((id) =>
        problem(at, `gửi kèm ${id} là mục không hỏi`, `tells ${id}, which is not asked`),
      ),
    ...one.papers
      .filter((id) => !papers.has(id))
      .map((id) =>
        problem(at, `chuyển ${id} là giấy tờ không ai nộp`, `passes on ${id}, which nobody brings`),
      ),
  ]);
}

/** Names that the page of a step gives to controls of its own. */
const RESERVED: readonly string[] = ["version", "step", "outcome", "note", "reason", "to", "body"];
