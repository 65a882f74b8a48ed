import type { vi } from "./arrival-messages.vi.ts";

export const en: Readonly<Record<keyof typeof vi, string>> = {
  "transfer.title": "Pass on to the competent agency",
  "transfer.propose-title": "Propose another agency",
  "transfer.lead":
    "The dossier ends here and begins anew there, with that agency’s code, term and fee. The applicant is told and need not hand it in again; what was paid here goes back.",
  "transfer.agency": "Competent agency",
  "transfer.reason": "Why it is passed on",
  "transfer.act": "Pass on and tell the applicant",
  "transfer.propose": "Send the proposal",
  "transfer.decline": "Keep it here",
  "transfer.proposed": "Proposed: another agency is competent",
  "transfer.from": "Passed on by",
  "transfer.arrived": "Registered with the competent agency",
  "transfer.old-code": "old code",
  "transfer.why": "Reason",
  "transfer.to": "Passed on to",
  "transfer.new-code": "new code",
  "transfer.on-its-way": "On its way; the new code will stand here.",
  "arrival.desk": "Over the counter",
  "arrival.post": "By post",
  "arrival.taken-by": "Taken in at",
  "arrival.entered-by": "entered by",
  "refused.already-transferred": "The dossier was passed on to the competent agency already.",
  "refused.came-from-there":
    "That agency passed the dossier on to here. The two must first agree who is competent.",
  "refused.to-oneself": "The dossier lies with this agency. Choose another.",
  "refused.not-competent": "Choose an agency that does this procedure.",
};
