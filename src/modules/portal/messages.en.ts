import type { vi } from "./messages.vi.ts";

export const en: Readonly<Record<keyof typeof vi, string>> = {
  title: "Public services of the city",
  lead: "Apply online, know the date of the result beforehand and how every day was counted.",
  "look-up": "Where does my dossier stand?",
  "on-time": "The city keeps its dates",
  "on-time-none": "No result has been released yet.",
  "on-time-hint": "Over the last 12 months, counted from each dossier by its first promise.",
  "on-time-loading": "The year is still being loaded; the figure is not complete.",
  "on-time-more": "See each agency and month",
  reckon: "Work out a due date",
  "reckon-text":
    "Enter the day of filing and the term to see the due date and which days off and make-up days count.",
  "reckon-go": "Try it",
  procedures: "Online procedures",
  queue: "Coming in person",
  "queue-text": "See the queue of each reception desk and draw a number before you come.",
  "queue-go": "Queues and numbers",
  code: "Dossier code",
  "code-hint": "For example 000.01.01.H29-250425-0007",
  letters: "Look-up code",
  "letters-hint": "4 characters, printed on the receipt",
  submit: "Look up",
};
