import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { seedAccounts } from "#modules/identity";
import { type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import { createSmtpMailer, type Mailer } from "#platform/mail";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { deliverDue, markRead, noticesFor, notify } from "./index.ts";

let city: City;
let accountId: string;
let server: SMTPServer;
let mailer: Mailer;
let arrived: string[];
let isBusy = false;
beforeAll(async () => {
  city = await openCity();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        if (isBusy) return done(Object.assign(new Error("try later"), { responseCode: 451 }));
        arrived.push(text);
        return done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  mailer = createSmtpMailer(`smtp://127.0.0.1:${port}`, "Một cửa <mot-cua@hcm.example>");
});
afterAll(async () => {
  server.close();
  await city.db.close();
});
beforeEach(async () => {
  arrived = [];
  isBusy = false;
  accountId = await account("hoa@vi-du.example");
});
afterEach(() => deliverDue(city.db, new Date("2030-01-01"), { send: async () => undefined }, ""));

async function account(email: string | undefined): Promise<string> {
  const id = uuidv7(FRIDAY_MORNING.getTime());
  await withDoor(city.db, "seed", (tx) =>
    seedAccounts(
      tx,
      FRIDAY_MORNING,
      [{ id, login: id, name: "Bùi Thị Hoa", ...(email === undefined ? {} : { email }) }],
      "x",
    ),
  );
  return id;
}

const tell = (to = accountId) =>
  withTenant(city.db, city.lanTheReceiver, (tx) =>
    notify(tx, FRIDAY_MORNING, {
      accountId: to,
      template: "accepted",
      language: "vi",
      params: { code: "000.01.01.H29-250425-0001", dueOn: "29/04/2025" },
      subjectKind: "dossier",
      subjectId: accountId,
      href: "/ho-so-cua-toi/abc",
    }),
  );
const deliver = (now = FRIDAY_MORNING) => deliverDue(city.db, now, mailer, "https://hcm.example");
const states = () =>
  withTenant(city.db, city.lanTheReceiver, (tx) =>
    tx.rows<{ state: string; tries: number }>(
      `SELECT d.state, d.tries FROM notifications.delivery d JOIN notifications.notice n ON n.id = d.notice_id WHERE n.account_id = $1`,
      [accountId],
    ),
  );

test("Hoa is told in the system and by one e-mail, however often the post goes out", async () => {
  await tell();
  await deliver();
  await deliver(new Date(FRIDAY_MORNING.getTime() + 3_600_000));

  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toContain("To: hoa@vi-du.example");
  expect(await states()).toEqual([{ state: "sent", tries: 1 }]);
});

test("an act that fails tells nobody", async () => {
  const failed = withTenant(city.db, city.lanTheReceiver, async (tx) => {
    await notify(tx, FRIDAY_MORNING, {
      accountId,
      template: "released",
      language: "vi",
      params: {},
      subjectKind: "dossier",
      subjectId: accountId,
      href: "/",
    });
    throw new Error("stale");
  });
  await expect(failed).rejects.toThrow("stale");
  await deliver();
  expect(arrived).toEqual([]);
});

test("a mail server that is busy is tried again later with the same Message-ID", async () => {
  await tell();
  isBusy = true;
  await deliver();
  expect(await states()).toEqual([{ state: "waiting", tries: 1 }]);
  isBusy = false;
  await deliver(new Date(FRIDAY_MORNING.getTime() + 10_000));
  expect(arrived).toEqual([]);
  await deliver(new Date(FRIDAY_MORNING.getTime() + 31_000));

  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toMatch(/Message-ID: <[0-9a-f-]{36}@hcm-egov>/u);
});

test("a worker that dies while sending loses nothing: the next one sends it", async () => {
  await tell();
  const dying: Mailer = { send: () => new Promise(() => undefined) };
  void deliverDue(city.db, FRIDAY_MORNING, dying, "");
  await new Promise((resolve) => setTimeout(resolve, 100));
  await deliver(new Date(FRIDAY_MORNING.getTime() + 60_000));
  expect(arrived).toEqual([]);
  await deliver(new Date(FRIDAY_MORNING.getTime() + 121_000));
  expect(arrived).toHaveLength(1);
});

test("who gave no e-mail address is told in the system only", async () => {
  accountId = await account(undefined);
  await tell();
  await deliver();
  expect(await states()).toEqual([{ state: "no-address", tries: 1 }]);
});

test("one reads one's own notices and marks them read; a stranger and another agency see none", async () => {
  await tell();
  const as = <T>(id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withApplicant(
      city.db,
      { tenantIds: [], actor: { kind: "applicant", accountId: id, name: "" } },
      work,
    );
  const [notice] = await as(accountId, (tx) => noticesFor(tx, accountId, 10));
  const stranger = await account("x@vi-du.example");

  expect(notice).toMatchObject({ template: "accepted", readAt: null });
  expect(await as(stranger, (tx) => noticesFor(tx, accountId, 10))).toEqual([]);
  expect(
    await as(stranger, (tx) => markRead(tx, FRIDAY_MORNING, accountId, notice?.id ?? "")),
  ).toBe(false);
  expect(
    await as(accountId, (tx) => markRead(tx, FRIDAY_MORNING, accountId, notice?.id ?? "")),
  ).toBe(true);
  expect(
    await withTenant(city.db, city.specialistOfCuChi, (tx) => noticesFor(tx, accountId, 10)),
  ).toEqual([]);
});
