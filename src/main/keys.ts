import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What this installation keeps secret: one master key, and the key that signs the audit log's checkpoints. */
export interface InstallationKeys {
  /** 32 bytes, from which file keys and the seal of second factors come. */
  readonly master: Buffer;
  readonly checkpoint: KeyObject;
}

/** Reads the keys from the folder, or makes them there for a new installation; readable by their owner only. */
export function installationKeys(folder: string): InstallationKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const master = kept(path.join(folder, "master.key"), () => randomBytes(32).toString("hex"));
  const checkpoint = kept(path.join(folder, "checkpoint.pem"), () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  return { master: Buffer.from(master.trim(), "hex"), checkpoint: createPrivateKey(checkpoint) };
}

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) {
    writeFileSync(`${file}.part`, make(), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
  return readFileSync(file, "utf8");
}
