import { type App, editionOn, type Sample } from "#app-kit";
import { day, dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import type { Result } from "#kernel/result";
import { createCalendars, seedCalendar } from "#modules/deadlines";
import { agencyIdOf } from "#modules/organisation";
import {
  acceptDossier,
  type ActOn,
  createDossierDeps,
  type Dossier,
  type DossierDeps,
  draftByPublicId,
  examineDossier,
  publishProcesses,
  reviewDossier,
  saveAnswers,
  startDraft,
  submitDraft,
} from "#modules/dossiers";
import { seedAccounts } from "#modules/identity";
import { seedPaymentAccounts } from "#modules/payments";
import {
  createRegisters,
  publishRegisters,
  recordResult,
  type Registers,
} from "#modules/result-registers";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { recordFile } from "#platform/files";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { type Caller, type City, FRIDAY_MORNING, openCity } from "./city.ts";

/** The named city ready for dossiers: calendar, process and an applicant, Quân. */
export interface OneStopCity extends City {
  readonly deps: DossierDeps;
  readonly registers: Registers;
  readonly quan: { readonly accountId: string; readonly name: string };
  /** Runs an official's act in a transaction of their own. */
  as<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A complete draft of the bakery of Quận 1. */
  draft(now?: Date): Promise<string>;
  submit(publicId: string, now?: Date): Promise<Result<Dossier, string>>;
  /** A draft of Quân's with the answers and papers of one of an app's samples, for Quận 1. */
  fileDraft(app: App, sampleName?: string, now?: Date): Promise<string>;
  /** A dossier filed by Quân with the answers and papers of one of an app's samples, in Quận 1. */
  file(app: App, sampleName?: string, now?: Date): Promise<Dossier>;
  /** A submitted dossier, brought forward to the step asked for. */
  dossierAt(step: "receive" | "examine" | "review" | "sign", now?: Date): Promise<Dossier>;
}

export const PDF_HASH = "ab".repeat(32);

export async function openOneStopCity(more: readonly App[] = []): Promise<OneStopCity> {
  const city = await openCity();
  const registers = createRegisters([householdBusiness, ...more]);
  const deps = createDossierDeps(
    createCalendars(),
    [householdBusiness, ...more],
    (tx, now, released) => recordResult(tx, now, registers, released),
  );
  const quan = { accountId: uuidv7(FRIDAY_MORNING.getTime()), name: "Trần Minh Quân" };
  await withDoor(city.db, "seed", async (tx) => {
    await seedCalendar(tx, FRIDAY_MORNING);
    await seedPaymentAccounts(tx);
    await publishProcesses(tx, FRIDAY_MORNING, deps);
    await publishRegisters(tx, FRIDAY_MORNING, registers);
    await seedAccounts(
      tx,
      FRIDAY_MORNING,
      [{ id: quan.accountId, login: "quan", name: quan.name }],
      "x",
    );
  });
  const asQuan = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(
      city.db,
      { tenantIds: [city.district1], actor: { kind: "applicant", ...quan } },
      work,
    );
  const as = <T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(city.db, caller, work);
  const draftOf = (app: App, sample: Sample, now: Date): Promise<string> =>
    asQuan(async (tx) => {
      const started = await startDraft(tx, now, {
        app,
        tenantId: city.district1,
        accountId: quan.accountId,
      });
      await saveAnswers(tx, now, started, sample.answers);
      for (const slot of sample.papers)
        await recordFile(tx, now, PAPER, {
          subjectKind: "dossier",
          subjectId: started.id,
          slot,
          applicantId: quan.accountId,
        });
      return started.publicId;
    });
  const draft = (now = FRIDAY_MORNING): Promise<string> =>
    draftOf(householdBusiness, sampleOf(householdBusiness, undefined, now), now);
  const submit = (publicId: string, now = FRIDAY_MORNING) =>
    asQuan((tx) =>
      submitDraft(tx, now, deps, {
        publicId,
        accountId: quan.accountId,
        applicantName: quan.name,
        agency: { id: agencyIdOf("quan-1"), organId: "000.01.01.H29" },
      }),
    );
  const dossierAt: OneStopCity["dossierAt"] = async (step, now = FRIDAY_MORNING) => {
    let dossier = value(await submit(await draft(now), now));
    const act = (): ActOn => ({ publicId: dossier.publicId, version: dossier.version });
    const { lanTheReceiver, haTheSpecialist, minhTheHead } = city;
    if (step === "receive") return dossier;
    dossier = value(
      await as(lanTheReceiver, (tx) => acceptDossier(tx, now, deps, lanTheReceiver, act())),
    );
    if (step === "examine") return dossier;
    dossier = value(
      await as(haTheSpecialist, (tx) =>
        examineDossier(tx, now, deps, haTheSpecialist, { ...act(), proposal: "Đủ điều kiện" }),
      ),
    );
    if (step === "review") return dossier;
    return value(
      await as(minhTheHead, (tx) =>
        reviewDossier(tx, now, deps, minhTheHead, { ...act(), decision: "approve", note: "" }),
      ),
    );
  };
  const fileDraft: OneStopCity["fileDraft"] = (app, sampleName, now = FRIDAY_MORNING) =>
    draftOf(app, sampleOf(app, sampleName, now), now);
  const file: OneStopCity["file"] = async (app, sampleName, now = FRIDAY_MORNING) =>
    value(await submit(await fileDraft(app, sampleName, now), now));
  return { ...city, deps, registers, quan, as, draft, fileDraft, submit, file, dossierAt };
}

/** The sample of an app's edition in force, by name; the first when none is named. */
function sampleOf(app: App, name: string | undefined, now: Date): Sample {
  const samples = editionOn(app, dayIn(now))?.samples ?? [];
  const found = name === undefined ? samples[0] : samples.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${app.id} has no sample ${name ?? ""}`);
  return found;
}

const PAPER = {
  sha256: "ab".repeat(32),
  sizeBytes: 1000,
  type: "application/pdf",
  name: "căn cước.pdf",
  pages: 1,
  scan: "clean",
} as const;

export function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${String(result.error)}`);
  return result.value;
}

export const APRIL = day("2025-04-01");
export { draftByPublicId };
