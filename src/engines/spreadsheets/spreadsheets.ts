import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { writeCsvStream } from "hucre/csv";
import { writeXlsxStream } from "hucre/xlsx";

export type Cell = string | number | null;

/** One table. Rows are pulled as the reader takes them, so a table of any length needs the memory of one row. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
}

export function csvStream(sheet: Sheet): Readable {
  return readable(writeCsvStream(lines(sheet), { bom: true, lineSeparator: "\r\n" }));
}

export function xlsxStream(sheet: Sheet): Readable {
  return readable(
    writeXlsxStream(lines(sheet), {
      name: sheet.name.replaceAll(/[\\/?*:[\]]/gu, " ").slice(0, LONGEST_SHEET_NAME),
      freezePane: { rows: 1 },
    }),
  );
}

/** Excel refuses a longer one. */
const LONGEST_SHEET_NAME = 31;

async function* lines({ columns, rows }: Sheet): AsyncGenerator<Cell[]> {
  yield columns.map(harmless);
  for await (const row of rows) yield row.map(harmless);
}

/** A text that a spreadsheet would take for a formula is shown as the text it is. */
function harmless(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
}

function readable(stream: globalThis.ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as ReadableStream<Uint8Array>); // the same class; the two type libraries name it apart
}
