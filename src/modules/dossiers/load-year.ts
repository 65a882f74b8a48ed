import { editionOn } from "#app-kit";
import { definitionHash, type Node, parseDefinition } from "#engines/workflow";
import { dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import type { WorkingTime } from "#kernel/office-hours";
import type { Term } from "#kernel/term";
import { type DemoOfficial, demoOfficials } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import { appendLeaf } from "#platform/audit-log";
import { type Database, withDoor, withTenant } from "#platform/database";
import { counted, countedResult, monthOf } from "./counters.ts";
import { pastStars, pastSteps } from "./demo-steps.ts";
import { dossiersOf, type PastDossier, type Slice, yearOfSlices } from "./demo-year.ts";
import type { DossierDeps } from "./deps.ts";
import type { CounterChange } from "./store.ts";
import { insertSlice, loadedSlices, type PastRow, RATED_AFTER_MS } from "./year-store.ts";

export interface YearProgress {
  readonly loaded: number;
  readonly of: number;
}

/**
 * Loads the demo city's year, a month of a district at a time, each in one short transaction with its counters. After a
 * restart it goes on with what is missing. `onSlice` is awaited between slices, so that pages are served meanwhile.
 */
export async function loadYear(
  db: Database,
  now: Date,
  deps: DossierDeps,
  year: {
    readonly appId: string;
    readonly organIds: ReadonlyMap<string, string>;
    onSlice(progress: YearProgress): Promise<boolean>;
  },
): Promise<void> {
  const app = deps.apps.get(year.appId)?.app;
  const edition = app === undefined ? undefined : editionOn(app, dayIn(now));
  if (edition === undefined) throw new Error(`no edition of ${year.appId} is in force`);
  const parsed = await parseDefinition(edition.process);
  if (!parsed.ok) throw new Error(`the process of ${year.appId} does not run`);
  const process = [...parsed.value.nodes.values()].filter((node) => node.kind === "user");
  const officials = Map.groupBy(demoOfficials(), (one) => one.agencySlug);
  const slugs = [...year.organIds.keys()];
  const slices = yearOfSlices(slugs, dayIn(now));
  const { done, time } = await withDoor(db, "seed", async (tx) => ({
    done: new Set(await loadedSlices(tx)),
    time: (await deps.calendars.workingTime(tx, now)).time,
  }));
  let loaded = 0;
  for (const slice of slices) {
    const tenantId = tenantIdOf(slice.slug);
    if (!done.has(`${tenantId} ${slice.month}`)) {
      const dossiers = dossiersOf(slice, {
        term: edition.clock.processing,
        time,
        today: dayIn(now),
      });
      await loadSlice(db, now, slice, {
        appId: year.appId,
        edition: edition.inForceFrom,
        term: edition.clock.processing,
        organId: year.organIds.get(slice.slug) ?? "",
        notation: edition.result.notation,
        processHash: definitionHash(edition.process),
        process,
        officials: officials.get(slice.slug) ?? [],
        time,
        dossiers,
      });
    }
    loaded += 1;
    if (!(await year.onSlice({ loaded, of: slices.length }))) return;
  }
}

interface SliceContent {
  readonly appId: string;
  readonly edition: string;
  readonly term: Term;
  readonly organId: string;
  readonly notation: string;
  readonly processHash: string;
  readonly process: readonly Node[];
  readonly officials: readonly DemoOfficial[];
  readonly time: WorkingTime;
  readonly dossiers: readonly PastDossier[];
}

async function loadSlice(
  db: Database,
  now: Date,
  slice: Slice,
  content: SliceContent,
): Promise<void> {
  const tenantId = tenantIdOf(slice.slug);
  const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "demo-year" } } as const;
  const rows = content.dossiers.map((dossier) => pastRow(slice, content, dossier));
  const counters = content.dossiers.flatMap((dossier) => [
    ...counted(dossier.submittedAt, "received"),
    ...countedResult(dossier.releasedAt, dossier.outcome),
    ...(dossier.isRefused ? counted(dossier.releasedAt, "refused") : []),
    ...ratingCounters(dossier),
  ]);
  await withTenant(db, scope, async (tx) => {
    await insertSlice(tx, now, {
      tenantId,
      appId: content.appId,
      month: slice.month,
      processHash: content.processHash,
      rows,
      counters,
    });
    await appendLeaf(tx, now, {
      action: "demo-month-loaded",
      subjectKind: "demo-month",
      subjectId: uuidv7(now.getTime()),
      payload: { month: slice.month, dossiers: rows.length },
    });
  });
}

function pastRow(slice: Slice, content: SliceContent, dossier: PastDossier): PastRow {
  const { index } = dossier;
  const on = dayIn(dossier.submittedAt);
  const serial = 100 * Number(slice.month.slice(5, 7)) + index + 1;
  const lookup = "34679ACDEFGHJKMNPQRTUVWXY";
  const letter = (place: number): string =>
    lookup.charAt((serial * (place + 3) + place) % lookup.length);
  return {
    id: uuidv7(dossier.submittedAt.getTime()),
    code: `${content.organId}-${on.slice(2).replaceAll("-", "")}-${String(5000 + serial)}`,
    lookupCode: [0, 1, 2, 3].map(letter).join(""),
    edition: content.edition,
    applicantName: dossier.applicantName,
    title: dossier.title,
    state: dossier.isRefused ? "refused" : "done",
    submittedAt: dossier.submittedAt,
    acceptedAt: dossier.acceptedAt,
    dueAt: dossier.dueAt,
    releasedAt: dossier.releasedAt,
    outcome: dossier.outcome,
    resultNumber: dossier.isRefused ? null : `${serial}/${content.notation}`,
    term: content.term,
    steps: pastSteps(dossier, content.process, content.officials, content.time),
    stars: pastStars(dossier),
  };
}

function ratingCounters(dossier: PastDossier): CounterChange[] {
  const stars = pastStars(dossier);
  if (stars === undefined) return [];
  const month = monthOf(new Date(dossier.releasedAt.getTime() + RATED_AFTER_MS));
  return [{ month, metric: `rated-${stars}`, amount: 1 }];
}
