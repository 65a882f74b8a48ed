import type { DossierState } from "./dossier.ts";
import { en as arrivalEn } from "./arrival-messages.en.ts";
import { vi as arrivalVi } from "./arrival-messages.vi.ts";
import { LINKED_WORDS } from "./linked-words.ts";
import { RECORD_WORDS } from "./record-words.ts";
import { PROCESS_MOVE_WORDS } from "./process-move-words.ts";
import { en as usualEn } from "./messages.en.ts";
import { vi as usualVi } from "./messages.vi.ts";

const vi = { ...usualVi, ...arrivalVi };
const en = { ...usualEn, ...arrivalEn };

export type WordKey =
  | keyof typeof vi
  | keyof (typeof LINKED_WORDS)["vi"]
  | keyof (typeof RECORD_WORDS)["vi"]
  | keyof (typeof PROCESS_MOVE_WORDS)["vi"];
export type Words = Readonly<Record<WordKey, string>>;

const WORDS = {
  vi: { ...vi, ...LINKED_WORDS.vi, ...RECORD_WORDS.vi, ...PROCESS_MOVE_WORDS.vi },
  en: { ...en, ...LINKED_WORDS.en, ...RECORD_WORDS.en, ...PROCESS_MOVE_WORDS.en },
} as const satisfies Record<string, Words>;

export function wordsIn(language: "vi" | "en"): Words {
  return WORDS[language];
}

/** A state as people read it; for modules that show a dossier of this one. */
export function stateWords(state: DossierState, language: "vi" | "en"): string {
  return wordsIn(language)[`state.${state}`];
}
