import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PDF } from "@libpdf/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import {
  completeSignature,
  createFileKeySigner,
  pendingSignature,
  prepareSignature,
  type Signer,
  waitingSignatures,
} from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-sign-"));
const about = { reason: "Cấp giấy chứng nhận", location: "Quận 1", signedAt: FRIDAY_MORNING };
const DAY_MS = 86_400_000;
let city: City;
let signer: Signer;
let prepared: Uint8Array;
beforeAll(async () => {
  city = await openCity();
  signer = await createFileKeySigner(path.join(folder, "keys"), new Date());
  const document = PDF.create();
  document.addPage({ size: "a4" });
  prepared = await document.save();
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true, force: true });
});

function pdfsig(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return execFileSync("pdfsig", ["-nocert", file], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

const inQuan1 = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(city.db, city.hungTheLeader, work);

async function pending(
  subjectId = uuidv7(FRIDAY_MORNING.getTime()),
  subjectVersion = 5,
): Promise<string> {
  const { officialId, positionId, mandate } = city.hungTheLeader.actor;
  return inQuan1((tx) =>
    prepareSignature(tx, FRIDAY_MORNING, {
      subjectKind: "dossier",
      subjectId,
      subjectVersion,
      prepared,
      signerId: officialId,
      positionId,
      mandate,
    }),
  );
}

const complete = async (
  pendingId: string,
  change: Partial<Parameters<typeof completeSignature>[2]> = {},
  now = FRIDAY_MORNING,
) => {
  const signedPdf = await signer.sign(prepared, about);
  return inQuan1((tx) =>
    completeSignature(tx, now, {
      pendingId,
      signedPdf,
      currentVersion: 5,
      mandateHolds: true,
      ...change,
    }),
  );
};

test("a signed paper is valid to an outside judge, and one changed byte is found", async () => {
  const signed = await signer.sign(prepared, about);
  const changed = Uint8Array.from(signed);
  const at = Buffer.from(signed).indexOf("/MediaBox");
  changed[at + 1] = 0x4e;

  const verdict = pdfsig("signed.pdf", signed);
  expect(verdict).toContain("Signature is Valid");
  expect(verdict).toContain("ETSI.CAdES.detached");
  expect(verdict).toContain("Total document signed");
  expect(pdfsig("changed.pdf", changed)).not.toContain("Signature is Valid");
});

test("the key lies in the folder for its owner only and is used again after a restart", async () => {
  const again = await createFileKeySigner(path.join(folder, "keys"), new Date());
  expect(statSync(path.join(folder, "keys/signer.key")).mode & 0o077).toBe(0);
  expect(pdfsig("again.pdf", await again.sign(prepared, about))).toContain("Signature is Valid");
});

test("a completion that arrives a day later is taken, once", async () => {
  const id = await pending();
  const tomorrow = new Date(FRIDAY_MORNING.getTime() + DAY_MS);

  expect(await complete(id, {}, tomorrow)).toMatchObject({
    ok: true,
    value: { subjectVersion: 5 },
  });
  expect(await complete(id, {}, tomorrow)).toEqual({ ok: false, error: "not-pending" });
  expect((await inQuan1((tx) => pendingSignature(tx, id)))?.state).toBe("completed");
});

test("a dossier that moved on, a mandate that ended and a paper that is another are refused and stay refused", async () => {
  const stale = await pending();
  const former = await pending();
  const swapped = await pending();

  expect(await complete(stale, { currentVersion: 6 })).toEqual({ ok: false, error: "stale" });
  expect(await complete(stale)).toEqual({ ok: false, error: "not-pending" });
  expect(await complete(former, { mandateHolds: false })).toEqual({
    ok: false,
    error: "mandate-ended",
  });
  expect(await complete(swapped, { signedPdf: prepared })).toEqual({
    ok: false,
    error: "not-what-was-prepared",
  });
});

test("a dossier waits for one signature at a time, and the job finds it whatever its tenant", async () => {
  const subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const id = await pending(subjectId);
  await expect(pending(subjectId)).rejects.toThrow("pending_once_for_subject");
  const waiting = await withDoor(city.db, "signing", (tx) => waitingSignatures(tx, 100));

  expect(waiting).toContainEqual({ tenantId: city.district1, id });
  expect(
    await withTenant(city.db, city.specialistOfCuChi, (tx) => pendingSignature(tx, id)),
  ).toBeUndefined();
});

test("a dossier that was changed and prepared again waits for the new paper only; the old one can no longer come true", async () => {
  const subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const old = await pending(subjectId, 5);
  const renewed = await pending(subjectId, 6);

  expect(await complete(old)).toEqual({ ok: false, error: "not-pending" });
  expect(await complete(renewed, { currentVersion: 6 })).toMatchObject({ ok: true });
});

test("two completions that arrive together take effect once", async () => {
  const id = await pending();
  const signedPdf = await signer.sign(prepared, about);
  const act = () =>
    inQuan1((tx) =>
      completeSignature(tx, FRIDAY_MORNING, {
        pendingId: id,
        signedPdf,
        currentVersion: 5,
        mandateHolds: true,
      }),
    );

  const results = await Promise.all([act(), act()]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});
