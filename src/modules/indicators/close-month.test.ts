import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { canonicalJson } from "#kernel/canonical-json";
import { withDoor } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { closeDueMonth, closeMonth, signSnapshots } from "./close-month.ts";
import { findFacts } from "./find-figures.ts";
import { periodOf } from "./period.ts";
import { adjustment, rowsOf, snapshotIn } from "./snapshot.ts";
import { exportOf } from "./snapshot-export.ts";
import { snapshotByMonth } from "./snapshot-store.ts";

const apps = [householdBusiness];
const MAY = new Date("2025-05-06T03:00:00Z");
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const folder = mkdtempSync(path.join(tmpdir(), "egov-month-"));
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
  await city.dossierAt("examine");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await city.db.close();
});

const close = (key: string, now = MAY) =>
  closeMonth(city.db, now, { actor: { kind: "system", job: "test" }, apps }, key);
const april = () => withDoor(city.db, "directory", (tx) => snapshotByMonth(tx, "2025-04-01"));

function verdict(text: string, ...more: readonly string[]): string {
  const file = path.join(folder, "2025-04.json");
  writeFileSync(file, text);
  const program = path.resolve(import.meta.dirname, "../../../bin/verify-snapshot.ts");
  const run = spawnSync(process.execPath, [program, file, ...more]);
  return (run.stdout.toString() + run.stderr.toString()).trim();
}

test("a month that is not over is not closed, and one that is, once", async () => {
  expect(await close("2025-04", FRIDAY_MORNING)).toEqual({ ok: false, error: "not-over" });
  expect(await close("2025-Q1")).toEqual({ ok: false, error: "not-over" });
  expect((await close("2025-04")).ok).toBe(true);
  expect(await close("2025-04")).toEqual({ ok: false, error: "already-closed" });
  const log = await withDoor(city.db, "sequencer", (tx) =>
    tx.rows<{ body: string }>(`SELECT body FROM audit.payload WHERE body LIKE '%month-closed%'`),
  );
  expect(log).toHaveLength(1);
  expect(log[0]?.body).toContain((await april())?.sha256.toString("hex"));
});

test("what is counted for a closed month afterwards stands beside it and never in it", async () => {
  const before = await april();
  await city.dossierAt("receive"); // entered in May for a Friday of April, as after a power cut
  const period = periodOf("2025-04", day("2025-05-06"));
  if (period === undefined || before === undefined) throw new Error("April is a month");
  const now = rowsOf(await findFacts({ db: city.db, now: MAY }, apps, period), apps);
  const [closed] = snapshotIn(before.body).rows;

  expect(closed).toMatchObject({ agency: "Quận 1", open: 1, figures: { received: 1 } });
  expect(adjustment(closed?.figures, now[0]?.figures)).toEqual({ received: 1 });
  expect((await april())?.body).toBe(before.body);
});

test("nobody changes a closed month with the application's role, nor its signature once it is there", async () => {
  await signSnapshots(city.db, privateKey);
  for (const door of ["directory", "counters", "seed"] as const) {
    await expect(
      withDoor(city.db, door, (tx) => tx.rows(`UPDATE indicators.month_snapshot SET body = '{}'`)),
    ).rejects.toThrow("permission denied");
    await expect(
      withDoor(city.db, door, (tx) => tx.rows(`DELETE FROM indicators.month_snapshot`)),
    ).rejects.toThrow("permission denied");
    expect(
      await withDoor(city.db, door, (tx) =>
        tx.rows(`UPDATE indicators.month_snapshot SET signature = 'x' RETURNING month`),
      ),
    ).toEqual([]);
  }
});

test("an outsider verifies a closed month from its download alone, and finds every changed figure", async () => {
  const stored = await april();
  if (stored === undefined) throw new Error("April is closed");
  const text = exportOf(stored);
  expect(verdict(text)).toMatch(/^verified: 2025-04, 1 rows, key [0-9a-f]{16}\nreceived 1, /u);

  const changed = text.replace('\\"received\\":1', '\\"received\\":9');
  expect(changed).not.toBe(text);
  expect(verdict(changed)).toContain("its hash differs");
  expect(verdict(text.replace('"month":"2025-04","sha', '"month":"2025-03","sha'))).toContain(
    "another month",
  );
  expect(verdict(text.replace(/"signature":"../u, '"signature":"AA'))).toContain(
    "signature is not valid",
  );
  expect(verdict("{}")).toContain("holds no body");
  const pem = path.join(folder, "key.pem");
  writeFileSync(pem, publicKey.export({ type: "spki", format: "pem" }));
  expect(verdict(text, pem)).toContain("verified");
  writeFileSync(
    pem,
    generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }),
  );
  expect(verdict(text, pem)).toContain("not with the key you trust");
});

test("the job closes last month on the day of the rule, not before, and once", async () => {
  const at = (on: string): Date => new Date(`${on}T06:00:00+07:00`);
  expect(await closeDueMonth(city.db, at("2025-06-04"), apps)).toBe(0);
  expect(await closeDueMonth(city.db, at("2025-06-05"), apps)).toBe(1);
  expect(await closeDueMonth(city.db, at("2025-06-06"), apps)).toBe(0);
  expect(await signSnapshots(city.db, privateKey)).toBe(1);
  expect(await signSnapshots(city.db, privateKey)).toBe(0);
});

test("one value has one text, whatever the order of its members", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "ế" }], a: true, x: undefined })).toBe(
    '{"a":true,"b":[1,{"c":"ế","d":null}]}',
  );
  expect(() => canonicalJson({ a: Number.NaN })).toThrow("no canonical text");
});
