import { en } from "./messages.en.ts";
import { vi } from "./messages.vi.ts";

export type Words = Readonly<Record<keyof typeof vi, string>>;

export function wordsIn(language: "vi" | "en"): Words {
  return language === "vi" ? vi : en;
}
