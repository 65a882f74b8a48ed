import { type Answers, type App, editionOn } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import { type Draft, insertDraft } from "./draft-store.ts";

/** Opens an empty application to the agency that will hold the dossier. What is written is kept from the first step on. */
export async function startDraft(
  tx: Tx,
  now: Date,
  start: {
    readonly app: App;
    readonly tenantId: string;
    readonly accountId: string;
    readonly answers?: Answers;
    /** The address it is to have, where a form sent twice must give one draft. */
    readonly publicId?: string;
  },
): Promise<Draft> {
  const edition = editionOn(start.app, dayIn(now));
  if (edition === undefined) throw new Error(`${start.app.id} has no edition in force`);
  const draft: Draft = {
    tenantId: start.tenantId,
    id: uuidv7(now.getTime()),
    publicId: start.publicId ?? publicId(),
    accountId: start.accountId,
    appId: start.app.id,
    edition: edition.inForceFrom,
    answers: start.answers ?? {},
    updatedAt: now,
    submittedAs: null,
    version: 1,
  };
  await insertDraft(tx, draft);
  return draft;
}
