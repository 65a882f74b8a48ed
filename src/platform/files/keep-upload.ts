import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PDF } from "@libpdf/core";
import { fileTypeFromFile } from "file-type";
import { ok, refused, type Result } from "#kernel/result";
import { composed } from "#kernel/vietnamese-text";
import type { FileStore } from "./disk-store.ts";
import type { Scanner } from "./scanner.ts";

export const FILE_TYPES = ["application/pdf", "image/jpeg", "image/png"] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** What was received, as far as this room needs to know. */
export interface ReceivedFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly truncated: boolean;
}

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
  | "infected";

const ENDINGS: Readonly<Record<string, FileType>> = {
  ".pdf": "application/pdf",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
};
const LONGEST_NAME = 120;

/**
 * Judges a received file by its bytes, not by its name, and keeps it. Whole, of a kind that is taken, what its name says
 * it is, and clean: only then does it go to the store. Runs before any transaction.
 */
export async function keepUpload(
  deps: { readonly store: FileStore; readonly scanner: Scanner },
  tenantId: string,
  received: ReceivedFile,
): Promise<Result<KeptFile, FileRefusal>> {
  if (received.truncated) return refused("too-large");
  if (received.sizeBytes === 0) return refused("empty");
  const sniffed = (await fileTypeFromFile(received.path))?.mime;
  const type = FILE_TYPES.find((one) => one === sniffed);
  const named = ENDINGS[path.extname(received.name).toLowerCase()];
  if (type === undefined) return refused(named === undefined ? "wrong-type" : "disguised");
  if (named !== type) return refused("disguised");
  const pages = await pagesOf(received.path, type);
  if (pages === "broken") return refused("broken");
  const scan = await deps.scanner.scan(received.path);
  if (scan === "infected") return refused("infected");
  const stored = await deps.store.put(tenantId, received.path);
  return ok({ ...stored, type, name: safeName(received.name), pages, scan });
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

/** Counts a PDF's pages and finds files that were cut off on the way. */
async function pagesOf(file: string, type: FileType): Promise<number | null | "broken"> {
  if (type === "application/pdf") {
    try {
      const pdf = await PDF.load(await readFile(file));
      const pages = pdf.getPageCount();
      return pdf.recoveredViaBruteForce || pages === 0 ? "broken" : pages;
    } catch {
      return "broken"; // the parser's refusal is the answer: the sender is told that the file cannot be read
    }
  }
  const end = await lastBytes(file, type === "image/png" ? 12 : 2);
  const whole = type === "image/png" ? end.includes("IEND") : end.equals(JPEG_END);
  return whole ? null : "broken";
}

const JPEG_END = Buffer.from([0xff, 0xd9]);

async function lastBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(count);
    await handle.read(buffer, 0, count, Math.max(0, size - count));
    return buffer;
  } finally {
    await handle.close();
  }
}

/** The name as people see it: no path, no control characters, not endless. */
function safeName(name: string): string {
  const plain = composed(path.basename(name.replaceAll("\\", "/"))).trim();
  return plain.length <= LONGEST_NAME ? plain : plain.slice(-LONGEST_NAME);
}

/** A refusal as a sentence that says what to do. */
export function refusalWords(refusal: FileRefusal, language: "vi" | "en"): string {
  return WORDS[refusal][language];
}

const WORDS: Readonly<Record<FileRefusal, { readonly vi: string; readonly en: string }>> = {
  empty: { vi: "Tệp trống, không có nội dung.", en: "The file is empty." },
  "too-large": {
    vi: "Tệp lớn hơn 20 MB. Hãy quét với độ phân giải thấp hơn hoặc tách tệp.",
    en: "The file is larger than 20 MB. Scan it with fewer dots, or split it.",
  },
  "wrong-type": {
    vi: "Chỉ nhận tệp PDF, JPEG hoặc PNG.",
    en: "Only PDF, JPEG and PNG files are taken.",
  },
  disguised: {
    vi: "Nội dung tệp không đúng với đuôi tên tệp. Hãy lưu lại thành PDF, JPEG hoặc PNG.",
    en: "The file is not what its name says. Save it again as PDF, JPEG or PNG.",
  },
  broken: {
    vi: "Tệp bị hỏng hoặc tải lên chưa trọn. Hãy mở thử tệp rồi tải lại.",
    en: "The file is damaged or did not arrive whole. Open it to check, then upload it again.",
  },
  infected: {
    vi: "Tệp có mã độc nên không được nhận.",
    en: "The file carries malware and was not taken.",
  },
};
