import type { PlacedTask, ProcessView } from "#engines/workflow";
import { outcomeOf } from "#kernel/legal-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { type Dossier, isOver } from "./dossier.ts";
import type { HistoryEntry } from "./store.ts";

/** One hand of the dossier: who gave it to whom, when, until when, and whether it went on in time. */
export interface ControlRow {
  readonly step: string;
  /** Empty where nobody here gave it: it came from the applicant or was answered elsewhere. */
  readonly giver: string;
  readonly office: string;
  readonly receiver: string;
  readonly receivedAt: Date;
  /** Null while it is held. */
  readonly passedOnAt: Date | null;
  readonly dueAt: Date | null;
  readonly result: ControlResult;
  readonly note: string;
}

/** A step within the dossier's own term is in time or late; only the whole can be early (R21). */
export type ControlResult =
  | "open"
  | "open-late"
  | "in-time"
  | "early"
  | "on-time"
  | "late"
  | "none";

export interface ControlGiven {
  readonly dossier: Dossier;
  readonly process: Pick<ProcessView, "history" | "waiting">;
  readonly history: readonly HistoryEntry[];
  /** Other agencies that were asked, each with its own term. */
  readonly asked: readonly PlacedTask[];
  readonly time: WorkingTime;
  readonly now: Date;
  readonly officeOf: (role: string, officialId: string | null) => string;
  readonly names: ReadonlyMap<string, string>;
}

interface Stay {
  readonly nodeId: string;
  readonly name: string;
  readonly role: string;
  readonly item: string | null;
  readonly from: Date;
  readonly until: Date | null;
  readonly officialId: string | null;
}

/**
 * Form 05, the control sheet (Circular 01/2018/TT-VPCP; R15), out of what the process wrote down by itself: every step it
 * reached, every hand-over within one, against the term that ran then.
 */
export function controlSheet(given: ControlGiven): readonly ControlRow[] {
  const stays = staysIn(given.process);
  const rows = stays.flatMap((stay, place) => rowsOf(given, stay, giverOf(given, stays, place)));
  return rows.map((row, place) =>
    place === rows.length - 1 && given.dossier.outcome !== null && isOver(given.dossier.state)
      ? { ...row, result: given.dossier.outcome }
      : row,
  );
}

function staysIn({ history, waiting }: ControlGiven["process"]): readonly Stay[] {
  return [
    ...history.map(({ enteredAt, leftAt, byRef, holderId, nodeId, name, role, item }) => ({
      nodeId,
      name,
      role,
      item,
      from: enteredAt,
      until: leftAt,
      officialId: officialIn(byRef) ?? holderId,
    })),
    ...waiting.map(({ since, holderId, nodeId, name, role, item }) => ({
      nodeId,
      name,
      role,
      item,
      from: since,
      until: null,
      officialId: holderId,
    })),
  ].toSorted((one, other) => +one.from - +other.from);
}

/** Whoever completed the step before gave it: the last that was left when this one began. */
function giverOf(given: ControlGiven, stays: readonly Stay[], place: number): string {
  const from = stays[place]?.from ?? given.now;
  const before = stays.slice(0, place).findLast(({ until }) => until !== null && until <= from);
  if (before === undefined || before.role === APPLICANT) return given.dossier.applicantName;
  return nameOf(given, before) || before.item || given.officeOf(before.role, before.officialId);
}

const APPLICANT = "applicant";

function nameOf({ names }: ControlGiven, { officialId }: Stay): string {
  return officialId === null ? "" : (names.get(officialId) ?? "");
}

/** A stay is one row, and one more for every colleague it was handed to meanwhile. */
function rowsOf(given: ControlGiven, stay: Stay, giver: string): readonly ControlRow[] {
  const isApplicants = stay.role === APPLICANT;
  const base = {
    step: stay.name,
    office: stay.item ?? (isApplicants ? "" : given.officeOf(stay.role, stay.officialId)),
    dueAt: dueOf(given, stay),
  };
  const moves = stay.item === null ? handedOver(given, stay) : [];
  const last = isApplicants ? given.dossier.applicantName : nameOf(given, stay);
  return [...moves, undefined].map((move, place) => {
    const came = moves[place - 1];
    const passedOnAt = move?.at ?? stay.until;
    return {
      ...base,
      giver: came?.by ?? giver,
      receiver: move?.by ?? (came === undefined ? last : last || came.to),
      receivedAt: came?.at ?? stay.from,
      passedOnAt,
      result: resultOf(given, base.dueAt, passedOnAt),
      note: move?.note ?? noteOf(given, stay),
    };
  });
}

interface HandedOver {
  readonly at: Date;
  readonly by: string;
  readonly to: string;
  readonly note: string;
}

function handedOver({ history, now }: ControlGiven, stay: Stay): readonly HandedOver[] {
  const until = stay.until ?? now;
  return history
    .filter(({ name, at }) => name === "dossier-handed-over" && at >= stay.from && at <= until)
    .map(({ at, actorName, detail }) => ({
      at,
      by: actorName,
      to: textIn(detail, "to"),
      note: textIn(detail, "note"),
    }));
}

/** Asked agencies have a term of their own; the desk answers the filing, then the dossier's term runs; the applicant has none here. */
function dueOf({ dossier, asked, now }: ControlGiven, stay: Stay): Date | null {
  if (stay.role === APPLICANT) return null;
  if (stay.item !== null) {
    const task = asked.find((one) => one.elementId === stay.nodeId && one.item === stay.item);
    return task?.dueAt ?? null;
  }
  const { acceptedAt } = dossier;
  return acceptedAt === null || (stay.until ?? now) <= acceptedAt
    ? dossier.answerDueAt
    : dossier.dueAt;
}

function resultOf(given: ControlGiven, dueAt: Date | null, passedOnAt: Date | null): ControlResult {
  if (dueAt === null) return "none";
  if (passedOnAt === null) return given.now > dueAt ? "open-late" : "open";
  return outcomeOf(passedOnAt, dueAt, given.time) === "late" ? "late" : "in-time";
}

/** What was said when the step was left: why it went back, what was proposed. */
function noteOf({ history }: ControlGiven, stay: Stay): string {
  if (stay.until === null || stay.item !== null) return "";
  const left = +stay.until;
  const by = `official:${stay.officialId ?? ""}`;
  const said = history.find(
    ({ at, name, actorRef }) => +at === left && name !== "dossier-handed-over" && actorRef === by,
  );
  if (said === undefined) return "";
  return (
    textIn(said.detail, "note") ||
    textIn(said.detail, "reason") ||
    textIn(said.detail, "proposal") ||
    textIn(said.detail, "outcomeWords")
  );
}

function textIn(detail: HistoryEntry["detail"], key: string): string {
  const value = detail[key];
  return typeof value === "string" ? value : "";
}

/** Everybody whose name the sheet shows. */
export function officialsOn({ history, waiting }: ControlGiven["process"]): readonly string[] {
  return [
    ...history.flatMap(({ byRef, holderId }) => officialIn(byRef) ?? holderId ?? []),
    ...waiting.flatMap(({ holderId }) => holderId ?? []),
  ];
}

function officialIn(byRef: string | null): string | null {
  const kind = "official:";
  return byRef?.startsWith(kind) === true ? byRef.slice(kind.length) : null;
}
