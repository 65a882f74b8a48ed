import { drawNumber } from "#engines/numbering";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { theTenant, type Tx } from "#platform/database";
import type { Folder } from "./folder.ts";
import { lockedFolder } from "./folder-store.ts";
import { allowed, type Caller } from "./policy.ts";
import { record } from "./record.ts";
import { recordFolder } from "./record-folder.ts";
import type { PaperRefusal } from "./refusals.ts";
import { ruleOn } from "./rule.ts";
import { ARCHIVE_RECORDS, archiveText, isUnclaimed, type ResultArchive } from "./unclaimed.ts";
import { insertArchive } from "./unclaimed-store.ts";

const MOST = 100;
const LONGEST_PLACE = 200;

/** The records clerk hands results that nobody came for to the archive, on one numbered record: all of them or none. */
export async function archiveResults(
  tx: Tx,
  now: Date,
  caller: Caller,
  wanted: { readonly folderIds: readonly string[]; readonly place: string },
): Promise<Result<ResultArchive, PaperRefusal>> {
  const tenantId = theTenant(tx);
  const official = allowed(caller, "result archive", { tenantId });
  if (official === undefined) return refused("missing");
  const ids = [...new Set(wanted.folderIds)].toSorted();
  if (ids.length === 0 || ids.length > MOST) return refused("items-unfit");
  const place = wanted.place.trim().slice(0, LONGEST_PLACE);
  if (place === "") return refused("archive-place-missing");
  const on = dayIn(now);
  const rule = await ruleOn(tx, on);
  const folders: Folder[] = [];
  for (const id of ids) {
    const folder = await lockedFolder(tx, tenantId, id);
    if (folder === undefined) return refused("missing");
    if (!isUnclaimed(folder, rule, now)) return refused("not-unclaimed");
    folders.push(folder);
  }
  const period = on.slice(0, 4);
  const drawn = await drawNumber(tx, now, { name: ARCHIVE_RECORDS, period, issuedOn: on });
  if (!drawn.ok) throw new Error(`record of unclaimed results of ${tenantId}: ${drawn.error}`);
  const archive: ResultArchive = {
    tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    year: Number(period),
    number: drawn.value,
    place,
    madeAt: now,
    madeBy: official.officialId,
    madeName: official.name,
  };
  await insertArchive(tx, archive, folders);
  const number = archiveText(archive);
  for (const folder of folders)
    await recordFolder(
      tx,
      now,
      { ...folder, resultState: "archived", resultShelf: null },
      { name: "result-archived", note: `${number} · ${place}` },
    );
  await record(tx, now, {
    name: "results-archived",
    subjectKind: "result-archive",
    subjectId: archive.id,
    sequence: 1,
    body: { number, place, codes: folders.map((one) => one.code) },
  });
  return ok(archive);
}
