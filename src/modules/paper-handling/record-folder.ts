import { actorRef } from "#kernel/actor";
import { uuidv7 } from "#kernel/ids";
import { type Dossier, isOver } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import type { PaperEventName } from "./events.ts";
import type { Folder } from "./folder.ts";
import { lockedFolder, openFolder, saveFolder } from "./folder-store.ts";
import type { OfficialActor } from "./policy.ts";
import { record } from "./record.ts";
import { unitOf } from "./unit-of.ts";

/** The folder of a dossier, locked; a new one would lie with whoever first has paper of it, and is opened by the act. */
export async function folderFor(
  tx: Tx,
  now: Date,
  official: OfficialActor,
  dossier: Dossier,
): Promise<Folder> {
  const known = await lockedFolder(tx, dossier.tenantId, dossier.id);
  if (known !== undefined) return known;
  return {
    tenantId: dossier.tenantId,
    id: dossier.id,
    publicId: dossier.publicId,
    code: dossier.code,
    appId: dossier.appId,
    accountId: dossier.accountId,
    applicantName: dossier.applicantName,
    place: "desk",
    unit: await unitOf(tx, official, now),
    keeperId: official.officialId,
    keeperName: official.name,
    shelf: null,
    since: now,
    kept: 0,
    endedAt: isOver(dossier.state) ? (dossier.releasedAt ?? now) : null,
    resultState: null,
    resultReadyAt: null,
    resultShelf: null,
    reminders: 0,
    version: 1,
  };
}

/**
 * The one way a folder changes: row, entry of its way, audit leaf and event in the caller's transaction. Throws
 * `StaleVersion` when it was changed since it was read.
 */
export async function recordFolder(
  tx: Tx,
  now: Date,
  next: Folder,
  change: {
    readonly name: PaperEventName;
    readonly note?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<Folder> {
  const { name, note = "", detail = {} } = change;
  const { actor } = tx;
  await openFolder(tx, next);
  await saveFolder(tx, next, {
    id: uuidv7(now.getTime()),
    name,
    place: next.place,
    unit: next.unit,
    shelf: next.shelf ?? next.resultShelf,
    note,
    actorRef: actorRef(actor),
    actorName: "name" in actor ? actor.name : "",
    at: now,
  });
  const saved = { ...next, version: next.version + 1 };
  const { code, place, unit, shelf, kept, resultState } = saved;
  await record(tx, now, {
    name,
    subjectKind: "folder",
    subjectId: saved.id,
    sequence: saved.version,
    body: { code, place, unit, shelf, kept, resultState, note, ...detail },
  });
  return saved;
}
