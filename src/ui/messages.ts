import { en } from "./messages.en.ts";
import { vi } from "./messages.vi.ts";

export function messagesIn(language: "vi" | "en"): Readonly<Record<keyof typeof vi, string>> {
  return language === "vi" ? vi : en;
}
