import { drawNumber, startRegisterAt, voidNumber } from "#engines/numbering";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { freeReceiptNumber, freeResultNumber, type NumberInUse } from "#modules/dossiers";
import { freePaperNumber } from "#modules/result-registers";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { numberText, type RegisterKind } from "./register-kinds.ts";

export type RegisterRefusal =
  | NumberInUse
  | "number-unfit"
  | "reason-missing"
  | "not-issued"
  | "decision-missing"
  | "already-started"
  | "note-missing"
  | "day-unfit"
  | "backdated";

const HIGHEST = 999_999;

/** Hủy số: the number stays in its register with the reason and is never given again. */
export async function voidRegisterNumber(
  tx: Tx,
  now: Date,
  kind: RegisterKind,
  given: { readonly period: string; readonly number: number; readonly reason: string },
): Promise<Result<null, RegisterRefusal>> {
  const { period, number, reason } = given;
  if (!isNumber(number)) return refused("number-unfit");
  if (reason.trim() === "") return refused("reason-missing");
  const text = numberText(kind, number);
  const freed =
    kind.notation === null
      ? await freeReceiptNumber(tx, number, period)
      : await freeResultNumber(tx, now, { text, year: period, reason: reason.trim() });
  if (!freed.ok) return freed;
  const reissued = await freePaperNumber(tx, now, { text, year: period });
  if (!reissued.ok) return reissued;
  const voided = await voidNumber(tx, now, { name: kind.name, period, number }, reason);
  if (!voided.ok) return voided;
  await logged(tx, now, "number-voided", { register: kind.name, period, number, reason });
  return ok(null);
}

/** Starts the register of this year at the number that the books used before had come to. */
export async function startRegister(
  tx: Tx,
  now: Date,
  kind: RegisterKind,
  given: { readonly firstNumber: number; readonly decision: string },
): Promise<Result<null, RegisterRefusal>> {
  if (!isNumber(given.firstNumber)) return refused("number-unfit");
  const period = dayIn(now).slice(0, 4);
  const { firstNumber, decision } = given;
  const started = await startRegisterAt(tx, { name: kind.name, period }, firstNumber, decision);
  if (!started.ok) return started;
  await logged(tx, now, "register-started", { register: kind.name, period, firstNumber, decision });
  return ok(null);
}

/** Gives the next number to a paper that was made on paper; on a day before the last number only by a decision. */
export async function giveToPaper(
  tx: Tx,
  now: Date,
  kind: RegisterKind,
  given: {
    readonly period: string;
    readonly on: CalendarDay | undefined;
    readonly decision: string;
    readonly note: string;
  },
): Promise<Result<number, RegisterRefusal>> {
  const { period, on } = given;
  const [decision, note] = [given.decision.trim(), given.note.trim()];
  if (on === undefined || on > dayIn(now) || on.slice(0, 4) !== period) return refused("day-unfit");
  if (note === "") return refused("note-missing");
  const drawn = await drawNumber(tx, now, {
    name: kind.name,
    period,
    issuedOn: on,
    note,
    ...(decision === "" ? {} : { backdatingDecision: decision }),
  });
  if (!drawn.ok) return drawn;
  const deed = { register: kind.name, period, number: drawn.value, on, decision, note };
  await logged(tx, now, "number-given-to-paper", deed);
  return drawn;
}

function isNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= HIGHEST;
}

async function logged(
  tx: Tx,
  now: Date,
  action: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendLeaf(tx, now, {
    action,
    subjectKind: "register",
    subjectId: uuidv7(now.getTime()),
    payload,
  });
}
