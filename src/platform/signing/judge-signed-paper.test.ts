import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CryptoKeySigner, PDF, PdfArray, PdfName, PdfNumber } from "@libpdf/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFileKeySigner, judgeSignedPaper, type Signer } from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-judge-"));
const signedAt = new Date("2025-04-29T03:00:00Z");
const about = { reason: "Cấp giấy chứng nhận", location: "Quận 1", signedAt };
const broken = { ok: false, error: "signature-broken" };
const another = { ok: false, error: "not-what-was-prepared" };
let signer: Signer;
let prepared: Uint8Array;
let signed: Uint8Array;
beforeAll(async () => {
  signer = await createFileKeySigner(folder, signedAt);
  prepared = await paperSaying("Von kinh doanh: 150.000.000");
  signed = await signer.sign(prepared, about);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function paperSaying(words: string): Promise<Uint8Array> {
  const document = PDF.create();
  document.addPage({ size: "a4" }).drawText(words, { x: 80, y: 600, size: 13 });
  return document.save();
}

/** Signs with the same key what a dishonest or broken desk made of the prepared paper. */
async function signedAfter(change: (document: PDF) => void): Promise<Uint8Array> {
  const document = await PDF.load(prepared);
  change(document);
  const der = (name: string) => new Uint8Array(readFileSync(path.join(folder, name)));
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("pkcs8", der("signer.key"), algorithm, false, ["sign"]);
  const keySigner = new CryptoKeySigner(key, der("signer.der"), "RSA", "RSASSA-PKCS1-v1_5");
  const { bytes } = await document.sign({ signer: keySigner, signingTime: signedAt });
  return bytes;
}

function changedAt(index: number, bytes = signed): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[index] = (changed[index] ?? 0) ^ 0x01;
  return changed;
}

test("what the file key signed is judged good and names the signer", async () => {
  const judged = await judgeSignedPaper(prepared, signed);
  expect(judged).toMatchObject({ ok: true, value: { signedBy: signer.certificateName } });
  expect(signer.certificateName).toBe("Chữ ký số minh họa của thành phố");
});

test("the demo authority has issued the signing certificate, and only it may issue", () => {
  const [authority, own] = ["authority.der", "signer.der"].map(
    (name) => new X509Certificate(readFileSync(path.join(folder, name))),
  );
  if (authority === undefined || own === undefined) throw new Error("certificates are missing");
  expect(own.checkIssued(authority) && own.verify(authority.publicKey)).toBe(true);
  expect([authority.ca, own.ca]).toEqual([true, false]);
  expect(own.subject.split("\n")[0]).toBe("C=VN");
});

// R41
test("a paper whose capital was changed behind the prepared bytes and then signed is refused, though its signature is valid", async () => {
  const swapped = await signedAfter((document) => {
    document.getPages()[0]?.drawText("Von kinh doanh: 950.000.000", { x: 80, y: 580, size: 13 });
  });
  const honest = await signedAfter(() => undefined);
  expect(Buffer.from(swapped.subarray(0, prepared.length)).equals(prepared)).toBe(true);
  expect((await judgeSignedPaper(prepared, honest)).ok).toBe(true);
  expect(await judgeSignedPaper(prepared, swapped)).toEqual(another);
});

test("a page that was added, cut smaller or made to act on opening is refused", async () => {
  const withPage = await signedAfter((document) => void document.addPage({ size: "a4" }));
  const cut = await signedAfter((document) => {
    const page = document.getPages()[0];
    page?.dict.set("CropBox", new PdfArray([0, 0, 100, 100].map((side) => PdfNumber.of(side))));
  });
  const acting = await signedAfter((document) => {
    document.getCatalog().set("OpenAction", PdfName.of("Print"));
  });
  for (const changed of [withPage, cut, acting])
    expect(await judgeSignedPaper(prepared, changed)).toEqual(another);
});

test("an unsigned paper, another paper's signature and bytes behind the signature are refused", async () => {
  const other = await signer.sign(await paperSaying("Giay khac"), about);
  const longer = Buffer.concat([signed, Buffer.from("\n% more")]);
  for (const paper of [prepared, other, longer, new Uint8Array(), signed.subarray(0, -1)])
    expect(await judgeSignedPaper(prepared, paper)).toEqual(another);
});

test("a second signature is another act and not this one", async () => {
  const twice = await (await createFileKeySigner(folder, signedAt)).sign(signed, about);
  expect(await judgeSignedPaper(prepared, twice)).toEqual(another);
  expect((await judgeSignedPaper(signed, twice)).ok).toBe(true);
});

test("one bit changed in the reason or in the signature itself breaks it", async () => {
  const text = Buffer.from(signed).toString("latin1");
  const inReason = text.indexOf("/Reason <") + 12;
  const contents = text.indexOf("/Contents <", prepared.length) + 11;
  const cms = Buffer.from(signed).subarray(contents);
  const lastHexDigit = contents + cms.toString("latin1").search(/0{100}/u) - 2;

  expect(await judgeSignedPaper(prepared, changedAt(inReason))).toEqual(broken);
  expect((await judgeSignedPaper(prepared, changedAt(lastHexDigit))).ok).toBe(false);
});
