import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, dayIn, instantAt } from "#kernel/calendar-day";
import { type Dossier, refuseDossier } from "#modules/dossiers";
import { noticesFor } from "#modules/notifications";
import { withApplicant } from "#platform/database";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { archiveResults } from "./archive-results.ts";
import { folderByPublicId } from "./folder-store.ts";
import { handOut } from "./hand-out.ts";
import { remindOfResults } from "./remind-of-results.ts";
import { shelveResult } from "./shelve.ts";
import { archivedResults, waitingResults } from "./unclaimed-store.ts";

const NOW = FRIDAY_MORNING;
/** Nine in the morning, so many days later. */
const after = (days: number): Date => instantAt(addDays(dayIn(NOW), days), 540);

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

/** A refusal on paper that lies at the desk for Quân. */
async function waitingDossier(): Promise<Dossier> {
  const { lanTheReceiver: lan } = city;
  const dossier = await city.dossierAt("receive");
  const ended = value(
    await city.as(lan, (tx) =>
      refuseDossier(tx, NOW, city.deps, lan, {
        publicId: dossier.publicId,
        version: dossier.version,
        reason: "Không đủ điều kiện",
      }),
    ),
  );
  value(
    await city.as(lan, (tx) =>
      shelveResult(tx, NOW, lan, { publicId: ended.publicId, rack: "9", row: "C", box: "1" }),
    ),
  );
  return ended;
}

async function told(dossier: Dossier): Promise<number> {
  const actor = { kind: "applicant", ...city.quan } as const;
  const notices = await withApplicant(city.db, { tenantIds: [], actor }, (tx) =>
    noticesFor(tx, city.quan.accountId, 200),
  );
  return notices.filter((one) => one.template === "result-waiting" && one.subjectId === dossier.id)
    .length;
}

const folderOf = (dossier: Dossier) =>
  city.as(city.lanTheReceiver, (tx) => folderByPublicId(tx, dossier.publicId));

function archive(
  dossiers: readonly Dossier[],
  now: Date,
  more: { caller?: Caller; place?: string } = {},
) {
  const { caller = city.maiTheClerk, place = "Kho lưu trữ, hộp 12" } = more;
  return city.as(caller, (tx) =>
    archiveResults(tx, now, caller, { folderIds: dossiers.map((one) => one.id), place }),
  );
}

test("Quân is reminded after 7, 30 and 90 days, once for each, however often and by however many workers", async () => {
  const dossier = await waitingDossier();
  const remindOn = async (days: number): Promise<number> => {
    await Promise.all([
      remindOfResults(city.db, after(days)),
      remindOfResults(city.db, after(days)),
    ]);
    await remindOfResults(city.db, after(days));
    return told(dossier);
  };

  expect(await remindOn(6)).toBe(0);
  expect(await remindOn(7)).toBe(1);
  expect(await remindOn(29)).toBe(1);
  expect(await remindOn(30)).toBe(2);
  expect(await remindOn(90)).toBe(3);
  expect(await remindOn(200)).toBe(3);
});

test("two stages that passed while nothing ran are one notice, and a collected result is not told of", async () => {
  const late = await waitingDossier();
  const collected = await waitingDossier();
  const { lanTheReceiver: lan } = city;
  value(
    await city.as(lan, (tx) =>
      handOut(tx, NOW, lan, {
        publicId: collected.publicId,
        what: "result",
        papers: [],
        claim: { by: "applicant", citizenId: "079085000417", known: null },
      }),
    ),
  );

  await remindOfResults(city.db, after(31));

  expect(await told(late)).toBe(1);
  expect(await folderOf(late)).toMatchObject({ reminders: 2 });
  expect(await told(collected)).toBe(0);
});

test("Mai hands what nobody came for in a year to the archive on one numbered record, and it waits no longer", async () => {
  const [first, second] = [await waitingDossier(), await waitingDossier()];

  const record = value(await archive([first, second], after(365)));

  const results = await city.as(city.maiTheClerk, (tx) => archivedResults(tx, record));
  expect(results.map((one) => one.code)).toEqual([first.code, second.code].toSorted());
  expect(await folderOf(first)).toMatchObject({ resultState: "archived", resultShelf: null });
  const waiting = await city.as(city.maiTheClerk, (tx) =>
    waitingResults(tx, [city.district1], { limit: 100 }),
  );
  expect(waiting.map((one) => one.code)).not.toContain(first.code);
  const next = value(await archive([await waitingDossier()], after(365)));
  expect(next.number).toBe(record.number + 1);
});

test("a day too early, without a place, twice, with one among them that was collected, or by anyone but the clerk nothing is archived", async () => {
  const [early, other] = [await waitingDossier(), await waitingDossier()];
  const refusal = async (done: ReturnType<typeof archive>) => {
    const made = await done;
    return made.ok ? "archived" : made.error;
  };

  expect(await refusal(archive([early], after(364)))).toBe("not-unclaimed");
  expect(await refusal(archive([early], after(365), { place: " " }))).toBe("archive-place-missing");
  expect(await refusal(archive([], after(365)))).toBe("items-unfit");
  for (const caller of [city.lanTheReceiver, city.minhTheHead, city.specialistOfCuChi])
    expect(await refusal(archive([early], after(365), { caller }))).toBe("missing");
  value(await archive([other], after(365)));
  expect(await refusal(archive([early, other], after(365)))).toBe("not-unclaimed");
  expect(await folderOf(early)).toMatchObject({ resultState: "waiting" });
});
