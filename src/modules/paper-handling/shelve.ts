import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { type Folder, hasResult, shelfText } from "./folder.ts";
import { loadPaper } from "./load-paper.ts";
import type { Caller } from "./policy.ts";
import { recordFolder } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";

export interface Shelving {
  readonly publicId: string;
  readonly rack: string;
  readonly row: string;
  readonly box: string;
}

/** Gives the folder its place on a shelf, where whoever holds it keeps it. */
export async function shelveFolder(
  tx: Tx,
  now: Date,
  caller: Caller,
  shelving: Shelving,
): Promise<Result<Folder, PaperRefusal>> {
  const found = await loadPaper(tx, now, caller, {
    publicId: shelving.publicId,
    action: "paper shelve",
  });
  if (!found.ok) return found;
  const { folder } = found.value;
  if (folder.place === "under-way") return refused("under-way");
  const shelf = shelfText(shelving);
  if (!shelf.ok) return shelf;
  return ok(
    await recordFolder(
      tx,
      now,
      { ...folder, shelf: shelf.value },
      { name: "folder-shelved", note: shelf.value },
    ),
  );
}

/** Puts a released result where the desk finds it again; from now on it waits to be collected. */
export async function shelveResult(
  tx: Tx,
  now: Date,
  caller: Caller,
  shelving: Shelving,
): Promise<Result<Folder, PaperRefusal>> {
  const found = await loadPaper(tx, now, caller, {
    publicId: shelving.publicId,
    action: "result shelve",
  });
  if (!found.ok) return found;
  const { dossier, folder } = found.value;
  if (!hasResult(dossier)) return refused("no-result");
  if (folder.resultState !== null && folder.resultState !== "waiting")
    return refused("result-gone");
  const shelf = shelfText(shelving);
  if (!shelf.ok) return shelf;
  const next: Folder = {
    ...folder,
    endedAt: folder.endedAt ?? now,
    resultState: "waiting",
    resultReadyAt: folder.resultReadyAt ?? now,
    resultShelf: shelf.value,
  };
  return ok(await recordFolder(tx, now, next, { name: "result-shelved", note: shelf.value }));
}
