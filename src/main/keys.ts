import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigRefused } from "./config.ts";
import { isTypedKey } from "./judge-secrets.ts";

/** What this installation keeps secret: one master key, and the key that signs the audit log's checkpoints. */
export interface InstallationKeys {
  /** 32 bytes, from which file keys and the seal of second factors come. */
  readonly master: Buffer;
  readonly checkpoint: KeyObject;
}

const KEY_BYTES = 32;

/**
 * Reads the keys from the folder, or makes them there for a new installation; readable by their owner only. Processes
 * that start at once end up with the same keys. A key that is no key, or that others may read, is refused in words.
 */
export function installationKeys(folder: string): InstallationKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const masterFile = path.join(folder, "master.key");
  const master = Buffer.from(
    kept(masterFile, () => randomBytes(KEY_BYTES).toString("hex")).trim(),
    "hex",
  );
  if (master.length !== KEY_BYTES)
    throw new ConfigRefused(`${masterFile} must hold ${KEY_BYTES} bytes in hexadecimal.`);
  if (isTypedKey(master))
    throw new ConfigRefused(
      `${masterFile} holds a default key that anybody can guess. Remove it before the first start, and one is drawn.`,
    );
  const checkpoint = kept(path.join(folder, "checkpoint.pem"), () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  return { master, checkpoint: createPrivateKey(checkpoint) };
}

/** Whoever links the file first has made it; everyone reads what is there then. */
function kept(file: string, make: () => string): string {
  const found = read(file);
  if (found !== undefined) return found;
  const own = `${file}.${process.pid}.part`;
  writeFileSync(own, make(), { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return read(file) ?? "";
}

function read(file: string): string | undefined {
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new ConfigRefused(`${file} may be read by others than its owner: chmod 600 ${file}`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
