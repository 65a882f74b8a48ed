import { type Edition, fieldNamed, isGroup, namesIn, returnOutcome } from "#app-kit";
import { type Definition, holds } from "#engines/workflow";
import { printedNames, namesOf } from "./check-print.ts";
import { type Problem, problem } from "./problem.ts";

/** A draft words a text that is asked at a worked step and printed on the result, out of names that are known by then. */
export function checkDrafts(at: string, edition: Edition): Problem[] {
  const drafts = edition.result.drafts ?? [];
  const known = namesOf(edition);
  const printed = printedNames(edition);
  const keys = drafts.map((one) => `${one.step}.${one.field} from ${one.from}`);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  return [
    ...(repeated === undefined
      ? []
      : [problem(at, `soạn sẵn ${repeated} hai lần`, `drafts ${repeated} twice`)]),
    ...drafts.flatMap(({ step, field, template }) => {
      const name = `${step}.${field}`;
      const asked = fieldNamed(edition, name);
      const isText =
        asked !== undefined &&
        !isGroup(asked) &&
        (asked.kind === "text" || asked.kind === "long-text");
      const foreign = [...namesIn(template.vi), ...namesIn(template.en)].filter(
        (one) => !known.has(one) || one.startsWith(`${step}.`),
      );
      return [
        ...(isText
          ? []
          : [
              problem(
                at,
                `soạn sẵn ${name} mà không bước nào hỏi chữ đó`,
                `drafts ${name}, which is no text that a step asks`,
              ),
            ]),
        ...(printed.has(name)
          ? []
          : [
              problem(
                at,
                `soạn sẵn ${name} mà không in ra`,
                `drafts ${name}, which is not printed`,
              ),
            ]),
        ...foreign.map((one) =>
          problem(
            at,
            `soạn sẵn ${name} bằng {${one}} mà lúc đó chưa ai biết`,
            `drafts ${name} with {${one}}, which nobody knows by then`,
          ),
        ),
      ];
    }),
  ];
}

/** Where a step may send back to, the diagram really leads: by a condition of that outcome, or as the way otherwise. */
export function checkReturns(at: string, edition: Edition, process: Definition): Problem[] {
  const users = new Set(
    [...process.nodes.values()].filter((node) => node.kind === "user").map((node) => node.id),
  );
  return (edition.returns ?? []).flatMap((one) =>
    one.to
      .filter((to) => !users.has(to) || !users.has(one.at) || wayBack(process, one.at, to) !== to)
      .map((to) =>
        problem(
          at,
          `trả lại từ ${one.at} về ${to} mà sơ đồ không có đường`,
          `sends back from ${one.at} to ${to}, where no way leads`,
        ),
      ),
  );
}

/** Where the outcome of a return leads from the gateway after a step. */
function wayBack(process: Definition, from: string, to: string): string | undefined {
  const flows = [...process.flows.values()];
  const next = flows.find((one) => one.source === from)?.target ?? "";
  const gateway = process.nodes.get(next);
  if (gateway?.kind !== "exclusive") return undefined;
  const outcome = returnOutcome(to);
  const taken = flows.find(
    ({ source, condition }) =>
      source === next && condition !== undefined && holds(condition, { outcome }),
  );
  return (taken ?? process.flows.get(gateway.defaultFlow ?? ""))?.target;
}
