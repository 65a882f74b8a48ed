import { dayIn } from "#kernel/calendar-day";

/**
 * What is counted of a service and day. Sums and their numbers of cases, so that means are exact over any span; waiting
 * ends with the first call, service with its end. Nothing of it knows a person.
 */
export const METRICS = [
  "drawn",
  "priority",
  "waited",
  "waited-seconds",
  "served",
  "served-seconds",
  "no-show",
  "left",
  "transferred",
  "booked",
  "booking-cancelled",
  "booking-arrived",
  "booking-no-show",
] as const;
export type Metric = (typeof METRICS)[number];

export type Figures = Readonly<Record<Metric, number>>;

export interface FigureChange {
  readonly serviceId: string;
  readonly onDay: string;
  readonly metric: Metric;
  readonly amount: number;
}

/** Changes of one service on the day of the act. */
export function counted(
  serviceId: string,
  at: Date,
  amounts: Readonly<Partial<Record<Metric, number>>>,
): FigureChange[] {
  return Object.entries(amounts)
    .filter(([, amount]) => amount !== 0)
    .map(([metric, amount]) => ({ serviceId, onDay: dayIn(at), metric: metric as Metric, amount })); // keys of the record
}

export function noFigures(): Record<Metric, number> {
  return Object.fromEntries(METRICS.map((metric) => [metric, 0])) as Record<Metric, number>; // every metric is a key
}

export function summed(parts: readonly Figures[]): Figures {
  const total = noFigures();
  for (const part of parts) for (const metric of METRICS) total[metric] += part[metric];
  return total;
}

/** Mean waiting time in minutes; undefined when nobody was called: nothing of nobody is not nought. */
export function meanWait(figures: Figures): number | undefined {
  return figures.waited === 0 ? undefined : figures["waited-seconds"] / figures.waited / 60;
}

export function meanService(figures: Figures): number | undefined {
  return figures.served === 0 ? undefined : figures["served-seconds"] / figures.served / 60;
}
