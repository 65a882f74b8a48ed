import { type App, editionOn } from "#app-kit";
import type { Table } from "#engines/spreadsheets";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Caller, type DossierDeps, ownersOf, stepsToTakeOver } from "#modules/dossiers";
import { holdersOf, type Role } from "#modules/organisation";
import { appendLeaf } from "#platform/audit-log";
import { theTenant, type Tx } from "#platform/database";
import { columnsMissing, judgeRows, type KnownStep } from "./judge-rows.ts";
import type { ImportRefusal } from "./old-row.ts";
import { mayImport } from "./policy.ts";
import { type Import, insertImport } from "./store.ts";

/** A longer register is brought in several files. */
export const MOST_ROWS = 5_000;

/** The dry run: every row is judged and the report is kept; no dossier, number, clock or figure is touched. */
export async function tryImport(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  file: { readonly appId: string; readonly name: string; readonly table: Table },
): Promise<Result<Import, ImportRefusal>> {
  const { actor } = caller;
  const app = deps.apps.get(file.appId)?.app;
  if (app === undefined || actor.kind !== "official" || !mayImport(caller, app.id))
    return refused("missing");
  const owners = await ownersOf(tx, app, dayIn(now));
  if (!owners.some((one) => one.id === actor.agencyId)) return refused("not-competent");
  if (columnsMissing(file.table).length > 0) return refused("columns-missing");
  if (file.table.rows.length === 0) return refused("no-rows");
  const { time } = await deps.calendars.workingTime(tx, now, actor.agencyId);
  const steps = await knownSteps(tx, now, app, actor.agencyId);
  const rows = judgeRows(file.table, { app, now, time, steps });
  const tried: Import = {
    tenantId: theTenant(tx),
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    appId: app.id,
    fileName: file.name.normalize("NFC").slice(0, 200),
    state: "tried",
    rows: rows.length,
    faulty: rows.filter((row) => row.faults.length > 0).length,
    taken: 0,
    passedOver: 0,
    triedBy: actor.name,
    triedAt: now,
    decision: null,
  };
  await insertImport(tx, tried, rows);
  await appendLeaf(tx, now, {
    action: "import-tried",
    subjectKind: "import",
    subjectId: tried.id,
    payload: { appId: app.id, rows: tried.rows, faulty: tried.faulty },
  });
  return ok(tried);
}

/** The steps of every edition that was in force so far, and who of the agency works there. */
async function knownSteps(
  tx: Tx,
  now: Date,
  app: App,
  agencyId: string,
): Promise<ReadonlyMap<string, readonly KnownStep[]>> {
  const today = editionOn(app, dayIn(now))?.inForceFrom ?? "";
  const editions = app.editions.filter((one) => one.inForceFrom <= today);
  const read = await Promise.all(editions.map(stepsToTakeOver));
  const roles = [...new Set(read.flat().map((one) => one.role as Role))]; // checkApp ties them to roles
  const holders = new Map<string, KnownStep["holders"]>();
  for (const role of roles) holders.set(role, await holdersOf(tx, agencyId, role, now));
  return new Map(
    editions.map((edition, index) => [
      edition.inForceFrom as string,
      (read[index] ?? []).map(({ id, name, role }) => ({
        id,
        name,
        holders: holders.get(role) ?? [],
      })),
    ]),
  );
}
