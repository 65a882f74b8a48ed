import {
  type App,
  type Edition,
  isGroup,
  type Prefill,
  recordForm,
  type Text,
  text,
} from "#app-kit";
import { type Problem, problem } from "./problem.ts";

type Item = Edition["form"]["steps"][number]["items"][number];

/** What is filled in from a register: one that exists and finds people, fields on both sides, and answers of one kind. */
export function checkPrefill(
  at: string,
  edition: Edition,
  beside: readonly App[],
): readonly Problem[] {
  const newest = beside.flatMap(({ editions }) => editions.toSorted(byDay).at(-1) ?? []);
  const given = edition.prefill ?? [];
  return given.flatMap((prefill, index) => {
    const { from } = prefill;
    const source = [edition, ...newest].find(({ result }) => result.record.id === from);
    if (source === undefined)
      return [problem(at, `điền từ sổ ${from} không có`, `fills in from ${from}, no register`)];
    const findsPeople = source.result.record.persons.some((one) => one.citizenNumber !== undefined);
    return [
      ...(findsPeople
        ? []
        : [
            problem(
              at,
              `điền từ sổ ${from} không tìm người theo số định danh`,
              `fills in from ${from}, which finds nobody by a citizen number`,
            ),
          ]),
      ...(given.findIndex((one) => one.from === from) === index
        ? []
        : [problem(at, `điền từ sổ ${from} hai lần`, `fills in from ${from} twice`)]),
      ...misfits(at, edition, prefill, source),
    ];
  });
}

function byDay(one: Edition, other: Edition): number {
  return one.inForceFrom < other.inForceFrom ? -1 : 1;
}

function misfits(
  at: string,
  edition: Edition,
  { from, fields }: Prefill,
  source: Edition,
): readonly Problem[] {
  const asked = itemsOf(edition.form);
  const kept = itemsOf(recordForm(source));
  return Object.entries(fields).flatMap(([id, name]) => {
    const wrong = misfit(asked.get(id), kept.get(name));
    return wrong === undefined
      ? []
      : [
          problem(
            at,
            `điền ${id} từ ${from}.${name}: ${wrong.vi}`,
            `fills ${id} from ${from}.${name}: ${wrong.en}`,
          ),
        ];
  });
}

function itemsOf(form: Edition["form"]): ReadonlyMap<string, Item> {
  return new Map(form.steps.flatMap((step) => step.items).map((item) => [item.id, item]));
}

/** Why the one does not answer the other. An address is a text as well, a choice only where each answer is offered. */
function misfit(asked: Item | undefined, kept: Item | undefined): Text | undefined {
  if (asked === undefined) return text("mục này không hỏi", "it is not asked");
  if (kept === undefined) return text("sổ không lưu mục này", "the register does not keep it");
  if (isGroup(asked) || isGroup(kept)) return text("là nhóm lặp lại", "it is a group that repeats");
  if (asked.kind !== kept.kind && !(asked.kind === "text" && kept.kind === "address"))
    return text(`kiểu ${kept.kind}, không phải ${asked.kind}`, `${kept.kind}, not ${asked.kind}`);
  const offered = new Set((asked.options ?? []).map(({ value }) => value));
  return asked.kind === "choice" && !(kept.options ?? []).every(({ value }) => offered.has(value))
    ? text("có lựa chọn không hỏi", "it has a choice that is not offered")
    : undefined;
}
