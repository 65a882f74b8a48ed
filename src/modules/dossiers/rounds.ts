import type { HistoryEntry } from "./store.ts";

/** One round of approval: from the first word on it until it was sent back or signed. */
export interface Round {
  readonly number: number;
  readonly entries: readonly HistoryEntry[];
}

const APPROVING: ReadonlySet<string> = new Set([
  "dossier-examined",
  "step-worked",
  "dossier-reviewed",
  "dossier-sent-back",
  "signature-prepared",
]);

/** The rounds a dossier went: each ends with whoever sent it back, and the last goes on. */
export function roundsOf(history: readonly HistoryEntry[]): readonly Round[] {
  const rounds: HistoryEntry[][] = [[]];
  for (const entry of history.filter(({ name }) => APPROVING.has(name))) {
    rounds.at(-1)?.push(entry);
    if (entry.name === "dossier-sent-back") rounds.push([]);
  }
  return rounds
    .filter((entries) => entries.length > 0)
    .map((entries, index) => ({ number: index + 1, entries }));
}
