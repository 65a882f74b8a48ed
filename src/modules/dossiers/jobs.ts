import { dayIn, formatDay } from "#kernel/calendar-day";
import type { AlarmFact, MovedClock } from "#modules/deadlines";
import { mandateHolds } from "#modules/organisation";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import { type FileStore, keepBytes, type KeptFile } from "#platform/files";
import { pendingSignature, type Signer, waitingSignatures } from "#platform/signing";
import type { DossierDeps } from "./deps.ts";
import { isOver } from "./dossier.ts";
import { responsibleFor, tellApplicant, tellOfficials } from "./notices.ts";
import { recordChange } from "./record-change.ts";
import { completeResult } from "./sign-result.ts";
import { dossierById, insertComment } from "./store.ts";

const BATCH = 10;

export interface SigningDeps {
  readonly dossiers: DossierDeps;
  readonly signer: Signer;
  readonly store: FileStore;
  /** Papers of other rooms, by the kind of what they are about. */
  readonly completions?: Readonly<Record<string, CompleteSigned>>;
}

/** Takes signed bytes in, in the transaction of the signing job. */
export type CompleteSigned = (
  tx: Tx,
  now: Date,
  signed: {
    readonly tenantId: string;
    readonly subjectId: string;
    readonly pendingId: string;
    readonly signedPdf: Uint8Array;
    readonly kept: KeptFile;
    readonly mandateHolds: boolean;
  },
) => Promise<unknown>;

/**
 * Signs what waits, outside any transaction, and completes it; gives how many were signed. A worker that dies between
 * signing and completing leaves the paper waiting; the next one signs again, and completing is done once. A paper that
 * cannot be signed is reported and does not hold up those behind it.
 */
export async function signWaiting(
  db: Database,
  now: Date,
  deps: SigningDeps,
  onError: (error: unknown) => void,
): Promise<number> {
  const waiting = await withDoor(db, "signing", (tx) => waitingSignatures(tx, BATCH));
  let signed = 0;
  for (const one of waiting)
    await signOne(db, now, deps, one).then(
      () => (signed += 1),
      (error: unknown) => onError(error),
    );
  return signed;
}

async function signOne(
  db: Database,
  now: Date,
  deps: SigningDeps,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
): Promise<void> {
  const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "signing" } } as const;
  const pending = await withTenant(db, scope, (tx) => pendingSignature(tx, id));
  if (pending?.state !== "pending") return;
  const complete = completionOf(deps, pending.subjectKind);
  const signedPdf = await deps.signer.sign(pending.prepared, {
    reason: "Cấp giấy chứng nhận",
    location: "Thành phố Hồ Chí Minh",
    signedAt: now,
  });
  const kept = await keepBytes(deps.store, tenantId, signedPdf, {
    name: "giay-chung-nhan.pdf",
    type: "application/pdf",
    pages: 1,
  });
  await withTenant(db, scope, async (tx) =>
    complete(tx, now, {
      tenantId,
      subjectId: pending.subjectId,
      pendingId: id,
      signedPdf,
      kept,
      mandateHolds: await mandateHolds(tx, pending.mandate, pending.signerId, now),
    }),
  );
}

function completionOf({ dossiers, completions }: SigningDeps, kind: string): CompleteSigned {
  const known =
    kind === "dossier"
      ? (((tx, now, { subjectId, ...signed }) =>
          completeResult(tx, now, dossiers, {
            ...signed,
            dossierId: subjectId,
          })) satisfies CompleteSigned)
      : completions?.[kind];
  if (known === undefined) throw new Error(`nobody takes in a signed ${kind}`);
  return known;
}

/**
 * A warning tells who holds the step, or everyone who could take it; an escalation tells the head as well. Where nobody
 * could act, a warning goes to the head too. Both stay on the dossier as a remark, all with the mark that the alarm fired.
 */
export async function noteAlarm(tx: Tx, now: Date, fact: AlarmFact): Promise<void> {
  if (fact.subjectKind !== "dossier" || fact.kind === "apology") return;
  const dossier = await dossierById(tx, fact.tenantId, fact.subjectId);
  if (dossier === undefined || isOver(dossier.state)) return;
  const { actors, heads } = await responsibleFor(tx, now, dossier);
  const isWarning = fact.kind === "warning";
  const told = isWarning && actors.length > 0 ? actors : [...actors, ...heads];
  const template = isWarning ? "deadline-near" : "deadline-passed";
  await tellOfficials(tx, now, dossier, told, { template, dueAt: fact.dueAt });
  const due = formatDay(dayIn(fact.dueAt));
  const words = isWarning
    ? `Nhắc hạn: hồ sơ đến hạn ngày ${due}.`
    : `Quá hạn: hồ sơ phải xong ngày ${due}.${heads.length > 0 ? " Đã báo trưởng phòng." : ""}`;
  await insertComment(
    tx,
    now,
    dossier,
    { ref: "system:deadlines", name: "Đồng hồ pháp lý" },
    words,
  );
}

/** A new calendar moved the clock: the dossier shows the new date and the applicant is told, in the same transaction. */
export async function followMovedClock(tx: Tx, now: Date, moved: MovedClock): Promise<void> {
  const { clock, to } = moved;
  if (clock.subjectKind !== "dossier") return;
  const before = await dossierById(tx, clock.tenantId, clock.subjectId);
  if (before === undefined) return;
  const isProcessing = clock.id === before.processingClockId;
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...(isProcessing ? { dueAt: to } : { answerDueAt: to }) },
    name: "due-date-moved",
    detail: { from: moved.from.toISOString(), to: to.toISOString(), reason: moved.reason },
  });
  await tellApplicant(tx, now, saved, isProcessing ? "due-date-moved" : "answer-date-moved", to);
}
