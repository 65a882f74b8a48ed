import type { vi } from "./messages.vi.ts";

export const en: Readonly<Record<keyof typeof vi, string>> = {
  title: "Notices",
  "list.title": "Newest first",
  unread: "Unread",
  read: "Read",
  open: "Open",
  "mail-failed": "The e-mail about this could not be delivered. Please check your e-mail address.",
  "mark-all": "Mark all as read",
  "some-unread": "Open a notice to go to its dossier; it is then marked as read.",
  "all-read": "You have read all notices.",
  empty: "No notices yet",
  "empty-official":
    "You are told here when a dossier is due soon, overdue or handed to you, or when a colleague names you.",
  "empty-applicant":
    "You are told here when your dossier is accepted, needs more, gets another due date or has a result.",
  "empty-page": "No older notices",
  "empty-page-text": "You have seen the first notice.",
  older: "Older notices",
  newest: "Back to the newest",
  pages: "Pages of notices",
};
