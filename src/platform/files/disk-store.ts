import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isUuid } from "#kernel/ids";
import { addressOf, isAddress, type FileStore, type StoredBytes } from "./file-store.ts";
import { sealInto, tenantKey, unsealed } from "./seal.ts";

const UNFINISHED = "part-";

/**
 * A folder on this machine, sealed with a key of each tenant (HKDF from the installation's key), so that a copied disk
 * or a wrong path gives nothing away. A file is written beside, flushed, then renamed: it is there whole or not at all.
 */
export function createDiskStore(folder: string, masterKey: Buffer): FileStore {
  const placeOf = (tenantId: string, sha256: string): string =>
    path.join(folder, addressOf(tenantId, sha256));
  return {
    put: async (tenantId, sourcePath) => {
      const home = path.join(folder, tenantId);
      await mkdir(home, { recursive: true, mode: 0o700 });
      const beside = path.join(home, UNFINISHED + randomBytes(16).toString("hex"));
      try {
        const written = await sealInto(tenantKey(masterKey, tenantId), sourcePath, beside);
        const place = placeOf(tenantId, written.sha256);
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
        await rename(beside, place);
        await flushFolder(path.dirname(place));
        await flushFolder(home);
        return written;
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    open: async (tenantId, sha256) => {
      const handle = await open(placeOf(tenantId, sha256), "r");
      return unsealed(handle.createReadStream(), tenantKey(masterKey, tenantId), sha256);
    },
    remove: async (tenantId, sha256, writtenBefore) => {
      const place = placeOf(tenantId, sha256);
      if (writtenBefore !== undefined && !(await isOlder(place, writtenBefore))) return;
      await rm(place, { force: true });
    },
    list: (writtenBefore) => listed(folder, writtenBefore),
  };
}

/** One sub-folder at a time. What a killed process left unfinished is removed on the way. */
async function* listed(
  folder: string,
  writtenBefore: Date,
): AsyncGenerator<readonly StoredBytes[]> {
  for (const tenantId of (await namesIn(folder)).filter(isUuid)) {
    const home = path.join(folder, tenantId);
    for (const name of await namesIn(home)) {
      const place = path.join(home, name);
      if (name.startsWith(UNFINISHED)) {
        if (await isOlder(place, writtenBefore)) await rm(place, { force: true });
        continue;
      }
      const batch: StoredBytes[] = [];
      for (const sha256 of await namesIn(place))
        if (isAddress(tenantId, sha256) && (await isOlder(path.join(place, sha256), writtenBefore)))
          batch.push({ tenantId, sha256 });
      if (batch.length > 0) yield batch;
    }
  }
}

async function isOlder(place: string, moment: Date): Promise<boolean> {
  try {
    return (await stat(place)).mtime < moment;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "ENOENT" || error.code === "ENOTDIR";
}

async function flushFolder(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
