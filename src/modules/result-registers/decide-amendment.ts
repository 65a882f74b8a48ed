import { drawNumber } from "#engines/numbering";
import { amendRecord, type RegisterRecord } from "#engines/records";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { publicId } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Caller } from "#modules/dossiers";
import { notify } from "#modules/notifications";
import type { Tx } from "#platform/database";
import { prepareSignature } from "#platform/signing";
import { type Amendment, bringsPaper, needsDecision, type ResultRefusal } from "./amendment.ts";
import { type DecideOn, loadOpen, moveAmendment } from "./load-result.ts";
import { paths } from "./paths.ts";
import { personsIn, type Registers, type ResultRegister } from "./registers.ts";
import { tellHolder } from "./tell-holder.ts";

export interface Decision extends DecideOn {
  /** Number of the written decision. */
  readonly decision: string;
  /** Undefined where it could not be read. */
  readonly decidedOn: CalendarDay | undefined;
  readonly signer: { readonly name: string; readonly title: string };
}

/** The leader says no, and why; whoever proposed is told. */
export async function declineAmendment(
  tx: Tx,
  now: Date,
  registers: Registers,
  caller: Caller,
  act: DecideOn & { readonly note: string; readonly signer: Decision["signer"] },
): Promise<Result<Amendment, ResultRefusal>> {
  const found = await loadOpen(tx, registers, caller, act, ["proposed"]);
  if (!found.ok) return found;
  const { amendment, record } = found.value;
  const note = act.note.trim();
  if (note === "") return refused("reason-missing");
  const decided = { decidedAt: now, deciderName: act.signer.name, deciderTitle: act.signer.title };
  const saved = await moveAmendment(
    tx,
    now,
    amendment,
    { ...amendment, ...decided, state: "declined", note },
    { name: "amendment-declined", record },
  );
  return ok(saved);
}

/** Thu hồi: the record says so from today on; the person concerned is told, with the number of the decision. */
export async function revokeResult(
  tx: Tx,
  now: Date,
  registers: Registers,
  caller: Caller,
  act: Decision,
): Promise<Result<Amendment, ResultRefusal>> {
  const found = await loadOpen(tx, registers, caller, act, ["proposed"]);
  if (!found.ok) return found;
  const { amendment, record, register } = found.value;
  if (bringsPaper(amendment.kind)) return refused("wrong-state");
  const decided = decisionOf(now, amendment, record, act);
  if (!decided.ok) return decided;
  const saved = await moveAmendment(
    tx,
    now,
    amendment,
    { ...amendment, ...decided.value, state: "done" },
    { name: "result-revoked", record },
  );
  await amend(tx, now, register, { record, amendment: saved, act: "revoked" });
  await tellHolder(tx, now, record, "result-revoked");
  return ok(saved);
}

/**
 * First of three short acts around one signature: the decision is written down and the new paper gets its number from the
 * register of the results. If anything stops here, the next try keeps it.
 */
export async function numberAmendment(
  tx: Tx,
  now: Date,
  registers: Registers,
  caller: Caller,
  act: Decision,
): Promise<Result<Amendment, ResultRefusal>> {
  const found = await loadOpen(tx, registers, caller, act, ["proposed", "numbered"]);
  if (!found.ok) return found;
  const { amendment, record, register } = found.value;
  if (!bringsPaper(amendment.kind)) return refused("wrong-state");
  if (amendment.number !== null) return ok(amendment);
  const decided = decisionOf(now, amendment, record, act);
  if (!decided.ok) return decided;
  const { register: name, notation } = register.edition.result;
  const on = dayIn(now);
  const drawn = await drawNumber(tx, now, { name, period: on.slice(0, 4), issuedOn: on });
  if (!drawn.ok) throw new Error(`number for ${record.number}: ${drawn.error}`);
  const number = `${String(drawn.value).padStart(2, "0")}/${notation}`;
  return ok(
    await moveAmendment(
      tx,
      now,
      amendment,
      { ...amendment, ...decided.value, state: "numbered", number, paperPublicId: publicId() },
      { name: "amendment-numbered", record },
    ),
  );
}

/** Second: the printed paper waits for its signature, which comes from the signing job. */
export async function orderAmendment(
  tx: Tx,
  now: Date,
  registers: Registers,
  caller: Caller,
  act: DecideOn & { readonly preparedPdf: Uint8Array },
): Promise<Result<Amendment, ResultRefusal>> {
  const found = await loadOpen(tx, registers, caller, act, ["numbered"]);
  if (!found.ok) return found;
  const { amendment, record } = found.value;
  if (caller.actor.kind !== "official") return refused("missing");
  const saved = await moveAmendment(
    tx,
    now,
    amendment,
    { ...amendment, state: "signing" },
    { name: "amendment-signing", record },
  );
  await prepareSignature(tx, now, {
    subjectKind: "result-amendment",
    subjectId: saved.id,
    subjectVersion: saved.version,
    prepared: act.preparedPdf,
    signerId: caller.actor.officialId,
    positionId: caller.actor.positionId,
    mandate: caller.actor.mandate,
  });
  return ok(saved);
}

/** A written decision has its number and a day from the issue of the result until today; a copy needs none. */
function decisionOf(
  now: Date,
  { kind }: Amendment,
  { issuedOn }: RegisterRecord,
  { decision, decidedOn, signer }: Decision,
): Result<
  Pick<Amendment, "decision" | "decidedAt" | "deciderName" | "deciderTitle"> & {
    readonly decidedOn: CalendarDay;
  },
  ResultRefusal
> {
  const by = { decidedAt: now, deciderName: signer.name, deciderTitle: signer.title };
  const today = dayIn(now);
  if (!needsDecision(kind)) return ok({ ...by, decision: "", decidedOn: today });
  if (decision.trim() === "") return refused("decision-missing");
  if (decidedOn === undefined || decidedOn > today || decidedOn < issuedOn)
    return refused("date-unfit");
  return ok({ ...by, decision: decision.trim(), decidedOn });
}

/** What the decision means for the record: its next version. */
export async function amend(
  tx: Tx,
  now: Date,
  register: ResultRegister,
  given: {
    readonly record: RegisterRecord;
    readonly amendment: Amendment;
    readonly act: "corrected" | "reissued" | "copied" | "revoked";
  },
): Promise<RegisterRecord> {
  const { record, amendment, act } = given;
  const content = amendment.content ?? record.content;
  const states = { corrected: "corrected", revoked: "revoked" } as const;
  return amendRecord(tx, now, register.type, {
    before: record,
    change: {
      act,
      decision: amendment.decision === "" ? (amendment.number ?? "") : amendment.decision,
      state: act === "corrected" || act === "revoked" ? states[act] : record.state,
      // A copy has a number of its own; the record keeps the one its paper bears.
      number: act === "corrected" || act === "reissued" ? (amendment.number ?? "") : record.number,
      content,
      persons: personsIn(register, content),
      validFrom: dayIn(now),
    },
    by: { ref: `amendment:${amendment.id}`, name: amendment.deciderName },
  });
}

/** A paper that can no longer be signed goes back to the leader, who is told. */
export async function backToLeader(
  tx: Tx,
  now: Date,
  amendment: Amendment,
  record: RegisterRecord,
  signer: { readonly officialId: string; readonly positionId: string },
): Promise<void> {
  await moveAmendment(
    tx,
    now,
    amendment,
    { ...amendment, state: "numbered" },
    { name: "amendment-unsigned", record },
  );
  await notify(tx, now, {
    ...signer,
    template: "signature-refused",
    language: "vi",
    params: { code: record.number, title: record.title, dueOn: "", author: "" },
    subjectKind: "result-amendment",
    subjectId: amendment.id,
    href: paths.result(record.publicId),
  });
}
