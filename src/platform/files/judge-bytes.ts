import { crc32 } from "node:zlib";
import { PDF } from "@libpdf/core";

export const FILE_TYPES = ["application/pdf", "image/jpeg", "image/png"] as const;
export type FileType = (typeof FILE_TYPES)[number];

export type Judgement =
  /** `pages` of a PDF; null for a picture. */
  | { readonly kind: "whole"; readonly pages: number | null }
  | { readonly kind: "broken" }
  /** A PDF that asks for a password: nobody at the desk could read it. */
  | { readonly kind: "locked" }
  /** A picture of few bytes that would fill the memory of whoever looks at it. */
  | { readonly kind: "too-many-dots" };

/** An A1 plan at 300 dots per inch has 70 million; what is far beyond is no scan. */
const MOST_DOTS = 150_000_000;
/** Readers look for the end mark in the last 1024 bytes (ISO 32000-1, Annex H.3). */
const PDF_END_WITHIN_BYTES = 1024;

/** Whether a file arrived whole and can be read by the next person. Bytes after its end are left alone: phones put films there. */
export async function judgeBytes(bytes: Buffer, type: FileType): Promise<Judgement> {
  if (type === "application/pdf") return judgePdf(bytes);
  const size = type === "image/png" ? sizeOfPng(bytes) : sizeOfJpeg(bytes);
  if (size === undefined || size.width * size.height === 0) return { kind: "broken" };
  if (size.width * size.height > MOST_DOTS) return { kind: "too-many-dots" };
  return { kind: "whole", pages: null };
}

/** A wrong cross-reference table is common from scanners and harmless; a missing end is a file cut off on its way. */
async function judgePdf(bytes: Buffer): Promise<Judgement> {
  if (!bytes.subarray(-PDF_END_WITHIN_BYTES).includes("%%EOF")) return { kind: "broken" };
  try {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted && !pdf.isAuthenticated) return { kind: "locked" };
    const pages = pdf.getPageCount();
    return pages === 0 ? { kind: "broken" } : { kind: "whole", pages };
  } catch {
    return { kind: "broken" }; // the parser's refusal is the answer: the sender is told that the file cannot be read
  }
}

interface Dots {
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE_BYTES = 8;
const PNG_FRAME_BYTES = 12;

/** Width and height of a PNG that has all its chunks up to the end, those that matter undamaged; undefined otherwise. */
function sizeOfPng(bytes: Buffer): Dots | undefined {
  let size: Dots | undefined;
  let hasPicture = false;
  let at = PNG_SIGNATURE_BYTES;
  while (at + PNG_FRAME_BYTES <= bytes.length) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) return undefined;
    const name = bytes.toString("latin1", at + 4, at + 8);
    const isCritical = /^[A-Z]/u.test(name);
    if (isCritical && crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end))
      return undefined;
    if (name === "IHDR" && end - at >= 16)
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (name === "IDAT") hasPicture = true;
    if (name === "IEND") return hasPicture ? size : undefined;
    at = end + 4;
  }
  return undefined;
}

const JPEG_START_OF_SCAN = 0xda;
const JPEG_END = Buffer.from([0xff, 0xd9]);

/** Width and height of a JPEG whose scan comes to its end; undefined otherwise. A preview inside is stepped over with its segment. */
function sizeOfJpeg(bytes: Buffer): Dots | undefined {
  let size: Dots | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (marker === JPEG_START_OF_SCAN)
      return bytes.includes(JPEG_END, at + 2 + length) ? size : undefined;
    if (isFrame(marker) && at + 9 <= bytes.length)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + length;
  }
  return undefined;
}

/** Start-of-frame markers C0 to CF, without the three of that range that are tables (ITU-T T.81, table B.1). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
