import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";

/** Why something was late, from the list that is in force on a day. */
export interface LateReason {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** What whoever answers late chose from the list, and their words. */
export interface LateWords {
  readonly code: string;
  readonly words: string;
}

/** Words are needed where the list says nothing. */
const OTHER = "other";

export function lateReasonsOn(tx: Tx, at: Date): Promise<LateReason[]> {
  return tx.rows<LateReason>(
    `SELECT code, label_vi AS vi, label_en AS en
     FROM dossiers.late_reason
     WHERE from_on <= $1::date AND (until_on IS NULL OR until_on > $1::date)
     ORDER BY place, code
     LIMIT 50`,
    [dayIn(at)],
  );
}

/** True once the first promise has passed: an answer from here on is late (R43). */
export function isLateAt(dossier: Pick<Dossier, "firstDueAt" | "answerDueAt">, now: Date): boolean {
  return now > (dossier.firstDueAt ?? dossier.answerDueAt);
}

/** What an answer says of its lateness in the history: nothing where it is not late; late, it needs a reason of the list. */
export async function lateDetail(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  late: LateWords | undefined,
): Promise<Result<Readonly<Record<string, string>>, "late-reason-missing">> {
  if (!isLateAt(dossier, now)) return ok({});
  const reason = (await lateReasonsOn(tx, now)).find((one) => one.code === late?.code);
  const words = late?.words.trim() ?? "";
  if (reason === undefined || (reason.code === OTHER && words === ""))
    return refused("late-reason-missing");
  return ok({ lateCode: reason.code, lateReason: reason.vi, lateWords: words });
}
