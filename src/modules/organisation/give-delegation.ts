import type { Actor } from "#kernel/actor";
import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withDoor } from "#platform/database";
import { delegate, revokeDelegation } from "./delegate.ts";
import { positionsHeldBy } from "./find-organisation.ts";
import { mayInOrganisation } from "./policy.ts";
import { delegationById, postById } from "./posts-store.ts";

/** The organisation belongs to the city: what happens to it is logged under the city's own records. */
const CITY_RECORDS = "00000000-0000-0000-0000-000000000000";
const LONGEST_DAYS = 366;
const NOON = 12 * 60;

export interface Giver {
  readonly actor: Actor;
  readonly roles: readonly string[];
}

export interface DelegationForm {
  readonly positionId: string;
  readonly toOfficialId: string;
  readonly decision: string;
  /** Undefined when it could not be read. */
  readonly from: CalendarDay | undefined;
  /** The last day on which it holds. */
  readonly through: CalendarDay | undefined;
  /** Procedures it is limited to; none for all work of the position. */
  readonly appIds: readonly string[];
}

export type DelegationRefusal =
  | "missing"
  | "decision-missing"
  | "from-unfit"
  | "through-unfit"
  | "not-a-colleague"
  | "scope-unfit"
  | "overlaps";

/**
 * Ủy quyền from today on: the holder of a position that decides, or an administrator from a paper, lets a colleague of
 * the same agency act in it for some days, by a written authorisation. Who stands in for someone passes nothing on.
 */
export function giveDelegation(
  db: Database,
  now: Date,
  giver: Giver,
  form: DelegationForm,
): Promise<Result<string, DelegationRefusal>> {
  return withDoor(
    db,
    "directory",
    async (tx) => {
      const days = judgedDays(form, now);
      const post = await postById(tx, form.positionId, dayIn(now));
      if (post === undefined || !mayGive(giver, form.positionId)) return refused("missing");
      const decision = form.decision.trim();
      if (decision === "") return refused("decision-missing");
      if (!days.ok) return days;
      const { from, through } = days.value;
      const isScoped = form.appIds.length > 0;
      if (isScoped && (post.role === "administrator" || post.role === "operator"))
        return refused("scope-unfit");
      if (!(await isColleague(tx, form.toOfficialId, form.positionId, post.agencyId, from)))
        return refused("not-a-colleague");
      const given = await delegate(tx, now, {
        positionId: form.positionId,
        toOfficialId: form.toOfficialId,
        decision,
        from,
        until: addDays(through, 1),
        appIds: isScoped ? form.appIds : null,
      });
      if (!given.ok)
        return given.error === "overlaps" ? refused("overlaps") : refused("through-unfit");
      await appendLeaf({ ...tx, actor: giver.actor }, now, {
        action: "delegation-given",
        subjectKind: "position",
        subjectId: form.positionId,
        payload: { to: form.toOfficialId, decision, from, through, appIds: form.appIds },
      });
      return given;
    },
    [CITY_RECORDS],
  );
}

/** Takes a delegation back at once; what was done under it stays done under it. */
export function takeDelegationBack(
  db: Database,
  now: Date,
  giver: Giver,
  id: string,
): Promise<Result<null, "missing">> {
  return withDoor(
    db,
    "directory",
    async (tx) => {
      const delegation = await delegationById(tx, id);
      if (delegation === undefined || !mayGive(giver, delegation.positionId))
        return refused("missing");
      const revoked = await revokeDelegation(tx, now, id);
      if (!revoked.ok) return refused("missing");
      await appendLeaf({ ...tx, actor: giver.actor }, now, {
        action: "delegation-revoked",
        subjectKind: "position",
        subjectId: delegation.positionId,
        payload: { delegation: id, decision: delegation.decision },
      });
      return ok(null);
    },
    [CITY_RECORDS],
  );
}

/** Only a position one holds oneself can be lent; one that was lent is not lent on. */
export function mayGive({ actor, roles }: Giver, positionId: string): boolean {
  if (actor.kind !== "official") return false;
  if (mayInOrganisation(roles, "delegation give-any")) return actor.mandate.kind === "holding";
  return (
    mayInOrganisation(roles, "delegation give-own") &&
    actor.mandate.kind === "holding" &&
    actor.positionId === positionId
  );
}

function judgedDays(
  { from, through }: DelegationForm,
  now: Date,
): Result<{ from: CalendarDay; through: CalendarDay }, "from-unfit" | "through-unfit"> {
  if (from === undefined || from < dayIn(now)) return refused("from-unfit");
  if (through === undefined || through < from || through > addDays(from, LONGEST_DAYS))
    return refused("through-unfit");
  return ok({ from, through });
}

/** Someone else who holds a position of their own in the same agency on the first day. */
async function isColleague(
  tx: Tx,
  officialId: string,
  positionId: string,
  agencyId: string,
  from: CalendarDay,
): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/u.test(officialId)) return false;
  const held = await positionsHeldBy(tx, officialId, instantAt(from, NOON));
  const own = held.filter((one) => one.mandate.kind === "holding");
  return (
    own.some((one) => one.agencyId === agencyId) &&
    !own.some((one) => one.positionId === positionId)
  );
}
