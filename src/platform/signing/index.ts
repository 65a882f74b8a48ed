export { type JudgedPaper, judgeSignedPaper, type PaperFault } from "./judge-signed-paper.ts";
export { createFileKeySigner, type Signer } from "./signer.ts";
export {
  completeSignature,
  type CompletionRefusal,
  type PendingSignature,
  pendingSignature,
  prepareSignature,
  waitingSignatures,
} from "./two-phase.ts";
