import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workedSteps } from "#engines/workflow";
import { officialIdOf } from "#modules/organisation";
import type { Exchange, Reply, Session } from "#platform/http";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { testPrinter } from "../../../test/world/papers.ts";
import { controlSheet } from "./control-sheet.ts";
import type { Dossier } from "./dossier.ts";
import { claimDossier, handOverDossier } from "./hold-dossier.ts";
import { controlPaperRoutes } from "./pages/control-paper.ts";
import type { PageDeps } from "./pages/page-deps.ts";
import { seenBy } from "./pages/staff-dossier.tsx";
import { reviewDossier } from "./review-dossier.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-control-"));
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true });
});

const MONDAY = new Date("2025-04-28T02:00:00Z");
const LATER = new Date("2025-05-26T03:00:00Z");

function pageDeps(): PageDeps {
  return {
    dossiers: city.deps,
    printer: testPrinter(),
    origin: () => "https://mot-cua.example",
  } as unknown as PageDeps; // the sheet asks for nothing else
}

function exchangeOf(caller: Caller, dossier: Dossier, now: Date): Exchange {
  const session = {
    ...caller,
    kind: "official",
    name: caller.actor.name,
    title: "Cán bộ",
    agencyName: "Quận 1",
  } as unknown as Session;
  const params = { id: dossier.publicId };
  return { db: city.db, now, language: "vi", params, session } as unknown as Exchange;
}

async function sheetOf(dossier: Dossier, now = MONDAY) {
  const seen = await seenBy(pageDeps(), exchangeOf(city.minhTheHead, dossier, now), {
    thing: "dossier",
  });
  if (seen?.process === undefined) throw new Error("nothing was seen");
  return controlSheet({ ...seen, process: workedSteps(seen.process), now });
}

// R15
test("the control sheet fills itself: every hand from Quân to the leader, with moment, term and whether in time", async () => {
  const dossier = await city.dossierAt("sign");
  const rows = await sheetOf(dossier);
  expect(rows.map((row) => [row.step, row.giver, row.receiver, row.result])).toEqual([
    ["Tiếp nhận", "Trần Minh Quân", "Nguyễn Thị Kim Lan", "in-time"],
    ["Thẩm định", "Nguyễn Thị Kim Lan", city.haTheSpecialist.actor.name, "in-time"],
    ["Xem xét", city.haTheSpecialist.actor.name, city.minhTheHead.actor.name, "in-time"],
    [expect.stringContaining("Ký"), city.minhTheHead.actor.name, "", "open"],
  ]);
  expect(rows[0]?.dueAt).toEqual(dossier.answerDueAt);
  expect(rows[3]).toMatchObject({ dueAt: dossier.dueAt, passedOnAt: null });
  expect(rows[1]?.note).toBe("Đủ điều kiện");
});

// R15
test("handing over to a colleague is a line of its own, and so is what comes back with the reason", async () => {
  const { haTheSpecialist: ha, minhTheHead: minh } = city;
  const fresh = await city.dossierAt("examine");
  const held = value(await city.as(ha, (tx) => claimDossier(tx, FRIDAY_MORNING, ha, fresh)));
  value(
    await city.as(ha, (tx) =>
      handOverDossier(tx, MONDAY, ha, {
        publicId: held.publicId,
        version: held.version,
        toOfficialId: officialIdOf("chuyenvien2.quan-1"),
        note: "Tôi đi học",
      }),
    ),
  );
  const rows = await sheetOf(fresh);
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatchObject({ receiver: ha.actor.name, note: "Tôi đi học" });
  expect(rows[2]).toMatchObject({ giver: ha.actor.name, passedOnAt: null });
  expect(rows[2]?.receiver).not.toBe(ha.actor.name);

  const reviewed = await city.dossierAt("review");
  value(
    await city.as(minh, (tx) =>
      reviewDossier(tx, MONDAY, city.deps, minh, {
        publicId: reviewed.publicId,
        version: reviewed.version,
        decision: "return",
        note: "Thiếu căn cứ",
      }),
    ),
  );
  const back = await sheetOf(reviewed);
  expect(back.at(-2)?.note).toBe("Thiếu căn cứ");
  expect(back.at(-1)).toMatchObject({ step: "Thẩm định", giver: minh.actor.name });
});

test("what is still held after the term stands as overdue", async () => {
  const dossier = await city.dossierAt("review");
  expect((await sheetOf(dossier, LATER)).at(-1)?.result).toBe("open-late");
});

// R15
test("the sheet is printed at any moment on A5, and no other district gets it", async () => {
  const dossier = await city.dossierAt("examine");
  const asked = (caller: Caller): Promise<Reply> | undefined =>
    controlPaperRoutes(pageDeps())[0]?.handle(exchangeOf(caller, dossier, MONDAY));
  expect(await asked(city.specialistOfCuChi)).toEqual({ kind: "missing" });
  const reply = await asked(city.haTheSpecialist);
  if (reply?.kind !== "file") throw new Error("no file came");
  const file = path.join(folder, "phieu.pdf");
  const chunks: Buffer[] = [];
  for await (const chunk of reply.stream) chunks.push(chunk as Buffer);
  writeFileSync(file, Buffer.concat(chunks));
  const read = (tool: string, ...args: string[]): string =>
    execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).normalize(
      "NFC",
    );
  expect(read("pdfinfo", file)).toMatch(/Page size:\s+419\.\d+ x 595\.\d+ pts/u);
  const words = read("pdftotext", "-layout", file, "-");
  expect(words).toContain("PHIẾU KIỂM SOÁT");
  expect(words).toContain(dossier.code);
  expect(words).toContain("Nguyễn Thị Kim Lan");
});
