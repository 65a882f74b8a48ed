import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import { responsibleFor, tellApplicant, tellOfficials } from "./notices.ts";
import { recordChange } from "./record-change.ts";
import { dossierById } from "./store.ts";
import {
  markSupplementExpired,
  markSupplementReminded,
  supplementsToExpire,
  supplementsToRemind,
} from "./supplement-store.ts";

const BATCH = 100;

/**
 * Notes which supplements did not come within the edition's term, once each, and proposes to the heads that the dossier be
 * stopped; whether it is remains theirs to decide. Gives how many were looked at.
 */
export async function expireSupplements(db: Database, now: Date): Promise<number> {
  const waiting = await withDoor(db, "deadlines", (tx) => supplementsToExpire(tx, now, BATCH));
  for (const { tenantId, id, dossierId } of waiting) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "supplements" } } as const;
    await withTenant(db, scope, async (tx) => {
      if (await markSupplementExpired(tx, now, tenantId, id)) await propose(tx, now, dossierId);
    });
  }
  return waiting.length;
}

/** Reminds whoever has not answered when half of the term is gone, once; gives how many were looked at. */
export async function remindOfSupplements(db: Database, now: Date): Promise<number> {
  const waiting = await withDoor(db, "deadlines", (tx) => supplementsToRemind(tx, now, BATCH));
  for (const { tenantId, id, dossierId } of waiting) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "supplements" } } as const;
    await withTenant(db, scope, async (tx) => {
      const answerBy = await markSupplementReminded(tx, now, tenantId, id);
      const dossier = await dossierById(tx, tenantId, dossierId);
      if (answerBy !== undefined && dossier?.state === "supplement")
        await tellApplicant(tx, now, dossier, "supplement-reminded", answerBy);
    });
  }
  return waiting.length;
}

async function propose(tx: Tx, now: Date, dossierId: string): Promise<void> {
  const [tenantId = ""] = tx.tenantIds;
  const before = await dossierById(tx, tenantId, dossierId);
  if (before?.state !== "supplement") return;
  const saved = await recordChange(tx, now, { before, next: before, name: "supplement-expired" });
  const { heads } = await responsibleFor(tx, now, saved);
  await tellOfficials(tx, now, saved, heads, { template: "supplement-expired" });
  await tellApplicant(tx, now, saved, "supplement-missed");
}
