/**
 * Working times are counted in intervals, so that a median needs no list of every time: quarters of an hour up to a
 * working day, hours up to a week, half-days up to four weeks, then days. The number of an interval is stored.
 */
const BANDS = [
  { until: 480, step: 15 },
  { until: 2_400, step: 60 },
  { until: 9_600, step: 240 },
  { until: 240_000, step: 480 },
] as const;

/** The interval a time falls in; 0 holds only nothing, and everything beyond five hundred days is in the last. */
export function spanOf(minutes: number): number {
  let number = 0;
  let from = 0;
  for (const { until, step } of BANDS) {
    if (minutes <= until) return number + Math.ceil(Math.max(0, minutes - from) / step);
    number += (until - from) / step;
    from = until;
  }
  return number;
}

/** The longest time that falls in an interval. */
export function longestOf(span: number): number {
  let number = 0;
  let from = 0;
  for (const { until, step } of BANDS) {
    const count = (until - from) / step;
    if (span <= number + count) return from + (span - number) * step;
    number += count;
    from = until;
  }
  return from;
}

export interface Spread {
  readonly span: number;
  readonly passes: number;
}

/** The time that a share of all did not exceed (nearest rank), to the interval; undefined of nothing. */
export function percentile(spread: readonly Spread[], share: number): number | undefined {
  const all = spread.reduce((sum, one) => sum + one.passes, 0);
  const rank = Math.max(1, Math.ceil(all * share));
  let seen = 0;
  for (const { span, passes } of spread.toSorted((one, other) => one.span - other.span)) {
    seen += passes;
    if (seen >= rank) return longestOf(span);
  }
  return undefined;
}
