import { randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startRegisterAt } from "#engines/numbering";
import { dayIn } from "#kernel/calendar-day";
import { seedCalendar } from "#modules/deadlines";
import { acceptDossier, type DossierDeps, publishProcesses } from "#modules/dossiers";
import { type DemoAccount, type Identity, seedAccounts } from "#modules/identity";
import { agenciesOn, cityAgencies, demoOfficials, seedOrganisation } from "#modules/organisation";
import { seedDesks, seedWaiting } from "#modules/queue";
import { seedPaymentAccounts } from "#modules/payments";
import { seedTenancy, tenantIdOf } from "#modules/tenancy";
import { type Database, withDoor, withTenant } from "#platform/database";
import type { FileStore } from "#platform/files";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { fileDossier, NEIGHBOURS, officialOf, openDossiers } from "./open-dossiers.ts";

/** Where a demo account leads and what it may do, for the table that the start prints. */
export interface PrintedAccount {
  readonly role: string;
  readonly login: string;
  readonly name: string;
}

export interface DemoAccounts {
  readonly password: string;
  readonly accounts: readonly PrintedAccount[];
}

const APPLICANT: DemoAccount = {
  id: "0198aaaa-0000-7000-8000-00000000a001",
  login: "nguoidan",
  name: "Trần Minh Quân",
  citizenId: "079085000417",
  phone: "+84901234567",
  email: "quan@vi-du.example",
};
const ROLE_WORDS: Readonly<Record<string, string>> = {
  receiver: "Tiếp nhận",
  specialist: "Chuyên viên",
  head: "Trưởng phòng",
  leader: "Lãnh đạo",
  clerk: "Văn thư",
  inspector: "Thanh tra",
  administrator: "Quản trị",
  operator: "Vận hành",
};

export async function isCityFilled(db: Database, now: Date): Promise<boolean> {
  return withDoor(db, "seed", async (tx) => (await agenciesOn(tx, dayIn(now))).length > 0);
}

/** Fills a new database with the named city: organisation, calendar, processes, accounts and the dossiers that are open today. */
export async function fillCity(
  db: Database,
  now: Date,
  deps: {
    readonly dossiers: DossierDeps;
    readonly identity: Identity;
    readonly store: FileStore;
    readonly password: string;
  },
): Promise<void> {
  const passwordHash = await deps.identity.hashPassword(deps.password);
  await withDoor(db, "seed", async (tx) => {
    await seedOrganisation(tx, now);
    await seedTenancy(tx);
    await seedPaymentAccounts(tx);
    await seedCalendar(tx, now);
    await publishProcesses(tx, now, deps.dossiers);
    await seedAccounts(tx, now, [APPLICANT, ...NEIGHBOURS, ...officialAccounts()], passwordHash);
  });
  await continueRegisters(db, now);
  await openDossiers(db, now, { ...deps, paper: SAMPLE_PNG });
  await liveDossier(db, now, deps);
  await seedWaiting(db, now, await seedDesks(db, now));
}

/** Accounts of officials carry the official's own id. */
function officialAccounts(): DemoAccount[] {
  return demoOfficials().map(({ officialId, login, name }) => ({
    id: officialId,
    login,
    name,
    officialId,
  }));
}

/** Registers go on after the year that is loaded as history. */
const FIRST_OWN_NUMBER = 2001;

async function continueRegisters(db: Database, now: Date): Promise<void> {
  const year = dayIn(now).slice(0, 4);
  for (const { slug } of cityAgencies().filter((agency) => agency.kind === "district")) {
    const scope = {
      tenantIds: [tenantIdOf(slug)],
      actor: { kind: "system", job: "seed" },
    } as const;
    await withTenant(db, scope, (tx) =>
      startRegisterAt(
        tx,
        { name: "household-business-certificates", period: year },
        FIRST_OWN_NUMBER,
        "Dữ liệu minh họa: tiếp theo sổ đã dùng trong năm",
      ),
    );
  }
}

/** One dossier of today: submitted by Quân in Quận 1 and accepted by the desk. */
async function liveDossier(
  db: Database,
  now: Date,
  deps: { readonly dossiers: DossierDeps; readonly store: FileStore },
): Promise<void> {
  const { publicId, version } = await fileDossier(
    db,
    now,
    { ...deps, paper: SAMPLE_PNG },
    {
      app: householdBusiness,
      accountId: APPLICANT.id,
      name: APPLICANT.name,
      answers: householdBusiness.editions.at(-1)?.samples[0]?.answers ?? {},
    },
  );
  const caller = await officialOf(db, now, "tiepnhan");
  const accepted = await withTenant(db, caller, (tx) =>
    acceptDossier(tx, now, deps.dossiers, caller, { publicId, version }),
  );
  if (!accepted.ok) throw new Error(`the live dossier was not accepted: ${accepted.error}`);
}

/** A picture of one point, which stands for an identity card. */
const SAMPLE_PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const WORDS = [
  "cây",
  "đa",
  "giếng",
  "nước",
  "sân",
  "đình",
  "bến",
  "sông",
  "cánh",
  "đồng",
  "vườn",
  "trầu",
  "mái",
  "nhà",
  "con",
  "thuyền",
];

/** The demo's common password: four words drawn for this installation, kept beside the accounts. */
export function demoPassword(): string {
  return Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)]).join(" ");
}

/** One account for each role, for the table and for `data/accounts.json`. */
export function printedAccounts(): PrintedAccount[] {
  const first = new Map<string, PrintedAccount>();
  const officials = demoOfficials().toSorted(
    (one, other) => Number(other.agencySlug === "quan-1") - Number(one.agencySlug === "quan-1"),
  );
  for (const { role, login, name } of officials)
    if (!first.has(role)) first.set(role, { role: ROLE_WORDS[role] ?? role, login, name });
  return [{ role: "Người nộp", login: APPLICANT.login, name: APPLICANT.name }, ...first.values()];
}

export function accountsIn(folder: string): DemoAccounts | undefined {
  const file = path.join(folder, "accounts.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoAccounts) : undefined; // written by the function below
}

export function keepAccounts(folder: string, accounts: DemoAccounts): void {
  const file = path.join(folder, "accounts.json");
  writeFileSync(`${file}.part`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}
