import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline, type Readable, Transform } from "node:stream";
import { pipeline as piped } from "node:stream/promises";

const CIPHER = "aes-256-ctr";
const KEY_BYTES = 32;
const NONCE_BYTES = 16;

/** A tenant's own key from the installation's key: giving one tenant away gives away no other. */
export function tenantKey(masterKey: Buffer, tenantId: string): Buffer {
  if (masterKey.length < KEY_BYTES) throw new Error("the key of the file store is too short");
  return Buffer.from(hkdfSync("sha256", masterKey, tenantId, "hcm-egov files", KEY_BYTES));
}

/** Writes a sealed copy beside, flushed to the disk. Gives hash and size of the open bytes, read once. */
export async function sealInto(
  key: Buffer,
  sourcePath: string,
  targetPath: string,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash("sha256");
  const nonce = randomBytes(NONCE_BYTES);
  let sizeBytes = 0;
  const target = createWriteStream(targetPath, { flags: "wx", mode: 0o600, flush: true });
  target.write(nonce);
  await piped(
    createReadStream(sourcePath),
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    }),
    createCipheriv(CIPHER, key, nonce),
    target,
  );
  return { sha256: hash.digest("hex"), sizeBytes };
}

/**
 * Opens a sealed stream. Counter mode alone does not notice a flipped bit, so the bytes are hashed on their way out and
 * the stream fails at its end unless they are those of the address.
 */
export function unsealed(sealed: Readable, key: Buffer, sha256: string): Readable {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  let decipher: ReturnType<typeof createDecipheriv> | undefined;
  const open = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let rest = chunk;
      if (decipher === undefined) {
        head = Buffer.concat([head, chunk]);
        if (head.length < NONCE_BYTES) return done();
        decipher = createDecipheriv(CIPHER, key, head.subarray(0, NONCE_BYTES));
        rest = head.subarray(NONCE_BYTES);
      }
      const plain = decipher.update(rest);
      hash.update(plain);
      return done(null, plain);
    },
    flush(done) {
      const isWhole = hash.digest("hex") === sha256;
      done(isWhole ? null : new Error(`the stored file ${sha256} is damaged`));
    },
  });
  // Destroys all of them when one fails or the reader goes away; the reader hears of a fault from the stream it holds.
  pipeline(sealed, open, () => undefined);
  return open;
}
