import type { Edition } from "#app-kit";
import type { PlacedTask } from "#engines/workflow";
import { dueMoment } from "#kernel/legal-clock";
import { workingMinutes, type WorkingTime } from "#kernel/office-hours";
import type { ClockView } from "#modules/deadlines";
import type { Dossier } from "./dossier.ts";

/** One agency's share of the applicant's one promised date: from when, by when, until when, and whether that was kept. */
export interface PartTerm {
  readonly id: string;
  /** Undefined while nothing was handed over: which agency it is, is settled then. */
  readonly agency: string | undefined;
  readonly appId: string;
  readonly from: Date | null;
  readonly dueAt: Date | null;
  readonly doneAt: Date | null;
  readonly state: "not-yet" | "open" | "done" | "refused" | "stopped" | "withdrawn";
  readonly reason: string;
  readonly usedMinutes: number;
  /** Working minutes past the sub-term; 0 where it was kept or still can be. */
  readonly lateMinutes: number;
}

const ENDS = { released: "done", refused: "refused", stopped: "stopped" } as const;

/** The receiving agency's own part, then those of the others in the order of the procedure. */
export function partTerms(given: {
  readonly edition: Edition;
  readonly dossier: Pick<Dossier, "appId" | "acceptedAt" | "releasedAt">;
  readonly ownAgency: string;
  readonly tasks: readonly PlacedTask[];
  readonly clocks: readonly ClockView[];
  readonly time: WorkingTime;
  readonly now: Date;
}): readonly PartTerm[] {
  const { edition, dossier, tasks, time, now } = given;
  const { linked } = edition;
  if (linked === undefined) return [];
  const measured = (one: Omit<PartTerm, "usedMinutes" | "lateMinutes">): PartTerm => {
    const until = one.doneAt ?? now;
    const isOver = one.dueAt !== null && until > one.dueAt && one.state !== "withdrawn";
    return {
      ...one,
      usedMinutes: one.from === null ? 0 : workingMinutes(time, one.from, until),
      lateMinutes: isOver && one.dueAt !== null ? workingMinutes(time, one.dueAt, until) : 0,
    };
  };
  const taskAt = (step: string): PlacedTask | undefined =>
    tasks.findLast((task) => task.elementId === step);
  const [first] = linked.parts;
  const from = dossier.acceptedAt;
  const handedAt = first === undefined ? undefined : taskAt(first.step)?.since;
  const doneAt = handedAt ?? dossier.releasedAt;
  const pauses = given.clocks.find((one) => one.purpose === "processing")?.legal.pauses ?? [];
  const own = measured({
    id: "own",
    agency: given.ownAgency,
    appId: dossier.appId,
    from,
    dueAt:
      from === null
        ? null
        : dueMoment({ term: linked.ownTerm, startedAt: from, pauses, extensions: [] }, time, now),
    doneAt,
    state: from === null ? "not-yet" : doneAt === null ? "open" : "done",
    reason: "",
  });
  return [
    own,
    ...linked.parts.map((part) => {
      const task = taskAt(part.step);
      return measured({
        id: part.step,
        agency: task === undefined ? undefined : agencyIn(task),
        appId: part.appId,
        from: task?.since ?? null,
        dueAt: task?.dueAt ?? null,
        doneAt: task?.answeredAt ?? null,
        state: stateOf(task),
        reason: textIn(task, "reason"),
      });
    }),
  ];
}

function stateOf(task: PlacedTask | undefined): PartTerm["state"] {
  if (task === undefined) return "not-yet";
  if (task.closedAs === "withdrawn") return "withdrawn";
  const outcome = task.answer?.["outcome"];
  if (outcome === "released" || outcome === "refused" || outcome === "stopped")
    return ENDS[outcome];
  return "open";
}

/** Whom a part was handed to, as the process told it. */
export function agencyIn({ input }: PlacedTask): string | undefined {
  const part = input["part"];
  if (typeof part !== "object" || part === null || !("agency" in part)) return undefined;
  return typeof part.agency === "string" ? part.agency : undefined;
}

function textIn(task: PlacedTask | undefined, key: string): string {
  const value = task?.answer?.[key];
  return typeof value === "string" ? value : "";
}
