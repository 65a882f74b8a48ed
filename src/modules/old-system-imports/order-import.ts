import { ok, refused, type Result } from "#kernel/result";
import type { Caller } from "#modules/dossiers";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { ImportEventName } from "./events.ts";
import type { ImportRefusal } from "./old-row.ts";
import { mayImport } from "./policy.ts";
import { type Import, importByPublicId, markOrdered } from "./store.ts";

const ORDERED: ImportEventName = "import-ordered";

/** The second confirmation: by a written decision, of a file in which nothing is wrong. Ordered twice is ordered once. */
export async function orderImport(
  tx: Tx,
  now: Date,
  caller: Caller,
  order: { readonly publicId: string; readonly decision: string },
): Promise<Result<Import, ImportRefusal>> {
  const found = await importByPublicId(tx, order.publicId, { lock: true });
  if (found === undefined || !caller.tenantIds.includes(found.tenantId)) return refused("missing");
  if (caller.actor.kind !== "official" || !mayImport(caller, found.appId))
    return refused("missing");
  if (found.state !== "tried") return refused("wrong-state");
  if (found.faulty > 0) return refused("faulty");
  const decision = order.decision.trim();
  if (decision === "") return refused("decision-missing");
  await markOrdered(tx, now, found, { decision, by: caller.actor.name });
  const subject = { subjectKind: "import", subjectId: found.id };
  await appendLeaf(tx, now, {
    ...subject,
    action: ORDERED,
    payload: { appId: found.appId, rows: found.rows, decision },
  });
  await emit(tx, now, {
    ...subject,
    name: ORDERED,
    sequence: 1,
    body: { appId: found.appId, rows: found.rows, decision },
  });
  return ok({ ...found, state: "ordered", decision });
}
