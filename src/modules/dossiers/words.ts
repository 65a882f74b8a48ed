import type { DossierState } from "./dossier.ts";
import { en } from "./messages.en.ts";
import { vi } from "./messages.vi.ts";

export type Words = Readonly<Record<keyof typeof vi, string>>;
export type WordKey = keyof typeof vi;

export function wordsIn(language: "vi" | "en"): Words {
  return language === "vi" ? vi : en;
}

/** A state as people read it; for modules that show a dossier of this one. */
export function stateWords(state: DossierState, language: "vi" | "en"): string {
  return wordsIn(language)[`state.${state}`];
}
