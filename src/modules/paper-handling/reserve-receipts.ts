import { drawNumber } from "#engines/numbering";
import { addDays, type CalendarDay, dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { closeOf, rangesOn, type WorkingTime } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";
import type { Calendars } from "#modules/deadlines";
import { theTenant, type Tx } from "#platform/database";
import { officeOf } from "./office.ts";
import { PAPER_RECEIPTS, type ReceiptBlock } from "./paper-receipt.ts";
import { allowed, type Caller } from "./policy.ts";
import { blockByPublicId, insertBlock, putToUse } from "./receipt-store.ts";
import { record } from "./record.ts";
import type { PaperRefusal } from "./refusals.ts";
import { ruleOn } from "./rule.ts";

/**
 * The desk takes a run of numbers for blank receipts, before anything fails. They come one by one from the office's own
 * register, whose row stays locked meanwhile: no gap, and no number that two blocks have.
 */
export async function reserveReceipts(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  caller: Caller,
  wanted: { readonly count: number; readonly usedOn: CalendarDay | null },
): Promise<Result<ReceiptBlock, PaperRefusal>> {
  const tenantId = theTenant(tx);
  const official = allowed(caller, "paper-receipt reserve", { tenantId });
  if (official === undefined) return refused("missing");
  const on = dayIn(now);
  const { receiptsABlock } = await ruleOn(tx, on);
  const { count, usedOn } = wanted;
  if (!Number.isInteger(count) || count < 1 || count > receiptsABlock)
    return refused("count-unfit");
  if (usedOn !== null && usedOn < on) return refused("day-unfit");
  const office = await officeOf(tx, tenantId, on);
  const { time } = await calendars.workingTime(tx, now, office.agencyId);
  const period = on.slice(0, 4);
  const numbers: number[] = [];
  for (let one = 0; one < count; one += 1) {
    const drawn = await drawNumber(tx, now, { name: PAPER_RECEIPTS, period, issuedOn: on });
    if (!drawn.ok) throw new Error(`blank receipts of ${tenantId}: ${drawn.error}`);
    numbers.push(drawn.value);
  }
  const block: ReceiptBlock = {
    tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    year: Number(period),
    firstNumber: Math.min(...numbers),
    lastNumber: Math.max(...numbers),
    agencyName: office.name,
    reservedAt: now,
    reservedBy: official.officialId,
    reservedName: official.name,
    usedOn,
    owedAt: usedOn === null ? null : owedFrom(time, usedOn),
    version: 1,
  };
  await insertBlock(tx, now, block);
  const { firstNumber, lastNumber, year } = block;
  await note(tx, now, block, "receipts-reserved", { year, firstNumber, lastNumber, usedOn });
  return ok(block);
}

/** A block from the drawer is put to use: from now on its numbers have to be accounted for. */
export async function useBlock(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  caller: Caller,
  use: { readonly publicId: string; readonly usedOn: CalendarDay },
): Promise<Result<ReceiptBlock, PaperRefusal>> {
  const block = await blockByPublicId(tx, use.publicId, { lock: true });
  if (block === undefined || allowed(caller, "paper-receipt reserve", block) === undefined)
    return refused("missing");
  if (block.usedOn !== null) return refused("stale");
  if (use.usedOn < dayIn(block.reservedAt) || use.usedOn > dayIn(now)) return refused("day-unfit");
  return ok(await startUse(tx, now, calendars, block, use.usedOn));
}

/** For a block that the caller holds locked. */
export async function startUse(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  block: ReceiptBlock,
  usedOn: CalendarDay,
): Promise<ReceiptBlock> {
  const office = await officeOf(tx, block.tenantId, dayIn(now));
  const { time } = await calendars.workingTime(tx, now, office.agencyId);
  const use = { usedOn, owedAt: owedFrom(time, usedOn) };
  await putToUse(tx, block, use);
  const next = { ...block, ...use, version: block.version + 1 };
  await note(tx, now, next, "receipt-block-put-to-use", { usedOn });
  return next;
}

/** The close of the first working day after the use. */
export function owedFrom(time: WorkingTime, usedOn: CalendarDay): Date {
  let on = addDays(usedOn, 1);
  while (rangesOn(time, on).length === 0) on = addDays(on, 1);
  return closeOf(time, on);
}

function note(
  tx: Tx,
  now: Date,
  block: ReceiptBlock,
  name: "receipts-reserved" | "receipt-block-put-to-use",
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { id: subjectId, version: sequence } = block;
  return record(tx, now, { name, subjectKind: "receipt-block", subjectId, sequence, body });
}
