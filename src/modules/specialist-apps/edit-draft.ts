import { type App, type Edition, recordSchema } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Database } from "#platform/database";
import { cityAct, noteAct, type Official, turnDraft } from "./city-act.ts";
import type { EditionRefusal } from "./draft.ts";
import { readEdition } from "./edition-schema.ts";
import { insertDraft, insertVersion, lockedDraft } from "./store.ts";

/** Forks an edition: the draft begins as its copy, and the edition itself stays as it is. */
export function forkEdition(
  db: Database,
  now: Date,
  actor: Official,
  fork: { readonly app: App; readonly from: CalendarDay; readonly title: string },
): Promise<Result<string, EditionRefusal>> {
  const edition = fork.app.editions.find((one) => one.inForceFrom === fork.from);
  if (edition === undefined) return Promise.resolve(refused("unfit"));
  return cityAct(db, actor, async (tx) => {
    const id = uuidv7(now.getTime());
    const draft = {
      id,
      appId: fork.app.id,
      forkedFrom: fork.from,
      title: fork.title.trim() === "" ? edition.source.document : fork.title.trim(),
      changedAt: now,
    };
    await insertDraft(tx, draft);
    const by = actor.officialId;
    await insertVersion(tx, {
      draftId: id,
      version: 1,
      edition,
      act: "edition-forked",
      note: "",
      by,
      at: now,
    });
    const { title, forkedFrom } = draft;
    await noteAct(tx, now, "edition-forked", { ...draft, version: 1 }, { forkedFrom, title });
    return ok(id);
  });
}

/**
 * Saves a change of a draft that was read at a version. Whoever comes second is refused with nothing lost: both versions
 * are kept, and the page shows what changed meanwhile beside what was typed.
 */
export function saveDraft(
  db: Database,
  now: Date,
  actor: Official,
  change: {
    readonly id: string;
    readonly version: number;
    readonly edition: Edition;
    readonly note: string;
  },
): Promise<Result<number, EditionRefusal>> {
  // The schema of the record follows from the form; nobody writes it.
  const whole = { ...change.edition, schema: recordSchema(change.edition.form) };
  const read = readEdition(JSON.parse(JSON.stringify(whole)));
  if (!read.ok) return Promise.resolve(refused("unfit"));
  return cityAct(db, actor, async (tx) => {
    const draft = await lockedDraft(tx, change.id);
    if (draft?.state !== "open") return refused("not-open");
    if (draft.version !== change.version) return refused("stale");
    const turn = { act: "edition-changed", state: "open" } as const;
    return ok(
      await turnDraft(tx, now, actor, draft, { ...turn, edition: read.value, note: change.note }),
    );
  });
}

/** Puts a draft away. It is kept, and shown no more. */
export function discardDraft(
  db: Database,
  now: Date,
  actor: Official,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Result<string, EditionRefusal>> {
  return cityAct(db, actor, async (tx) => {
    const draft = await lockedDraft(tx, id);
    if (draft?.state !== "open") return refused("not-open");
    if (draft.version !== version) return refused("stale");
    await turnDraft(tx, now, actor, draft, { act: "edition-discarded", state: "discarded" });
    return ok(draft.appId);
  });
}
