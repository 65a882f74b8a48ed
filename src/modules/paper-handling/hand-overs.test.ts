import { afterAll, beforeAll, expect, test } from "vitest";
import type { Dossier } from "#modules/dossiers";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { answerHandOver, type Answers } from "./answer-hand-over.ts";
import { folderByPublicId, movesOf } from "./folder-store.ts";
import type { PaperHandOver } from "./hand-over.ts";
import { handOverRows, itemsOf } from "./hand-over-store.ts";
import { makeHandOver } from "./make-hand-over.ts";
import { unitOf } from "./unit-of.ts";

const NOW = FRIDAY_MORNING;

let city: OneStopCity;
/** The unit of Hà, who examines. */
let business: string;
beforeAll(async () => {
  city = await openOneStopCity();
  business = await city.as(city.haTheSpecialist, (tx) =>
    unitOf(tx, city.haTheSpecialist.actor, NOW),
  );
});
afterAll(() => city.db.close());

function send(dossiers: readonly Dossier[], more: { to?: string; caller?: Caller } = {}) {
  const { to = business, caller = city.lanTheReceiver } = more;
  return city.as(caller, (tx) =>
    makeHandOver(tx, NOW, caller, { codes: dossiers.map((one) => one.code), toUnit: to }),
  );
}

async function answer(
  slip: PaperHandOver,
  answers: readonly Omit<Answers["answers"][number], "itemId">[],
  more: { readonly caller?: Caller; readonly version?: number } = {},
) {
  const { caller = city.haTheSpecialist, version = slip.version } = more;
  const items = await city.as(city.lanTheReceiver, (tx) => itemsOf(tx, slip));
  return city.as(caller, (tx) =>
    answerHandOver(tx, NOW, caller, {
      publicId: slip.publicId,
      version,
      answers: answers.map((one, place) => ({ ...one, itemId: items[place]?.id ?? "" })),
    }),
  );
}

const yes = { accepts: true, reason: "" };
const folderOf = (dossier: Dossier) =>
  city.as(city.lanTheReceiver, (tx) => folderByPublicId(tx, dossier.publicId));
const dossiers = (count: number): Promise<Dossier[]> =>
  Promise.all(Array.from({ length: count }, () => city.dossierAt("receive")));

test("what Lan puts on a slip is under way, and with Hà once she confirms it; what she refuses is with Lan again, with the reason", async () => {
  const [first, second] = await dossiers(2);
  if (first === undefined || second === undefined) throw new Error("no dossiers");
  const slip = value(await send([first, second]));
  expect(await folderOf(first)).toMatchObject({ place: "under-way", unit: business });

  const items = await city.as(city.lanTheReceiver, (tx) => itemsOf(tx, slip));
  const accepted = items[0]?.code === first.code ? first : second;
  const back = accepted === first ? second : first;
  const done = value(
    await answer(slip, [yes, { accepts: false, reason: "Thiếu bản sao căn cước" }]),
  );

  expect(done.openItems).toBe(0);
  expect(await folderOf(accepted)).toMatchObject({
    place: "unit",
    unit: business,
    keeperName: city.haTheSpecialist.actor.name,
  });
  expect(await folderOf(back)).toMatchObject({
    place: "desk",
    keeperName: city.lanTheReceiver.actor.name,
  });
  const moves = await city.as(city.lanTheReceiver, (tx) => movesOf(tx, back));
  expect(moves.map((one) => one.name)).toEqual(["folder-refused", "folder-sent"]);
  expect(moves[0]?.note).toContain("Thiếu bản sao căn cước");
});

test("slips that two officers make at the same moment follow each other without a gap", async () => {
  const before = value(await send(await dossiers(1)));
  const sets = await Promise.all([dossiers(1), dossiers(2), dossiers(1)]);

  const slips = await Promise.all(sets.map((set) => send(set)));

  const numbers = slips.map((one) => value(one).number - before.number);
  expect(numbers.toSorted((one, other) => one - other)).toEqual([1, 2, 3]);
});

test("one folder goes on one slip, also when two officers put it on theirs at the same moment; the other slip has no number", async () => {
  const [dossier] = await dossiers(1);
  if (dossier === undefined) throw new Error("no dossier");

  const done = await Promise.allSettled([send([dossier]), send([dossier])]);

  const made = done.filter((one) => one.status === "fulfilled" && one.value.ok);
  expect(made).toHaveLength(1);
  expect(await send([dossier])).toEqual({
    ok: false,
    error: { refusal: "under-way", code: dossier.code },
  });
  const next = value(await send(await dossiers(1)));
  const last = made[0]?.status === "fulfilled" ? value(made[0].value).number : 0;
  expect(next.number).toBe(last + 1);
});

test("a slip to nowhere, to one's own unit, of nothing, of another district's dossier or of paper that lies elsewhere is refused, and none of it goes", async () => {
  const [dossier, other] = await dossiers(2);
  if (dossier === undefined || other === undefined) throw new Error("no dossiers");
  const desk = await city.as(city.lanTheReceiver, (tx) =>
    unitOf(tx, city.lanTheReceiver.actor, NOW),
  );
  const refusal = async (done: ReturnType<typeof send>) => {
    const made = await done;
    return made.ok ? "made" : made.error.refusal;
  };

  expect(await refusal(send([dossier], { to: "Phòng không có" }))).toBe("unit-unfit");
  expect(await refusal(send([dossier], { to: desk }))).toBe("unit-unfit");
  expect(await refusal(send([]))).toBe("items-unfit");
  expect(await refusal(send([dossier], { caller: city.hungTheLeader }))).toBe("missing");
  const receiver = await callerOf(city.db, "tiepnhan.cu-chi");
  expect(await refusal(send([dossier], { caller: receiver }))).toBe("code-unknown");
  const slip = value(await send([other]));
  value(await answer(slip, [yes]));
  expect(await refusal(send([dossier, other]))).toBe("not-here");
  expect(await folderOf(dossier)).toBeUndefined();
});

test("only the unit that a slip goes to answers it, each folder once, a refusal with its reason", async () => {
  const slip = value(await send(await dossiers(2)));
  const outcome = async (done: ReturnType<typeof answer>) => {
    const said = await done;
    return said.ok ? said.value.openItems : said.error;
  };

  for (const caller of [city.lanTheReceiver, city.hungTheLeader, city.specialistOfCuChi])
    expect(await outcome(answer(slip, [yes], { caller }))).toBe("missing");
  expect(await outcome(answer(slip, [{ accepts: false, reason: " " }]))).toBe("reason-missing");
  expect(await outcome(answer(slip, []))).toBe("items-unfit");
  expect(await outcome(answer(slip, [yes]))).toBe(1);
  expect(await outcome(answer(slip, [yes]))).toBe("stale");
  expect(await outcome(answer(slip, [yes], { version: 2 }))).toBe("stale");
  const waiting = await city.as(city.haTheSpecialist, (tx) =>
    handOverRows(tx, [city.district1], { waitingFor: business, limit: 100 }),
  );
  expect(waiting.map((one) => one.publicId)).toContain(slip.publicId);
});

test("paper comes back to the desk on a slip of the unit, and then lies at the desk", async () => {
  const [dossier] = await dossiers(1);
  if (dossier === undefined) throw new Error("no dossier");
  value(await answer(value(await send([dossier])), [yes]));
  const desk = await city.as(city.lanTheReceiver, (tx) =>
    unitOf(tx, city.lanTheReceiver.actor, NOW),
  );

  const back = value(await send([dossier], { to: desk, caller: city.haTheSpecialist }));
  value(await answer(back, [yes], { caller: city.lanTheReceiver }));

  expect(await folderOf(dossier)).toMatchObject({ place: "desk", unit: desk });
});
