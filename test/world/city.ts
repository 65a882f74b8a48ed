import type { Actor } from "#kernel/actor";
import {
  agencyIdOf,
  demoOfficials,
  officialIdOf,
  positionsHeldBy,
  seedOrganisation,
} from "#modules/organisation";
import { seedTenancy, tenantIdOf } from "#modules/tenancy";
import { type Database, withDoor } from "#platform/database";
import { testDatabase } from "./database.ts";

/** Ten in the morning of Friday 25 April 2025, before the make-up Saturday and the long holiday. */
export const FRIDAY_MORNING = new Date("2025-04-25T03:00:00Z");

export interface City {
  readonly db: Database;
  readonly district1: string;
  readonly cuChi: string;
  readonly tanBinh: string;
  /** Login names of the officials whom the tests speak of. */
  readonly lanTheReceiver: Caller;
  readonly haTheSpecialist: Caller;
  readonly minhTheHead: Caller;
  readonly hungTheLeader: Caller;
  readonly maiTheClerk: Caller;
  readonly specialistOfCuChi: Caller;
}

export interface Caller {
  readonly actor: Extract<Actor, { kind: "official" }>;
  readonly tenantIds: readonly string[];
  readonly roles: readonly string[];
}

/** The named city on a fresh database: organisation and custody, no dossiers. */
export async function openCity(): Promise<City> {
  const db = await testDatabase();
  await withDoor(db, "seed", async (tx) => {
    await seedOrganisation(tx, FRIDAY_MORNING);
    await seedTenancy(tx);
  });
  const caller = (login: string): Promise<Caller> => callerOf(db, login);
  return {
    db,
    district1: tenantIdOf("quan-1"),
    cuChi: tenantIdOf("cu-chi"),
    tanBinh: tenantIdOf("tan-binh"),
    lanTheReceiver: await caller("tiepnhan.quan-1"),
    haTheSpecialist: await caller("chuyenvien.quan-1"),
    minhTheHead: await caller("truongphong.quan-1"),
    hungTheLeader: await caller("lanhdao.quan-1"),
    maiTheClerk: await caller("vanthu.quan-1"),
    specialistOfCuChi: await caller("chuyenvien.cu-chi"),
  };
}

/** An official as a caller: the position held on the test's day and the records of its agency. */
export function callerOf(db: Database, login: string): Promise<Caller> {
  return withDoor(db, "directory", async (tx) => {
    const officialId = officialIdOf(login);
    const [held] = await positionsHeldBy(tx, officialId, FRIDAY_MORNING);
    const official = demoOfficials().find((one) => one.login === login);
    if (held === undefined || official === undefined) throw new Error(`${login} holds no position`);
    return {
      actor: {
        kind: "official",
        officialId,
        positionId: held.positionId,
        agencyId: agencyIdOf(official.agencySlug),
        mandate: held.mandate,
        name: official.name,
      },
      tenantIds: [tenantIdOf(official.agencySlug)],
      roles: [held.role],
    };
  });
}
