import type { PastStep } from "#engines/workflow";
import { dayIn } from "#kernel/calendar-day";
import { attribution } from "#kernel/legal-clock";
import { workingMinutes, type WorkingTime } from "#kernel/office-hours";
import type { ClockView } from "#modules/deadlines";
import type { FinishedDossier } from "#modules/dossiers";
import { spanOf } from "./span.ts";

/** Stands for nobody in particular: a system's step, or the dossier as a whole. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";
/** Whose time a pause is, and a step where the applicant is waited for. */
export const APPLICANT = "applicant";

/** What one pass of a step used, or a whole dossier (empty step), ready to be added up. */
export interface TimeUsed {
  readonly tenantId: string;
  readonly appId: string;
  /** First day of the month the result was released in. */
  readonly month: string;
  readonly step: string;
  readonly name: string;
  readonly role: string;
  readonly officialId: string;
  readonly span: number;
  readonly passes: number;
  /** Passes of dossiers that ended late. */
  readonly late: number;
  readonly minutes: number;
  /** Working minutes from the start to the first promise; of whole dossiers only. */
  readonly termMinutes: number;
}

/**
 * What a finished dossier used: one entry for the whole (processing term against its first promise), one for every pass of
 * a step, and one for what was the applicant's. Pauses are taken out of the steps, whoever held the matter meanwhile.
 */
export function timesUsed(
  dossier: FinishedDossier,
  steps: readonly PastStep[],
  clocks: readonly ClockView[],
  time: WorkingTime,
): readonly TimeUsed[] {
  const judged = clocks.find((clock) => clock.purpose === "processing") ?? clocks.at(0);
  if (judged === undefined) return [];
  const { tenantId, appId, releasedAt, outcome } = dossier;
  const whole = { ...judged.legal, startedAt: earliest(clocks), pauses: pausesOf(clocks) };
  const used = (from: Date, until: Date): { own: number; paused: number } => {
    const found = attribution([{ holder: "", from, until }], whole, time, releasedAt);
    return { own: found.byHolder.get("") ?? 0, paused: found.pausedMinutes };
  };
  const entry = (part: Pick<TimeUsed, "step" | "name" | "role" | "officialId" | "minutes">) => ({
    ...part,
    tenantId,
    appId,
    month: `${dayIn(releasedAt).slice(0, 7)}-01`,
    span: spanOf(part.minutes),
    passes: 1,
    late: outcome === "late" ? 1 : 0,
    termMinutes: 0,
  });
  const passes = steps.map((step) => ({ step, ...used(step.enteredAt, step.leftAt) }));
  const total = used(judged.startedAt, releasedAt);
  const waited = passes.filter(({ step }) => step.role === APPLICANT);
  const applicants = total.paused + waited.reduce((sum, one) => sum + one.own, 0);
  return [
    {
      ...entry({ step: "", name: "", role: "", officialId: NOBODY, minutes: total.own }),
      termMinutes: workingMinutes(time, judged.startedAt, judged.firstDueAt),
    },
    ...passes
      .filter(({ step }) => step.role !== APPLICANT)
      .map(({ step, own }) =>
        entry({
          step: step.nodeId,
          name: step.name,
          role: step.role,
          officialId: officialOf(step),
          minutes: own,
        }),
      ),
    ...(applicants > 0
      ? [entry({ step: "", name: "", role: APPLICANT, officialId: NOBODY, minutes: applicants })]
      : []),
  ];
}

function pausesOf(clocks: readonly ClockView[]) {
  return clocks.flatMap((clock) => clock.legal.pauses);
}

function earliest(clocks: readonly ClockView[]): Date {
  return new Date(Math.min(...clocks.map((clock) => clock.startedAt.getTime())));
}

/** Who completed the step; where the system did, whoever held it. */
function officialOf(step: PastStep): string {
  const kind = "official:";
  return step.byRef?.startsWith(kind) === true
    ? step.byRef.slice(kind.length)
    : (step.holderId ?? NOBODY);
}

/** Adds up what has the same place in the table. */
export function addedUp(entries: readonly TimeUsed[]): readonly TimeUsed[] {
  return [...Map.groupBy(entries, keyOf).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const sum = (field: "passes" | "late" | "minutes" | "termMinutes"): number =>
      same.reduce((so, one) => so + one[field], 0);
    return [
      {
        ...first,
        passes: sum("passes"),
        late: sum("late"),
        minutes: sum("minutes"),
        termMinutes: sum("termMinutes"),
      },
    ];
  });
}

/** The place of an entry in the table of sums. */
export function keyOf(one: TimeUsed): string {
  return [one.tenantId, one.appId, one.month, one.step, one.role, one.officialId, one.span].join(
    " ",
  );
}
