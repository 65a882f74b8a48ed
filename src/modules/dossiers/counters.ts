import { dayIn } from "#kernel/calendar-day";
import type { Channel } from "./dossier.ts";
import type { CounterChange } from "./store.ts";

/**
 * What is counted, per agency, procedure and month (Vietnamese calendar month of the act). `on-time` holds results
 * released on or before the first promised moment, `early` the part of them released before the due half-day began;
 * refusals are results too (R43). Open dossiers are what was received and neither released nor ended otherwise, summed over all months. A rating counts as the
 * stars it gave.
 */
export const METRICS = [
  "received",
  "released",
  "on-time",
  "early",
  "late",
  "refused",
  "supplemented",
  "apologised",
  "received-in-person",
  "withdrawn",
  "stopped",
  "transferred",
  "rated-1",
  "rated-2",
  "rated-3",
  "rated-4",
  "rated-5",
] as const;
export type Metric = (typeof METRICS)[number];

export function monthOf(at: Date): string {
  return `${dayIn(at).slice(0, 7)}-01`;
}

export function counted(at: Date, ...metrics: readonly Metric[]): CounterChange[] {
  return metrics.map((metric) => ({ month: monthOf(at), metric, amount: 1 }));
}

/** The counters of an arrival: one `received`, and one more where it came over the counter or by post. */
export function countedArrival(at: Date, channel: Channel): CounterChange[] {
  return channel === "online" || channel === "linked"
    ? counted(at, "received")
    : counted(at, "received", "received-in-person");
}

/** The counters of a released result: one `released`, and exactly one of on time or late. */
export function countedResult(at: Date, outcome: "early" | "on-time" | "late"): CounterChange[] {
  if (outcome === "late") return counted(at, "released", "late");
  return outcome === "early"
    ? counted(at, "released", "on-time", "early")
    : counted(at, "released", "on-time");
}
