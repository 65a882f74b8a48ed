import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import { responsibleFor, tellOfficials } from "./notices.ts";
import { recordChange } from "./record-change.ts";
import { dossierById } from "./store.ts";
import { markSupplementExpired, supplementsToExpire } from "./supplement-store.ts";

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

async function propose(tx: Tx, now: Date, dossierId: string): Promise<void> {
  const [tenantId = ""] = tx.tenantIds;
  const before = await dossierById(tx, tenantId, dossierId);
  if (before?.state !== "supplement") return;
  const saved = await recordChange(tx, now, { before, next: before, name: "supplement-expired" });
  const { heads } = await responsibleFor(tx, now, saved);
  await tellOfficials(tx, now, saved, heads, { template: "supplement-expired" });
}
