import { spawnSync } from "node:child_process";
import { generateKeyPairSync, createPublicKey } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countersBetween, countersFromEvents } from "#modules/dossiers";
import { exportLog, sequenceOnce } from "#platform/audit-log";
import { withDoor } from "#platform/database";
import { relayOnce } from "#platform/outbox";
import { FRIDAY_MORNING } from "../world/city.ts";
import { type OneStopCity, openOneStopCity } from "../world/dossiers.ts";
import { type Deed, type Form, formsFor } from "./forms.ts";
import { AMBUSHES, type Kill, killAfter, killAt, type Killer, randomFrom } from "./killing.ts";
import { type RunningClerk, startClerk } from "./running-clerk.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Deeds done in peace first, to see how long they take. */
const MEASURED = 3;
/** Kills of each deed at a random moment, besides those at chosen places. */
const AT_RANDOM = 10;
const DOSSIERS =
  MEASURED + AT_RANDOM + Math.max(...Object.values(AMBUSHES).map((one) => one.length));
/** Random moments go a little beyond the usual length of a deed, so that its very end is hit as well. */
const BEYOND = 1.2;
const random = randomFrom(20_250_425);

let city: OneStopCity;
let clerkUrl: string;
let folder: string;
let killer: Killer;
let standby: RunningClerk;
let clerks = 0;
const kills: Kill[] = [];
/** Numbers that people were told, by deed and dossier: what they rely on. */
const told = new Map<string, string>();

beforeAll(async () => {
  const admin = process.env["TEST_POSTGRES_URL"];
  if (admin === undefined)
    throw new Error("TEST_POSTGRES_URL must name a throw-away PostgreSQL server; npm test does");
  city = await openOneStopCity();
  const database = await city.as(city.lanTheReceiver, (tx) =>
    tx.row<{ name: string }>(`SELECT current_database() AS name`),
  );
  const url = new URL(admin);
  url.pathname = `/${database?.name ?? ""}`;
  const [watcher, holder] = [0, 1].map(() => new Client({ connectionString: url.href }));
  if (watcher === undefined || holder === undefined) throw new Error("two connections");
  await Promise.all([watcher.connect(), holder.connect()]);
  killer = { watcher, holder, isDone };
  url.username = "egov_app";
  url.password = "test";
  clerkUrl = url.href;
  for (let made = 0; made < DOSSIERS; made += 1) await city.draft();
  mkdirSync(path.join(ROOT, ".cache"), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, ".cache/kills-"));
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, "clerk.ts"),
    platform: "node",
    external: (id) => !id.startsWith(".") && !id.startsWith("#") && !path.isAbsolute(id),
    logLevel: "warn",
  });
  await bundle.write({ file: path.join(folder, "clerk.mjs"), format: "esm" });
  await bundle.close();
  standby = newClerk();
});
afterAll(async () => {
  await standby?.dismiss();
  await Promise.all([killer?.watcher.end(), killer?.holder.end()]);
  rmSync(folder, { recursive: true, force: true });
  await city.db.close();
});

function newClerk(): RunningClerk {
  return startClerk(path.join(folder, "clerk.mjs"), clerkUrl, `clerk-${(clerks += 1)}`);
}

/** The clerk who waits, while the next one already comes in: nobody waits for a program that starts. */
async function nextClerk(): Promise<RunningClerk> {
  const clerk = standby;
  await clerk.ready;
  standby = newClerk();
  return clerk;
}

const waiting = (deed: Deed): Promise<Form[]> =>
  city.as(city.lanTheReceiver, (tx) => formsFor(tx, deed));

async function isDone(form: Form): Promise<boolean> {
  return !(await waiting(form.deed)).some((one) => one.publicId === form.publicId);
}

/** Does it in peace; the number that comes out is what someone now relies on. Gives the time it took. */
async function inPeace(clerk: RunningClerk, form: Form): Promise<number> {
  const outcome = await clerk.finish(form);
  if (outcome.told === undefined) throw new Error(`${form.deed}: ${outcome.refusal}`);
  told.set(`${form.deed} ${form.publicId}`, outcome.told);
  return outcome.tookMs;
}

async function everyoneElse(clerk: RunningClerk, deed: Deed): Promise<void> {
  for (const form of await waiting(deed)) await inPeace(clerk, form);
}

/**
 * After a kill the same form is sent again, twice. If the deed had been done, a submission is answered with the same
 * dossier, the gateway's word with the same receipt, and an official's form is refused as stale; if not, it is done now. Nothing is done a second time.
 */
async function sentAgain(clerk: RunningClerk, { form }: Kill): Promise<void> {
  const before = await isDone(form);
  const second = await clerk.finish(form);
  const third = await clerk.finish(form);
  const isAnsweredAgain = form.deed === "submit" || form.deed === "pay";
  if (before && !isAnsweredAgain) expect(second.refusal).toMatch(/^(?:stale|not-pending)$/u);
  else expect(second.refusal).toBeUndefined();
  if (isAnsweredAgain) expect(third.told).toBe(second.told);
  else expect(third.refusal).toMatch(/^(?:stale|not-pending)$/u);
  if (second.told !== undefined) told.set(`${form.deed} ${form.publicId}`, second.told);
  expect(await isDone(form)).toBe(true);
}

const numbers = (sql: string): Promise<number[]> =>
  city.as(city.lanTheReceiver, async (tx) =>
    (await tx.rows<{ n: number }>(sql)).map((row) => row.n),
  );

test.each(Object.keys(AMBUSHES) as (keyof typeof AMBUSHES)[])(
  "a clerk killed at any moment of %s leaves all of it or nothing, and the same form sent again ends well once",
  async (deed) => {
    let clerk = await nextClerk();
    if (deed === "number")
      for (const between of ["examine", "review"] as const) await everyoneElse(clerk, between);
    const forms = await waiting(deed);
    const tookMs: number[] = [];
    for (const form of forms.splice(0, MEASURED)) tookMs.push(await inPeace(clerk, form));
    const usualMs = tookMs.toSorted((one, other) => one - other)[1] ?? 0;
    const places = AMBUSHES[deed];
    for (const [index, form] of forms.splice(0, places.length + AT_RANDOM).entries()) {
      const place = places[index];
      const kill =
        place === undefined
          ? await killAfter(killer, clerk, form, random() * usualMs * BEYOND)
          : await killAt(killer, clerk, form, place);
      kills.push(kill);
      if (place !== undefined && "commit" in place) expect(kill.moment).toBe("after COMMIT");
      else if (place !== undefined)
        expect(kill.moment).toBe(
          place.holds === "reads" ? "before the first write" : "between writes",
        );
      clerk = await nextClerk();
      await sentAgain(clerk, kill);
    }
    await everyoneElse(clerk, deed);
    expect(await clerk.dismiss()).toBe(0);
  },
);

test("the kills landed where a deed can break: before its first write, between writes, and after COMMIT was sent", async () => {
  const count = (moment: Kill["moment"]): number =>
    kills.filter((kill) => kill.moment === moment).length;
  const [before, inside, unheard, after] = [
    count("before the first write"),
    count("between writes"),
    count("after COMMIT"),
    count("after the deed"),
  ];
  console.log(
    `counted: ${kills.length} kills: ${before} before the first write, ${inside} between writes, ${unheard} after COMMIT and before its answer was heard, ${after} after the deed`,
  );
  const deeds = Object.keys(AMBUSHES).length;
  expect(before).toBeGreaterThanOrEqual(deeds);
  expect(inside).toBeGreaterThanOrEqual(3 * deeds);
  expect(unheard).toBeGreaterThanOrEqual(deeds);
});

test("every number that anybody was told is in the registers, and no register doubles or misses one", async () => {
  const last = await nextClerk();
  await everyoneElse(last, "release");
  expect(await last.dismiss()).toBe(0);

  const dossiers = await city.as(city.lanTheReceiver, (tx) =>
    tx.rows<{ publicId: string; code: string; receipt: number; result: string; state: string }>(
      `SELECT public_id AS "publicId", code, receipt_number AS receipt, result_number AS result, state FROM dossiers.dossier`,
    ),
  );
  expect(dossiers.map((one) => one.state)).toEqual(Array(DOSSIERS).fill("done"));
  for (const { publicId, code, receipt, result } of dossiers)
    expect({
      submit: told.get(`submit ${publicId}`),
      accept: told.get(`accept ${publicId}`) ?? String(receipt),
      number: told.get(`number ${publicId}`) ?? result,
    }).toEqual({ submit: code, accept: String(receipt), number: result });

  const oneEach = Array.from({ length: DOSSIERS }, (_, index) => index + 1);
  for (const register of ["dossier-codes", "receipts", "household-business-certificates"])
    expect([
      register,
      await numbers(
        `SELECT number AS n FROM numbering.issued_number WHERE name = '${register}' ORDER BY number`,
      ),
    ]).toEqual([register, oneEach]);
  const sorted = (all: readonly number[]): number[] => all.toSorted((a, b) => a - b);
  expect(sorted(dossiers.map((one) => one.receipt))).toEqual(oneEach);
  expect(sorted(dossiers.map((one) => Number.parseInt(one.result, 10)))).toEqual(oneEach);
  expect(sorted(dossiers.map((one) => Number(one.code.split("-").at(-1))))).toEqual(oneEach);
});

test("each fee was counted once with one receipt, whatever was killed while the gateway told of it", async () => {
  const paid = await city.as(city.lanTheReceiver, (tx) =>
    tx.rows<{ publicId: string; state: string; paid: number; receipts: number[]; taken: number }>(
      `SELECT c.public_id AS "publicId", c.state, (c.paid_vnd - c.amount_vnd)::integer AS paid,
              (SELECT array_agg(p.receipt_number) FROM payments.payment p WHERE p.charge_id = c.id) AS receipts,
              (SELECT count(*)::integer FROM payments.gateway_notice n WHERE n.charge_id = c.id AND n.outcome = 'taken') AS taken
       FROM payments.charge c`,
    ),
  );
  expect(paid).toHaveLength(DOSSIERS);
  for (const one of paid) {
    expect(one).toMatchObject({ state: "paid", paid: 0, taken: 1 });
    expect(one.receipts.map(String)).toEqual([told.get(`pay ${one.publicId}`)]);
  }
  const receipts = paid.flatMap((one) => one.receipts).toSorted((one, other) => one - other);
  expect(receipts).toEqual(Array.from({ length: DOSSIERS }, (_, index) => index + 1));
});

test("each dossier has one process that ended, one clock of each kind, one signature, one result and its three notices", async () => {
  const each = async (what: string, sql: string, count: number): Promise<void> =>
    expect([what, await numbers(sql)]).toEqual([what, Array(DOSSIERS).fill(count)]);
  await each(
    "process",
    `SELECT count(*)::integer AS n FROM workflow.instance GROUP BY subject_id, state HAVING state = 'ended'`,
    1,
  );
  for (const purpose of ["answer", "processing"])
    await each(
      purpose,
      `SELECT count(*)::integer AS n FROM deadlines.clock WHERE purpose = '${purpose}' AND state = 'stopped' GROUP BY subject_id`,
      1,
    );
  await each(
    "signature",
    `SELECT count(*) FILTER (WHERE state = 'completed')::integer AS n FROM signing.pending_signature GROUP BY subject_id HAVING count(*) = 1`,
    1,
  );
  await each(
    "result",
    `SELECT count(*)::integer AS n FROM files.file WHERE slot = 'result' GROUP BY subject_id`,
    1,
  );
  await each(
    "notices",
    `SELECT count(DISTINCT template)::integer AS n FROM notifications.notice GROUP BY subject_id HAVING count(*) = 3`,
    3,
  );
  expect(await numbers(`SELECT count(*)::integer AS n FROM workflow.token`)).toEqual([0]);
  expect(
    await numbers(`SELECT count(*)::integer AS n FROM dossiers.draft WHERE submitted_as IS NULL`),
  ).toEqual([0]);
});

test("history, audit leaves and events tell of every version once; the relay loses none and the counters agree", async () => {
  const versions = await city.as(city.lanTheReceiver, (tx) =>
    tx.rows<{ id: string; version: number; history: number; leaves: number }>(
      `SELECT d.id, d.version,
              (SELECT count(*)::integer FROM dossiers.dossier_event e WHERE e.dossier_id = d.id) AS history,
              (SELECT count(*)::integer FROM audit.leaf l WHERE l.subject_kind = 'dossier' AND l.subject_id = d.id) AS leaves
       FROM dossiers.dossier d`,
    ),
  );
  for (const one of versions) expect([one.history, one.leaves]).toEqual([one.version, one.version]);

  const relayed = new Map<string, number[]>();
  while (
    (await relayOnce(city.db, FRIDAY_MORNING, async (_, event) => {
      if (event.subjectKind === "dossier")
        relayed.set(event.subjectId, [...(relayed.get(event.subjectId) ?? []), event.sequence]);
    })) > 0
  );
  for (const { id, version } of versions)
    expect(relayed.get(id)).toEqual(Array.from({ length: version }, (_, index) => index + 1));

  const read = (reader: typeof countersBetween) =>
    withDoor(city.db, "counters", (tx) => reader(tx, "2025-01-01", "2026-01-01"));
  expect(await read(countersFromEvents)).toEqual(await read(countersBetween));
});

test("the audit log of what was left verifies from outside, with every leaf in it", async () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  while ((await sequenceOnce(city.db, FRIDAY_MORNING, privateKey)) > 0);
  const lines: string[] = [];
  await exportLog(city.db, createPublicKey(privateKey), async (line) => void lines.push(line));
  const file = path.join(folder, "log.ndjson");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const verdict = spawnSync(process.execPath, [path.join(ROOT, "bin/verify-log.ts"), file]);
  const [leaves] = await numbers(`SELECT count(*)::integer AS n FROM audit.leaf`);

  expect(verdict.stdout.toString() + verdict.stderr.toString()).toContain(
    `verified: ${leaves} leaves (0 erased)`,
  );
  expect(verdict.status).toBe(0);
});
