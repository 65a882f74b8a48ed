import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Bytes by tenant and hash. The same file of two tenants lies there twice: one may not learn that the other has it. */
export interface FileStore {
  /** Keeps a file; what is there already is not written again. The hash is of the bytes as they came. */
  put(
    tenantId: string,
    sourcePath: string,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }>;
  open(tenantId: string, sha256: string): Promise<Readable>;
  remove(tenantId: string, sha256: string): Promise<void>;
}

const CIPHER = "aes-256-ctr";
const NONCE_BYTES = 16;

/**
 * A folder on this machine, sealed with a key of each tenant (HKDF from the installation's key), so that a copied disk
 * or a wrong path gives nothing away. A file is written beside, flushed, then renamed: it is there whole or not at all.
 */
export function createDiskStore(folder: string, masterKey: Buffer): FileStore {
  const keyOf = (tenantId: string): Buffer =>
    Buffer.from(hkdfSync("sha256", masterKey, tenantId, "hcm-egov files", 32));
  const placeOf = (tenantId: string, sha256: string): string => {
    if (!/^[0-9a-f-]{36}$/u.test(tenantId) || !/^[0-9a-f]{64}$/u.test(sha256))
      throw new Error("no such place");
    return path.join(folder, tenantId, sha256.slice(0, 2), sha256);
  };
  return {
    put: async (tenantId, sourcePath) => {
      const hash = createHash("sha256");
      const nonce = randomBytes(NONCE_BYTES);
      await mkdir(path.join(folder, tenantId), { recursive: true });
      const beside = path.join(folder, tenantId, `part-${nonce.toString("hex")}`);
      const target = createWriteStream(beside, { flags: "wx" });
      target.write(nonce);
      await pipeline(
        createReadStream(sourcePath),
        tap((chunk) => hash.update(chunk)),
        createCipheriv(CIPHER, keyOf(tenantId), nonce),
        target,
      );
      const sha256 = hash.digest("hex");
      const place = placeOf(tenantId, sha256);
      await flushed(beside);
      await mkdir(path.dirname(place), { recursive: true });
      await rename(beside, place);
      await flushed(path.dirname(place));
      return { sha256, sizeBytes: (await stat(place)).size - NONCE_BYTES };
    },
    open: async (tenantId, sha256) => {
      const place = placeOf(tenantId, sha256);
      const handle = await open(place, "r");
      const nonce = Buffer.alloc(NONCE_BYTES);
      await handle.read(nonce, 0, NONCE_BYTES, 0);
      const stream = handle.createReadStream({ start: NONCE_BYTES });
      return stream.pipe(createDecipheriv(CIPHER, keyOf(tenantId), nonce));
    },
    remove: (tenantId, sha256) => rm(placeOf(tenantId, sha256), { force: true }),
  };
}

function tap(see: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      see(chunk);
      done(null, chunk);
    },
  });
}

async function flushed(place: string): Promise<void> {
  const handle = await open(place, "r");
  await handle.sync();
  await handle.close();
}
