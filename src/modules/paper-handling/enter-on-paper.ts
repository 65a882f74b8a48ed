import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import {
  type Dossier,
  type DossierDeps,
  type DossierRefusal,
  draftByPublicId,
  type Submission,
  submitDraft,
} from "#modules/dossiers";
import { theTenant, type Tx } from "#platform/database";
import { momentFits, receiptText } from "./paper-receipt.ts";
import { allowed, type Caller } from "./policy.ts";
import { blockById, lockedReceipt, markEntered } from "./receipt-store.ts";
import { record } from "./record.ts";
import type { PaperRefusal } from "./refusals.ts";
import { startUse } from "./reserve-receipts.ts";
import { ruleOn } from "./rule.ts";

/** What stands on the slip, and the application that was filled in from it. */
export interface PaperEntry {
  readonly slip: { readonly year: number; readonly number: number };
  /** When the desk took the paper, as written on the slip. */
  readonly receivedAt: Date;
  readonly submission: Omit<Submission, "channel" | "onPaper">;
}

/**
 * Enters what was taken in on a numbered slip. The moment on the slip, not that of the entry, is when the dossier was
 * submitted and when its clocks begin, the hour rule included (R17, R33). The number is locked first: a slip becomes one
 * dossier, whoever enters it.
 */
export async function enterOnPaper(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  entry: PaperEntry,
): Promise<Result<Dossier, PaperRefusal | DossierRefusal>> {
  const tenantId = theTenant(tx);
  const official = allowed(caller, "paper-receipt enter", { tenantId });
  if (official === undefined) return refused("missing");
  const receipt = await lockedReceipt(tx, tenantId, entry.slip);
  if (receipt === undefined) return refused("receipt-unknown");
  if (receipt.state === "void") return refused("receipt-void");
  const block = await blockById(tx, tenantId, receipt.blockId);
  if (block === undefined) throw new Error(`slip ${receipt.id} has no block`);
  const draft = await draftByPublicId(tx, entry.submission.publicId, { lock: true });
  if (draft === undefined) return refused("missing");
  // The same form sent twice gives the same dossier; another dossier needs another slip.
  if (receipt.state === "entered")
    return draft.submittedAs === receipt.dossierId
      ? submitDraft(tx, now, deps, entry.submission)
      : refused("receipt-used");
  if (draft.submittedAs !== null) return refused("stale");
  const { receivedAt } = entry;
  const { backEntryDays } = await ruleOn(tx, dayIn(now));
  const fits = momentFits(receivedAt, { reservedAt: block.reservedAt, backEntryDays }, now);
  if (!fits.ok) return fits;
  const slip = receiptText(receipt);
  const onPaper = { slip, receivedAt };
  const submitted = await submitDraft(tx, now, deps, {
    ...entry.submission,
    channel: "desk",
    onPaper,
  });
  if (!submitted.ok) return submitted;
  const dossier = submitted.value;
  if (block.usedOn === null) await startUse(tx, now, deps.calendars, block, dayIn(receivedAt));
  await markEntered(tx, receipt, {
    receivedAt,
    dossierId: dossier.id,
    dossierCode: dossier.code,
    closedAt: now,
    closedBy: official.officialId,
    closedName: official.name,
  });
  await record(tx, now, {
    name: "receipt-entered",
    subjectKind: "paper-receipt",
    subjectId: receipt.id,
    sequence: 1,
    body: { slip, receivedAt: receivedAt.toISOString(), code: dossier.code },
  });
  return ok(dossier);
}
