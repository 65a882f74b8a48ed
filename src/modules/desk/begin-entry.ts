import { type Answers, type App, editionOn } from "#app-kit";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { citizenId } from "#kernel/citizen-id";
import { phoneNumber } from "#kernel/phone";
import { ok, refused, type Result } from "#kernel/result";
import { ownersOf, prefilled, startDraft } from "#modules/dossiers";
import { accountAtDesk, type PersonAtDesk } from "#modules/identity";
import { agencyById } from "#modules/organisation";
import { tenantOfAgency } from "#modules/tenancy";
import { appendLeaf } from "#platform/audit-log";
import { type Database, sqlState, type Tx, withTenant } from "#platform/database";
import type { Session } from "#platform/http";
import { type Entry, type EntryRefusal, isForOther, type Way } from "./entry.ts";
import { mayEnter } from "./policy.ts";
import { entryByPublicId, insertEntry, intakeRuleOn } from "./store.ts";

/** What an official types before the procedure's own form begins. */
export interface EntryForm {
  /** Of the page that was shown: sent twice, the form gives one entry. */
  readonly key: string;
  readonly agencySlug: string;
  readonly person: PersonAtDesk;
  readonly channel: Way;
  readonly postedOn: CalendarDay | undefined;
  readonly arrivedAt: Date | undefined;
  readonly replyAddress: string;
}

/** Who answers, and who takes in. */
interface Place {
  readonly tenantId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly takingTenantId: string;
  readonly takingAgencyId: string;
  readonly takingAgencyName: string;
}

/**
 * Begins an application for whoever stands at the desk or wrote: finds or opens their account, and opens a draft with the
 * agency that answers. For another agency than one's own only under the rule of R16.
 */
export async function beginEntry(
  db: Database,
  now: Date,
  session: Session,
  app: App,
  form: EntryForm,
): Promise<Result<Entry, EntryRefusal>> {
  const { actor, tenantIds } = session;
  const edition = editionOn(app, dayIn(now));
  if (actor.kind !== "official" || edition === undefined) return refused("missing");
  if (!mayEnter(session, "entry begin", app.id)) return refused("missing");
  const fault = faultOf(form, now);
  if (fault !== undefined) return refused(fault);
  const begun = await withTenant(db, { actor, tenantIds }, async (tx) => ({
    known: await entryByPublicId(tx, tenantIds, form.key),
    place: await placeOf(tx, now, session, app, form.agencySlug),
  }));
  if (begun.known !== undefined) return ok(begun.known);
  if (!begun.place.ok) return begun.place;
  const place = begun.place.value;
  const account = await accountAtDesk(db, now, session, form.person);
  if (!account.ok) return account;
  const answers = await prefilled(db, edition, account.value.id);
  const begin = { ...place, app, form, account: account.value, answers, actor };
  try {
    return ok(await written(db, now, begin));
  } catch (error) {
    // The same form sent twice at the same moment: the other one is there now.
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    const known = await withTenant(db, { actor, tenantIds }, (tx) =>
      entryByPublicId(tx, tenantIds, form.key),
    );
    return known === undefined ? refused("missing") : ok(known);
  }
}

const UNIQUE_VIOLATION = "23505";

interface Begin extends Place {
  readonly app: App;
  readonly form: EntryForm;
  readonly account: { readonly id: string; readonly name: string };
  readonly answers: Answers;
  readonly actor: Extract<Session["actor"], { kind: "official" }>;
}

/** Into the records of the agency that answers and no other: there lies the draft from its first line, papers under that key. */
function written(db: Database, now: Date, begin: Begin): Promise<Entry> {
  const { app, form, account, answers, actor, ...place } = begin;
  const isPost = form.channel === "post";
  return withTenant(db, { actor, tenantIds: [place.tenantId] }, async (tx) => {
    const draft = await startDraft(tx, now, {
      app,
      tenantId: place.tenantId,
      accountId: account.id,
      answers,
      publicId: form.key,
    });
    const entry: Entry = {
      ...place,
      id: draft.id,
      publicId: draft.publicId,
      appId: app.id,
      accountId: account.id,
      applicantName: account.name,
      channel: form.channel,
      postedOn: isPost ? (form.postedOn ?? null) : null,
      arrivedAt: isPost ? (form.arrivedAt ?? now) : now,
      replyAddress: isPost ? form.replyAddress : "",
      enteredBy: actor.officialId,
      enteredName: actor.name,
      positionId: actor.positionId,
      startedAt: now,
      submittedAt: null,
    };
    await insertEntry(tx, entry);
    await appendLeaf(tx, now, {
      action: isForOther(entry) ? "entry-begun-for-other-agency" : "entry-begun",
      subjectKind: "desk-entry",
      subjectId: entry.id,
      payload: { channel: entry.channel, appId: app.id, takenBy: entry.takingAgencyName },
    });
    return entry;
  });
}

const KEY = /^[\w-]{22}$/u;
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/u;

function faultOf({ key, person, ...form }: EntryForm, now: Date): EntryRefusal | undefined {
  if (!KEY.test(key)) return "missing";
  if (citizenId(person.citizenId) === undefined) return "citizen-id";
  if (person.name.length < 2 || person.name.length > 100) return "name";
  if (person.phone !== "" && phoneNumber(person.phone) === undefined) return "phone";
  if (person.email !== "" && !EMAIL.test(person.email)) return "email";
  if (form.channel !== "post") return undefined;
  if (form.arrivedAt === undefined || form.arrivedAt > now) return "arrived-at";
  if (form.postedOn === undefined || form.postedOn > dayIn(form.arrivedAt)) return "posted-on";
  return form.replyAddress.length < 5 ? "address" : undefined;
}

/** R16: for one's own agency always, for any other that receives the procedure from the day that the rule says. */
async function placeOf(
  tx: Tx,
  now: Date,
  session: Session,
  app: App,
  slug: string,
): Promise<Result<Place, EntryRefusal>> {
  const { actor, tenantIds } = session;
  const [takingTenantId] = tenantIds;
  if (actor.kind !== "official" || takingTenantId === undefined) return refused("missing");
  const on = dayIn(now);
  const agency = (await ownersOf(tx, app, on)).find((one) => one.slug === slug);
  if (agency === undefined) return refused("agency-missing");
  const taking = await agencyById(tx, actor.agencyId, on);
  if (taking === undefined || !taking.isOneStop) return refused("missing");
  const isOwn = agency.id === actor.agencyId;
  if (!isOwn && !mayEnter(session, "entry for-others", app.id)) return refused("missing");
  if (!isOwn && (await intakeRuleOn(tx, on)) === undefined) return refused("no-rule");
  const tenant = await tenantOfAgency(tx, agency.id, on);
  if (tenant === undefined) return refused("agency-missing");
  return ok({
    tenantId: tenant.id,
    agencyId: agency.id,
    agencyName: agency.name,
    takingTenantId,
    takingAgencyId: taking.id,
    takingAgencyName: taking.name,
  });
}
