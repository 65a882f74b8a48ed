import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { seedAccounts } from "#modules/identity";
import { type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import { createSmtpMailer, type Mailer, MailRefused } from "#platform/mail";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { APPLICANT_TEMPLATES } from "./applicant-templates.ts";
import {
  deliverDue,
  followNotice,
  MOST_UNREAD_COUNTED,
  type NewNotice,
  noticesFor,
  noticeText,
  notify,
  type TemplateName,
  unreadFor,
} from "./index.ts";

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
/** The post office goes home with nothing left over for the next test. */
afterEach(async () => {
  const nowhere: Mailer = { send: async () => undefined };
  while ((await deliverDue(city.db, new Date("2030-01-01"), nowhere, "")) > 0);
});

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

/** The bakery's dossier was accepted. */
const accepted = () =>
  ({
    template: "accepted",
    language: "vi",
    params: { code: "000.01.01.H29-250425-0001", dueOn: "29/04/2025" },
    subjectKind: "dossier",
    subjectId: accountId,
    href: "/ho-so-cua-toi/abc",
  }) as const;
const tell = (to: Pick<NewNotice, "accountId" | "email"> = { accountId }, now = FRIDAY_MORNING) =>
  withTenant(
    city.db,
    city.lanTheReceiver,
    (tx) => notify(tx, now, { ...accepted(), ...to } as NewNotice), // one of the two recipients is given
  );
const asAccount = <T>(
  id: string,
  work: (tx: Tx) => Promise<T>,
  tenantIds: readonly string[] = [],
): Promise<T> =>
  withApplicant(
    city.db,
    { tenantIds, actor: { kind: "applicant", accountId: id, name: "" } },
    work,
  );
const after = (seconds: number) => new Date(FRIDAY_MORNING.getTime() + seconds * 1000);
const deliver = (now = FRIDAY_MORNING) => deliverDue(city.db, now, mailer, "https://hcm.example");
const states = () =>
  withTenant(city.db, city.lanTheReceiver, (tx) =>
    tx.rows<{ state: string; tries: number }>(
      `SELECT d.state, d.tries FROM notifications.delivery d JOIN notifications.notice n ON n.id = d.notice_id WHERE n.subject_id = $1`,
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
  // It is given up after a minute, when this city may be gone.
  void deliverDue(city.db, FRIDAY_MORNING, dying, "").catch(() => undefined);
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
  const [notice] = await asAccount(accountId, (tx) => noticesFor(tx, accountId, 10));
  const stranger = await account("x@vi-du.example");

  expect(notice).toMatchObject({ template: "accepted", readAt: null });
  expect(await asAccount(stranger, (tx) => noticesFor(tx, accountId, 10))).toEqual([]);
  expect(
    await asAccount(stranger, (tx) =>
      followNotice(tx, FRIDAY_MORNING, accountId, notice?.id ?? ""),
    ),
  ).toBeUndefined();
  expect(
    await asAccount(accountId, (tx) =>
      followNotice(tx, FRIDAY_MORNING, accountId, notice?.id ?? ""),
    ),
  ).toBe("/ho-so-cua-toi/abc");
  expect(
    await withTenant(city.db, city.specialistOfCuChi, (tx) => noticesFor(tx, accountId, 10)),
  ).toEqual([]);
});

test("who filed at the desk without an account is told at the address given there", async () => {
  await tell({ email: "hang@vi-du.example" });
  await deliver();

  expect(arrived[0]).toContain("To: hang@vi-du.example");
  expect(await states()).toEqual([{ state: "sent", tries: 1 }]);
});

test("an address that nobody has is not tried again, and an operator reads why", async () => {
  await tell();
  const refusing: Mailer = { send: () => Promise.reject(new MailRefused("no such user")) };
  await deliverDue(city.db, FRIDAY_MORNING, refusing, "");
  await deliver(after(86_400));

  expect(arrived).toEqual([]);
  expect(await states()).toEqual([{ state: "failed", tries: 1 }]);
});

test("a server that is away is asked twelve times within a day, ever less often, and then no more", async () => {
  await tell();
  const away: Mailer = { send: () => Promise.reject(new Error("ECONNREFUSED")) };
  const asked: number[] = [];
  for (let minutes = 0; minutes <= 36 * 60; minutes += 10)
    if ((await deliverDue(city.db, after(minutes * 60), away, "")) > 0) asked.push(minutes);

  expect(asked).toHaveLength(12);
  expect(asked.at(-1)).toBeLessThan(24 * 60);
  expect(await states()).toEqual([{ state: "failed", tries: 12 }]);
});

test("a worker that was overtaken does not undo what the other one sent", async () => {
  await tell();
  let fail: (reason: Error) => void = () => undefined;
  const slow: Mailer = { send: () => new Promise((_resolve, reject) => (fail = reject)) };
  const overtaken = deliverDue(city.db, FRIDAY_MORNING, slow, "");
  await vi.waitFor(async () => expect(await states()).toEqual([{ state: "waiting", tries: 1 }]));
  await deliver(after(121));
  fail(new Error("timeout"));
  await overtaken;

  expect(await states()).toEqual([{ state: "sent", tries: 2 }]);
  await deliver(after(86_400));
  expect(arrived).toHaveLength(1);
});

test("three workers share one evening's mail, and nobody gets a notice twice", async () => {
  for (let n = 0; n < 35; n += 1) await tell();
  const worker = async () => {
    while ((await deliver()) > 0);
  };
  await Promise.all([worker(), worker(), worker()]);

  const ids = arrived.map((text) => /Message-ID: (\S+)/u.exec(text)?.[1]);
  expect(ids).toHaveLength(35);
  expect(new Set(ids).size).toBe(35);
});

test("one bad notice does not keep the others of its batch", async () => {
  await tell();
  await withTenant(
    city.db,
    city.lanTheReceiver,
    (tx) =>
      notify(tx, FRIDAY_MORNING, { ...accepted(), accountId, template: "gone" as TemplateName }), // of an older version
  );
  await deliver();

  expect(arrived).toHaveLength(1);
  expect((await states()).map((one) => one.state).toSorted()).toEqual(["sent", "waiting"]);
});

test("Hoa pages through her notices, newest first, without one twice or left out", async () => {
  for (let n = 0; n < 7; n += 1) await tell({ accountId }, after(Math.floor(n / 3)));
  const seen: string[] = [];
  let before: string | undefined;
  for (;;) {
    const page = await asAccount(accountId, (tx) => noticesFor(tx, accountId, 3, before));
    if (page.length === 0) break;
    seen.push(...page.map((notice) => notice.id));
    before = seen.at(-1);
  }
  const all = await asAccount(accountId, (tx) => noticesFor(tx, accountId, 100));

  expect(new Set(seen).size).toBe(7);
  expect(seen).toEqual(all.map((notice) => notice.id));
  expect(await asAccount(accountId, (tx) => noticesFor(tx, accountId, 3, "nonsense"))).toEqual([]);
});

test("unread notices are counted until they are read, and never beyond what is shown", async () => {
  await tell();
  await tell();
  const unread = () => asAccount(accountId, (tx) => unreadFor(tx, accountId));
  const [notice] = await asAccount(accountId, (tx) => noticesFor(tx, accountId, 1));

  expect(await unread()).toBe(2);
  await asAccount(accountId, (tx) => followNotice(tx, FRIDAY_MORNING, accountId, notice?.id ?? ""));
  expect(await unread()).toBe(1);
  expect(
    await asAccount(accountId, (tx) => followNotice(tx, FRIDAY_MORNING, accountId, "x")),
  ).toBeUndefined();
  await withTenant(city.db, city.lanTheReceiver, async (tx) => {
    for (let n = 0; n < MOST_UNREAD_COUNTED; n += 1)
      await notify(tx, FRIDAY_MORNING, { ...accepted(), accountId });
  });
  expect(await unread()).toBe(MOST_UNREAD_COUNTED);
});

test("a notice leads to a page of this site and nowhere else", async () => {
  for (const href of [
    "https://gia-mao.example",
    "//gia-mao.example",
    String.raw`/\gia-mao.example`,
  ])
    await expect(
      withTenant(city.db, city.lanTheReceiver, (tx) =>
        notify(tx, FRIDAY_MORNING, { ...accepted(), accountId, href }),
      ),
      href,
    ).rejects.toThrow("notice_leads_here");
});

const APPLICANT_TURNS = Object.keys(APPLICANT_TEMPLATES) as (keyof typeof APPLICANT_TEMPLATES)[]; // typed by its own keys

const wish = (language: "vi" | "en", byEmail: boolean) =>
  withDoor(city.db, "sign_in", (tx) =>
    tx.write(`UPDATE identity.account SET notice_language = $2, mails_notices = $3 WHERE id = $1`, [
      accountId,
      language,
      byEmail,
    ]),
  );

test("who chose English gets the mail in English, and who switched mails off is told in the system only", async () => {
  await wish("en", true);
  await tell();
  await deliver();
  expect(arrived[0]).toContain("Subject: Dossier 000.01.01.H29-250425-0001 accepted");

  await wish("vi", false);
  await tell();
  await deliver();
  expect(arrived).toHaveLength(1);
  expect((await states()).map((one) => one.state).toSorted()).toEqual(["sent", "switched-off"]);
  expect(await asAccount(accountId, (tx) => noticesFor(tx, accountId, 10))).toHaveLength(2);
});

test("no mail to an applicant says what a dossier is about or whose it is", () => {
  const known = new Set(["code", "dueOn", "amount", "receipt", "office", "readyOn"]);
  for (const name of APPLICANT_TURNS)
    for (const text of [...APPLICANT_TEMPLATES[name].vi, ...APPLICANT_TEMPLATES[name].en])
      for (const [, param = ""] of text.matchAll(/\{(\w+)\}/gu))
        expect(known.has(param), `${name}: ${param}`).toBe(true);
});

test("every notice is said in Vietnamese and in English with the same facts in it", () => {
  const facts = {
    code: "⟨code⟩",
    title: "⟨title⟩",
    dueOn: "⟨dueOn⟩",
    author: "⟨author⟩",
    amount: "⟨amount⟩",
  };
  const names = [
    ...APPLICANT_TURNS,
    "deadline-near",
    "deadline-passed",
    "handed-over",
    "named",
    "result-act-proposed",
  ] as const satisfies readonly TemplateName[];
  const factsIn = (text: string) => [...new Set(text.match(/⟨\w+⟩/gu))].toSorted();
  for (const name of names) {
    const vietnamese = noticeText(name, "vi", facts);
    const english = noticeText(name, "en", facts);
    expect(factsIn(vietnamese.text), name).toEqual(factsIn(english.text));
    expect(vietnamese.subject).toContain("⟨code⟩");
    expect(english.subject).toContain("⟨code⟩");
  }
  expect(noticeText("accepted", "vi", { code: "{dueOn}", dueOn: "29/04/2025" }).subject).toContain(
    "{dueOn}",
  );
});
