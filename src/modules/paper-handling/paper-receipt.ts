import { type CalendarDay, dayIn, daysBetween } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { PaperRefusal } from "./refusals.ts";

/** The register that blank receipts are numbered in, an office and a year each. */
export const PAPER_RECEIPTS = "paper-receipts";

export type ReceiptState = "blank" | "entered" | "void";

export interface ReceiptBlock {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly year: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly agencyName: string;
  readonly reservedAt: Date;
  readonly reservedBy: string;
  readonly reservedName: string;
  readonly usedOn: CalendarDay | null;
  readonly owedAt: Date | null;
  readonly version: number;
}

export interface PaperReceipt {
  readonly tenantId: string;
  readonly id: string;
  readonly blockId: string;
  readonly year: number;
  readonly number: number;
  readonly state: ReceiptState;
  readonly owedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly dossierId: string | null;
  readonly dossierCode: string | null;
  readonly voidReason: string | null;
  readonly closedAt: Date | null;
  readonly closedName: string | null;
}

/** `000012/2025`, as it is printed on the slip and read out again. */
export function receiptText(receipt: { readonly year: number; readonly number: number }): string {
  return `${String(receipt.number).padStart(6, "0")}/${receipt.year}`;
}

/** Reads what an officer typed from the slip: `12/2025` or `000012/2025`. */
export function typedReceipt(
  text: string,
): { readonly year: number; readonly number: number } | undefined {
  const match = /^\s*(\d{1,6})\s*\/\s*(\d{4})\s*$/u.exec(text);
  if (match === null) return undefined;
  return { number: Number(match[1]), year: Number(match[2]) };
}

/** A number is owed from the close of the working day after its use. */
export function isOwed(receipt: Pick<PaperReceipt, "state" | "owedAt">, now: Date): boolean {
  return receipt.state === "blank" && receipt.owedAt !== null && receipt.owedAt <= now;
}

/**
 * Whether a moment written on a slip can be entered: not ahead of now, not before the slip existed, and within the days
 * that the city allows; a slip says the minute, not the second. There is no other way for a dossier to begin before its entry.
 */
export function momentFits(
  receivedAt: Date,
  slip: { readonly reservedAt: Date; readonly backEntryDays: number },
  now: Date,
): Result<null, PaperRefusal> {
  if (receivedAt > now) return refused("moment-ahead");
  if (receivedAt < wholeMinute(slip.reservedAt)) return refused("moment-before-block");
  if (daysBetween(dayIn(receivedAt), dayIn(now)) > slip.backEntryDays)
    return refused("moment-too-old");
  return ok(null);
}

const MINUTE_MS = 60_000;

function wholeMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
}
