import { randomInt } from "node:crypto";
import { actorRef } from "#kernel/actor";
import { addDays, type CalendarDay, dayIn } from "#kernel/calendar-day";
import { citizenId } from "#kernel/citizen-id";
import { CITY_WIDE, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import {
  accountOfCitizen,
  consentRow,
  endRow,
  insertMandate,
  type Mandate,
  mandateByCode,
  mandateById,
  type MandateKind,
  mandatesGivenBy,
  mandatesOfProxy,
} from "./mandate-store.ts";
import { isFresh } from "./sessions.ts";
import { accountById, insertAccounts } from "./store.ts";

/** What a role may do with mandates; `test/policy/permissions.txt` is printed from it. */
export const MANDATE_PERMISSIONS = { "record-paper": ["receiver"] } as const;

/** Longer than a year nobody remembers having given one (Civil Code 2015 art. 563 says one year where none is named). */
export const LONGEST_DAYS = 366;

export interface Asked {
  readonly representedCitizenId: string;
  readonly representedName: string;
  readonly kind: MandateKind;
  readonly organisation: string;
  readonly appIds: readonly string[];
  readonly validFrom: CalendarDay;
  readonly validUntil: CalendarDay;
}

export type MandateFault = "citizenId" | "name" | "organisation" | "dates" | "self";
export type MandateRefusal = "missing" | "proof-needed" | "paper";

/** True while a mandate lets its proxy act: consented to, not ended, within its days. */
export function isInForce(mandate: Mandate, at: Date): boolean {
  const on = dayIn(at);
  return (
    mandate.consent !== null &&
    mandate.endedAt === null &&
    mandate.validFrom <= on &&
    on <= mandate.validUntil
  );
}

/** A mandate as other modules need it: for whom, and for which procedures. */
export interface MandateInForce extends Mandate {
  readonly representedId: string;
}

/** The mandates under which an account may file for others at a moment. Door `sign_in`. */
export async function mandatesOf(tx: Tx, accountId: string, at: Date): Promise<MandateInForce[]> {
  const all = await mandatesOfProxy(tx, accountId);
  return all.filter((one): one is MandateInForce => isInForce(one, at));
}

/** The mandate whose code is told at a desk, where it holds at that moment. Door `sign_in`. */
export async function mandateTold(
  tx: Tx,
  code: string,
  at: Date,
): Promise<MandateInForce | undefined> {
  const mandate = await mandateByCode(tx, foldedCode(code));
  return mandate !== undefined && mandate.representedId !== null && isInForce(mandate, at)
    ? { ...mandate, representedId: mandate.representedId }
    : undefined;
}

/** Whether a mandate still lets its proxy act. Door `sign_in`. */
export async function mandateHolds(tx: Tx, id: string, at: Date): Promise<boolean> {
  const mandate = await mandateById(tx, id);
  return mandate !== undefined && isInForce(mandate, at);
}

export function createMandates(db: Database) {
  const enter = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withDoor(db, "sign_in", work, [CITY_WIDE]);
  return {
    /** What an account holder received and gave. */
    of: (session: Session) =>
      enter(async (tx) => ({
        received: await mandatesOfProxy(tx, session.accountId),
        given: await givenBy(tx, session),
      })),
    ask: (now: Date, session: Session, asked: Asked) => ask(enter, now, session, asked),
    consent: (now: Date, session: Session, id: string) => consent(enter, now, session, id),
    end: (now: Date, session: Session, id: string) => end(enter, now, session, id),
    byCode: (code: string) => enter((tx) => mandateByCode(tx, foldedCode(code))),
    recordPaper: (now: Date, session: Session, code: string, paper: string) =>
      recordPaper(enter, now, session, code, paper),
  };
}

type Enter = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

async function ask(
  enter: Enter,
  now: Date,
  session: Session,
  asked: Asked,
): Promise<Result<string, readonly MandateFault[]>> {
  return enter(async (tx) => {
    const own = await accountById(tx, session.accountId);
    const faults = faultsOf(asked, own?.citizenId ?? undefined, dayIn(now));
    if (faults.length > 0) return refused(faults);
    const id = uuidv7(now.getTime());
    const code = newCode();
    const organisation = asked.kind === "staff" ? asked.organisation : null;
    const { accountId } = session;
    await insertMandate(tx, { ...asked, id, code, organisation, proxyId: accountId, askedAt: now });
    await note(tx, now, session, "mandate-asked", id, { ...asked });
    return ok(code);
  });
}

function faultsOf(asked: Asked, own: string | undefined, on: CalendarDay): MandateFault[] {
  const faults: MandateFault[] = [];
  if (citizenId(asked.representedCitizenId) === undefined) faults.push("citizenId");
  if (asked.representedCitizenId === own) faults.push("self");
  if (asked.representedName.length < 2 || asked.representedName.length > 100) faults.push("name");
  if (asked.kind === "staff" && (asked.organisation.length < 2 || asked.organisation.length > 200))
    faults.push("organisation");
  const isOrdered = asked.validFrom <= asked.validUntil && asked.validUntil >= on;
  if (!isOrdered || asked.validUntil > addDays(asked.validFrom, LONGEST_DAYS)) faults.push("dates");
  return faults;
}

/** The represented person agrees, by a sign-in of their own that is fresh. */
async function consent(
  enter: Enter,
  now: Date,
  session: Session,
  id: string,
): Promise<Result<null, MandateRefusal>> {
  if (!isFresh(session, now)) return refused("proof-needed");
  return enter(async (tx) => {
    const mandate = (await givenBy(tx, session)).find((one) => one.id === id);
    if (mandate === undefined || mandate.proxyId === session.accountId) return refused("missing");
    const { accountId } = session;
    const given = {
      kind: "sign-in",
      by: actorRef(session.actor),
      representedId: accountId,
      paper: null,
    } as const;
    if (!(await consentRow(tx, now, id, given))) return refused("missing");
    await note(tx, now, session, "mandate-consented", id, { consent: "sign-in" });
    return ok(null);
  });
}

/** Ended at once by either of the two; what was filed under it stays with whoever was represented. */
async function end(
  enter: Enter,
  now: Date,
  session: Session,
  id: string,
): Promise<Result<null, MandateRefusal>> {
  return enter(async (tx) => {
    const received = await mandatesOfProxy(tx, session.accountId);
    const mine = [...received, ...(await givenBy(tx, session))].some((one) => one.id === id);
    if (!mine || !(await endRow(tx, now, id, actorRef(session.actor)))) return refused("missing");
    await note(tx, now, session, "mandate-ended", id, {});
    return ok(null);
  });
}

/** An official saw a signed paper. Whoever is represented may have no account yet: one is opened that nobody can enter until they come. */
async function recordPaper(
  enter: Enter,
  now: Date,
  session: Session,
  code: string,
  paper: string,
): Promise<Result<Mandate, MandateRefusal>> {
  if (
    !session.roles.some((role) => MANDATE_PERMISSIONS["record-paper"].includes(role as "receiver"))
  )
    return refused("missing");
  if (paper.length < 3 || paper.length > 200) return refused("paper");
  return enter(async (tx) => {
    const mandate = await mandateByCode(tx, foldedCode(code));
    if (mandate === undefined) return refused("missing");
    const representedId =
      (await accountOfCitizen(tx, mandate.representedCitizenId))?.id ??
      (await openAccount(tx, now, mandate));
    const by = actorRef(session.actor);
    const given = { kind: "paper", by, representedId, paper } as const;
    if (!(await consentRow(tx, now, mandate.id, given))) return refused("missing");
    await note(tx, now, session, "mandate-consented", mandate.id, { consent: "paper", paper });
    return ok(mandate);
  });
}

async function openAccount(tx: Tx, now: Date, mandate: Mandate): Promise<string> {
  const id = uuidv7(now.getTime());
  await insertAccounts(tx, now, [
    {
      id,
      kind: "applicant",
      login: id,
      name: mandate.representedName,
      email: null,
      phone: null,
      citizenId: mandate.representedCitizenId,
      officialId: null,
      passwordHash: null,
      isDemo: false,
    },
  ]);
  return id;
}

async function givenBy(tx: Tx, session: Session): Promise<Mandate[]> {
  const own = await accountById(tx, session.accountId);
  return own?.citizenId == null ? [] : mandatesGivenBy(tx, own.citizenId);
}

function note(
  tx: Tx,
  now: Date,
  session: Session,
  action: string,
  subjectId: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  const deed = { action, subjectKind: "mandate", subjectId, payload };
  return appendLeaf({ ...tx, actor: session.actor }, now, deed);
}

const LETTERS = "34679ACDEFGHJKMNPQRTUVWXY";

/** Eight letters that are not mistaken for each other when read aloud at a desk. */
function newCode(): string {
  return Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
}

function foldedCode(code: string): string {
  return code.toUpperCase().replaceAll(/[^0-9A-Z]/gu, "");
}
