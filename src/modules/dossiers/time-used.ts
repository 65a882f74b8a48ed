import { type ProcessView, workedSteps } from "#engines/workflow";
import { attribution } from "#kernel/legal-clock";
import type { WorkingTime } from "#kernel/office-hours";
import type { ClockView } from "#modules/deadlines";

export interface UsedTime {
  readonly step: string;
  readonly office: string;
  readonly minutes: number;
}

export interface TimeUsed {
  /** Each step with the office that did it, in the order they were first reached. */
  readonly steps: readonly UsedTime[];
  /** The same by office, whatever the step. */
  readonly offices: readonly Omit<UsedTime, "step">[];
  /** Working minutes that were the applicant's: the clock stood still, or the step was theirs. */
  readonly pausedMinutes: number;
}

/** The step where the applicant is waited for; its time is the applicant's and no office's. */
const APPLICANT = "applicant";

/** Attribution: which step and which office used the working time, and how much of it was the applicant's. */
export function timeUsed(given: {
  readonly process: Pick<ProcessView, "history" | "waiting" | "called" | "calledBefore">;
  readonly clocks: readonly ClockView[];
  readonly time: WorkingTime;
  readonly now: Date;
  readonly officeOf: (role: string, officialId: string | null, step: string) => string;
}): TimeUsed | undefined {
  const { clocks, time, now, officeOf } = given;
  const process = workedSteps(given.process);
  const [first] = clocks;
  if (first === undefined) return undefined;
  const end = (clocks.find((one) => one.purpose === "processing") ?? first).stoppedAt ?? now;
  const seen = new Map<string, Omit<UsedTime, "minutes">>();
  const held = [
    ...process.history.map((one) => ({
      ...one,
      from: one.enteredAt,
      until: one.leftAt,
      by: officialIn(one.byRef) ?? one.holderId,
    })),
    ...process.waiting.map((one) => ({ ...one, from: one.since, until: end, by: one.holderId })),
  ].map(({ nodeId, name, role, by, from, until }) => {
    const period = { from, until: until > from ? until : from };
    if (role === APPLICANT) return { holder: APPLICANT, ...period };
    const office = officeOf(role, by, nodeId);
    const holder = JSON.stringify([name, office]);
    seen.set(holder, { step: name, office });
    return { holder, ...period };
  });
  const whole = { ...first.legal, pauses: clocks.flatMap((one) => one.legal.pauses) };
  const { byHolder, pausedMinutes } = attribution(held, whole, time, end);
  const steps = [...seen].map(([holder, one]) => ({ ...one, minutes: byHolder.get(holder) ?? 0 }));
  const offices = Map.groupBy(steps, (one) => one.office);
  return {
    steps,
    offices: [...offices].map(([office, own]) => ({
      office,
      minutes: own.reduce((sum, one) => sum + one.minutes, 0),
    })),
    pausedMinutes: pausedMinutes + (byHolder.get(APPLICANT) ?? 0),
  };
}

function officialIn(byRef: string | null): string | null {
  const kind = "official:";
  return byRef?.startsWith(kind) === true ? byRef.slice(kind.length) : null;
}
