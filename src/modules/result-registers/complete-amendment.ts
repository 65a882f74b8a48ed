import { dayIn } from "#kernel/calendar-day";
import { ok, type Result } from "#kernel/result";
import { dossierById } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import { type KeptFile, recordFile } from "#platform/files";
import { completeSignature, type CompletionRefusal, pendingSignature } from "#platform/signing";
import type { Amendment } from "./amendment.ts";
import { amend, backToLeader } from "./decide-amendment.ts";
import { moveAmendment, recordOf } from "./load-result.ts";
import type { Registers } from "./registers.ts";
import { amendmentById, insertPapers } from "./store.ts";
import { tellHolder } from "./tell-holder.ts";

const DONE = {
  correction: { act: "corrected", name: "result-corrected" },
  reissue: { act: "reissued", name: "result-reissued" },
  copy: { act: "copied", name: "result-copied" },
} as const;

/**
 * Third: the signed bytes came back. Paper, file, record and amendment move together; completing twice changes nothing the
 * second time. What can no longer be signed as it was prepared goes back to the leader.
 */
export async function completeAmendment(
  tx: Tx,
  now: Date,
  registers: Registers,
  signed: {
    readonly tenantId: string;
    readonly subjectId: string;
    readonly pendingId: string;
    readonly signedPdf: Uint8Array;
    readonly kept: KeptFile;
    readonly mandateHolds: boolean;
  },
): Promise<Result<Amendment, CompletionRefusal>> {
  const before = await amendmentById(tx, signed.tenantId, signed.subjectId);
  if (before === undefined) throw new Error(`amendment ${signed.subjectId} is not there`);
  const pending = await pendingSignature(tx, signed.pendingId);
  const record = await recordOf(tx, before);
  const completed = await completeSignature(tx, now, {
    pendingId: signed.pendingId,
    signedPdf: signed.signedPdf,
    currentVersion: before.version,
    mandateHolds: signed.mandateHolds,
  });
  if (!completed.ok) {
    if (completed.error !== "not-pending" && before.state === "signing" && pending !== undefined)
      await backToLeader(tx, now, before, record, {
        officialId: pending.signerId,
        positionId: pending.positionId,
      });
    return completed;
  }
  const { kind, number, paperPublicId } = before;
  const origin = await dossierById(tx, record.tenantId, record.originId);
  if (kind === "revocation" || number === null || paperPublicId === null || origin === undefined)
    throw new Error(`amendment ${before.id} brings no paper`);
  const { act, name } = DONE[kind];
  const register = registers.of(origin.appId, origin.edition);
  await recordFile(tx, now, signed.kept, {
    subjectKind: "result-paper",
    subjectId: before.id,
    slot: "result",
    applicantId: origin.accountId,
  });
  const saved = await moveAmendment(
    tx,
    now,
    before,
    { ...before, state: "done" },
    { name, record },
  );
  const after = await amend(tx, now, register, { record, amendment: saved, act });
  await insertPapers(tx, record.tenantId, [
    {
      publicId: paperPublicId,
      recordId: record.id,
      recordVersion: after.version,
      kind,
      number,
      issuedOn: dayIn(now),
      issuedAt: now,
      amendmentId: before.id,
    },
  ]);
  await tellHolder(tx, now, record, name);
  return ok(saved);
}
