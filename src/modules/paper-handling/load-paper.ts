import { type Dossier, dossierByPublicId } from "#modules/dossiers";
import { refused, ok, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { Folder } from "./folder.ts";
import { allowed, type Caller, type OfficialActor, type PaperAction } from "./policy.ts";
import { folderFor } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";

export interface PaperAt {
  readonly official: OfficialActor;
  readonly dossier: Dossier;
  readonly folder: Folder;
}

/** The dossier of an act and its folder, locked. Forbidden looks like missing. */
export async function loadPaper(
  tx: Tx,
  now: Date,
  caller: Caller,
  need: { readonly publicId: string; readonly action: PaperAction },
): Promise<Result<PaperAt, PaperRefusal>> {
  const dossier = await dossierByPublicId(tx, need.publicId);
  const official = dossier && allowed(caller, need.action, dossier);
  if (dossier === undefined || official === undefined) return refused("missing");
  return ok({ official, dossier, folder: await folderFor(tx, now, official, dossier) });
}
