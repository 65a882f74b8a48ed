import { en } from "./messages.en.ts";
import { vi } from "./messages.vi.ts";

export function messagesIn(language: "vi" | "en"): Messages {
  return language === "vi" ? vi : en;
}

export type Messages = Readonly<Record<keyof typeof vi, string>>;
