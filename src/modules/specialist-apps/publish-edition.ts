import { type App, type Edition, processesOf } from "#app-kit";
import { publishDefinition } from "#engines/workflow";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { type Database, type Tx, withDoor } from "#platform/database";
import { checkEdition, untranslatedIn } from "./check-app.ts";
import { cityAct, type Official, turnDraft } from "./city-act.ts";
import type { EditionRefusal, OpenDraft } from "./draft.ts";
import { differencesBetween } from "./edition-differences.ts";
import type { Problem } from "./problem.ts";
import {
  draftById,
  insertEdition,
  lastNumber,
  lockedDraft,
  lockedEdition,
  withdrawEditionRow,
} from "./store.ts";

interface At {
  readonly id: string;
  readonly version: number;
}

/** The procedure of an edition, and all of the installation. */
interface Among {
  readonly app: App;
  readonly beside: readonly App[];
}

/** What stands in the way of a draft: all that `checkApp` finds, of the edition among the procedures there are. */
export async function problemsOf(
  { app, beside }: Among,
  edition: Edition,
): Promise<readonly Problem[]> {
  return [...(await checkEdition(app, edition, beside)), ...untranslatedIn(edition, app.id)];
}

/** Asks for a draft to be published from a day on. From now on it stands still, until someone else decides. */
export async function proposeEdition(
  db: Database,
  now: Date,
  actor: Official,
  proposal: At & Among & { readonly startsOn: CalendarDay; readonly decision: string },
): Promise<Result<number, EditionRefusal>> {
  const { app, startsOn } = proposal;
  const decision = proposal.decision.trim();
  const draft = await withDoor(db, "directory", (tx) => draftById(tx, proposal.id));
  if (draft?.state !== "open") return refused("not-open");
  if (draft.version !== proposal.version) return refused("stale");
  if (startsOn <= dayIn(now) && decision === "") return refused("decision-missing");
  if (app.editions.some((one) => one.inForceFrom === startsOn)) return refused("day-taken");
  const refusal = await refusalOf(proposal, draft, startsOn);
  if (refusal !== undefined) return refused(refusal);
  return cityAct(db, actor, async (tx) => {
    const locked = await lockedDraft(tx, draft.id);
    if (locked?.state !== "open") return refused("not-open");
    if (locked.version !== draft.version) return refused("stale");
    const version = await turnDraft(tx, now, actor, locked, {
      act: "edition-proposed",
      state: "proposed",
      note: decision,
      proposal: {
        startsOn,
        decision: decision === "" ? null : decision,
        proposedBy: actor.officialId,
      },
      detail: { startsOn, decision },
    });
    return ok(version);
  });
}

/** Proven, and different from what it came from. */
async function refusalOf(
  { app, beside }: Among,
  draft: OpenDraft,
  startsOn: CalendarDay,
): Promise<EditionRefusal | undefined> {
  const edition = { ...draft.edition, inForceFrom: startsOn };
  if ((await problemsOf({ app, beside }, edition)).length > 0) return "unproven";
  const before = app.editions.find((one) => one.inForceFrom === draft.forkedFrom);
  if (before !== undefined && (await differencesBetween(before, edition)).length === 0)
    return "unchanged";
  return undefined;
}

/** Gives a proposal back to be worked on, with the reason. */
export function returnProposal(
  db: Database,
  now: Date,
  actor: Official,
  { id, version, reason }: At & { readonly reason: string },
): Promise<Result<number, EditionRefusal>> {
  if (reason.trim() === "") return Promise.resolve(refused("reason-missing"));
  return cityAct(db, actor, async (tx) => {
    const draft = await lockedDraft(tx, id);
    if (draft?.state !== "proposed" || draft.version !== version) return refused("not-proposed");
    const next = await turnDraft(tx, now, actor, draft, {
      act: "edition-returned",
      state: "open",
      note: reason.trim(),
      proposal: { startsOn: null, decision: null, proposedBy: null },
    });
    return ok(next);
  });
}

/**
 * The second person publishes: the edition and its process are kept for good, and take effect on their day in every
 * process of the installation (`EditionWatch`). Dossiers that run keep the edition they were received under.
 */
export async function approveEdition(
  db: Database,
  now: Date,
  actor: Official,
  approval: At &
    Among & {
      /** What else must know a published edition, in the same transaction. */
      readonly onPublish: (
        tx: Tx,
        now: Date,
        of: { readonly app: App; readonly edition: Edition },
      ) => Promise<void>;
    },
): Promise<Result<number, EditionRefusal>> {
  const { app } = approval;
  const seen = await withDoor(db, "directory", (tx) => draftById(tx, approval.id));
  if (seen?.state !== "proposed" || seen.version !== approval.version || seen.startsOn === null)
    return refused("not-proposed");
  const { startsOn } = seen;
  if (seen.proposedBy === actor.officialId) return refused("own-proposal");
  if (startsOn <= dayIn(now) && seen.decision === null) return refused("decision-missing");
  if (app.editions.some((one) => one.inForceFrom === startsOn)) return refused("day-taken");
  const refusal = await refusalOf(approval, seen, startsOn);
  if (refusal !== undefined) return refused(refusal);
  return cityAct(db, actor, async (tx) => {
    const draft = await lockedDraft(tx, seen.id);
    if (draft?.state !== "proposed" || draft.version !== seen.version || draft.proposedBy === null)
      return refused("not-proposed");
    const number = (await lastNumber(tx)) + 1;
    const content = { ...draft.edition, inForceFrom: startsOn };
    await insertEdition(tx, {
      number,
      appId: draft.appId,
      inForceFrom: startsOn,
      content,
      draftId: draft.id,
      decision: draft.decision,
      proposedBy: draft.proposedBy,
      publishedBy: actor.officialId,
      publishedAt: now,
    });
    for (const process of processesOf(content)) await publishDefinition(tx, now, process);
    await approval.onPublish(tx, now, { app, edition: content });
    await turnDraft(tx, now, actor, draft, {
      act: "edition-published",
      state: "published",
      detail: { number, startsOn, decision: draft.decision, proposedBy: draft.proposedBy },
    });
    return ok(number);
  });
}

/** Takes back an edition before its first day. Afterwards only a further edition changes what holds. */
export function withdrawEdition(
  db: Database,
  now: Date,
  actor: Official,
  { number, reason }: { readonly number: number; readonly reason: string },
): Promise<Result<string, EditionRefusal>> {
  if (reason.trim() === "") return Promise.resolve(refused("reason-missing"));
  return cityAct(db, actor, async (tx) => {
    const edition = await lockedEdition(tx, number);
    if (edition === undefined || edition.withdrawnAt !== null) return refused("stale");
    if (edition.inForceFrom <= dayIn(now)) return refused("in-force");
    const withdrawnNumber = (await lastNumber(tx)) + 1;
    await withdrawEditionRow(tx, {
      number,
      withdrawnNumber,
      by: actor.officialId,
      at: now,
      reason: reason.trim(),
    });
    const draft = await lockedDraft(tx, edition.draftId);
    if (draft === undefined) throw new Error(`edition ${number} has no draft`);
    await turnDraft(tx, now, actor, draft, {
      act: "edition-withdrawn",
      state: draft.state,
      note: reason.trim(),
      detail: { number, inForceFrom: edition.inForceFrom },
    });
    return ok(edition.appId);
  });
}
