export type { Claim, Delivery } from "./delivery.ts";
export { endPaper, type PaperEnd, paperEndOf } from "./end-paper.ts";
export { enterOnPaper, type PaperEntry } from "./enter-on-paper.ts";
export type { Folder, NotedKind } from "./folder.ts";
export { folderByPublicId } from "./folder-store.ts";
export { handOut, type HandOut } from "./hand-out.ts";
export { archiveResults } from "./archive-results.ts";
export { answerHandOver } from "./answer-hand-over.ts";
export { makeHandOver } from "./make-hand-over.ts";
export { paperRoutes } from "./module.ts";
export { notePaper } from "./note-paper.ts";
export type { PaperPageDeps } from "./pages/deps.ts";
export { slipError, SlipFields, slipIn, type TypedSlip } from "./pages/slip-fields.tsx";
export { paperBeside } from "./pages/dossier-panel.tsx";
export {
  type PaperReceipt,
  receiptText,
  type ReceiptBlock,
  typedReceipt,
} from "./paper-receipt.ts";
export { type Caller as PaperCaller, PAPER_PERMISSIONS } from "./policy.ts";
export { owedReceipts, receiptOfDossier } from "./receipt-store.ts";
export { isPaperRefusal, type PaperRefusal } from "./refusals.ts";
export { reserveReceipts, useBlock } from "./reserve-receipts.ts";
export { remindOfResults } from "./remind-of-results.ts";
export { shelveFolder, shelveResult, type Shelving } from "./shelve.ts";
export { voidReceipts } from "./void-receipts.ts";
