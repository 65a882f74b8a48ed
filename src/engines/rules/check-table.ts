import type { Text } from "#app-kit";
import { type DecisionTable, problem, type RuleProblem } from "./table.ts";
import { groupsOf, type Region, type RegionGroup, wordsFor } from "./regions.ts";

/** A table that splits its inputs into more combinations is for no person to review, and not proven either. */
const MOST_COMBINATIONS = 20_000;
/** So many findings of a kind are told; the author mends them and asks again. */
const MOST_TOLD = 10;

/**
 * Proves that a table answers every input its columns allow, and none twice where only one answer may be. Says in
 * words which inputs are not covered, which are covered by several rows, and which rows are never reached.
 */
export function checkTable(table: DecisionTable): readonly RuleProblem[] {
  const columns = table.inputs.map((input, index) => {
    const cells = table.rows.map((row) => row.cells[index]);
    return groupsOf(input, cells, table.rows);
  });
  const combinations = columns.reduce((product, groups) => product * groups.length, 1);
  if (combinations > MOST_COMBINATIONS)
    return [
      problem(
        table.name,
        "bảng quá lớn để chứng minh không có kẽ hở; hãy tách thành nhiều bảng",
        "is too large to be proven without a gap; split it",
      ),
    ];
  const found: Found = { gaps: [], overlaps: new Map(), reached: new Set() };
  const all = new Set(table.rows.map((row) => row.number));
  walk(table, columns, { rows: all, regions: [] }, found);
  return [...gapsOf(table, found), ...overlapsOf(table, found), ...unreachedOf(table, found)];
}

interface Place {
  readonly rows: ReadonlySet<number>;
  readonly regions: readonly (readonly Region[])[];
}

interface Found {
  readonly gaps: Place[];
  /** By the rows that fit together: the first place where they do. */
  readonly overlaps: Map<string, Place>;
  readonly reached: Set<number>;
}

function walk(
  table: DecisionTable,
  columns: readonly (readonly RegionGroup[])[],
  place: Place,
  found: Found,
): void {
  const groups = columns[place.regions.length];
  // Where no row is left, the remaining columns do not matter any more.
  if (place.rows.size === 0) found.gaps.push(place);
  else if (groups === undefined) settle(table, place, found);
  else
    for (const group of groups)
      walk(
        table,
        columns,
        {
          rows: new Set([...place.rows].filter((row) => group.rows.has(row))),
          regions: [...place.regions, group.regions],
        },
        found,
      );
}

function settle(table: DecisionTable, place: Place, found: Found): void {
  const rows = [...place.rows].sort((one, other) => one - other);
  if (table.hitPolicy === "first") found.reached.add(rows[0] ?? 0);
  else for (const row of rows) found.reached.add(row);
  if (rows.length < 2 || !isConflict(table, rows)) return;
  const key = rows.join(", ");
  if (!found.overlaps.has(key)) found.overlaps.set(key, place);
}

/** One answer is promised: `unique` by a single row, `any` by rows that agree. Collected rows are meant to meet. */
function isConflict(table: DecisionTable, rows: readonly number[]): boolean {
  if (table.hitPolicy === "unique") return true;
  if (table.hitPolicy !== "any") return false;
  const results = rows.map((number) => table.rows[number - 1]?.results.join("\n"));
  return new Set(results).size > 1;
}

function gapsOf(table: DecisionTable, { gaps }: Found): RuleProblem[] {
  if (table.outputs.every((output) => output.otherwise !== undefined)) return [];
  return gaps.slice(0, MOST_TOLD).map((place) => {
    const where = placeWords(table, place);
    return problem(
      table.name,
      `không dòng nào đúng khi ${where.vi}`,
      `no row fits when ${where.en}`,
    );
  });
}

function overlapsOf(table: DecisionTable, { overlaps }: Found): RuleProblem[] {
  return [...overlaps].slice(0, MOST_TOLD).map(([rows, place]) => {
    const where = placeWords(table, place);
    return problem(
      table.name,
      `các dòng ${rows} cùng đúng khi ${where.vi}`,
      `rows ${rows} all fit when ${where.en}`,
    );
  });
}

function unreachedOf(table: DecisionTable, { reached }: Found): RuleProblem[] {
  return table.rows
    .filter((row) => !reached.has(row.number))
    .map(({ number }) =>
      problem(
        table.name,
        `dòng ${number} không bao giờ được dùng`,
        `row ${number} is never reached`,
      ),
    );
}

function placeWords(table: DecisionTable, place: Place): Text {
  const told = place.regions.flatMap((regions, index) => {
    const label = table.inputs[index]?.label ?? "";
    const words = wordsFor(regions);
    return words.en === "anything"
      ? []
      : [{ vi: `${label} ${words.vi}`, en: `${label} is ${words.en}` }];
  });
  if (told.length === 0) return { vi: "đầu vào bất kỳ", en: "the input is anything" };
  return {
    vi: told.map((one) => one.vi).join(", "),
    en: told.map((one) => one.en).join(", "),
  };
}
