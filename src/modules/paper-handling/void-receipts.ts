import { voidNumber } from "#engines/numbering";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { PAPER_RECEIPTS } from "./paper-receipt.ts";
import { allowed, type Caller } from "./policy.ts";
import { blockByPublicId, markVoid } from "./receipt-store.ts";
import { record } from "./record.ts";
import type { PaperRefusal } from "./refusals.ts";

/** Slips that were spoilt, or left over when the network came back: void with a reason, in the register as well. */
export async function voidReceipts(
  tx: Tx,
  now: Date,
  caller: Caller,
  wanted: {
    readonly publicId: string;
    readonly from: number;
    readonly to: number;
    readonly reason: string;
  },
): Promise<Result<readonly number[], PaperRefusal>> {
  const block = await blockByPublicId(tx, wanted.publicId, { lock: true });
  const official = block && allowed(caller, "paper-receipt void", block);
  if (block === undefined || official === undefined) return refused("missing");
  const reason = wanted.reason.trim().slice(0, LONGEST_REASON);
  if (reason === "") return refused("reason-missing");
  const { from, to } = wanted;
  if (!(from >= block.firstNumber && from <= to && to <= block.lastNumber))
    return refused("count-unfit");
  const numbers = await markVoid(
    tx,
    block,
    { from, to },
    {
      reason,
      at: now,
      by: official.officialId,
      name: official.name,
    },
  );
  if (numbers.length === 0) return refused("receipt-used");
  const series = { name: PAPER_RECEIPTS, period: String(block.year) };
  for (const number of numbers) {
    const voided = await voidNumber(tx, now, { ...series, number }, reason);
    if (!voided.ok) throw new Error(`blank receipt ${number}: ${voided.error}`);
  }
  await record(tx, now, {
    name: "receipts-voided",
    subjectKind: "receipt-block",
    subjectId: block.id,
    sequence: block.version + 1,
    body: { year: block.year, numbers, reason },
  });
  return ok(numbers);
}

const LONGEST_REASON = 500;
