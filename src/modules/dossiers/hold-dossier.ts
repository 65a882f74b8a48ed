import { claimTask, handOverTask } from "#engines/workflow";
import { ok, refused, type Result } from "#kernel/result";
import { holdersOf, type Role } from "#modules/organisation";
import type { Tx } from "#platform/database";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import type { Caller } from "./policy.ts";
import { namedIn, tellOfficials } from "./notices.ts";
import { recordChange } from "./record-change.ts";
import { insertComment } from "./store.ts";

/** An official takes an open task of their own role; nobody else then acts on it until it is handed over. */
export async function claimDossier(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: ActOn,
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "claim" });
  if (!found.ok) return found;
  const before = found.value;
  if (before.taskId === null || !caller.roles.includes(before.stepRole ?? ""))
    return refused("wrong-state");
  const officialId = caller.actor.kind === "official" ? caller.actor.officialId : "";
  const claimed = await claimTask(tx, { taskId: before.taskId, officialId });
  if (!claimed.ok) return refused("not-the-holder");
  return ok(
    await recordChange(tx, now, {
      before,
      next: { ...before, holderId: officialId },
      name: "dossier-claimed",
    }),
  );
}

/** Hands an open task to a colleague who holds the same role in the same agency today, with a word why, and tells them. */
export async function handOverDossier(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: ActOn & { readonly toOfficialId: string; readonly note: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "hand-over" });
  if (!found.ok) return found;
  const before = found.value;
  if (before.taskId === null || caller.actor.kind !== "official") return refused("wrong-state");
  if (!caller.roles.includes(before.stepRole ?? "")) return refused("wrong-state");
  if (before.holderId !== null && before.holderId !== caller.actor.officialId)
    return refused("not-the-holder");
  const role = before.stepRole as Role; // written by this module from the process, which checkApp ties to roles
  const colleagues = await holdersOf(tx, caller.actor.agencyId, role, now);
  const colleague = colleagues.find((one) => one.officialId === act.toOfficialId);
  if (colleague === undefined) return refused("no-one-there");
  const handed = await handOverTask(tx, {
    taskId: before.taskId,
    toOfficialId: colleague.officialId,
  });
  if (!handed.ok) return refused("wrong-state");
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, holderId: colleague.officialId },
    name: "dossier-handed-over",
    detail: { to: colleague.name, note: act.note.trim() },
  });
  if (colleague.officialId !== caller.actor.officialId)
    await tellOfficials(tx, now, saved, [colleague], { template: "handed-over" });
  // Who stands in for the position, or lent it, has the work as well.
  const { officialId: actorId } = caller.actor;
  const beside = colleagues.filter(
    (one) =>
      one.positionId === colleague.positionId &&
      one.officialId !== colleague.officialId &&
      one.officialId !== actorId,
  );
  await tellOfficials(tx, now, saved, beside, {
    template: "handed-over-beside",
    author: colleague.name,
  });
  return ok(saved);
}

/**
 * A comment among officials; the applicant never sees it, and it changes no version. Colleagues named with `@` are told;
 * a comment that names nobody tells nobody.
 */
export async function commentOnDossier(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: { readonly publicId: string; readonly version: number; readonly body: string },
): Promise<Result<null, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "comment" });
  if (!found.ok) return found;
  const body = act.body.trim().slice(0, LONGEST_COMMENT);
  if (body === "") return refused("reason-missing");
  const author = caller.actor.kind === "official" ? caller.actor : undefined;
  await insertComment(
    tx,
    now,
    found.value,
    { ref: `official:${author?.officialId ?? ""}`, name: author?.name ?? "" },
    body,
  );
  if (author === undefined) return ok(null);
  const named = await namedIn(tx, now, author.agencyId, body);
  const others = named.filter((one) => one.officialId !== author.officialId);
  await tellOfficials(tx, now, found.value, others, { template: "named", author: author.name });
  return ok(null);
}

/** Two printed pages; longer thoughts are a paper of the dossier. */
const LONGEST_COMMENT = 4000;
