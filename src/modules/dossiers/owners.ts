import type { App } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import { agenciesOn, type Agency } from "#modules/organisation";
import type { Tx } from "#platform/database";

/** Whether an agency receives and decides a procedure. Nobody applies for a part of linked procedures: it is handed over. */
export function isOwner(app: App, agency: Agency): boolean {
  return (
    app.partOf === undefined &&
    agency.kind === app.ownerKind &&
    agency.isOneStop &&
    (app.owners === undefined || app.owners.includes(agency.slug))
  );
}

/** The agencies that receive and decide a procedure on a day, by name. */
export async function ownersOf(tx: Tx, app: App, on: CalendarDay): Promise<readonly Agency[]> {
  const agencies = await agenciesOn(tx, on, { kind: app.ownerKind, isOneStop: true });
  return agencies.filter((agency) => isOwner(app, agency));
}
