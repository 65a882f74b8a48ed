import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dossier, refuseDossier } from "#modules/dossiers";
import type { MandateInForce } from "#modules/identity";
import { day } from "#kernel/calendar-day";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import {
  type OneStopCity,
  openOneStopCity,
  PDF_HASH,
  value,
} from "../../../test/world/dossiers.ts";
import { type Claim, judgeClaim } from "./delivery.ts";
import { deliveriesOf } from "./delivery-store.ts";
import { endPaper } from "./end-paper.ts";
import type { NotedKind } from "./folder.ts";
import {
  folderByPublicId,
  folderRows,
  movesOf,
  notedPapers,
  owingFolders,
} from "./folder-store.ts";
import { handOut } from "./hand-out.ts";
import { en } from "./messages.en.ts";
import { vi } from "./messages.vi.ts";
import { notePaper } from "./note-paper.ts";
import { PAPER_EVENTS } from "./events.ts";
import { REFUSALS } from "./refusals.ts";
import { shelveFolder, shelveResult } from "./shelve.ts";

const NOW = FRIDAY_MORNING;
const QUAN = "079085000417";
const HOA = "079190001234";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

function note(dossier: Dossier, kind: NotedKind, more: { slot?: string; caller?: Caller } = {}) {
  const { slot = "can-cuoc", caller = city.lanTheReceiver } = more;
  return city.as(caller, (tx) =>
    notePaper(tx, NOW, city.deps, caller, {
      publicId: dossier.publicId,
      slot,
      kind,
      pieces: 1,
      note: "",
    }),
  );
}

async function refusedDossier(): Promise<Dossier> {
  const dossier = await city.dossierAt("receive");
  return value(
    await city.as(city.lanTheReceiver, (tx) =>
      refuseDossier(tx, NOW, city.deps, city.lanTheReceiver, {
        publicId: dossier.publicId,
        version: dossier.version,
        reason: "Tên hộ kinh doanh trùng với hộ khác",
      }),
    ),
  );
}

const applicant: Claim = { by: "applicant", citizenId: QUAN, known: QUAN };

function give(
  dossier: Dossier,
  what: "result" | "originals",
  claim: Claim = applicant,
  caller: Caller = city.lanTheReceiver,
) {
  return city.as(caller, async (tx) => {
    const papers =
      what === "result"
        ? []
        : (await notedPapers(tx, { tenantId: dossier.tenantId, id: dossier.id }))
            .filter((one) => one.kind === "original")
            .map((one) => one.id);
    return handOut(tx, NOW, caller, { publicId: dossier.publicId, what, papers, claim });
  });
}

const folderOf = (dossier: Dossier) =>
  city.as(city.lanTheReceiver, (tx) => folderByPublicId(tx, dossier.publicId));

test("Lan compares the identity card, keeps a copy, and both stand there with her name and the moment", async () => {
  const dossier = await city.dossierAt("receive");

  value(await note(dossier, "checked"));
  value(await note(dossier, "copy"));

  const papers = await city.as(city.lanTheReceiver, (tx) =>
    notedPapers(tx, { tenantId: dossier.tenantId, id: dossier.id }),
  );
  expect(papers.map(({ kind, notedName, notedAt }) => [kind, notedName, notedAt])).toEqual([
    ["checked", city.lanTheReceiver.actor.name, NOW],
    ["copy", city.lanTheReceiver.actor.name, NOW],
  ]);
  expect(await folderOf(dossier)).toMatchObject({ place: "desk", kept: 0 });
});

test("a paper that is not on the checklist, the same once more, and whoever does not sit at the desk are refused, and no folder is opened for it", async () => {
  const dossier = await city.dossierAt("receive");

  expect(await note(dossier, "copy", { slot: "hoa-don" })).toEqual({
    ok: false,
    error: "paper-unknown",
  });
  for (const caller of [city.haTheSpecialist, city.minhTheHead, city.specialistOfCuChi])
    expect(await note(dossier, "copy", { caller })).toEqual({ ok: false, error: "missing" });
  expect(await folderOf(dossier)).toBeUndefined();
  value(await note(dossier, "original"));
  expect(await note(dossier, "original")).toEqual({ ok: false, error: "noted-already" });
  expect(await folderOf(dossier)).toMatchObject({ kept: 1 });
});

test("an original that is kept when the dossier ends is a debt until it is returned, to the applicant or not at all", async () => {
  const dossier = await city.dossierAt("receive");
  value(await note(dossier, "original"));
  const owing = async () =>
    (
      await city.as(city.minhTheHead, (tx) => owingFolders(tx, [city.district1], { limit: 100 }))
    ).map((one) => one.code);
  expect(await owing()).not.toContain(dossier.code);

  value(
    await city.as(city.lanTheReceiver, (tx) =>
      refuseDossier(tx, NOW, city.deps, city.lanTheReceiver, {
        publicId: dossier.publicId,
        version: dossier.version,
        reason: "Không đủ điều kiện",
      }),
    ),
  );
  const end = { tenantId: dossier.tenantId, dossierId: dossier.id, isReleased: false };
  await endPaper(city.db, NOW, end);
  await endPaper(city.db, NOW, end);
  expect(await owing()).toContain(dossier.code);

  expect(await give(dossier, "originals", { ...applicant, citizenId: HOA })).toEqual({
    ok: false,
    error: "not-the-applicant",
  });
  value(await give(dossier, "originals"));
  expect(await owing()).not.toContain(dossier.code);
  expect(await give(dossier, "originals")).toEqual({ ok: false, error: "nothing-kept" });
  const [moved] = await city.as(city.lanTheReceiver, (tx) => movesOf(tx, dossier));
  expect(moved).toMatchObject({ name: "originals-returned", note: city.quan.name });
});

test("nothing is handed to a proxy without authority: no scan, no number of the paper, no name, no citizen number", async () => {
  const dossier = await refusedDossier();
  const scan = {
    sha256: PDF_HASH,
    sizeBytes: 1000,
    type: "application/pdf",
    name: "giấy ủy quyền.pdf",
    pages: 1,
    scan: "clean",
  } as const;
  const proxy = {
    by: "paper",
    citizenId: HOA,
    name: "Lê Thị Hòa",
    text: "Số 15/2025",
    scan,
  } as const;
  const refusal = async (claim: Claim) => {
    const done = await give(dossier, "result", claim);
    return done.ok ? "handed out" : done.error;
  };

  expect(await refusal({ ...proxy, scan: undefined })).toBe("authority-missing");
  expect(await refusal({ ...proxy, text: " " })).toBe("authority-missing");
  expect(await refusal({ ...proxy, name: " " })).toBe("name-missing");
  expect(await refusal({ ...proxy, citizenId: "12345" })).toBe("citizen-id-unfit");
  expect(await refusal({ by: "mandate", citizenId: HOA, mandate: undefined, known: null })).toBe(
    "mandate-unfit",
  );
  expect(await folderOf(dossier)).toBeUndefined();

  const delivery = value(await give(dossier, "result", proxy));
  expect(delivery).toMatchObject({ receiverName: "Lê Thị Hòa", authority: "paper" });
  expect(delivery.fileId).not.toBeNull();
});

test("a mandate lets its proxy collect only for whoever gave it, for its procedures, and with the proxy's own card", () => {
  const folder = { accountId: "q", appId: "ho-kinh-doanh", applicantName: "Trần Minh Quân" };
  const mandate: MandateInForce = {
    id: "m",
    code: "K3M9QXAC",
    proxyId: "h",
    proxyName: "Lê Thị Hòa",
    representedCitizenId: QUAN,
    representedName: "Trần Minh Quân",
    representedId: "q",
    kind: "family",
    organisation: null,
    appIds: [],
    validFrom: day("2025-04-01"),
    validUntil: day("2025-05-01"),
    consent: "paper",
    consentedAt: NOW,
    paper: "Số 15",
    endedAt: null,
    askedAt: NOW,
  };
  const judged = (changed: Partial<MandateInForce>, citizenId = HOA) => {
    const done = judgeClaim(
      { by: "mandate", citizenId, mandate: { ...mandate, ...changed }, known: HOA },
      folder,
    );
    return done.ok ? done.value.name : done.error;
  };

  expect(judged({})).toBe("Lê Thị Hòa");
  expect(judged({ appIds: ["ho-kinh-doanh"] })).toBe("Lê Thị Hòa");
  expect(judged({ appIds: ["khai-sinh"] })).toBe("mandate-unfit");
  expect(judged({ representedId: "someone else" })).toBe("mandate-unfit");
  expect(judged({}, QUAN)).toBe("not-the-proxy");
});

test("a result is collected once, also when two counters hand it out at the same moment", async () => {
  const dossier = await refusedDossier();

  const done = await Promise.allSettled([give(dossier, "result"), give(dossier, "result")]);

  const handed = done.filter((one) => one.status === "fulfilled" && one.value.ok);
  expect(handed).toHaveLength(1);
  expect(await give(dossier, "result")).toEqual({ ok: false, error: "result-gone" });
  const deliveries = await city.as(city.lanTheReceiver, (tx) => deliveriesOf(tx, dossier));
  expect(deliveries).toHaveLength(1);
});

test("a result cannot be shelved or handed out before there is one, nor by the specialist", async () => {
  const dossier = await city.dossierAt("receive");
  const shelve = (caller: Caller) =>
    city.as(caller, (tx) =>
      shelveResult(tx, NOW, caller, {
        publicId: dossier.publicId,
        rack: "2",
        row: "B",
        box: "14",
      }),
    );

  expect(await shelve(city.lanTheReceiver)).toEqual({ ok: false, error: "no-result" });
  expect(await shelve(city.haTheSpecialist)).toEqual({ ok: false, error: "missing" });
  expect(await give(dossier, "result")).toEqual({ ok: false, error: "no-result" });
  expect(await give(dossier, "result", applicant, city.haTheSpecialist)).toEqual({
    ok: false,
    error: "missing",
  });
});

test("a folder and a waiting result are found by their place, by name without marks, and by nobody of another district", async () => {
  const dossier = await refusedDossier();
  const at = { publicId: dossier.publicId, rack: "7", row: "C", box: "21" };
  expect(
    await city.as(city.lanTheReceiver, (tx) =>
      shelveFolder(tx, NOW, city.lanTheReceiver, { ...at, rack: " " }),
    ),
  ).toEqual({ ok: false, error: "shelf-missing" });
  value(await city.as(city.lanTheReceiver, (tx) => shelveFolder(tx, NOW, city.lanTheReceiver, at)));
  value(
    await city.as(city.lanTheReceiver, (tx) =>
      shelveResult(tx, NOW, city.lanTheReceiver, { ...at, rack: "9", box: "" }),
    ),
  );

  const find = async (search: string, caller: Caller = city.haTheSpecialist) =>
    (await city.as(caller, (tx) => folderRows(tx, caller.tenantIds, { search, limit: 100 }))).map(
      (one) => one.code,
    );
  expect(await find("giá 7 · ngăn C · ô 21")).toEqual([dossier.code]);
  expect(await find("gia 9 · ngan c")).toEqual([dossier.code]);
  expect(await find("tran minh quan")).toContain(dossier.code);
  expect(await find("giá 7", city.specialistOfCuChi)).toEqual([]);
  expect(await folderOf(dossier)).toMatchObject({
    shelf: "Giá 7 · Ngăn C · Ô 21",
    resultShelf: "Giá 9 · Ngăn C",
    resultState: "waiting",
  });
});

test("every refusal and every event of a folder has its words in both languages", () => {
  const keys = Object.keys(REFUSALS).map((code) => `refused.${code}`);
  const ofOthers = /^(?:receipt|hand-over-|results-)/u;
  const moves = PAPER_EVENTS.filter((name) => !ofOthers.test(name)).map((name) => `move.${name}`);
  for (const key of [...keys, ...moves]) {
    expect([key, Object.hasOwn(vi, key)]).toEqual([key, true]);
    expect([key, Object.hasOwn(en, key)]).toEqual([key, true]);
  }
});
