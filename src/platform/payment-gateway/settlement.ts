import { ok, refused, type Result } from "#kernel/result";
import type { GatewayPayment } from "./gateway.ts";
import { readPayment } from "./notice.ts";

const COLUMNS = [
  "transactionId",
  "reference",
  "account",
  "amount",
  "currency",
  "status",
  "paidAt",
  "payer",
] as const;
/** A file of one day of one city; anything larger is another file. */
const MOST_LINES = 100_000;

/** Reads a settlement file (RFC 4180, first line names the columns), or says which line is none. */
export function readSettlement(
  csv: string,
): Result<readonly GatewayPayment[], { readonly line: number }> {
  const lines = linesOf(csv.replace(/^\uFEFF/u, ""));
  const [head, ...rows] = lines;
  if (head === undefined || head.join() !== COLUMNS.join() || rows.length > MOST_LINES)
    return refused({ line: 1 });
  const payments: GatewayPayment[] = [];
  for (const [index, row] of rows.entries()) {
    const sent: Record<string, unknown> = Object.fromEntries(
      COLUMNS.map((column, at) => [column, row[at] ?? ""]),
    );
    const payment =
      row.length === COLUMNS.length
        ? readPayment({ ...sent, amount: Number(sent["amount"]) })
        : undefined;
    if (payment === undefined) return refused({ line: index + 2 });
    payments.push(payment);
  }
  return ok(payments);
}

export function writeSettlement(payments: readonly GatewayPayment[]): string {
  const rows = payments.map((payment) =>
    COLUMNS.map((column) => {
      const value = payment[column];
      return quoted(value instanceof Date ? value.toISOString() : String(value));
    }).join(","),
  );
  return `${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

function quoted(value: string): string {
  return /[",\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function linesOf(csv: string): string[][] {
  const lines: string[][] = [];
  const field = /(?:"(?<quoted>(?:[^"]|"")*)"|(?<bare>[^",\r\n]*))(?<end>,|\r\n|\n|$)/gu;
  let line: string[] = [];
  for (const match of csv.matchAll(field)) {
    const { quoted: inQuotes, bare, end } = match.groups ?? {};
    if (match.index === csv.length && line.length === 0) break; // behind the last line end
    line.push(inQuotes === undefined ? (bare ?? "") : inQuotes.replaceAll('""', '"'));
    if (end === ",") continue;
    lines.push(line);
    line = [];
    if (match.index + match[0].length >= csv.length) break;
  }
  return lines;
}
