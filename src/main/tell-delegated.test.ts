import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { claimDossier, handOverDossier } from "#modules/dossiers";
import { noticesFor } from "#modules/notifications";
import { giveDelegation, officialIdOf } from "#modules/organisation";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../test/world/dossiers.ts";
import { tellDelegated } from "./tell-delegated.ts";

let city: OneStopCity;
let other: Caller;
let delegation: string;
beforeAll(async () => {
  city = await openOneStopCity();
  other = await callerOf(city.db, "chuyenvien2.quan-1");
  delegation = value(await delegated("chuyenvien2.quan-1", "12/GUQ-TCKH"));
});
afterAll(() => city.db.close());

/** Minh lets a colleague act in his place until the 29th. */
const delegated = (login: string, decision: string) =>
  giveDelegation(city.db, FRIDAY_MORNING, city.minhTheHead, {
    positionId: city.minhTheHead.actor.positionId,
    toOfficialId: officialIdOf(login),
    decision,
    from: day("2025-04-25"),
    through: day("2025-04-29"),
    appIds: [],
  });

const noticesIn = (caller: Caller, positionId = caller.actor.positionId) =>
  city.as(caller, (tx) => noticesFor(tx, { officialId: caller.actor.officialId, positionId }, 10));

test("who is delegated is told in their own position: for whom, from when until when, by which document", async () => {
  await tellDelegated(city.db, FRIDAY_MORNING, delegation);
  const [told] = await noticesIn(other);
  expect(told).toMatchObject({
    template: "delegation-given",
    href: "/can-bo/vi-tri",
    params: {
      holder: city.minhTheHead.actor.name,
      decision: "12/GUQ-TCKH",
      from: "25/04/2025",
      through: "29/04/2025",
    },
  });
  expect(await noticesIn(city.haTheSpecialist)).toEqual([]);
});

test("a delegation that is not there tells nobody", async () => {
  await tellDelegated(city.db, FRIDAY_MORNING, "00000000-0000-4000-8000-000000000009");
  expect(await noticesIn(other)).toHaveLength(1);
});

test("work handed to the holder reaches whoever stands in as well, in the lent position, and not who handed it over", async () => {
  const { minhTheHead: minh, lanTheReceiver: lan } = city;
  const inPlaceOfMinh = (caller: Caller): Caller => ({
    ...caller,
    actor: { ...caller.actor, positionId: minh.actor.positionId },
    roles: minh.roles,
  });
  value(await delegated("tiepnhan.quan-1", "13/GUQ-TCKH"));
  const handing = inPlaceOfMinh(lan);
  const at = await city.dossierAt("review");
  const held = value(await city.as(handing, (tx) => claimDossier(tx, FRIDAY_MORNING, handing, at)));
  value(
    await city.as(handing, (tx) =>
      handOverDossier(tx, FRIDAY_MORNING, handing, {
        publicId: held.publicId,
        version: held.version,
        toOfficialId: minh.actor.officialId,
        note: "",
      }),
    ),
  );
  const templates = async (caller: Caller): Promise<string[]> =>
    (await noticesIn(caller)).map((one) => one.template);
  expect(await templates(minh)).toEqual(["handed-over"]);
  expect(await templates(inPlaceOfMinh(other))).toEqual(["handed-over-beside"]);
  expect(await templates(handing)).toEqual([]);
});
