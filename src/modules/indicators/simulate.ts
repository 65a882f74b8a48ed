import type { PastStep } from "#engines/workflow";
import { attribution, dueMoment, type LegalClock, outcomeOf } from "#kernel/legal-clock";
import { beforeWorkingMinutes, type WorkingTime } from "#kernel/office-hours";
import type { Term } from "#kernel/term";

/** What a changed edition changes that dossiers of the past can be tried with. What is absent stays as it was. */
export interface EditionChange {
  readonly term?: Term | undefined;
  /** Minute of the day from which a receipt belongs to the next working day; null takes the rule away (R17). */
  readonly lateFromMinute?: number | null | undefined;
  readonly feeVnd?: number | undefined;
  /** The changed decision table of the fee, as DMN 1.3 XML; it goes before a fixed fee. */
  readonly feeTable?: string | undefined;
  /** Steps of the process that the change leaves out. */
  readonly withoutSteps: readonly string[];
}

export interface PastCase {
  readonly legal: LegalClock;
  readonly releasedAt: Date;
  readonly outcome: Outcome;
  /** What it cost by its own edition, and by the changed one where that was reckoned from its answers. */
  readonly feeVnd: number;
  readonly changedFeeVnd?: number | undefined;
  readonly steps: readonly Pick<PastStep, "nodeId" | "enteredAt" | "leftAt">[];
}

export type Outcome = "early" | "on-time" | "late";

export interface Tried {
  readonly was: Outcome;
  readonly would: Outcome;
  readonly feeBefore: number;
  readonly feeAfter: number;
}

/**
 * What a finished dossier would have been: the first promise by the changed term, and a result that came earlier by the
 * working time of the steps left out (never before its start). Everyone else is taken to have worked as they did.
 */
export function tryCase(past: PastCase, change: EditionChange, time: WorkingTime): Tried {
  const { legal } = past;
  const lateFrom =
    change.lateFromMinute === undefined ? legal.lateFromMinute : change.lateFromMinute;
  const promised = dueMoment(
    {
      term: change.term ?? legal.term,
      startedAt: legal.startedAt,
      ...(lateFrom === undefined || lateFrom === null ? {} : { lateFromMinute: lateFrom }),
      pauses: [],
      extensions: [],
    },
    time,
    legal.startedAt,
  );
  const isSame = change.term === undefined && change.lateFromMinute === undefined;
  const saved = savedMinutes(past, change.withoutSteps, time);
  return {
    was: past.outcome,
    would:
      isSame && saved === 0
        ? past.outcome
        : outcomeOf(releasedAfter(past, saved, time), promised, time),
    feeBefore: past.feeVnd,
    feeAfter: past.changedFeeVnd ?? change.feeVnd ?? past.feeVnd,
  };
}

function savedMinutes(past: PastCase, without: readonly string[], time: WorkingTime): number {
  const held = past.steps
    .filter((step) => without.includes(step.nodeId))
    .map((step) => ({ holder: "", from: step.enteredAt, until: step.leftAt }));
  if (held.length === 0) return 0;
  return attribution(held, past.legal, time, past.releasedAt).byHolder.get("") ?? 0;
}

function releasedAfter({ releasedAt, legal }: PastCase, saved: number, time: WorkingTime): Date {
  if (saved === 0) return releasedAt;
  const earlier = beforeWorkingMinutes(time, releasedAt, saved);
  return earlier < legal.startedAt ? legal.startedAt : earlier;
}

type Outcomes = Readonly<Record<Outcome, number>>;

export interface Flip {
  readonly code: string;
  readonly agencyId: string;
  readonly was: Outcome;
  readonly would: Outcome;
}

/** What came out so far. Flips are listed up to a number, and counted all. */
export interface SimulationResult {
  readonly cases: number;
  /** Dossiers that ended before their processing began, so that no term of processing can be tried. */
  readonly skipped: number;
  readonly was: Outcomes;
  readonly would: Outcomes;
  readonly feeBefore: number;
  readonly feeAfter: number;
  readonly becameLate: number;
  readonly becameInTime: number;
  readonly byAgency: Readonly<
    Record<string, { readonly cases: number; readonly wasLate: number; readonly wouldLate: number }>
  >;
  readonly flips: readonly Flip[];
}

/** A list that a reader can still go through; the counts are of all. */
const MOST_FLIPS = 100;
const NONE: Outcomes = { early: 0, "on-time": 0, late: 0 };

export const NOTHING_YET: SimulationResult = {
  cases: 0,
  skipped: 0,
  was: NONE,
  would: NONE,
  feeBefore: 0,
  feeAfter: 0,
  becameLate: 0,
  becameInTime: 0,
  byAgency: {},
  flips: [],
};

export interface CaseResult {
  readonly code: string;
  readonly agencyId: string;
  /** Undefined where there was nothing to try. */
  readonly tried: Tried | undefined;
}

export function withCase(
  so: SimulationResult,
  { code, agencyId, tried }: CaseResult,
): SimulationResult {
  if (tried === undefined) return { ...so, skipped: so.skipped + 1 };
  const { was, would, feeBefore, feeAfter } = tried;
  const [wasLate, wouldLate] = [was === "late" ? 1 : 0, would === "late" ? 1 : 0];
  const agency = so.byAgency[agencyId] ?? { cases: 0, wasLate: 0, wouldLate: 0 };
  const isFlip = wasLate !== wouldLate;
  return {
    cases: so.cases + 1,
    skipped: so.skipped,
    was: { ...so.was, [was]: so.was[was] + 1 },
    would: { ...so.would, [would]: so.would[would] + 1 },
    feeBefore: so.feeBefore + feeBefore,
    feeAfter: so.feeAfter + feeAfter,
    becameLate: so.becameLate + (isFlip ? wouldLate : 0),
    becameInTime: so.becameInTime + (isFlip ? wasLate : 0),
    byAgency: {
      ...so.byAgency,
      [agencyId]: {
        cases: agency.cases + 1,
        wasLate: agency.wasLate + wasLate,
        wouldLate: agency.wouldLate + wouldLate,
      },
    },
    flips:
      isFlip && so.flips.length < MOST_FLIPS
        ? [...so.flips, { code, agencyId, was, would }]
        : so.flips,
  };
}
