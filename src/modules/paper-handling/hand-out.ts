import { publicId, uuidv7 } from "#kernel/ids";
import { maskedCitizenId } from "#kernel/citizen-id";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { recordFile } from "#platform/files";
import { type Claim, type Delivery, judgeClaim, type Receiver } from "./delivery.ts";
import { insertDelivery } from "./delivery-store.ts";
import { type Folder, hasResult, isKept } from "./folder.ts";
import { notedPapers, openFolder } from "./folder-store.ts";
import { loadPaper, type PaperAt } from "./load-paper.ts";
import type { Caller } from "./policy.ts";
import { recordFolder } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";

export interface HandOut {
  readonly publicId: string;
  readonly what: Delivery["what"];
  /** The kept originals that go, by their ids. */
  readonly papers: readonly string[];
  readonly claim: Claim;
}

/**
 * Hands a result or kept originals to the applicant or a proxy: authority, what left, the scan and the folder are one
 * transaction. Without authority nothing leaves.
 */
export async function handOut(
  tx: Tx,
  now: Date,
  caller: Caller,
  given: HandOut,
): Promise<Result<Delivery, PaperRefusal>> {
  const found = await loadPaper(tx, now, caller, {
    publicId: given.publicId,
    action: "paper hand-out",
  });
  if (!found.ok) return found;
  const { folder } = found.value;
  const receiver = judgeClaim(given.claim, folder);
  if (!receiver.ok) return receiver;
  const leaving = await whatLeaves(tx, found.value, given);
  if (!leaving.ok) return leaving;
  const delivery = await insert(tx, now, found.value, given, receiver.value, leaving.value);
  const next: Folder =
    given.what === "result"
      ? {
          ...folder,
          endedAt: folder.endedAt ?? now,
          resultState: "collected",
          resultReadyAt: folder.resultReadyAt ?? now,
          resultShelf: null,
        }
      : { ...folder, kept: folder.kept - leaving.value.length };
  await recordFolder(tx, now, next, {
    name: given.what === "result" ? "result-collected" : "originals-returned",
    note: delivery.receiverName,
    detail: {
      receiver: delivery.receiverName,
      citizenId: maskedCitizenId(delivery.receiverCitizenId),
      authority: delivery.authority,
      papers: leaving.value,
    },
  });
  return ok(delivery);
}

/** The originals that go; none for a result. */
async function whatLeaves(
  tx: Tx,
  { dossier, folder }: PaperAt,
  given: HandOut,
): Promise<Result<readonly string[], PaperRefusal>> {
  if (given.what === "result") {
    if (!hasResult(dossier)) return refused("no-result");
    const isGone = folder.resultState === "collected" || folder.resultState === "archived";
    return isGone ? refused("result-gone") : ok([]);
  }
  const kept = (await notedPapers(tx, folder)).filter(isKept).map((one) => one.id);
  const chosen = kept.filter((id) => given.papers.includes(id));
  return chosen.length === 0 || chosen.length < given.papers.length
    ? refused("nothing-kept")
    : ok(chosen);
}

async function insert(
  tx: Tx,
  now: Date,
  { official, folder }: PaperAt,
  { what, claim }: HandOut,
  receiver: Receiver,
  papers: readonly string[],
): Promise<Delivery> {
  const id = uuidv7(now.getTime());
  const scan = claim.by === "paper" ? claim.scan : undefined;
  const of = { subjectKind: "paper-delivery", subjectId: id, slot: "authority", applicantId: null };
  const delivery: Delivery = {
    tenantId: folder.tenantId,
    id,
    publicId: publicId(),
    folderId: folder.id,
    what,
    receiverName: receiver.name,
    receiverCitizenId: receiver.citizenId,
    authority: receiver.authority,
    authorityText: receiver.authorityText,
    mandateId: receiver.mandateId,
    fileId: scan === undefined ? null : await recordFile(tx, now, scan, of),
    handedAt: now,
    handedBy: official.officialId,
    handedName: official.name,
  };
  await openFolder(tx, folder);
  await insertDelivery(tx, delivery, papers);
  return delivery;
}
