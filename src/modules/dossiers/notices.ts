import { dayIn, formatDay } from "#kernel/calendar-day";
import { notify, type OfficialInPosition, type TemplateName } from "#modules/notifications";
import { type Holder, holdersOf, positionsHeldBy, type Role } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import { paths } from "./paths.ts";
import { PERMISSIONS } from "./policy.ts";
import { filingOf } from "./proxy-filing.ts";

/**
 * Tells the applicant, and whoever files for them, in the transaction of the act: the notice exists exactly if the act does. Of the
 * parts of linked procedures the applicant reads in the one dossier that they filed.
 */
export async function tellApplicant(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  template: TemplateName,
  dueAt = dossier.dueAt,
): Promise<void> {
  if (dossier.channel === "linked") return;
  for (const accountId of await accountsTold(tx, dossier))
    await notify(tx, now, {
      accountId,
      template,
      language: "vi",
      params: {
        code: dossier.code,
        title: dossier.title,
        dueOn: dueAt === null ? "" : formatDay(dayIn(dueAt)),
      },
      subjectKind: "dossier",
      subjectId: dossier.id,
      href: paths.myDossier(dossier.publicId),
    });
}

/** Whose dossier it is, and whoever files it for them: both hear of every turn. */
export async function accountsTold(
  tx: Tx,
  dossier: Pick<Dossier, "tenantId" | "id" | "accountId">,
): Promise<readonly string[]> {
  const filing = await filingOf(tx, dossier);
  return [dossier.accountId, ...(filing === undefined ? [] : [filing.proxyId])];
}

export interface Told {
  readonly template: TemplateName;
  /** The due moment spoken of; the dossier's own when absent. */
  readonly dueAt?: Date;
  /** Who named them, where the template says so. */
  readonly author?: string;
}

/** Tells officials in their positions, in the transaction of the act; each of them once. */
export async function tellOfficials(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  officials: readonly OfficialInPosition[],
  { template, dueAt = dossier.dueAt ?? dossier.answerDueAt, author = "" }: Told,
): Promise<void> {
  const each = new Map(officials.map((one) => [one.officialId, one]));
  for (const { officialId, positionId } of each.values())
    await notify(tx, now, {
      officialId,
      positionId,
      template,
      language: "vi",
      params: {
        code: dossier.code,
        title: dossier.title,
        dueOn: formatDay(dayIn(dueAt)),
        author,
      },
      subjectKind: "dossier",
      subjectId: dossier.id,
      href: paths.staffDossier(dossier.publicId),
    });
}

export interface Responsible {
  /** Who holds the open step; everyone who could take it where nobody does, or where the holder left the position. */
  readonly actors: readonly OfficialInPosition[];
  /** The head over them: of their unit where it has one, else the heads of the agency. */
  readonly heads: readonly OfficialInPosition[];
}

/** Who answers for a dossier now, in the agency that has its records in custody. */
export async function responsibleFor(tx: Tx, now: Date, dossier: Dossier): Promise<Responsible> {
  const agencyId = await custodianOf(tx, dossier.tenantId, dayIn(now));
  if (agencyId === undefined) return { actors: [], heads: [] };
  const heads = await holdersOf(tx, agencyId, "head", now);
  const actors = await actorsOn(tx, now, dossier, agencyId);
  return { actors, heads: await headsOver(tx, now, actors, heads) };
}

async function actorsOn(
  tx: Tx,
  now: Date,
  { stepRole, holderId }: Dossier,
  agencyId: string,
): Promise<readonly OfficialInPosition[]> {
  if (stepRole === null) return [];
  if (holderId !== null) {
    const positions = await positionsHeldBy(tx, holderId, now);
    const position = positions.find((one) => one.agencyId === agencyId && one.role === stepRole);
    if (position !== undefined) return [{ officialId: holderId, positionId: position.positionId }];
  }
  return holdersOf(tx, agencyId, stepRole as Role, now); // written by this module from the process, which checkApp ties to roles
}

async function headsOver(
  tx: Tx,
  now: Date,
  actors: readonly OfficialInPosition[],
  heads: readonly Holder[],
): Promise<readonly OfficialInPosition[]> {
  if (heads.length < 2) return heads;
  const unitOf = async ({ officialId, positionId }: OfficialInPosition) =>
    (await positionsHeldBy(tx, officialId, now)).find((one) => one.positionId === positionId)
      ?.unitName;
  const units = new Set(await Promise.all(actors.map(unitOf)));
  const headUnits = await Promise.all(heads.map(unitOf));
  const over = heads.filter((_, index) => units.has(headUnits[index]));
  return over.length > 0 ? over : heads;
}

/** Colleagues of an agency who see its dossiers and are named in a text: `@` and the whole name, the longest that fits. */
export async function namedIn(
  tx: Tx,
  now: Date,
  agencyId: string,
  text: string,
): Promise<readonly OfficialInPosition[]> {
  const written = plain(text);
  const marks = [...written.matchAll(/@/gu)].map((mark) => written.slice(mark.index + 1));
  if (marks.length === 0) return [];
  const byRole = await Promise.all(
    PERMISSIONS.see.map((role) => holdersOf(tx, agencyId, role, now)),
  );
  const colleagues = byRole.flat();
  return marks.flatMap((rest) => {
    const fitting = colleagues.filter(({ name }) => beginsWithName(rest, plain(name)));
    const longest = Math.max(...fitting.map(({ name }) => plain(name).length));
    return fitting.filter(({ name }) => plain(name).length === longest);
  });
}

function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll(/\s+/gu, " ");
}

function beginsWithName(text: string, name: string): boolean {
  return text.startsWith(name) && !/^\p{L}/u.test(text.slice(name.length));
}
