import { type RegisterRecord, recordById, recordByPublicId } from "#engines/records";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import { type Caller, dossierById } from "#modules/dossiers";
import type { Amendment, AmendmentState, ResultRefusal } from "./amendment.ts";
import type { ResultEventName } from "./events.ts";
import { mayOn, type ResultAction } from "./policy.ts";
import type { Registers, ResultRegister } from "./registers.ts";
import { amendmentsOf, saveAmendment } from "./store.ts";

export interface LoadedResult {
  readonly record: RegisterRecord;
  readonly register: ResultRegister;
}

/** A result for an act or a reading; forbidden looks like missing. */
export async function loadResult(
  tx: Tx,
  registers: Registers,
  caller: Caller,
  publicId: string,
  action: ResultAction,
): Promise<Result<LoadedResult, "missing">> {
  const record = await recordByPublicId(tx, publicId);
  const origin =
    record === undefined ? undefined : await dossierById(tx, record.tenantId, record.originId);
  if (record === undefined || origin === undefined) return refused("missing");
  const { tenantId } = record;
  // A result keeps the edition it was received under, whatever its register holds today.
  const register = registers.of(origin.appId, origin.edition);
  return mayOn(caller, action, { tenantId, appId: register.app.id })
    ? ok({ record, register })
    : refused("missing");
}

/** What an official's form says of an open proposal: of which result, and the version that was on the screen. */
export interface DecideOn {
  readonly publicId: string;
  readonly version: number;
}

/** The open amendment of a result, for whoever decides. */
export async function loadOpen(
  tx: Tx,
  registers: Registers,
  caller: Caller,
  { publicId, version }: DecideOn,
  states: readonly AmendmentState[],
): Promise<Result<LoadedResult & { readonly amendment: Amendment }, ResultRefusal>> {
  const found = await loadResult(tx, registers, caller, publicId, "result decide");
  if (!found.ok) return found;
  const amendment = openOf(await amendmentsOf(tx, found.value.record));
  if (amendment === undefined) return refused("wrong-state");
  if (amendment.version !== version) return refused("stale");
  if (!states.includes(amendment.state)) return refused("wrong-state");
  return ok({ ...found.value, amendment });
}

export function openOf(amendments: readonly Amendment[]): Amendment | undefined {
  return amendments.find((one) => one.state !== "done" && one.state !== "declined");
}

/** The record that an amendment is about, in a job's transaction. */
export async function recordOf(tx: Tx, amendment: Amendment): Promise<RegisterRecord> {
  const record = await recordById(tx, amendment.tenantId, amendment.recordId);
  if (record === undefined) throw new Error(`amendment ${amendment.id} has no record`);
  return record;
}

/** The one way an amendment changes: row, audit leaf and event. Names and reasons lie in the leaf's payload only. */
export async function moveAmendment(
  tx: Tx,
  now: Date,
  before: Amendment,
  next: Amendment,
  told: { readonly name: ResultEventName; readonly record: RegisterRecord },
): Promise<Amendment> {
  await saveAmendment(tx, before, next);
  const saved = { ...next, version: before.version + 1 };
  await tellAmendment(tx, now, saved, told);
  return saved;
}

export async function tellAmendment(
  tx: Tx,
  now: Date,
  saved: Amendment,
  { name, record }: { readonly name: ResultEventName; readonly record: RegisterRecord },
): Promise<void> {
  const subject = { subjectKind: "result-amendment", subjectId: saved.id };
  const { kind, state, reason, note, decision, number, content, version } = saved;
  await appendLeaf(tx, now, {
    ...subject,
    action: name,
    payload: {
      record: record.number,
      kind,
      state,
      reason,
      note,
      decision,
      number,
      content,
      version,
    },
  });
  await emit(tx, now, {
    ...subject,
    name,
    sequence: version,
    body: { typeId: record.typeId, record: record.number, kind, state, decision, number },
  });
}
