import { createHash } from "node:crypto";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { theTenant, type Tx } from "#platform/database";
import {
  insertPending,
  pendingRow,
  settlePending,
  supersedePending,
  waitingRows,
} from "./store.ts";

/** A paper that waits for its electronic signature, which makes it as good as one on paper (R41; Law 20/2023). */
export interface PendingSignature {
  readonly tenantId: string;
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectVersion: number;
  readonly prepared: Uint8Array;
  readonly signerId: string;
  readonly positionId: string;
  readonly mandate: { readonly kind: "holding" | "delegation"; readonly id: string };
  readonly state: "pending" | "completed" | "refused";
}

export type CompletionRefusal = "not-pending" | "stale" | "mandate-ended" | "not-what-was-prepared";

/**
 * First phase: stores the prepared bytes and who is to sign them. A subject has one pending signature at a time; one of an
 * earlier version can no longer be completed and gives way.
 */
export async function prepareSignature(
  tx: Tx,
  now: Date,
  given: Omit<PendingSignature, "id" | "tenantId" | "state">,
): Promise<string> {
  const id = uuidv7(now.getTime());
  const sha256 = createHash("sha256").update(given.prepared).digest();
  const tenantId = theTenant(tx);
  await supersedePending(tx, now, { ...given, tenantId });
  await insertPending(tx, now, { ...given, id, tenantId, sha256 });
  return id;
}

/** What the signing job has to do, of every tenant, oldest first. Door `signing`. */
export function waitingSignatures(
  tx: Tx,
  limit: number,
): Promise<readonly { readonly tenantId: string; readonly id: string }[]> {
  return waitingRows(tx, limit);
}

export function pendingSignature(tx: Tx, id: string): Promise<PendingSignature | undefined> {
  return pendingRow(tx, theTenant(tx), id);
}

/**
 * Second phase, seconds or days later: the signed bytes must begin with what was prepared (a PDF signature is added
 * behind it), the subject must be the version that was prepared and the mandate must stand. A refusal is kept and ends it.
 * The signature itself is judged before the transaction: by the `Signer`, or by `judgeSignedPaper` when bytes came in.
 */
export async function completeSignature(
  tx: Tx,
  now: Date,
  done: {
    readonly pendingId: string;
    readonly signedPdf: Uint8Array;
    readonly currentVersion: number;
    readonly mandateHolds: boolean;
  },
): Promise<Result<PendingSignature, CompletionRefusal>> {
  const pending = await pendingRow(tx, theTenant(tx), done.pendingId);
  if (pending?.state !== "pending") return refused("not-pending");
  const refusal = refusalOf(pending, done);
  const isSettled = await settlePending(tx, now, pending, refusal ?? null);
  if (!isSettled) return refused("not-pending");
  return refusal === undefined ? ok(pending) : refused(refusal);
}

function refusalOf(
  pending: PendingSignature,
  done: {
    readonly signedPdf: Uint8Array;
    readonly currentVersion: number;
    readonly mandateHolds: boolean;
  },
): Exclude<CompletionRefusal, "not-pending"> | undefined {
  if (done.currentVersion !== pending.subjectVersion) return "stale";
  if (!done.mandateHolds) return "mandate-ended";
  const { length } = pending.prepared;
  const begins = Buffer.compare(done.signedPdf.subarray(0, length), pending.prepared) === 0;
  return begins && done.signedPdf.length > length ? undefined : "not-what-was-prepared";
}
