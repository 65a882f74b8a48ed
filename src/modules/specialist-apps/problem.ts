import type { Text } from "#app-kit";

/** What is wrong with an app, as a sentence with its place. */
export interface Problem {
  readonly at: string;
  readonly words: Text;
}

export function problem(at: string, vi: string, en: string): Problem {
  return { at, words: { vi, en } };
}
