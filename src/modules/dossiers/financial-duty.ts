import { type Edition, type StepWork, workAt } from "#app-kit";
import { pauseClock, resumeClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { tellApplicant } from "./notices.ts";

/**
 * The dossier as it is once the step it has reached is open. Where the step waits for the applicant's financial duty, the
 * processing clock stands still until the step is left; the reason is the edition's and is printed wherever the term is explained.
 */
export async function entered(
  tx: Tx,
  now: Date,
  edition: Edition,
  dossier: Dossier,
): Promise<Dossier> {
  const reason = workAt(edition, dossier.step)?.pausesFor;
  if (reason === undefined || dossier.processingClockId === null) return dossier;
  const paused = await pauseClock(tx, now, dossier.processingClockId, reason.vi);
  if (!paused.ok) throw new Error(`clock of ${dossier.code}: ${paused.error}`);
  await tellApplicant(tx, now, dossier, "duty-asked");
  return { ...dossier, state: "financial-duty" };
}

/** The dossier as it is once the step it was at is left: a clock that stood still goes on. */
export async function left(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
  work: StepWork,
): Promise<Dossier> {
  if (work.pausesFor === undefined || dossier.processingClockId === null)
    return { ...dossier, state: "processing" };
  const resumed = await resumeClock(tx, now, deps.calendars, dossier.processingClockId);
  if (!resumed.ok) throw new Error(`clock of ${dossier.code}: ${resumed.error}`);
  return { ...dossier, state: "processing", dueAt: resumed.value.dueAt };
}
