import type { Ticket } from "./ticket.ts";

/**
 * Who is called next. Three lines wait before a counter:
 *
 * - `returned`: handed over to this very counter. They have waited once and go first.
 * - `first`: whom the law prefers, and who booked this moment and came for it.
 * - `usual`: everybody else.
 *
 * The first line goes before the usual one, but after `FIRST_LINE_RUN` of it in a row a counter calls one of the usual
 * line, so that nobody waits without end. Within a line the earlier moment goes first. Each counter keeps its own count:
 * receivers who call at the same time wait for nobody.
 */
export type Line = "returned" | "first" | "usual";

/** Two of three calls may go to the first line while others wait; the third is theirs. */
export const FIRST_LINE_RUN = 2;

/** In which line a ticket stands at a moment; a booking is as good as any other ticket until its time has come. */
export function lineOf(
  ticket: Pick<Ticket, "priority" | "bookedFor" | "targetCounterId">,
  now: Date,
): Line {
  if (ticket.targetCounterId !== null) return "returned";
  if (ticket.priority !== null) return "first";
  return ticket.bookedFor !== null && ticket.bookedFor <= now ? "first" : "usual";
}

/** The lines in the order a counter serves them, after its last calls. */
export function orderOfLines(firstLineRun: number): readonly [Line, Line, Line] {
  return firstLineRun < FIRST_LINE_RUN
    ? ["returned", "first", "usual"]
    : ["returned", "usual", "first"];
}

/** The count after a call. One handed over says nothing about the fairness between the other two lines. */
export function runAfter(firstLineRun: number, called: Line): number {
  if (called === "returned") return firstLineRun;
  return called === "first" ? firstLineRun + 1 : 0;
}
