import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { seedAccounts } from "#modules/identity";
import { type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import { type Mailer, MailRefused } from "#platform/mail";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import {
  deliverDue,
  followNotice,
  markAllRead,
  type NewNotice,
  noticesFor,
  notify,
  unreadFor,
} from "./index.ts";

let city: City;
let accountId: string;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.db.close());
beforeEach(async () => {
  accountId = uuidv7(FRIDAY_MORNING.getTime());
  await seed({ id: accountId, login: accountId, name: "Bùi Thị Hoa", email: "hoa@vi-du.example" });
});

const seed = (account: Parameters<typeof seedAccounts>[2][number]) =>
  withDoor(city.db, "seed", (tx) => seedAccounts(tx, FRIDAY_MORNING, [account], "x"));
const after = (seconds: number) => new Date(FRIDAY_MORNING.getTime() + seconds * 1000);
const content = {
  template: "accepted",
  language: "vi",
  params: { code: "000.01.01.H29-250425-0001", dueOn: "29/04/2025" },
  subjectKind: "dossier",
  subjectId: "01900000-0000-7000-8000-0000000000dd",
  href: "/ho-so-cua-toi/abc",
} as const;
const asHoa = <T>(work: (tx: Tx) => Promise<T>, tenantIds: readonly string[] = []): Promise<T> =>
  withApplicant(
    city.db,
    { tenantIds, actor: { kind: "applicant", accountId, name: "Bùi Thị Hoa" } },
    work,
  );
const ha = () => city.haTheSpecialist.actor;
const asHa = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(city.db, city.haTheSpecialist, work);
const tell = (notice: NewNotice, now = FRIDAY_MORNING) =>
  withTenant(city.db, city.lanTheReceiver, (tx) => notify(tx, now, notice));
const tellHoa = (now = FRIDAY_MORNING) => tell({ ...content, accountId }, now);
/** Hà is told by Hoa's own act. */
const tellHa = (now = FRIDAY_MORNING) =>
  asHoa(
    (tx) =>
      notify(tx, now, {
        ...content,
        template: "handed-over",
        officialId: ha().officialId,
        positionId: ha().positionId,
        href: "/can-bo/ho-so/abc",
      }),
    [city.district1],
  );

test("an applicant's act tells Hà, and the applicant does not read what Hà was told", async () => {
  await tellHa();
  const [notice] = await asHa((tx) => noticesFor(tx, ha(), 1));

  expect(notice).toMatchObject({ template: "handed-over", readAt: null });
  expect(await asHoa((tx) => noticesFor(tx, ha(), 10), [city.district1])).toEqual([]);
  expect(
    await asHoa((tx) => followNotice(tx, FRIDAY_MORNING, ha(), notice?.id ?? "")),
  ).toBeUndefined();
});

test("Hà in another position, a colleague in hers and another agency read none of Hà's notices", async () => {
  await tellHa();
  const [notice] = await asHa((tx) => noticesFor(tx, ha(), 1));
  const minh = city.minhTheHead.actor;
  const readers = [
    { officialId: ha().officialId, positionId: minh.positionId },
    { officialId: minh.officialId, positionId: ha().positionId },
    minh,
  ];
  for (const reader of readers) {
    expect(await asHa((tx) => noticesFor(tx, reader, 10))).toEqual([]);
    expect(await asHa((tx) => unreadFor(tx, reader))).toBe(0);
    expect(
      await asHa((tx) => followNotice(tx, FRIDAY_MORNING, reader, notice?.id ?? "")),
    ).toBeUndefined();
  }
  expect(
    await withTenant(city.db, city.specialistOfCuChi, (tx) => noticesFor(tx, ha(), 10)),
  ).toEqual([]);
});

test("all notices that were on Hà's screen are marked read, and the one that came meanwhile stays unread", async () => {
  await tellHa();
  await tellHa(after(1));
  const [newest] = await asHa((tx) => noticesFor(tx, ha(), 1));
  await tellHa(after(2));
  await asHa((tx) => markAllRead(tx, after(3), ha(), newest?.id ?? ""));
  await asHa((tx) => markAllRead(tx, after(3), ha(), "nonsense"));

  expect(await asHa((tx) => unreadFor(tx, ha()))).toBe(1);
});

test("following a notice twice leads to the same place and keeps the moment of the first reading", async () => {
  await tellHoa();
  const [notice] = await asHoa((tx) => noticesFor(tx, accountId, 1));
  const follow = (now: Date) => asHoa((tx) => followNotice(tx, now, accountId, notice?.id ?? ""));

  expect([await follow(FRIDAY_MORNING), await follow(after(60))]).toEqual([
    "/ho-so-cua-toi/abc",
    "/ho-so-cua-toi/abc",
  ]);
  expect((await asHoa((tx) => noticesFor(tx, accountId, 1)))[0]?.readAt).toEqual(FRIDAY_MORNING);
});

test("an official whose address is known gets the mail as well; one without is told in the system only", async () => {
  const { officialId, positionId } = city.hungTheLeader.actor;
  const account = { id: officialId, login: "hung", name: "Phạm Hữu Hùng", officialId };
  await seed({ ...account, email: "hung@vi-du.example" });
  const sent: string[] = [];
  const post: Mailer = { send: async ({ to }) => void sent.push(to) };
  while ((await deliverDue(city.db, FRIDAY_MORNING, post, "")) > 0);
  sent.length = 0;
  await tell({ ...content, template: "deadline-passed", officialId, positionId });
  await tellHa();
  await deliverDue(city.db, FRIDAY_MORNING, post, "");

  expect(sent).toEqual(["hung@vi-du.example"]);
});

test("Hoa reads that a mail to her failed; one that waits, went or had no address is not spoken of", async () => {
  const failed = () =>
    asHoa(async (tx) => (await noticesFor(tx, accountId, 10)).map((one) => one.mailFailed));
  const post: Mailer = { send: async () => undefined };
  await tellHoa();
  expect(await failed()).toEqual([false]);
  await deliverDue(city.db, FRIDAY_MORNING, post, "");
  expect(await failed()).toEqual([false]);
  await tellHoa(after(1));
  await deliverDue(
    city.db,
    after(1),
    { send: () => Promise.reject(new MailRefused("no such user")) },
    "",
  );
  expect(await failed()).toEqual([true, false]);
});
