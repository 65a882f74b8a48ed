import { percentile } from "./span.ts";
import { APPLICANT, NOBODY, type TimeUsed } from "./time-used.ts";

/** How long something took, over all its passes; working minutes. */
export interface Times {
  readonly passes: number;
  readonly late: number;
  readonly minutes: number;
  readonly mean: number;
  readonly median: number;
  readonly ninth: number;
}

export interface StepTimes extends Times {
  readonly step: string;
  readonly name: string;
  readonly role: string;
  /** Part of all the time that the terms gave, per cent. */
  readonly share: number | undefined;
}

export interface Division {
  readonly dossiers: number;
  readonly late: number;
  readonly steps: readonly StepTimes[];
  readonly used: Times | undefined;
  /** What the terms gave these dossiers together; working minutes. */
  readonly termMinutes: number;
  /** What was the applicant's: how many dossiers waited, and how long. */
  readonly waited: Times | undefined;
}

/** Who used the days: the steps in the order of the offices given, the whole, and the applicant's part apart. */
export function divided(rows: readonly TimeUsed[], roles: readonly string[]): Division {
  const whole = rows.filter((row) => row.step === "" && row.role === "");
  const termMinutes = whole.reduce((sum, row) => sum + row.termMinutes, 0);
  const steps = rows.filter((row) => row.step !== "");
  const place = (role: string): number =>
    roles.includes(role) ? roles.indexOf(role) : roles.length;
  return {
    dossiers: whole.reduce((sum, row) => sum + row.passes, 0),
    late: whole.reduce((sum, row) => sum + row.late, 0),
    steps: [...Map.groupBy(steps, (row) => `${row.step} ${row.role}`).values()]
      .flatMap((same) => {
        const [first] = same;
        const times = timesOf(same);
        if (first === undefined || times === undefined) return [];
        const { step, name, role } = first;
        const share = termMinutes === 0 ? undefined : (100 * times.minutes) / termMinutes;
        return [{ ...times, step, name, role, share }];
      })
      .toSorted((one, other) => place(one.role) - place(other.role) || other.minutes - one.minutes),
    used: timesOf(whole),
    termMinutes,
    waited: timesOf(rows.filter((row) => row.step === "" && row.role === APPLICANT)),
  };
}

export interface OfficialTimes extends Times {
  readonly officialId: string;
  readonly role: string;
}

/** The same by official and role; what nobody in particular did is left out. */
export function byOfficial(rows: readonly TimeUsed[]): readonly OfficialTimes[] {
  const named = rows.filter((row) => row.step !== "" && row.officialId !== NOBODY);
  return [...Map.groupBy(named, (row) => `${row.officialId} ${row.role}`).values()].flatMap(
    (same) => {
      const [first] = same;
      const times = timesOf(same);
      return first === undefined || times === undefined
        ? []
        : [{ ...times, officialId: first.officialId, role: first.role }];
    },
  );
}

function timesOf(rows: readonly TimeUsed[]): Times | undefined {
  const sum = (field: "passes" | "late" | "minutes"): number =>
    rows.reduce((so, row) => so + row[field], 0);
  const median = percentile(rows, 0.5);
  const ninth = percentile(rows, 0.9);
  const passes = sum("passes");
  if (median === undefined || ninth === undefined) return undefined;
  const minutes = sum("minutes");
  return { passes, late: sum("late"), minutes, mean: minutes / passes, median, ninth };
}
