import { papersFor } from "#app-kit";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type DossierDeps, editionOf, isOver } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import type { Folder, NotedKind } from "./folder.ts";
import { insertNoted, openFolder } from "./folder-store.ts";
import { loadPaper } from "./load-paper.ts";
import type { Caller } from "./policy.ts";
import { recordFolder } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";

const MOST_PIECES = 999;
const LONGEST_NOTE = 500;

/** The desk notes of one paper of the checklist: original compared, original kept, or copy kept. */
export async function notePaper(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  seen: {
    readonly publicId: string;
    readonly slot: string;
    readonly kind: NotedKind;
    readonly pieces: number;
    readonly note: string;
  },
): Promise<Result<Folder, PaperRefusal>> {
  const found = await loadPaper(tx, now, caller, {
    publicId: seen.publicId,
    action: "paper note",
  });
  if (!found.ok) return found;
  const { official, dossier, folder } = found.value;
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  const paper = papersFor(edition, dossier.answers).find((one) => one.id === seen.slot);
  if (paper === undefined) return refused("paper-unknown");
  const { kind, pieces } = seen;
  if (!Number.isInteger(pieces) || pieces < 1 || pieces > MOST_PIECES)
    return refused("pieces-unfit");
  if (kind === "original" && isOver(dossier.state)) return refused("dossier-over");
  const note = seen.note.trim().slice(0, LONGEST_NOTE);
  await openFolder(tx, folder);
  const isNew = await insertNoted(tx, {
    tenantId: folder.tenantId,
    id: uuidv7(now.getTime()),
    folderId: folder.id,
    slot: paper.id,
    title: paper.title.vi,
    kind,
    pieces,
    note,
    notedAt: now,
    notedBy: official.officialId,
    notedName: official.name,
    deliveryId: null,
  });
  if (!isNew) return refused("noted-already");
  const next = { ...folder, kept: folder.kept + (kind === "original" ? 1 : 0) };
  const names = { checked: "paper-checked", original: "original-kept", copy: "copy-kept" } as const;
  return ok(
    await recordFolder(tx, now, next, {
      name: names[kind],
      note: paper.title.vi,
      detail: { slot: paper.id, pieces },
    }),
  );
}
