import type { Edition } from "#app-kit";
import { type CalendarDay, instantAt } from "#kernel/calendar-day";
import { type Database, withDoor } from "#platform/database";
import { lastNumber, standingEditions } from "./store.ts";

/** An edition that was published on screen, as a running process learns of it. */
export interface LearnedEdition {
  readonly appId: string;
  readonly edition: Edition;
  /** New dossiers may be received under it: by now every process knows it. */
  readonly isSettled: boolean;
}

/** Every process asks so often whether something was published; the question reads the ends of two indexes. */
const ASK_EVERY_MS = 2_000;
/**
 * An edition for a day that has come waits this long before it is used, so that no process meets a dossier of an edition
 * that it has not read yet.
 */
export const SETTLED_AFTER_MS = 3 * ASK_EVERY_MS;

/** Keeps a process up to date with what is published in the database, without a restart. */
export interface EditionWatch {
  /**
   * Looks whether anything was published or withdrawn; costs nothing when it was asked a moment ago. When it cannot be told,
   * what is known goes on to hold, and whoever runs the process is told.
   */
  look(now: Date): Promise<void>;
  /** Looks at once, after an act of this process. */
  lookNow(now: Date): Promise<void>;
}

/** One for a later day is announced at once: by its day every process has long read it. */
function settlesAt(row: { readonly inForceFrom: CalendarDay; readonly publishedAt: Date }): number {
  const publishedAt = row.publishedAt.getTime();
  const startsAt = instantAt(row.inForceFrom, 0).getTime();
  return startsAt > publishedAt + SETTLED_AFTER_MS ? publishedAt : publishedAt + SETTLED_AFTER_MS;
}

export function createEditionWatch(
  db: Database,
  onChange: (editions: readonly LearnedEdition[]) => Promise<void>,
  onError: (error: unknown) => void,
): EditionWatch {
  const state = { number: 0, askedAtMs: Number.NEGATIVE_INFINITY, isSettling: false };
  let running = Promise.resolve();
  const ask = async (now: Date): Promise<void> => {
    const read = await withDoor(db, "directory", async (tx) => {
      const number = await lastNumber(tx);
      const isSame = number === state.number && !state.isSettling;
      return { number, rows: isSame ? undefined : await standingEditions(tx) };
    });
    if (read.rows !== undefined) {
      const settledAt = read.rows.map(settlesAt);
      await onChange(
        read.rows.map(({ appId, inForceFrom, content }, index) => ({
          appId,
          edition: { ...content, inForceFrom: inForceFrom satisfies CalendarDay },
          isSettled: (settledAt[index] ?? 0) <= now.getTime(),
        })),
      );
      state.number = read.number;
      state.isSettling = settledAt.some((at) => at > now.getTime());
    }
  };
  const lookNow = (now: Date): Promise<void> => {
    state.askedAtMs = now.getTime();
    // Whoever asked before was told of its failure; this question is another.
    running = running.catch(() => undefined).then(() => ask(now));
    return running;
  };
  return {
    lookNow,
    look: async (now) => {
      if (Math.abs(now.getTime() - state.askedAtMs) < ASK_EVERY_MS) return;
      await lookNow(now).catch(onError);
    },
  };
}
