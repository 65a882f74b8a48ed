import type { App, Edition } from "#app-kit";
import type { Actor } from "#kernel/actor";
import { addDays, dayIn } from "#kernel/calendar-day";
import { changeBetween, indicatorPaths, orderSimulation } from "#modules/indicators";
import type { Exchange } from "#platform/http";

const YEAR_DAYS = 365;

/** Orders what a drafted edition would have meant for the dossiers of the past year; gives where the answer stands. */
export async function simulateDraft(
  { db, now }: Exchange,
  actor: Actor,
  change: { readonly app: App; readonly before: Edition; readonly after: Edition },
): Promise<string> {
  const until = dayIn(now);
  const { term, ...rest } = await changeBetween(change.before, change.after);
  const id = await orderSimulation(db, now, actor, {
    appId: change.app.id,
    from: addDays(until, -YEAR_DAYS),
    until,
    change: {
      ...rest,
      ...(term === undefined ? {} : { term: { unit: term.unit, count: term.count } }),
    },
  });
  return indicatorPaths.simulation(id);
}
