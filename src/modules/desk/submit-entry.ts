import { dayIn } from "#kernel/calendar-day";
import { refused, type Result } from "#kernel/result";
import {
  type Dossier,
  type DossierDeps,
  type DossierRefusal,
  submitDraft,
} from "#modules/dossiers";
import { agencyById } from "#modules/organisation";
import {
  enterOnPaper,
  type PaperCaller,
  type PaperRefusal,
  type TypedSlip,
} from "#modules/paper-handling";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { type Entry, isForOther } from "./entry.ts";
import { markSubmitted } from "./store.ts";

/**
 * Submits what was entered, in the records of the agency that answers. The first clock runs from when it reached a desk of
 * the city; on a slip, from the moment written there. Sent twice it is one dossier: the draft is locked and remembers what it became.
 */
export async function submitEntry(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  entry: Entry,
  /** The numbered slip that it was written on while nothing else worked. */
  paper?: TypedSlip & { readonly caller: PaperCaller },
): Promise<Result<Dossier, DossierRefusal | PaperRefusal>> {
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, entry.tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  if (agency === undefined) return refused("missing");
  const submission = {
    publicId: entry.publicId,
    accountId: entry.accountId,
    applicantName: entry.applicantName,
    agency,
    channel: entry.channel,
    ...(entry.postedOn === null
      ? {}
      : { byPost: { postedOn: entry.postedOn, arrivedAt: entry.arrivedAt } }),
    ...(isForOther(entry)
      ? { takenBy: { id: entry.takingAgencyId, name: entry.takingAgencyName } }
      : {}),
  };
  const submitted =
    paper === undefined
      ? await submitDraft(tx, now, deps, submission)
      : await enterOnPaper(tx, now, deps, paper.caller, { ...paper, submission });
  if (submitted.ok) await markSubmitted(tx, now, entry);
  return submitted;
}
