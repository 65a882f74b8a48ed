import { readFile } from "node:fs/promises";
import { parseCsv } from "hucre/csv";
import { streamXlsxRows } from "hucre/xlsx";

export type TableFault = "unreadable" | "too-long";

/** The first sheet of a file, as text: a day that a spreadsheet keeps as a day reads dd/mm/yyyy. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a CSV (UTF-8, any usual separator) or an XLSX file by its bytes, whatever it is called. A workbook is read row by
 * row and no further than `mostRows`, so that what it unpacks to is bounded.
 */
export async function readTable(
  path: string,
  mostRows: number,
): Promise<
  { readonly ok: true; readonly value: Table } | { readonly ok: false; readonly error: TableFault }
> {
  const bytes = await readFile(path);
  const rows: string[][] = [];
  try {
    for await (const cells of rowsOf(bytes)) {
      const texts = cells.map(textOf);
      if (texts.every((text) => text === "")) continue;
      if (rows.push(texts) > mostRows + 1) return { ok: false, error: "too-long" };
    }
  } catch {
    return { ok: false, error: "unreadable" };
  }
  const [columns, ...rest] = rows;
  return columns === undefined
    ? { ok: false, error: "unreadable" }
    : { ok: true, value: { columns, rows: rest } };
}

/** Every zip begins so, and a workbook is one. */
const ZIP = "PK\u0003\u0004";

async function* rowsOf(bytes: Buffer): AsyncGenerator<readonly unknown[]> {
  if (bytes.subarray(0, ZIP.length).toString("latin1") === ZIP) {
    for await (const { values } of streamXlsxRows(bytes)) yield values;
    return;
  }
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  yield* parseCsv(text, { typeInference: false });
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) {
    const parts = [cell.getUTCDate(), cell.getUTCMonth() + 1];
    const padded = parts.map((part) => String(part).padStart(2, "0"));
    return [...padded, cell.getUTCFullYear()].join("/");
  }
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  // Our own tables put an apostrophe before what a spreadsheet would run.
  return typeof cell === "string" ? cell.trim().replace(/^'(?=[=+\-@])/u, "") : "";
}
