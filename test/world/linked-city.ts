import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, editionOn } from "#app-kit";
import { collectAnswers, type PlacedTask, placedTasksOfInstance } from "#engines/workflow";
import { dayIn } from "#kernel/calendar-day";
import {
  acceptDossier,
  completeResult,
  type Dossier,
  examineDossier,
  followProcess,
  numberResult,
  orderSignature,
  releaseResult,
  reviewDossier,
  saveAnswers,
  startDraft,
  submitDraft,
  workStep,
} from "#modules/dossiers";
import { agencyIdOf } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import { type Tx, withTenant } from "#platform/database";
import { createDiskStore, type FileStore, keepBytes, recordFile } from "#platform/files";
import {
  funeralGrant,
  funeralGrantDecision,
  funeralGrantReview,
} from "../../apps/funeral-grant/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "./city.ts";
import { type OneStopCity, openOneStopCity, value } from "./dossiers.ts";

export const WARD = "phuong-ben-nghe";
export const DEPARTMENT = "so-lao-dong-thuong-binh-va-xa-hoi";
const POSTS = ["tiepnhan", "chuyenvien", "hotich", "truongphong", "lanhdao", "vanthu"];
const LATE = { code: "few-officials", words: "" };
const PREPARED = Buffer.from("%PDF đã soạn");
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

/** The named city with the linked procedure of a funeral grant, a store with bytes, and the officials of its three agencies. */
export interface LinkedCity {
  readonly city: OneStopCity;
  readonly store: FileStore;
  readonly by: (login: string) => Caller;
  close(): Promise<void>;
}

export async function openLinkedCity(more: readonly App[] = []): Promise<LinkedCity> {
  const city = await openOneStopCity([
    funeralGrant,
    funeralGrantReview,
    funeralGrantDecision,
    ...more,
  ]);
  const folder = mkdtempSync(path.join(tmpdir(), "egov-linked-"));
  const store = createDiskStore(folder, Buffer.alloc(32, 7));
  const callers = new Map<string, Caller>();
  for (const agency of [WARD, "quan-1", DEPARTMENT])
    for (const post of POSTS)
      await callerOf(city.db, `${post}.${agency}`).then(
        (caller) => callers.set(`${post}.${agency}`, caller),
        () => undefined, // not every agency has every post
      );
  const by = (login: string): Caller => {
    const found = callers.get(login);
    if (found === undefined) throw new Error(`nobody is ${login}`);
    return found;
  };
  return {
    city,
    store,
    by,
    close: async () => {
      await city.db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function asSystem<T>(
  { db }: OneStopCity,
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withTenant(db, { tenantIds: [tenantId], actor: { kind: "system", job: "test" } }, work);
}

/** As Quân, with his ward. */
export function asFamily<T>({ db, quan }: OneStopCity, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: "applicant", ...quan } as const;
  return withTenant(db, { tenantIds: [tenantIdOf(WARD)], actor }, work);
}

export function tasksOf(city: OneStopCity, lead: Dossier): Promise<PlacedTask[]> {
  return asSystem(city, lead.tenantId, (tx) => placedTasksOfInstance(tx, lead.instanceId));
}

/** Answers go into the processes that wait for them; gives how many. */
export function collect({ db, deps }: OneStopCity, now: Date): Promise<number> {
  return collectAnswers(db, now, {
    ...deps.workflow,
    onMoved: (tx, subject) => followProcess(tx, now, subject),
  });
}

/** Filed by Quân with his ward, with papers that have bytes. */
async function filed({ city, store }: LinkedCity, app: App): Promise<Dossier> {
  const tenantId = tenantIdOf(WARD);
  const sample = editionOn(app, dayIn(FRIDAY_MORNING))?.samples[0];
  if (sample === undefined) throw new Error("no sample");
  const kept = await keepBytes(store, tenantId, Buffer.from("bản khai"), {
    name: "giay.pdf",
    type: "application/pdf",
    pages: 1,
  });
  return asFamily(city, async (tx) => {
    const { accountId, name } = city.quan;
    const draft = await startDraft(tx, FRIDAY_MORNING, { app, tenantId, accountId });
    await saveAnswers(tx, FRIDAY_MORNING, draft, sample.answers);
    for (const slot of sample.papers)
      await recordFile(tx, FRIDAY_MORNING, kept, {
        subjectKind: "dossier",
        subjectId: draft.id,
        slot,
        applicantId: accountId,
      });
    return value(
      await submitDraft(tx, FRIDAY_MORNING, city.deps, {
        publicId: draft.publicId,
        accountId,
        applicantName: name,
        agency: { id: agencyIdOf(WARD), organId: "001.01.01.H29" },
      }),
    );
  });
}

/** Number, order and signature of what stands at the leader's desk. */
export async function signed(
  { city, store, by }: LinkedCity,
  agency: string,
  dossier: Dossier,
  now: Date,
): Promise<Dossier> {
  const leader = by(`lanhdao.${agency}`);
  const numbered = value(
    await city.as(leader, (tx) => numberResult(tx, now, city.deps, leader, on(dossier))),
  );
  const ordered = value(
    await city.as(leader, (tx) =>
      orderSignature(tx, now, city.deps, leader, { ...on(numbered), preparedPdf: PREPARED }),
    ),
  );
  const signedPdf = Buffer.concat([PREPARED, Buffer.from(`ký: ${agency}`)]);
  const kept = await keepBytes(store, dossier.tenantId, signedPdf, {
    name: "kq.pdf",
    type: "application/pdf",
    pages: 1,
  });
  return asSystem(city, dossier.tenantId, async (tx) => {
    const pending = await tx.row<{ id: string }>(
      `SELECT id FROM signing.pending_signature WHERE subject_id = $1 AND state = 'pending'`,
      [ordered.id],
    );
    return value(
      await completeResult(tx, now, city.deps, {
        tenantId: dossier.tenantId,
        dossierId: dossier.id,
        pendingId: pending?.id ?? "",
        signedPdf,
        kept,
        mandateHolds: true,
      }),
    );
  });
}

/** Filed by Quân with his ward, accepted and confirmed there. */
export async function confirmed(linked: LinkedCity, app: App = funeralGrant): Promise<Dossier> {
  const { city, by } = linked;
  const receiver = by(`tiepnhan.${WARD}`);
  const officer = by(`hotich.${WARD}`);
  const dossier = await filed(linked, app);
  const received = value(
    await city.as(receiver, (tx) =>
      acceptDossier(tx, FRIDAY_MORNING, city.deps, receiver, on(dossier)),
    ),
  );
  return value(
    await city.as(officer, (tx) =>
      workStep(tx, FRIDAY_MORNING, city.deps, officer, {
        ...on(received),
        step: "confirm",
        outcome: "confirmed",
        answers: {},
        note: "",
      }),
    ),
  );
}

/** Examined and agreed to, in an agency that works a part. */
export async function reviewed(
  { city, by }: LinkedCity,
  agency: string,
  part: Dossier,
  now: Date,
): Promise<Dossier> {
  const [specialist, head] = [by(`chuyenvien.${agency}`), by(`truongphong.${agency}`)];
  const examined = value(
    await city.as(specialist, (tx) =>
      examineDossier(tx, now, city.deps, specialist, { ...on(part), proposal: "Đủ điều kiện" }),
    ),
  );
  return value(
    await city.as(head, (tx) =>
      reviewDossier(tx, now, city.deps, head, { ...on(examined), decision: "approve", note: "" }),
    ),
  );
}

export async function released(
  { city, by }: LinkedCity,
  agency: string,
  dossier: Dossier,
  now: Date,
): Promise<Dossier> {
  const clerk = by(`vanthu.${agency}`);
  return value(
    await city.as(clerk, (tx) =>
      releaseResult(tx, now, city.deps, clerk, { ...on(dossier), late: LATE }),
    ),
  );
}
