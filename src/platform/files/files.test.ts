import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { PDF } from "@libpdf/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { refused } from "#kernel/result";
import { type Tx, withApplicant, withTenant } from "#platform/database";
import { UPLOAD_LIMIT_BYTES } from "#platform/http";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { EICAR, openVirusDaemon } from "../../../test/world/virus-daemon.ts";
import {
  createClamdScanner,
  createDiskStore,
  fileOf,
  filesOf,
  keepUpload,
  type KeptFile,
  noScanner,
  recordFile,
  refusalWords,
  removeFile,
} from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-files-"));
const store = createDiskStore(path.join(folder, "store"), Buffer.alloc(32, 7));
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let pdf: Buffer;
let city: City;
beforeAll(async () => {
  city = await openCity();
  const document = PDF.create();
  document.addPage({ size: "a4" });
  document.addPage({ size: "a4" });
  pdf = Buffer.from(await document.save());
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true, force: true });
});

function received(name: string, bytes: Uint8Array, truncated = false) {
  const file = path.join(folder, uuidv7(Date.now()));
  writeFileSync(file, bytes);
  return { name, path: file, sizeBytes: bytes.length, truncated };
}

const keep = (name: string, bytes: Uint8Array, truncated = false) =>
  keepUpload({ store, scanner: noScanner() }, city.district1, received(name, bytes, truncated));

async function keptPdf(): Promise<KeptFile> {
  const kept = await keep("Hợp đồng thuê nhà.pdf", pdf);
  if (!kept.ok) throw new Error(kept.error);
  return kept.value;
}

test("a lease of two pages is kept with its hash, size and pages, and comes back as it was", async () => {
  const kept = await keptPdf();
  const chunks: Buffer[] = [];
  for await (const chunk of await store.open(city.district1, kept.sha256))
    chunks.push(chunk as Buffer);

  expect(kept).toMatchObject({
    name: "Hợp đồng thuê nhà.pdf",
    pages: 2,
    type: "application/pdf",
    sizeBytes: pdf.length,
  });
  expect(Buffer.concat(chunks).equals(pdf)).toBe(true);
});

test("a file that is empty, cut off, too large, of another kind or in disguise is refused by name of the fault", async () => {
  expect(await keep("a.pdf", Buffer.alloc(0))).toEqual({ ok: false, error: "empty" });
  expect(await keep("a.pdf", pdf, true)).toEqual({ ok: false, error: "too-large" });
  expect(await keep("a.txt", Buffer.from("chữ"))).toEqual({ ok: false, error: "wrong-type" });
  expect(await keep("a.pdf", Buffer.from("MZ chương trình"))).toEqual({
    ok: false,
    error: "disguised",
  });
  expect(await keep("a.pdf", PNG)).toEqual({ ok: false, error: "disguised" });
  expect(await keep("a.png", PNG.subarray(0, PNG.length - 8))).toEqual({
    ok: false,
    error: "broken",
  });
  expect(await keep("a.pdf", pdf.subarray(0, pdf.length / 2))).toEqual({
    ok: false,
    error: "broken",
  });
  expect((await keep("ảnh.PNG", PNG)).ok).toBe(true);
});

test("a paper may ask for less than everyone takes: a portrait photo is a small picture and no PDF", async () => {
  const deps = { store, scanner: noScanner() };
  const portrait = { maxBytes: 1000, types: ["image/jpeg", "image/png"] } as const;
  const asPortrait = (name: string, bytes: Uint8Array) =>
    keepUpload(deps, city.district1, received(name, bytes), portrait);

  expect(await asPortrait("3x4.png", PNG)).toMatchObject({ ok: true });
  expect(await asPortrait("3x4.pdf", pdf.subarray(0, 900))).toEqual(refused("wrong-type"));
  expect(await asPortrait("3x4.png", Buffer.alloc(1001))).toEqual(refused("too-large"));
});

test("a name is shown as one harmless line with an ending, whatever the sender's machine made of it", async () => {
  const nameOf = async (name: string) => {
    const kept = await keep(name, PNG);
    return kept.ok ? kept.value.name : kept.error;
  };

  expect(await nameOf(String.raw`C:\Users\Quân\ảnh thẻ.png`)).toBe("ảnh thẻ.png");
  expect(await nameOf("../../etc/ảnh.png")).toBe("ảnh.png");
  expect(await nameOf("ảnh\r\nX-Header: 1.png")).toBe("ảnh X-Header: 1.png");
  expect(await nameOf("bie\u0302n lai\u202Egpj.png")).toBe("bi\u00EAn laigpj.png");
  expect(await nameOf("ảnh chụp")).toBe("ảnh chụp.png");
  expect(await nameOf("")).toBe("tep.png");
  expect(await nameOf(`${"ả".repeat(300)}.png`)).toBe(`${"ả".repeat(116)}.png`);
  expect(await nameOf("ảnh.exe")).toBe("disguised");
});

test("every refusal is a sentence in both languages, and names the size that is allowed", () => {
  const most = `${UPLOAD_LIMIT_BYTES / 1024 / 1024} MB`;
  expect(refusalWords("too-large", "vi")).toContain(most);
  expect(refusalWords("too-large", "vi", 1.5 * 1024 * 1024)).toContain("1,5 MB");
  for (const refusal of [
    "empty",
    "too-large",
    "wrong-type",
    "disguised",
    "broken",
    "locked",
    "too-many-dots",
    "infected",
  ] as const)
    for (const language of ["vi", "en"] as const)
      expect(refusalWords(refusal, language)).toMatch(/^\p{Lu}.*\.$/u);
});

test("on the disk nothing can be read, and another tenant's key does not open it", async () => {
  const kept = await keptPdf();
  const place = path.join(folder, "store", city.district1, kept.sha256.slice(0, 2), kept.sha256);

  expect(readFileSync(place).includes("%PDF")).toBe(false);
  await expect(store.open(city.cuChi, kept.sha256)).rejects.toThrow("ENOENT");
  await expect(store.open("../..", kept.sha256)).rejects.toThrow("no such place");
  expect(
    readdirSync(path.join(folder, "store", city.district1)).some((name) =>
      name.startsWith("part-"),
    ),
  ).toBe(false);
});

test("the scanner's finding refuses a file, and a scanner that does not answer is never taken for clean", async () => {
  const answers = [
    "stream: Eicar-Test-Signature FOUND\0",
    "stream: OK\0",
    "",
    "INSTREAM size limit exceeded. ERROR\0",
  ];
  const scanner: Server = createServer((socket) => {
    let seen = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      seen = Buffer.concat([seen, chunk]);
      if (seen.subarray(-4).equals(Buffer.alloc(4))) socket.end(answers.shift() ?? "");
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => scanner.listen(0, "127.0.0.1", resolve));
  const address = scanner.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const clamd = createClamdScanner({ host: "127.0.0.1", port });
  const judge = () => keepUpload({ store, scanner: clamd }, city.district1, received("a.png", PNG));

  expect(await judge()).toEqual({ ok: false, error: "infected" });
  expect(await judge()).toMatchObject({ ok: true, value: { scan: "clean" } });
  await expect(judge()).rejects.toThrow("virus scanner");
  await expect(judge()).rejects.toThrow("virus scanner");
  scanner.close();
  await expect(judge()).rejects.toThrow("virus scanner");
});

test("the scanner's daemon reads a file whole and in order, and finds what lies across two of its chunks", async () => {
  const daemon = await openVirusDaemon();
  const clamd = createClamdScanner({ host: "127.0.0.1", port: daemon.port });
  const scan = (bytes: Buffer): Promise<string> => clamd.scan(received("a.pdf", bytes).path);
  const before = Buffer.alloc(64 * 1024 - 20, "a");

  expect(await scan(Buffer.from("chữ"))).toBe("clean");
  expect(await scan(Buffer.concat([before, Buffer.from(EICAR)]))).toBe("infected");
  expect(await scan(Buffer.concat([before, Buffer.from(EICAR.replace("$EICAR", "€EICAR"))]))).toBe(
    "clean",
  );
  expect(await scan(Buffer.alloc(UPLOAD_LIMIT_BYTES, 1))).toBe("clean");
  expect(daemon.scanned).toEqual([5, before.length + 68, before.length + 70, UPLOAD_LIMIT_BYTES]);
  daemon.server.close();
});

test("a scanner that has seen enough answers before the end, and the upload does not hang", async () => {
  const scanner = createServer((socket) => {
    socket.once("data", () => socket.end("stream: Eicar-Test-Signature FOUND\0"));
    socket.on("error", () => undefined);
  });
  scanner.listen(0, "127.0.0.1");
  await once(scanner, "listening");
  const address = scanner.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { path: large } = received("lớn.pdf", Buffer.alloc(8_000_000));

  const verdict = await createClamdScanner({ host: "127.0.0.1", port })
    .scan(large)
    .catch((error: unknown) => (error instanceof Error ? error.message : error));
  // Whether the answer or the broken connection arrives first is the network's choice; neither is "clean".
  expect(["infected", "the virus scanner did not judge the file"]).toContain(verdict);
  scanner.close();
});

test("a file is reached through its dossier by the tenant and its applicant, by nobody else, and not once removed", async () => {
  const subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const accountId = uuidv7(FRIDAY_MORNING.getTime());
  const kept = await keptPdf();
  const inQuan1 = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
    withTenant(city.db, city.lanTheReceiver, work);
  const asApplicant = <T>(id: string, work: Parameters<typeof withTenant<T>>[2]) =>
    withApplicant(
      city.db,
      { tenantIds: [], actor: { kind: "applicant", accountId: id, name: "" } },
      work,
    );
  const id = await inQuan1((tx) =>
    recordFile(tx, FRIDAY_MORNING, kept, {
      subjectKind: "dossier",
      subjectId,
      slot: "hop-dong-thue",
      applicantId: accountId,
    }),
  );

  expect(await inQuan1((tx) => filesOf(tx, "dossier", subjectId))).toMatchObject([
    { id, slot: "hop-dong-thue" },
  ]);
  expect(await asApplicant(accountId, (tx) => fileOf(tx, "dossier", subjectId, id))).toMatchObject({
    id,
  });
  expect(await asApplicant(subjectId, (tx) => filesOf(tx, "dossier", subjectId))).toEqual([]);
  expect(
    await withTenant(city.db, city.specialistOfCuChi, (tx) => filesOf(tx, "dossier", subjectId)),
  ).toEqual([]);
  expect(await inQuan1((tx) => fileOf(tx, "dossier", accountId, id))).toBeUndefined();
  expect(
    await asApplicant(accountId, (tx) => removeFile(tx, FRIDAY_MORNING, "dossier", subjectId, id)),
  ).toBe(true);
  expect(await inQuan1((tx) => filesOf(tx, "dossier", subjectId))).toEqual([]);
});

test("outsiders see a file under an address that tells nothing, and nonsense is simply not there", async () => {
  const subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const about = { subjectKind: "dossier", subjectId, slot: "result", applicantId: null };
  const kept = await keptPdf();
  const found = await withTenant(city.db, city.lanTheReceiver, async (tx) => {
    await recordFile(tx, FRIDAY_MORNING, kept, about);
    const [file] = await filesOf(tx, "dossier", subjectId);
    return {
      file,
      again: await fileOf(tx, "dossier", subjectId, file?.publicId ?? ""),
      nonsense: await fileOf(tx, "dossier", subjectId, "' OR 1=1"),
      elsewhere: await fileOf(tx, "document", subjectId, file?.publicId ?? ""),
    };
  });

  expect(found.file?.publicId).toMatch(/^[\w-]{22}$/u);
  expect(found.again).toEqual(found.file);
  expect([found.nonsense, found.elsewhere]).toEqual([undefined, undefined]);
});

test("an applicant who writes in Quận 1 sees no paper of the office and none of another applicant there", async () => {
  const subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const accountId = uuidv7(FRIDAY_MORNING.getTime());
  const kept = await keptPdf();
  const record = (tx: Tx, applicantId: string | null) =>
    recordFile(tx, FRIDAY_MORNING, kept, {
      subjectKind: "dossier",
      subjectId,
      slot: "a",
      applicantId,
    });
  const asApplicant = <T>(work: (tx: Tx) => Promise<T>) =>
    withApplicant(
      city.db,
      { tenantIds: [city.district1], actor: { kind: "applicant", accountId, name: "Quân" } },
      work,
    );
  await withTenant(city.db, city.lanTheReceiver, async (tx) => {
    await record(tx, null);
    await record(tx, subjectId);
  });
  const own = await asApplicant((tx) => record(tx, accountId));

  expect(await asApplicant((tx) => filesOf(tx, "dossier", subjectId))).toMatchObject([{ id: own }]);
  await expect(asApplicant((tx) => record(tx, subjectId))).rejects.toThrow("row-level security");
});
