import type { Readable } from "node:stream";
import { isUuid } from "#kernel/ids";

/** Where the bytes of one file lie. */
export interface StoredBytes {
  readonly tenantId: string;
  /** Of the bytes as they came, in hexadecimal; it is also the address. */
  readonly sha256: string;
}

/** Bytes by tenant and hash. The same file of two tenants lies there twice: one may not learn that the other has it. */
export interface FileStore {
  /** Keeps a file; keeping the same bytes again leaves one file, dated anew. */
  put(
    tenantId: string,
    sourcePath: string,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }>;
  /** The bytes as they came. The stream fails at its end when they are not what their hash says: damage is never served silently. */
  open(tenantId: string, sha256: string): Promise<Readable>;
  /** Removes the bytes; with a moment, only when they were not kept anew since. What is not there is removed already. */
  remove(tenantId: string, sha256: string, writtenBefore?: Date): Promise<void>;
  /** What was written before a moment, in batches of one tenant. */
  list(writtenBefore: Date): AsyncIterable<readonly StoredBytes[]>;
}

/** Refuses an address that is not one; it becomes a path. */
export function addressOf(tenantId: string, sha256: string): string {
  if (!isAddress(tenantId, sha256)) throw new Error("no such place");
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}`;
}

/** What else lies in a store (`lost+found`, somebody's note) is none of ours. */
export function isAddress(tenantId: string, sha256: string): boolean {
  return isUuid(tenantId) && /^[0-9a-f]{64}$/u.test(sha256);
}
