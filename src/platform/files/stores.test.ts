import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { withTenant } from "#platform/database";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import {
  type ObjectStore,
  openObjectStore,
  placeOf as placeIn,
} from "../../../test/world/object-store.ts";
import { createDiskStore } from "./disk-store.ts";
import type { FileStore } from "./file-store.ts";
import { keepBytes } from "./keep-upload.ts";
import { createS3Store } from "./s3-store.ts";
import { recordFile, removeFile } from "./store.ts";
import { sweepOrphans, SweepRefused } from "./sweep-orphans.ts";

const KEY = Buffer.alloc(32, 7);
const LEASE = Buffer.from("Hợp đồng thuê nhà số 12, Quận 1".repeat(5000));
const TWO_DAYS_AGO = new Date(FRIDAY_MORNING.getTime() - 2 * 86_400_000);
const LATER = new Date(FRIDAY_MORNING.getTime() + 1000);

let city: City;
let folder: string;
let disk: FileStore;
let bucket: ObjectStore;
let objectStore: FileStore;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.db.close());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "egov-stores-"));
  disk = createDiskStore(folder, KEY);
  bucket = await openObjectStore({ now: () => FRIDAY_MORNING });
  objectStore = createS3Store(placeIn(bucket), KEY);
});
afterEach(() => {
  bucket.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const keep = (store: FileStore, bytes: Uint8Array, tenantId = city.district1) =>
  keepBytes(store, tenantId, bytes, { name: "thuê.pdf", type: "application/pdf", pages: 1 });
const placeOf = (sha256: string, tenantId = city.district1) =>
  path.join(folder, tenantId, sha256.slice(0, 2), sha256);
const inQuan1 = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(city.db, city.lanTheReceiver, work);
const aged = (sha256: string) => utimesSync(placeOf(sha256), TWO_DAYS_AGO, TWO_DAYS_AGO);

test("a lease comes back as it was from a disk and from an object store, and neither holds it readably", async () => {
  for (const store of [disk, objectStore]) {
    const kept = await keep(store, LEASE);
    expect(kept.sizeBytes).toBe(LEASE.length);
    expect((await buffer(await store.open(city.district1, kept.sha256))).equals(LEASE)).toBe(true);
  }
  const [object] = bucket.objects.values();
  expect(object?.bytes.length).toBe(LEASE.length + 16);
  expect(object?.bytes.includes("Hợp đồng")).toBe(false);
});

test("the same bytes of two districts lie there twice, and under another key they do not open", async () => {
  const here = await keep(disk, LEASE);
  await keep(disk, LEASE, city.cuChi);

  expect(existsSync(placeOf(here.sha256, city.cuChi))).toBe(true);
  mkdirSync(path.dirname(placeOf(here.sha256, city.tanBinh)), { recursive: true });
  writeFileSync(placeOf(here.sha256, city.tanBinh), readFileSync(placeOf(here.sha256)));
  const stolen = buffer(await disk.open(city.tanBinh, here.sha256));
  await expect(stolen).rejects.toThrow("damaged");
});

test("a store without a proper key keeps nothing", async () => {
  const careless = createDiskStore(folder, Buffer.from("123456"));
  await expect(keep(careless, LEASE)).rejects.toThrow("too short");
});

test("one flipped bit on the disk or in the object store is noticed by whoever reads the file", async () => {
  const { sha256 } = await keep(disk, LEASE);
  const bytes = readFileSync(placeOf(sha256));
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(placeOf(sha256), bytes);
  await expect(disk.open(city.district1, sha256).then(buffer)).rejects.toThrow("damaged");

  await keep(objectStore, LEASE);
  const [object] = bucket.objects.values();
  if (object !== undefined) object.bytes[100] = (object.bytes[100] ?? 0) ^ 1;
  await expect(objectStore.open(city.district1, sha256).then(buffer)).rejects.toThrow("damaged");
});

test("an object store that does not know us, or is broken, is a fault: nothing counts as kept or as missing", async () => {
  const { sha256 } = await keep(objectStore, LEASE);
  const stranger = createS3Store({ ...placeIn(bucket), secretAccessKey: "đoán" }, KEY);
  await expect(keep(stranger, LEASE)).rejects.toThrow();
  await expect(stranger.open(city.district1, sha256)).rejects.toThrow();
  bucket.failWith = 403;
  await expect(keep(objectStore, LEASE)).rejects.toThrow();
  await expect(sweepOrphans(city.db, objectStore, LATER)).rejects.toThrow();
  bucket.failWith = undefined;

  expect(bucket.objects.size).toBe(1);
  expect((await buffer(await objectStore.open(city.district1, sha256))).equals(LEASE)).toBe(true);
});

test("a busy object store is asked again before anybody is told", async () => {
  bucket.busyFor = 2;
  const kept = await keep(objectStore, LEASE);

  expect(bucket.answered.slice(-3)).toEqual(["PUT 503", "PUT 503", "PUT 200"]);
  expect((await buffer(await objectStore.open(city.district1, kept.sha256))).equals(LEASE)).toBe(
    true,
  );
});

test("a file cut short on the disk, even to nothing, is noticed", async () => {
  const { sha256 } = await keep(disk, LEASE);
  for (const length of [0, 10, 16, LEASE.length]) {
    writeFileSync(placeOf(sha256), readFileSync(placeOf(sha256)).subarray(0, length));
    await expect(disk.open(city.district1, sha256).then(buffer)).rejects.toThrow("damaged");
  }
});

test("an upload that fails on the way leaves nothing half written", async () => {
  await expect(disk.put(city.district1, path.join(folder, "không có"))).rejects.toThrow("ENOENT");
  expect(readdirSync(path.join(folder, city.district1))).toEqual([]);
});

test("the sweep takes what no record names after a day, and leaves the recorded, the removed and the fresh", async () => {
  const subject = { subjectKind: "dossier", subjectId: uuidv7(0), slot: "thue", applicantId: null };
  const recorded = await keep(disk, Buffer.from("recorded"));
  const removed = await keep(disk, Buffer.from("removed"));
  const orphan = await keep(disk, Buffer.from("orphan"));
  const fresh = await keep(disk, Buffer.from("fresh"));
  await inQuan1((tx) => recordFile(tx, FRIDAY_MORNING, recorded, subject));
  const id = await inQuan1((tx) => recordFile(tx, FRIDAY_MORNING, removed, subject));
  await inQuan1((tx) => removeFile(tx, LATER, "dossier", subject.subjectId, id));
  for (const one of [recorded, removed, orphan]) aged(one.sha256);
  utimesSync(placeOf(fresh.sha256), LATER, LATER);
  const unfinished = path.join(folder, city.district1, "part-0123");
  writeFileSync(unfinished, "killed");
  utimesSync(unfinished, TWO_DAYS_AGO, TWO_DAYS_AGO);

  expect(await sweepOrphans(city.db, disk, LATER)).toBe(1);
  expect([recorded, removed, orphan, fresh].map((one) => existsSync(placeOf(one.sha256)))).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(existsSync(unfinished)).toBe(false);
});

test("a record of Củ Chi does not keep the same bytes of Quận 1", async () => {
  const here = await keep(disk, Buffer.from("two districts"));
  const there = await keep(disk, Buffer.from("two districts"), city.cuChi);
  await withTenant(city.db, city.specialistOfCuChi, (tx) =>
    recordFile(tx, FRIDAY_MORNING, there, {
      subjectKind: "dossier",
      subjectId: uuidv7(0),
      slot: "thue",
      applicantId: null,
    }),
  );
  aged(here.sha256);
  utimesSync(placeOf(there.sha256, city.cuChi), TWO_DAYS_AGO, TWO_DAYS_AGO);

  expect(await sweepOrphans(city.db, disk, LATER)).toBe(1);
  expect(existsSync(placeOf(there.sha256, city.cuChi))).toBe(true);
});

test("with the wrong database beside the store the sweep refuses and removes nothing", async () => {
  const kept: string[] = [];
  for (let n = 0; n <= 100; n += 1) kept.push((await disk.put(city.tanBinh, written(n))).sha256);
  for (const sha256 of kept) utimesSync(placeOf(sha256, city.tanBinh), TWO_DAYS_AGO, TWO_DAYS_AGO);

  await expect(sweepOrphans(city.db, disk, LATER)).rejects.toThrow(SweepRefused);
  expect(kept.every((sha256) => existsSync(placeOf(sha256, city.tanBinh)))).toBe(true);
});

test("an orphan that is uploaded again while the sweep runs stays", async () => {
  const { sha256 } = await keep(disk, LEASE);
  aged(sha256);
  const before = new Date(FRIDAY_MORNING.getTime() - 86_400_000);
  await keep(disk, LEASE);
  await disk.remove(city.district1, sha256, before);

  expect(existsSync(placeOf(sha256))).toBe(true);
});

test("the sweep of an object store reads its list and removes the orphan only", async () => {
  const recorded = await keep(objectStore, Buffer.from("recorded there"));
  const orphan = await keep(objectStore, Buffer.from("orphan there"));
  const fresh = await keep(objectStore, Buffer.from("fresh there"));
  await inQuan1((tx) =>
    recordFile(tx, FRIDAY_MORNING, recorded, {
      subjectKind: "dossier",
      subjectId: uuidv7(0),
      slot: "thue",
      applicantId: null,
    }),
  );
  for (const [key, object] of bucket.objects)
    object.writtenAt = key.endsWith(fresh.sha256) ? LATER : TWO_DAYS_AGO;

  expect(await sweepOrphans(city.db, objectStore, LATER)).toBe(1);
  const left = [...bucket.objects.keys()].map((key) => key.split("/").at(-1));
  expect(left).toEqual([recorded.sha256, fresh.sha256]);
  await expect(objectStore.open(city.district1, orphan.sha256)).rejects.toThrow();
});

function written(n: number): string {
  const file = path.join(folder, `source-${n}`);
  writeFileSync(file, `file ${n}`);
  return file;
}
