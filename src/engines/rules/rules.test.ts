import fc from "fast-check";
import { expect, test } from "vitest";
import { drawn, type DrawnTable } from "../../../test/world/decision-table.ts";
import {
  checkTable,
  type Decision,
  decideBy,
  deciderOf,
  type DecisionTable,
  explainDecision,
  feeOf,
  readRules,
  readTable,
} from "./index.ts";

/** A building fee: dwellings by their floor area, shops by a rate. */
const BUILDING: DrawnTable = {
  inputs: [
    { label: "Loại công trình", expression: "kind", type: "string", allowed: '"house","shop"' },
    { label: "Diện tích sàn", expression: "area", type: "number", allowed: ">= 0" },
  ],
  rows: [
    ['"house"', "<= 200", "75000", "Nhà ở nhỏ"],
    ['"house"', "> 200", "150000", "Nhà ở lớn"],
    ['"shop"', "-", "floor(area * 1500)", "Cửa hàng"],
  ],
};

async function tableOf(table: DrawnTable): Promise<DecisionTable> {
  const read = await readTable(drawn(table));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

async function refusalsOf(table: DrawnTable | string): Promise<string> {
  const read = await readTable(typeof table === "string" ? table : drawn(table));
  return read.ok ? "" : read.error.map((one) => `${one.at}: ${one.words.en}`).join("\n");
}

async function decided(table: DrawnTable, variables: object): Promise<Decision> {
  const result = decideBy(await tableOf(table), { ...variables });
  if (!result.ok) throw new Error(`${result.error.at}: ${result.error.words.en}`);
  return result.value;
}

const found = async (table: DrawnTable, language: "vi" | "en" = "en"): Promise<string[]> =>
  checkTable(await tableOf(table)).map((one) => one.words[language]);

const byArea = (...rows: readonly (readonly string[])[]): DrawnTable => ({
  inputs: [{ label: "Diện tích", expression: "area", type: "number" }],
  rows,
});

test("the fee of a house of 200 square metres is told with the row and the inputs behind it", async () => {
  const decision = await decided(BUILDING, { kind: "house", area: 200 });

  expect(decision.outputs).toEqual({ feeVnd: 75_000 });
  expect(explainDecision(decision).map((one) => one.vi)).toEqual([
    "Loại công trình: house.",
    "Diện tích sàn: 200.",
    "Dòng 1 (Nhà ở nhỏ): 75000.",
  ]);
  expect((await decided(BUILDING, { kind: "shop", area: 33.5 })).outputs).toEqual({
    feeVnd: 50_250,
  });
});

test("what FEEL would pass over with a warning or a silent null stops the decision", async () => {
  await expect(decided(BUILDING, { kind: "house" })).rejects.toThrow("has no value");
  await expect(decided(BUILDING, { kind: "house", area: null })).rejects.toThrow("has no value");
  await expect(decided(BUILDING, { kind: "house", area: "200" })).rejects.toThrow("is no number");
  await expect(decided(BUILDING, { kind: "castle", area: 200 })).rejects.toThrow(
    'the value "castle" is outside of "house","shop"',
  );
  await expect(decided(BUILDING, { kind: "house", area: -1 })).rejects.toThrow("outside of >= 0");
  const adding = byArea(["-", "area + bonus"]);
  await expect(decided(adding, { area: 5 })).rejects.toThrow("bonus");
  await expect(decided(adding, { area: 5, bonus: "six" })).rejects.toThrow("Can't add");
  await expect(decided(byArea(["-", '"free"']), { area: 5 })).rejects.toThrow("is no number");
  await expect(decided(byArea(["-", "null"]), { area: 5 })).rejects.toThrow("comes to nothing");
});

test("a table that could hide a fault is refused when it is read, each place by name", async () => {
  expect(await refusalsOf(byArea(["-", "area / 0"]))).toContain("divides by something");
  expect(await refusalsOf(byArea(["-", "1000 / area"]))).toContain("divides by something");
  expect(
    await refusalsOf(byArea(["-", 'if today() > date("2025-07-01") then 1 else 2'])),
  ).toContain("asks for the present moment");
  expect(await refusalsOf(byArea(["-", "1 +"]))).toContain("Incomplete");
  expect(await refusalsOf(byArea(["-", ""]))).toContain("is empty");
  expect(await refusalsOf(byArea(['"big"', "1"]))).toContain(
    'Lệ phí, row 1, Diện tích: the cell ""big"" is no comparison with fixed values of type number',
  );
  expect(await refusalsOf(byArea(["< area * 2", "1"]))).toContain(
    "no comparison with fixed values",
  );
  expect(
    await refusalsOf({
      ...byArea(["-", "1"]),
      inputs: [{ label: "x", expression: "x", type: "Any" }],
    }),
  ).toContain('type "Any"');
  expect(await refusalsOf(byArea(["-", "1000 / 4"]))).toBe("");
});

test("hit policies and elements that are not decided here are refused by name", async () => {
  const table = byArea(["-", "1"]);
  expect(await refusalsOf({ ...table, hitPolicy: "PRIORITY" })).toContain("PRIORITY");
  expect(await refusalsOf({ ...table, hitPolicy: "OUTPUT ORDER" })).toContain("OUTPUT ORDER");
  expect(await refusalsOf({ ...table, hitPolicy: "COLLECT" })).toContain("COLLECT");
  expect(await refusalsOf({ ...table, hitPolicy: "COLLECT", aggregation: "COUNT" })).toContain(
    "COLLECT COUNT",
  );
  const xml = drawn(table);
  expect(
    await refusalsOf(
      xml.replace(
        /<decisionTable.*<\/decisionTable>/su,
        "<literalExpression><text>1</text></literalExpression>",
      ),
    ),
  ).toContain("dmn:LiteralExpression");
  expect(
    await refusalsOf(xml.replace("</decision>", '</decision><businessKnowledgeModel name="Bậc"/>')),
  ).toContain("Bậc: dmn:BusinessKnowledgeModel");
  expect(await refusalsOf(xml.replace("</decision>", "</decision><fee/>"))).toContain(
    "cannot be read",
  );
  expect(await refusalsOf("<definitions")).toContain("cannot be read");
});

test("first takes the first row, any wants rows that agree, collected rows add up or give the least and the most", async () => {
  const rows = [
    ["-", "50000", "Cơ bản"],
    ["> 100", "20000", "Diện tích lớn"],
  ] as const;
  const collected = (aggregation: string) => ({
    ...byArea(...rows),
    hitPolicy: "COLLECT",
    aggregation,
  });
  const big = { area: 150 };

  expect((await decided({ ...byArea(...rows), hitPolicy: "FIRST" }, big)).outputs).toEqual({
    feeVnd: 50_000,
  });
  expect((await decided(collected("SUM"), big)).outputs).toEqual({ feeVnd: 70_000 });
  expect((await decided(collected("SUM"), { area: 10 })).outputs).toEqual({ feeVnd: 50_000 });
  expect((await decided(collected("MIN"), big)).outputs).toEqual({ feeVnd: 20_000 });
  expect((await decided(collected("MAX"), big)).outputs).toEqual({ feeVnd: 50_000 });
  await expect(decided({ ...byArea(...rows), hitPolicy: "ANY" }, big)).rejects.toThrow(
    "rows 1, 2 fit and disagree",
  );
  await expect(decided(byArea(...rows), big)).rejects.toThrow("rows 1, 2 fit where only one may");
  await expect(decided(byArea(["> 5", "1"]), { area: 5 })).rejects.toThrow("no row fits");
});

test("a table without a gap or a double has nothing said about it", async () => {
  expect(await found(BUILDING)).toEqual([]);
  expect(
    await found({
      inputs: [
        { label: "Trực tuyến", expression: "online", type: "boolean" },
        { label: "Ngày nộp", expression: "submittedOn", type: "date" },
      ],
      rows: [
        ["true", '< date("2025-07-01")', "0"],
        ["true", '>= date("2025-07-01")', "10000"],
        ["false", "-", "20000"],
      ],
    }),
  ).toEqual([]);
});

test("which inputs are not covered is said in words: numbers, days, choices and yes or no", async () => {
  expect(await found(byArea(["<= 200", "1"], ["[300..500)", "2"]), "vi")).toEqual([
    "không dòng nào đúng khi Diện tích lớn hơn 200 và nhỏ hơn 300 hoặc từ 500",
  ]);
  const submitted = [{ label: "Ngày nộp", expression: "on", type: "date" }];
  expect(
    await found({
      inputs: submitted,
      rows: [
        ['<= date("2025-06-30")', "1"],
        ['> date("2025-07-01")', "2"],
      ],
    }),
  ).toEqual(["no row fits when Ngày nộp is equal to 01/07/2025"]);
  expect(
    await found({
      inputs: submitted,
      rows: [
        ['<= date("2025-06-30")', "1"],
        ['>= date("2025-07-01")', "2"],
      ],
    }),
  ).toEqual([]);
  const kind = [{ label: "Loại", expression: "kind", type: "string" }];
  expect(
    await found({
      inputs: kind,
      rows: [
        ['"house"', "1"],
        ['"shop"', "2"],
      ],
    }),
  ).toEqual(["no row fits when Loại is any other value"]);
  expect(
    await found({
      inputs: [{ label: "Trực tuyến", expression: "online", type: "boolean" }],
      rows: [["true", "1"]],
    }),
  ).toEqual(["no row fits when Trực tuyến is equal to false"]);
  expect(await found({ ...BUILDING, rows: BUILDING.rows.slice(0, 2) })).toEqual([
    "no row fits when Loại công trình is equal to “shop”",
  ]);
});

test("which inputs are covered twice is said with the rows, unless the table means it", async () => {
  const rows = [
    ["<= 200", "1"],
    [">= 200", "2"],
  ];
  expect(await found(byArea(...rows))).toEqual([
    "rows 1, 2 all fit when Diện tích is equal to 200",
  ]);
  expect(await found({ ...byArea(...rows), hitPolicy: "FIRST" })).toEqual([]);
  expect(await found({ ...byArea(...rows), hitPolicy: "ANY" })).toHaveLength(1);
  expect(await found({ ...byArea(["<= 200", "1"], [">= 200", "1"]), hitPolicy: "ANY" })).toEqual(
    [],
  );
  expect(await found({ ...byArea(...rows), hitPolicy: "COLLECT", aggregation: "SUM" })).toEqual([]);
});

test("a row that is never reached is found, and a default closes every gap", async () => {
  expect(await found({ ...byArea(["-", "1"], ["> 5", "2"]), hitPolicy: "FIRST" })).toEqual([
    "row 2 is never reached",
  ]);
  const otherwise = [{ name: "feeVnd", type: "number", otherwise: "0" }];
  expect(await found({ ...byArea(["> 5", "2"]), outputs: otherwise })).toEqual([]);
  const decision = await decided({ ...byArea(["> 5", "2"]), outputs: otherwise }, { area: 1 });
  expect(decision.outputs).toEqual({ feeVnd: 0 });
  expect(explainDecision(decision).at(-1)?.vi).toContain("mặc định");
});

test("an answer that may be missing is missing only where a row says so", async () => {
  const optional = byArea(["null", "10"], ["not(null)", "20"]);
  expect(await found(optional)).toEqual([]);
  expect((await decided(optional, {})).outputs).toEqual({ feeVnd: 10 });
  expect((await decided(optional, { area: 7 })).outputs).toEqual({ feeVnd: 20 });
  expect(await found(byArea(["null", "10"], ["> 0", "20"], ["<= 0", "30"]))).toEqual([]);
  expect(await found(byArea(["null", "10"], ["> 0", "20"]))).toEqual([
    "no row fits when Diện tích is at most 0",
  ]);
});

test("whatever the bounds: the check finds a gap exactly where some input has no row, and a double where two fit", async () => {
  const bound = fc.integer({ min: -3, max: 3 });
  const cell = fc.oneof(
    fc.tuple(fc.constantFrom("<", "<=", ">", ">="), bound).map(([sign, n]) => `${sign} ${n}`),
    fc
      .tuple(fc.constantFrom("[", "("), bound, bound, fc.constantFrom("]", ")"))
      .map(
        ([open, one, other, close]) =>
          `${open}${Math.min(one, other)}..${Math.max(one, other)}${close}`,
      ),
    bound.map(String),
    bound.map((n) => `not(${n})`),
    fc.constant("-"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }),
      async (cells) => {
        const table = await tableOf({
          inputs: [
            { label: "a", expression: "a", type: "number" },
            { label: "b", expression: "b", type: "number" },
          ],
          rows: cells.map(([one, other], index) => [one, other, String(index)]),
        });
        const probes = Array.from({ length: 17 }, (_, index) => index / 2 - 4);
        const outcomes = probes.flatMap((a) =>
          probes.map((b) => {
            const result = decideBy(table, { a, b });
            return result.ok
              ? "one"
              : result.error.words.en.startsWith("no row")
                ? "none"
                : "several";
          }),
        );
        const told = checkTable(table).map((one) => one.words.en);
        expect(told.some((words) => words.startsWith("no row"))).toBe(outcomes.includes("none"));
        expect(told.some((words) => words.includes("all fit"))).toBe(outcomes.includes("several"));
      },
    ),
    { numRuns: 40 },
  );
});

test("a fee is a whole amount of dong, by table or fixed; a business rule task gets what the table gives", async () => {
  const rules = await readRules({ fee: drawn(BUILDING), half: drawn(byArea(["-", "0.5"])) });
  if (!rules.ok) throw new Error("unreadable");
  const house = { kind: "house", area: 80 };
  expect(feeOf({ feeVnd: 1 }, rules.value, house)).toMatchObject({
    ok: true,
    value: { amountVnd: 75_000 },
  });
  expect(feeOf({ feeVnd: 100_000 }, undefined, house)).toMatchObject({
    ok: true,
    value: { amountVnd: 100_000 },
  });
  const halves = await readRules({ fee: drawn(byArea(["-", "0.5"])) });
  expect(halves.ok && feeOf({ feeVnd: 1 }, halves.value, { area: 1 })).toMatchObject({
    ok: false,
    error: { words: { en: "the fee 0.5 is no whole amount of dong" } },
  });
  const decide = deciderOf(rules.value);
  expect(decide("fee", house)).toEqual({ feeVnd: 75_000 });
  expect(() => decide("fee", {})).toThrow("has no value");
  expect(() => decide("tax", {})).toThrow("there is no such decision");
});
