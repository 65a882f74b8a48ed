import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileStore, StoredBytes } from "./file-store.ts";

/** Reads from one tenant's place and writes to the other's by way of a file: neither key meets the other's bytes. */
export async function copyBytes(
  store: FileStore,
  from: StoredBytes,
  tenantId: string,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "egov-copy-"));
  try {
    const between = path.join(folder, "paper");
    await pipeline(await store.open(from.tenantId, from.sha256), createWriteStream(between));
    await store.put(tenantId, between);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
