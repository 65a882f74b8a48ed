import { drawNumber } from "#engines/numbering";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Dossier, dossierByCode } from "#modules/dossiers";
import { unitsOf } from "#modules/organisation";
import { theTenant, type Tx } from "#platform/database";
import type { Folder } from "./folder.ts";
import { openFolder } from "./folder-store.ts";
import { HAND_OVERS, handOverText, type PaperHandOver } from "./hand-over.ts";
import { insertHandOver } from "./hand-over-store.ts";
import { allowed, type Caller, type OfficialActor } from "./policy.ts";
import { record } from "./record.ts";
import { folderFor, recordFolder } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";
import { unitOf } from "./unit-of.ts";

/** More on one slip than fits its paper helps nobody who has to check it. */
export const MOST_ITEMS = 100;

/** A refusal, and the code of the folder it is about. */
export interface HandOverRefused {
  readonly refusal: PaperRefusal;
  readonly code?: string;
}

/**
 * Puts the paper of several dossiers on one numbered slip to another unit. Until that unit has answered for a folder it is
 * under way: neither has it, both see so. All of them go or none.
 */
export async function makeHandOver(
  tx: Tx,
  now: Date,
  caller: Caller,
  wanted: { readonly codes: readonly string[]; readonly toUnit: string },
): Promise<Result<PaperHandOver, HandOverRefused>> {
  const tenantId = theTenant(tx);
  const official = allowed(caller, "hand-over make", { tenantId });
  if (official === undefined) return refused({ refusal: "missing" });
  const codes = [...new Set(wanted.codes)];
  if (codes.length === 0 || codes.length > MOST_ITEMS) return refused({ refusal: "items-unfit" });
  const fromUnit = await unitOf(tx, official, now);
  const units = await unitsOf(tx, official.agencyId, now);
  const { toUnit } = wanted;
  if (!units.includes(toUnit) || toUnit === fromUnit || fromUnit === "")
    return refused({ refusal: "unit-unfit" });
  const folders = await foldersHere(tx, now, official, { tenantId, codes, fromUnit });
  if (!folders.ok) return folders;
  const on = dayIn(now);
  const period = on.slice(0, 4);
  const drawn = await drawNumber(tx, now, { name: HAND_OVERS, period, issuedOn: on });
  if (!drawn.ok) throw new Error(`hand-over slip of ${tenantId}: ${drawn.error}`);
  const slip: PaperHandOver = {
    tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    year: Number(period),
    number: drawn.value,
    fromUnit,
    toUnit,
    madeAt: now,
    madeBy: official.officialId,
    madeName: official.name,
    openItems: folders.value.length,
    version: 1,
  };
  await send(tx, now, slip, folders.value);
  return ok(slip);
}

type FolderHere = Folder & { readonly place: "desk" | "unit" };

/** The folders, locked one after the other in the order of their ids, so that two slips never wait for each other in a ring. */
async function foldersHere(
  tx: Tx,
  now: Date,
  official: OfficialActor,
  asked: {
    readonly tenantId: string;
    readonly codes: readonly string[];
    readonly fromUnit: string;
  },
): Promise<Result<readonly FolderHere[], HandOverRefused>> {
  const dossiers: Dossier[] = [];
  for (const code of asked.codes) {
    const dossier = await dossierByCode(tx, code);
    if (dossier?.tenantId !== asked.tenantId) return refused({ refusal: "code-unknown", code });
    dossiers.push(dossier);
  }
  const folders: FolderHere[] = [];
  for (const dossier of dossiers.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const folder = await folderFor(tx, now, official, dossier);
    const { place, unit, code } = folder;
    if (place === "under-way") return refused({ refusal: "under-way", code });
    if (unit !== asked.fromUnit) return refused({ refusal: "not-here", code });
    folders.push({ ...folder, place });
  }
  return ok(folders);
}

async function send(
  tx: Tx,
  now: Date,
  slip: PaperHandOver,
  folders: readonly FolderHere[],
): Promise<void> {
  for (const folder of folders) await openFolder(tx, folder);
  await insertHandOver(
    tx,
    slip,
    folders.map((folder) => ({
      id: uuidv7(now.getTime()),
      folderId: folder.id,
      fromPlace: folder.place,
    })),
  );
  const text = handOverText(slip);
  for (const folder of folders)
    await recordFolder(
      tx,
      now,
      {
        ...folder,
        place: "under-way",
        unit: slip.toUnit,
        keeperId: null,
        keeperName: null,
        shelf: null,
        since: now,
      },
      { name: "folder-sent", note: text },
    );
  await record(tx, now, {
    name: "hand-over-made",
    subjectKind: "paper-hand-over",
    subjectId: slip.id,
    sequence: 1,
    body: {
      number: text,
      fromUnit: slip.fromUnit,
      toUnit: slip.toUnit,
      codes: folders.map((one) => one.code),
    },
  });
}
