import { existsSync, readdirSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dossier, numberResult, orderSignature } from "#modules/dossiers";
import { withTenant } from "#platform/database";
import { value } from "../world/dossiers.ts";
import { type CityHall, enterAsOfficial, openCityHall, TINY_PNG } from "./city-hall.ts";
import { type Installation, openInstallation, type Running } from "./installation.ts";
import { type Answer, createPerson, type Person } from "./person.ts";

let city: Installation;
let hall: CityHall;
let first: Running;
let second: Running;
let workers: Running[];
let quan: Person;
beforeAll(async () => {
  city = await openInstallation("shared");
  const roles = ["server", "server", "worker", "worker"] as const;
  const [one, other, ...rest] = await Promise.all(
    roles.map((role) => city.start({ EGOV_PROCESS: role })),
  );
  if (one === undefined || other === undefined) throw new Error("two servers");
  [first, second, workers] = [one, other, rest];
  hall = await openCityHall(city);
  quan = await hall.quan();
});
afterAll(async () => {
  await hall?.db.close();
  await city?.remove();
});

/** A draft that Quân began at a server, answered but without papers. */
async function draftAt(server: Running): Promise<string> {
  const begun = await quan.post(`${server.url}/thu-tuc/ho-kinh-doanh/nop`, {
    agency: "quan-1",
  });
  const publicId = /^\/ho-so-nhap\/([^/]+)/u.exec(begun.location)?.[1] ?? "";
  await hall.answer(publicId);
  return publicId;
}

async function number(sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await city.admin.query<{ n: number }>(sql, [...values]);
  return rows[0]?.n ?? -1;
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await condition()) return;
    await wait(25);
  }
  throw new Error(`${what} never came`);
}

const isRefused = (server: Running): Promise<boolean> =>
  fetch(`${server.url}/healthz`).then(
    () => false,
    () => true,
  );

test("four processes started at once on an empty database share one schema, one set of keys and every session", async () => {
  const keys = readdirSync(path.join(city.folder, "keys")).toSorted();

  expect(keys).toEqual(["checkpoint.pem", "master.key", "signing"]);
  expect((await quan.get(`${second.url}/ho-so-cua-toi`)).status).toBe(200);
});

test("a dossier submitted at one server is seen, accepted and signed for at the other", async () => {
  const publicId = await draftAt(first);
  const papers = `/ho-so-nhap/${publicId}/giay-to`;
  await quan.upload(`${first.url}${papers}`, "can-cuoc", "căn cước.png", TINY_PNG);
  expect((await quan.get(`${second.url}${papers}`)).text).toContain("căn cước.png");
  const submitted = await quan.post(`${first.url}/ho-so-nhap/${publicId}/kiem-tra`);
  expect([submitted.status, submitted.location]).toEqual([303, `/ho-so-cua-toi/${publicId}?moi`]);

  const lan = createPerson();
  await enterAsOfficial(lan, second.url, "tiepnhan.quan-1");
  const dossierPage = `${second.url}/can-bo/ho-so/${publicId}`;
  expect((await lan.get(dossierPage)).text).toContain("Trần Minh Quân");
  const accepted = await lan.post(`${dossierPage}/tiep-nhan`, { version: "1" });
  expect(accepted.status).toBe(303);
  expect((await quan.get(`${first.url}/ho-so-cua-toi/${publicId}`)).text).toMatch(/Đã tiếp nhận/u);
  expect(
    await number(
      `SELECT count(*)::integer AS n FROM numbering.issued_number WHERE name = 'receipts'`,
    ),
  ).toBe(1);
});

test("two workers share what is to be signed: each job runs once, and one that is told to stop loses nothing", async () => {
  const hung = createPerson();
  const [recovery = ""] = await enterAsOfficial(hung, second.url, "lanhdao.quan-1");
  await hung.post(`${second.url}/xac-nhan`, { code: recovery, tiep: "/" });
  const bakery = await hall.approved();
  const signed = await hung.post(`${second.url}/can-bo/ho-so/${bakery.publicId}/ky`, {
    version: String(bakery.version),
  });
  expect(signed.status).toBe(303);
  const { rows } = await city.admin.query<{ prepared: Buffer }>(
    `SELECT prepared FROM signing.pending_signature WHERE subject_id = $1`,
    [bakery.id],
  );
  const preparedPdf = rows[0]?.prepared ?? Buffer.alloc(0);
  const others: Dossier[] = [];
  for (let made = 0; made < 12; made += 1) others.push(await hall.approved());
  for (const dossier of others) await order(dossier, preparedPdf);
  const ordered = others.length + 1;
  const completed = (): Promise<number> =>
    number(
      `SELECT count(*)::integer AS n FROM signing.pending_signature WHERE state = 'completed'`,
    );
  await until(async () => (await completed()) > 0, "the first signature");
  workers[0]?.process.kill("SIGTERM");

  expect(await workers[0]?.ended).toBe(0);
  await until(async () => (await completed()) === ordered, "the last signature");
  const once = async (what: string, sql: string): Promise<void> =>
    expect([what, await number(sql)]).toEqual([what, ordered]);
  await once("waiting", `SELECT count(*)::integer AS n FROM signing.pending_signature`);
  await once(
    "results",
    `SELECT count(DISTINCT subject_id)::integer AS n FROM files.file WHERE slot = 'result' HAVING count(*) = count(DISTINCT subject_id)`,
  );
  await once(
    "history",
    `SELECT count(*)::integer AS n FROM dossiers.dossier_event WHERE name = 'result-signed'`,
  );
  const unfinished = (): Promise<number> =>
    number(
      `SELECT count(*)::integer AS n FROM jobs.job WHERE name = 'sign-results' AND state <> 'completed'`,
    );
  const sent = `SELECT count(*)::integer AS n FROM jobs.job WHERE name = 'sign-results'`;
  await until(async () => (await number(sent)) >= ordered, "a job for each event");
  await until(async () => (await unfinished()) === 0, "the end of the last job");
  await once("jobs", sent);
  expect(await number(`SELECT count(*)::integer AS n FROM jobs.job WHERE retry_count > 0`)).toBe(0);
});

async function order(dossier: Dossier, preparedPdf: Buffer): Promise<void> {
  const { leader, deps, db } = hall;
  const { publicId, version } = dossier;
  await withTenant(db, leader, async (tx) => {
    const now = new Date();
    const numbered = value(await numberResult(tx, now, deps, leader, { publicId, version }));
    value(
      await orderSignature(tx, now, deps, leader, {
        publicId,
        version: numbered.version,
        preparedPdf,
      }),
    );
  });
}

test("every notice leaves as one mail, every event is relayed and every leaf has its place in the log", async () => {
  const mails = path.join(city.folder, "outgoing-mail");
  const due = `SELECT count(*)::integer AS n FROM notifications.delivery WHERE state = 'waiting'`;
  await until(async () => (await number(due)) === 0, "the last mail");
  const sent = await number(
    `SELECT count(*)::integer AS n FROM notifications.delivery WHERE state = 'sent'`,
  );
  expect(sent).toBeGreaterThan(20);
  expect(existsSync(mails) ? readdirSync(mails).length : 0).toBe(sent);
  await until(
    async () =>
      (await number(`SELECT count(*)::integer AS n FROM outbox.event WHERE relayed_at IS NULL`)) ===
      0,
    "the last event",
  );
  await until(
    async () => (await number(`SELECT count(*)::integer AS n FROM audit.waiting`)) === 0,
    "the last leaf",
  );
  const { rows } = await city.admin.query<{ leaves: string; next: string; log: string }>(
    `SELECT (SELECT count(*) FROM audit.leaf) AS leaves, max(log_index) + 1 AS next, (SELECT max(size) FROM audit.checkpoint) AS log
     FROM audit.place`,
  );
  expect(rows[0]?.next).toBe(rows[0]?.leaves);
  expect(rows[0]?.log).toBe(rows[0]?.leaves);
});

test("a server told to stop in the middle of a slow upload takes nobody new, lets it finish, keeps the file and ends well", async () => {
  const publicId = await draftAt(first);
  const upload = slowUpload(`${first.url}/ho-so-nhap/${publicId}/giay-to`, 8);
  await upload.underWay;
  first.process.kill("SIGTERM");
  await until(() => isRefused(first), "the closed door");
  expect(first.process.exitCode).toBeNull();

  expect(await upload.status).toBe(303);
  expect(await first.ended).toBe(0);
  const papers = await quan.get(`${second.url}/ho-so-nhap/${publicId}/giay-to`);
  expect(papers.text).toContain("cham.png");
  const [, file = ""] = /\/tep\/([\w-]+)/u.exec(papers.text) ?? [];
  expect((await quan.get(`${second.url}/ho-so-nhap/${publicId}/tep/${file}`)).status).toBe(200);
  first = await city.start({ EGOV_PROCESS: "server" });
});

/** Sends a picture drop by drop, as a telephone at the edge of its network does. */
function slowUpload(
  url: string,
  drops: number,
): { readonly underWay: Promise<void>; readonly status: Promise<number> } {
  const body = Buffer.concat([
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="can-cuoc"; filename="cham.png"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    TINY_PNG,
    Buffer.from("\r\n--b--\r\n"),
  ]);
  const sending = request(url, {
    method: "POST",
    headers: {
      cookie: quan.cookies(),
      "sec-fetch-site": "same-origin",
      "content-type": "multipart/form-data; boundary=b",
      "content-length": body.length,
    },
  });
  const status = new Promise<number>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
  const length = Math.ceil(body.length / drops);
  const send = async (drop: number): Promise<void> => {
    sending.write(body.subarray(drop * length, (drop + 1) * length));
    await wait(300);
  };
  const underWay = (async () => {
    for (let drop = 0; drop < 2; drop += 1) await send(drop);
  })();
  const rest = async (): Promise<void> => {
    await underWay;
    for (let drop = 2; drop < drops; drop += 1) await send(drop);
    sending.end();
  };
  void rest();
  return { underWay, status };
}

test("a server told to stop in the middle of a submission finishes it: what the applicant was told is there", async () => {
  const publicId = await draftAt(first);
  await quan.upload(`${first.url}/ho-so-nhap/${publicId}/giay-to`, "can-cuoc", "a.png", TINY_PNG);
  await city.admin.query(`BEGIN; LOCK TABLE dossiers.dossier IN SHARE ROW EXCLUSIVE MODE`);
  const submission: Promise<Answer> = quan.post(`${first.url}/ho-so-nhap/${publicId}/kiem-tra`);
  await until(
    async () =>
      (await number(
        `SELECT count(*)::integer AS n FROM pg_locks WHERE NOT granted AND relation = 'dossiers.dossier'::regclass`,
      )) > 0,
    "the waiting submission",
  );
  first.process.kill("SIGTERM");
  await until(() => isRefused(first), "the closed door");
  await wait(500);
  expect(first.process.exitCode).toBeNull();
  await city.admin.query("ROLLBACK");

  const answered = await submission;
  const answeredAt = performance.now();
  expect([answered.status, answered.location]).toEqual([303, `/ho-so-cua-toi/${publicId}?moi`]);
  expect(await first.ended).toBe(0);
  // Quân's browser would keep its connection for another minute.
  expect(performance.now() - answeredAt).toBeLessThan(15_000);
  expect((await quan.get(`${second.url}/ho-so-cua-toi/${publicId}`)).status).toBe(200);
});
