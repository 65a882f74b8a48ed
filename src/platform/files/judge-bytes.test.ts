import { crc32 } from "node:zlib";
import { PDF } from "@libpdf/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeBytes } from "./judge-bytes.ts";

/** The markers of a portrait as a phone writes them: a preview with an end of its own inside, then the picture. */
function jpeg(width: number, height: number): Buffer {
  const preview = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, preview),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from("0123456789abcdef0123456789abcdef"),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", Buffer.from("picture")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

async function pdfOf(pages: number, userPassword?: string): Promise<Buffer> {
  const document = PDF.create();
  for (let page = 0; page < pages; page += 1) document.addPage({ size: "a4" });
  if (userPassword !== undefined) document.setProtection({ userPassword, ownerPassword: "chủ" });
  return Buffer.from(await document.save());
}

const WHOLE_PICTURE = { kind: "whole", pages: null };

test("a portrait from a phone is whole, also when the phone appended a film to it", async () => {
  const portrait = jpeg(3000, 4000);

  expect(await judgeBytes(portrait, "image/jpeg")).toEqual(WHOLE_PICTURE);
  expect(
    await judgeBytes(Buffer.concat([portrait, Buffer.from("ftypmp42")]), "image/jpeg"),
  ).toEqual(WHOLE_PICTURE);
});

test("a picture cut off anywhere on its way from the applicant is broken", async () => {
  for (const [type, bytes] of [
    ["image/jpeg", jpeg(300, 400)],
    ["image/png", png(300, 400)],
  ] as const)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 8, max: bytes.length - 1 }), async (length) => {
        expect(await judgeBytes(bytes.subarray(0, length), type)).toEqual({ kind: "broken" });
      }),
    );
});

test("a scan whose picture was damaged on a memory stick is broken", async () => {
  const bytes = png(300, 400);
  const at = bytes.indexOf("picture");
  bytes[at] = 0;

  expect(await judgeBytes(bytes, "image/png")).toEqual({ kind: "broken" });
});

test("a picture that would fill the memory of the desk's machine is refused; a large plan is not", async () => {
  expect(await judgeBytes(png(60_000, 60_000), "image/png")).toEqual({ kind: "too-many-dots" });
  expect(await judgeBytes(jpeg(60_000, 60_000), "image/jpeg")).toEqual({ kind: "too-many-dots" });
  expect(await judgeBytes(jpeg(9933, 7016), "image/jpeg")).toEqual(WHOLE_PICTURE);
  expect(await judgeBytes(png(0, 400), "image/png")).toEqual({ kind: "broken" });
});

test("a lease whose table of contents a scanner wrote wrongly is taken; one that was cut off is not", async () => {
  const lease = await pdfOf(3);
  const text = lease.toString("latin1");
  const wrongTable = Buffer.from(text.replace(/startxref\n\d+/u, "startxref\n9999999"), "latin1");

  expect(await judgeBytes(wrongTable, "application/pdf")).toEqual({ kind: "whole", pages: 3 });
  expect(await judgeBytes(lease.subarray(0, lease.length - 6), "application/pdf")).toEqual({
    kind: "broken",
  });
});

test("a PDF that asks for a password is refused as locked; one that only forbids printing is not", async () => {
  expect(await judgeBytes(await pdfOf(1, "bí mật"), "application/pdf")).toEqual({ kind: "locked" });
  expect(await judgeBytes(await pdfOf(1, ""), "application/pdf")).toEqual({
    kind: "whole",
    pages: 1,
  });
});
