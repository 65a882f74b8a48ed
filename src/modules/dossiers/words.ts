import type { DossierState } from "./dossier.ts";
import { en as arrivalEn } from "./arrival-messages.en.ts";
import { vi as arrivalVi } from "./arrival-messages.vi.ts";
import { en as usualEn } from "./messages.en.ts";
import { vi as usualVi } from "./messages.vi.ts";

const vi = { ...usualVi, ...arrivalVi };
const en = { ...usualEn, ...arrivalEn };

export type Words = Readonly<Record<keyof typeof vi, string>>;
export type WordKey = keyof typeof vi;

export function wordsIn(language: "vi" | "en"): Words {
  return language === "vi" ? vi : en;
}

/** A state as people read it; for modules that show a dossier of this one. */
export function stateWords(state: DossierState, language: "vi" | "en"): string {
  return wordsIn(language)[`state.${state}`];
}
