import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileTypeFromFile } from "file-type";
import { ok, refused, type Result } from "#kernel/result";
import { composed } from "#kernel/vietnamese-text";
import type { FileStore } from "./file-store.ts";
import { FILE_TYPES, type FileType, judgeBytes } from "./judge-bytes.ts";
import type { Scanner } from "./scanner.ts";

/** What was received, as far as this room needs to know. */
export interface ReceivedFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** The receiver stopped reading at its own limit. */
  readonly truncated: boolean;
}

/** A file in the store that no record names yet. */
export interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly type: FileType;
  readonly name: string;
  /** Pages of a PDF. */
  readonly pages: number | null;
  readonly scan: "clean" | "not-scanned";
}

export type FileRefusal =
  | "empty"
  | "too-large"
  | "wrong-type"
  | "disguised"
  | "broken"
  | "locked"
  | "too-many-dots"
  | "infected";

/** What a paper takes when it takes less than everyone: a portrait photo is a small picture. */
export interface FileLimits {
  readonly maxBytes?: number;
  readonly types?: readonly FileType[];
}

const ENDINGS: Readonly<Record<string, FileType>> = {
  ".pdf": "application/pdf",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  // Windows browsers save JPEG pictures under this ending.
  ".jfif": "image/jpeg",
  ".png": "image/png",
};
const USUAL_ENDING: Readonly<Record<FileType, string>> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
};
const LONGEST_NAME = 120;

/**
 * Judges a received file by its bytes, not by its name, and keeps it. Whole, of a kind that is taken, what its name says
 * it is, and clean: only then does it go to the store. Runs before any transaction; throws when the scanner is away.
 */
export async function keepUpload(
  deps: { readonly store: FileStore; readonly scanner: Scanner },
  tenantId: string,
  received: ReceivedFile,
  limits: FileLimits = {},
): Promise<Result<KeptFile, FileRefusal>> {
  const { maxBytes = Number.POSITIVE_INFINITY, types = FILE_TYPES } = limits;
  if (received.truncated || received.sizeBytes > maxBytes) return refused("too-large");
  if (received.sizeBytes === 0) return refused("empty");
  const sniffed = (await fileTypeFromFile(received.path))?.mime;
  const type = FILE_TYPES.find((one) => one === sniffed);
  const name = shownName(received.name);
  const ending = path.extname(name).toLowerCase();
  const named = ENDINGS[ending];
  if (type === undefined) return refused(named === undefined ? "wrong-type" : "disguised");
  if (ending !== "" && named !== type) return refused("disguised");
  if (!types.includes(type)) return refused("wrong-type");
  const judged = await judgeBytes(await readFile(received.path), type);
  if (judged.kind !== "whole") return refused(judged.kind);
  const scan = await deps.scanner.scan(received.path);
  if (scan === "infected") return refused("infected");
  const stored = await deps.store.put(tenantId, received.path);
  return ok({ ...stored, type, name: fileName(name, type), pages: judged.pages, scan });
}

/** Keeps a paper that we made ourselves. */
export async function keepBytes(
  store: FileStore,
  tenantId: string,
  bytes: Uint8Array,
  about: { readonly name: string; readonly type: FileType; readonly pages: number | null },
): Promise<KeptFile> {
  const folder = await mkdtemp(path.join(tmpdir(), "egov-own-"));
  try {
    const file = path.join(folder, "own");
    await writeFile(file, bytes);
    return { ...(await store.put(tenantId, file)), ...about, scan: "not-scanned" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The name as people see it: one line without a path, and without the invisible marks that turn text around
 * (`biên-laiU+202Efdp.exe` reads as a PDF).
 */
function shownName(name: string): string {
  return composed(path.basename(name.replaceAll("\\", "/")))
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** Never empty, never endless, always with an ending: the browser that downloads it goes by that. */
function fileName(shown: string, type: FileType): string {
  const ending = path.extname(shown) || USUAL_ENDING[type];
  const stem = path.basename(shown, path.extname(shown)) || "tep";
  return (
    Array.from(stem)
      .slice(0, LONGEST_NAME - ending.length)
      .join("") + ending
  );
}
