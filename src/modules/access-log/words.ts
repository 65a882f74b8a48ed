import { en } from "./messages.en.ts";
import { vi } from "./messages.vi.ts";
import type { ViewRow } from "./store.ts";

export type Words = Readonly<Record<keyof typeof vi, string>>;

export function wordsIn(language: "vi" | "en"): Words {
  return language === "vi" ? vi : en;
}

/** What was looked at; a kind that came later and has no words yet is at least told as something. */
export function thingWords(words: Words, thing: string): string {
  const key = `thing.${thing}`;
  return Object.hasOwn(words, key) ? words[key as keyof Words] : words["thing.other"];
}

/** Office and position; a connected system has a name instead. */
export function viewerWords(words: Words, row: ViewRow): string {
  if (row.right === "connected-system") return `${words["system"]} ${row.agencyName}`;
  return [row.positionTitle, row.agencyName].filter((one) => one !== "").join(", ");
}
