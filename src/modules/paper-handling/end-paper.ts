import { isOver, STATES } from "#modules/dossiers";
import { type Database, withTenant } from "#platform/database";
import type { RelayedEvent } from "#platform/outbox";
import { lockedFolder } from "./folder-store.ts";
import { recordFolder } from "./record-folder.ts";

/** That a dossier ended, as the job is told. */
export interface PaperEnd {
  readonly tenantId: string;
  readonly dossierId: string;
  readonly isReleased: boolean;
}

export function paperEndOf(event: RelayedEvent): PaperEnd | undefined {
  const state = String(event.body["state"]);
  if (event.subjectKind !== "dossier" || !isState(state) || !isOver(state)) return undefined;
  const { tenantId, subjectId: dossierId } = event;
  return { tenantId, dossierId, isReleased: event.name === "result-released" };
}

function isState(text: string): text is keyof typeof STATES {
  return Object.hasOwn(STATES, text);
}

/**
 * A dossier that has paper ended: what is still kept becomes a debt, and a released result waits to be collected, though
 * nobody has given it a place yet. Told twice it does nothing more.
 */
export async function endPaper(db: Database, now: Date, end: PaperEnd): Promise<void> {
  const scope = { tenantIds: [end.tenantId], actor: { kind: "system", job: "paper" } } as const;
  await withTenant(db, scope, async (tx) => {
    const folder = await lockedFolder(tx, end.tenantId, end.dossierId);
    if (folder === undefined || folder.endedAt !== null) return;
    const waits = end.isReleased && folder.resultState === null;
    await recordFolder(
      tx,
      now,
      {
        ...folder,
        endedAt: now,
        ...(waits ? { resultState: "waiting", resultReadyAt: now } : {}),
      },
      { name: "dossier-ended" },
    );
  });
}
