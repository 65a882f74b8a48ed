import { buffer } from "node:stream/consumers";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { type Cell, csvStream, type Sheet, xlsxStream } from "./index.ts";

const sheet = (rows: readonly (readonly Cell[])[]): Sheet => ({
  name: "Kết quả: quý 3/2026",
  columns: ["Cơ quan", "Đã nhận"],
  rows: (async function* () {
    yield* rows;
  })(),
});
const NAMES = ["=cmd|' /C calc'!A1", "+84", "-1", "@SUM(A1)", "\tx", 'Quận 1, "cũ"'];

test("a name that a spreadsheet would run is shown as text, in CSV and in XLSX, and figures stay figures", async () => {
  const rows = NAMES.map((name, at) => [name, at]);
  const csv = (await buffer(csvStream(sheet(rows)))).toString("utf8");
  const workbook = await readXlsx(await buffer(xlsxStream(sheet(rows))));

  expect(csv.split("\r\n").slice(0, 6)).toEqual([
    "\uFEFFCơ quan,Đã nhận",
    "'=cmd|' /C calc'!A1,0",
    "'+84,1",
    "'-1,2",
    "'@SUM(A1),3",
    "'\tx,4",
  ]);
  expect(csv).toContain('"Quận 1, ""cũ""",5');
  const [read] = workbook.sheets;
  expect(read?.rows.slice(1)).toEqual(NAMES.map((name, at) => [at < 5 ? `'${name}` : name, at]));
});

test("a table is made while it is read: a reader who stops leaves the rest unmade", async () => {
  let made = 0;
  const endless: Sheet = {
    ...sheet([]),
    rows: (async function* () {
      for (;;) yield [`Quận ${(made += 1)}`, made];
    })(),
  };
  const stream = xlsxStream(endless);
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes > 200_000) break;
  }

  expect(stream.destroyed).toBe(true);
  const after = made;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(made - after).toBeLessThan(10_000);
  expect(made).toBeLessThan(1_000_000);
});
