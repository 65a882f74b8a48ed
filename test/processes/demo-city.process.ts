import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DISTRICT_SLUGS } from "#modules/organisation";
import { openObjectStore, type ObjectStore } from "../world/object-store.ts";
import { EICAR, openVirusDaemon, type VirusDaemon } from "../world/virus-daemon.ts";
import { TINY_PNG } from "./city-hall.ts";
import { launch, refusalOf, type Running, withAddress } from "./installation.ts";
import { type Answer, createPerson, type Person } from "./person.ts";

const BIN = path.resolve(import.meta.dirname, "../../bin");
/** A month of a district each: the twelve that are over or running. */
const SLICES = DISTRICT_SLUGS.length * 12;
const folder = mkdtempSync(path.join(tmpdir(), "egov-demo-city-"));
let bucket: ObjectStore;
let daemon: VirusDaemon;
let settings: Readonly<Record<string, string>>;
let city: Running;
let quan: Person;
beforeAll(async () => {
  bucket = await openObjectStore();
  daemon = await openVirusDaemon();
  settings = {
    DATA_FOLDER: folder,
    PORT: "0",
    CLAMD: `127.0.0.1:${daemon.port}`,
    S3_ENDPOINT: bucket.url,
    S3_REGION: "hcm",
    S3_BUCKET: bucket.bucket,
    S3_ACCESS_KEY_ID: bucket.accessKeyId,
    S3_SECRET_ACCESS_KEY: bucket.secretAccessKey,
  };
  await open();
  quan = await signedIn("nguoidan");
});
afterAll(async () => {
  await killed();
  bucket.server.close();
  daemon.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  city = await withAddress(launch(settings, path.join(BIN, "start.ts")));
}

async function killed(): Promise<void> {
  city.process.kill("SIGKILL");
  await city.ended;
}

interface Kept {
  readonly password: string;
  readonly accounts: readonly {
    readonly role: string;
    readonly login: string;
    readonly name: string;
  }[];
}

const kept = (): Kept =>
  JSON.parse(readFileSync(path.join(folder, "accounts.json"), "utf8")) as Kept; // written by the program under test

async function signedIn(login: string): Promise<Person> {
  const person = createPerson();
  const { status } = await person.post(`${city.url}/dang-nhap`, {
    login,
    password: kept().password,
  });
  if (status !== 303) throw new Error(`${login} was answered ${status}`);
  return person;
}

test("the start prints the address, an account for each role that really opens, and what its database does not survive", async () => {
  const { password, accounts } = kept();
  const said = city.output();

  expect(said).toContain(`Mật khẩu chung: ${password}`);
  for (const { role, login, name } of accounts)
    expect(said).toMatch(new RegExp(`^ +${role} +${login} +${name}$`, "mu"));
  expect(new Set(accounts.map(({ role }) => role)).size).toBe(accounts.length);
  expect(accounts.length).toBeGreaterThanOrEqual(9);
  expect(said).toContain(
    `Embedded database in ${folder}: survives a killed process, not a power cut.`,
  );
  expect(said).not.toContain("No virus scanner");
  const ready: unknown = await (await fetch(`${city.url}/readyz`)).json();
  expect(ready).toMatchObject({
    database: "embedded",
    durability: "survives a killed process, not a power cut",
  });
  for (const { login } of accounts)
    expect((await (await signedIn(login)).get(`${city.url}/tai-khoan`)).status, login).toBe(200);
});

test("the first pages come before the year: the figures say that it is still being loaded, and one dossier is being worked on", async () => {
  expect((await quan.get(`${city.url}/thong-ke`)).text).toContain("đang được nạp");
  expect((await quan.get(`${city.url}/ho-so-cua-toi`)).text).toMatch(/\/ho-so-cua-toi\/[\w-]{22}/u);
});

async function draft(): Promise<Answer> {
  return quan.post(`${city.url}/thu-tuc/ho-kinh-doanh/nop`, { agency: "quan-1" });
}

const idIn = ({ location }: Answer): string => /^\/ho-so-nhap\/([^/]+)/u.exec(location)?.[1] ?? "";

test("a paper with a virus, in disguise, cut off or endless is refused in words and kept nowhere; a good one is shown back", async () => {
  const before = bucket.objects.size;
  const at = `${city.url}/ho-so-nhap/${idIn(await draft())}/giay-to`;
  const answers: (readonly [string, RegExp])[] = [];
  const send = async (name: string, content: Buffer, words: RegExp): Promise<void> => {
    const { status, text } = await quan.upload(at, "can-cuoc", name, content);
    answers.push([
      `${status} ${/class="error"[^>]*>([^<]*)/u.exec(text)?.[1] ?? text.slice(0, 80)}`,
      words,
    ]);
  };
  await send("a.png", Buffer.concat([TINY_PNG, Buffer.from(EICAR)]), /^422 .*mã độc/u);
  await send("a.pdf", TINY_PNG, /^422 .*không đúng với đuôi/u);
  await send("a.exe", Buffer.from("MZ chương trình"), /^422 /u);
  await send("a.png", TINY_PNG.subarray(0, TINY_PNG.length - 9), /^422 .*(?:hỏng|thiếu|dở)/u);
  await send("a.png", Buffer.alloc(21 * 1024 * 1024, 1), /^422 .*20 MB/u);
  await send("a.png", Buffer.alloc(0), /^422 .*(?:rỗng|trống)/u);

  for (const [answered, words] of answers) expect(answered).toMatch(words);
  expect(bucket.objects.size).toBe(before);
  expect((await quan.upload(at, "can-cuoc", "căn cước.png", TINY_PNG)).status).toBe(303);
  expect((await quan.get(at)).text).toMatch(/căn cước\.png.*1 kB/su);
  expect(bucket.objects.size).toBe(before + 1);
  bucket.failWith = 403;
  const broken = await quan.upload(at, "can-cuoc", "mặt sau.png", Buffer.from(TINY_PNG));
  bucket.failWith = undefined;
  const [, reference = "none"] = /"reference":"([\w-]{10})"/u.exec(city.output()) ?? [];
  expect([broken.status, broken.text.includes(reference)]).toEqual([500, true]);
  expect((await quan.get(at)).text).not.toContain("mặt sau.png");
});

/** Undefined once the city is dead and answers no more. */
function answeredDraft(): Promise<string | undefined> {
  return draft().then(idIn, () => undefined);
}

test("killed again and again while the year loads, it keeps everything it had answered, under the same accounts", async () => {
  const { password } = kept();
  const answered: string[] = [];
  for (const lifeMs of [300, 900, 1_500]) {
    const dies = wait(lifeMs).then(killed);
    for (let id = await answeredDraft(); id !== undefined; id = await answeredDraft())
      answered.push(id);
    await dies;
    await open();
  }

  expect(kept().password).toBe(password);
  expect(answered.length).toBeGreaterThan(3);
  expect(new Set(answered).size).toBe(answered.length);
  for (const id of answered)
    expect((await quan.get(`${city.url}/ho-so-nhap/${id}/buoc/chu-ho`)).status, id).toBe(200);
});

test("the year goes on where it was killed, ends within two minutes and says so; no month is there twice", async () => {
  const startedAt = performance.now();
  while (!city.output().includes("100 %")) {
    if (performance.now() - startedAt > 120_000) throw new Error(city.output());
    await wait(100);
  }
  await expect
    .poll(async () => (await quan.get(`${city.url}/thong-ke`)).text, { timeout: 10_000 })
    .not.toContain("đang được nạp");
  city.process.kill("SIGTERM");
  expect(await city.ended).toBe(0);

  const counters = await refusalOf(settings, path.join(BIN, "check-counters.ts"));
  expect(counters.words.split("\n").at(-1)).toBe("Every counter equals what the events say.");
  const log = await refusalOf(settings, path.join(BIN, "export-log.ts"));
  expect(log.words.split("demo-month-loaded").length - 1).toBe(SLICES);
});
