import type { Edition } from "#app-kit";
import type { Actor } from "#kernel/actor";
import { CITY_WIDE } from "#kernel/ids";
import { refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, sqlState, type Tx, withDoor } from "#platform/database";
import { emit } from "#platform/outbox";
import type { DraftState, EditionRefusal, OpenDraft } from "./draft.ts";
import type { EditionEventName } from "./events.ts";
import { insertVersion, updateDraft } from "./store.ts";

export type Official = Extract<Actor, { kind: "official" }>;

const UNIQUE_VIOLATION = "23505";

/** An act on the city's procedures: they belong to no record-holder, so the log keeps it under the city's own id. */
export async function cityAct<Value>(
  db: Database,
  actor: Official,
  work: (tx: Tx) => Promise<Result<Value, EditionRefusal>>,
): Promise<Result<Value, EditionRefusal>> {
  try {
    return await withDoor(db, "directory", (tx) => work({ ...tx, actor }), [CITY_WIDE]);
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return refused("stale"); // two pressed at once
    throw error;
  }
}

/** What an act makes of a draft: its next version, and what is told of it. */
export interface Turn {
  readonly act: EditionEventName;
  readonly state: DraftState;
  readonly edition?: Edition;
  readonly note?: string;
  /** When, by which decision and on whose proposal it is to be published; left out, it stays as it was. */
  readonly proposal?: Pick<OpenDraft, "startsOn" | "decision" | "proposedBy">;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Every act is the draft's next version, with its log entry and its event, in the transaction of the act. */
export async function turnDraft(
  tx: Tx,
  now: Date,
  actor: Official,
  draft: OpenDraft,
  turn: Turn,
): Promise<number> {
  const { act, state, note = "", edition = draft.edition } = turn;
  const version = draft.version + 1;
  const by = actor.officialId;
  await insertVersion(tx, { draftId: draft.id, version, edition, act, note, by, at: now });
  await updateDraft(tx, { ...draft, ...turn.proposal, state, version, changedAt: now });
  await noteAct(tx, now, act, { ...draft, version }, { version, note, ...turn.detail });
  return version;
}

/** The act in the log and as an event, in the transaction that changes the rows. */
export async function noteAct(
  tx: Tx,
  now: Date,
  name: EditionEventName,
  draft: { readonly id: string; readonly appId: string; readonly version: number },
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = { appId: draft.appId, ...detail };
  await appendLeaf(tx, now, {
    action: name,
    subjectKind: "edition-draft",
    subjectId: draft.id,
    payload: body,
  });
  await emit(tx, now, {
    name,
    subjectKind: "edition-draft",
    subjectId: draft.id,
    sequence: draft.version,
    body,
  });
}
