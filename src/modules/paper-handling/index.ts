export { enterOnPaper, type PaperEntry } from "./enter-on-paper.ts";
export { paperRoutes } from "./module.ts";
export type { PaperPageDeps } from "./pages/deps.ts";
export {
  type PaperReceipt,
  receiptText,
  type ReceiptBlock,
  typedReceipt,
} from "./paper-receipt.ts";
export { type Caller as PaperCaller, PAPER_PERMISSIONS } from "./policy.ts";
export { owedReceipts, receiptOfDossier } from "./receipt-store.ts";
export type { PaperRefusal } from "./refusals.ts";
export { reserveReceipts, useBlock } from "./reserve-receipts.ts";
export { voidReceipts } from "./void-receipts.ts";
