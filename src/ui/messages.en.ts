import type { vi } from "./messages.vi.ts";

export const en: Readonly<Record<keyof typeof vi, string>> = {
  "site.name": "Ho Chi Minh City · Public services",
  "site.tagline": "Electronic one-stop shop",
  skip: "Skip to the main content",
  "nav.label": "Main",
  "nav.reckon": "Work out a due date",
  "nav.other-language": "Tiếng Việt",
  demo: "Demonstration data. This page does not replace an agency's appointment slip.",
  footer: "HCM-eGOV: every due date comes with its reckoning and its legal ground.",
  "strip.legend": "How each day was counted",
  "strip.today": "today",
  "error.missing.title": "Page not found",
  "error.missing.advice": "The address may be mistyped, or the page is not meant for you.",
  "error.too-large.title": "Too much was sent",
  "error.too-large.advice": "Please go back and send less.",
  "error.unreadable.title": "The request could not be read",
  "error.unreadable.advice": "Please go back to the page before and send the form again.",
  "error.broken.title": "Something broke",
  "error.broken.advice":
    "The fault is ours and has been recorded. Please try again in a few minutes.",
  "error.reference": "Reference number:",
  "error.home": "To the first page",
};
