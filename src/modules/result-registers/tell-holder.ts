import type { RegisterRecord } from "#engines/records";
import { dossierById, tellApplicant } from "#modules/dossiers";
import type { TemplateName } from "#modules/notifications";
import type { Tx } from "#platform/database";

/** Tells whoever the result was released to; the reason stays where they sign in to read it. */
export async function tellHolder(
  tx: Tx,
  now: Date,
  record: RegisterRecord,
  template: TemplateName,
): Promise<void> {
  const origin = await dossierById(tx, record.tenantId, record.originId);
  if (origin !== undefined) await tellApplicant(tx, now, origin, template);
}
