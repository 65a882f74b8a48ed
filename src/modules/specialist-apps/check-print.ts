import { type Edition, isGroup, namesIn, type PrintLine, type Text } from "#app-kit";
import { type Problem, problem } from "./problem.ts";

/** Every name in the layout of a result stands for something that is asked, found, or known of the dossier. */
export function checkPrint(at: string, edition: Edition): Problem[] {
  const { print } = edition.result;
  const problems: Problem[] = [];
  if (print.heading.length === 0)
    problems.push(problem(at, "in kết quả không có tiêu đề", "prints a result without a title"));
  const known = namesOf(edition);
  const free = [
    ...print.heading,
    ...(print.subheading === undefined ? [] : [print.subheading]),
    ...print.points.flatMap((point) => [point.label, ...point.lines.filter(isText)]),
    ...print.closing,
  ];
  for (const name of free.flatMap(namesOfText))
    if (!known.has(name))
      problems.push(
        problem(
          at,
          `in {${name}} là điều không ai hỏi hay ghi nhận`,
          `prints {${name}}, which nobody asks or finds`,
        ),
      );
  for (const line of print.points.flatMap((point) => point.lines)) {
    if (isText(line)) continue;
    const group = itemsOf(edition).find((one) => one.id === line.each);
    if (group === undefined || !isGroup(group)) {
      problems.push(
        problem(
          at,
          `in từng mục của ${line.each} là mục không lặp`,
          `prints each of ${line.each}, which is no group`,
        ),
      );
      continue;
    }
    const own = new Set(group.fields.map((field) => field.id));
    for (const name of namesOfText(line.line))
      if (!own.has(name) && !known.has(name))
        problems.push(
          problem(
            at,
            `in {${name}} của ${line.each} là điều không hỏi ở đó`,
            `prints {${name}} of ${line.each}, which is not asked there`,
          ),
        );
  }
  return problems;
}

function isText(line: PrintLine): line is Text {
  return !("each" in line);
}

function namesOfText({ vi, en }: Text): readonly string[] {
  return [...namesIn(vi), ...namesIn(en)];
}

function itemsOf(edition: Edition) {
  return edition.form.steps.flatMap((step) => step.items);
}

/** Every name that the layout of a result prints. */
export function printedNames(edition: Edition): ReadonlySet<string> {
  const { print } = edition.result;
  const lines = print.points.flatMap((point) => point.lines.filter(isText));
  return new Set([...lines, ...print.closing].flatMap(namesOfText));
}

/** What a layout may name: fields, findings as `step.finding`, and what is known of every dossier. */
export function namesOf(edition: Edition): ReadonlySet<string> {
  return new Set([
    "agency",
    "code",
    ...itemsOf(edition).flatMap((item) => (isGroup(item) ? [] : [item.id])),
    ...edition.work.flatMap((work) => work.asks.map((one) => `${work.step}.${one.id}`)),
  ]);
}
