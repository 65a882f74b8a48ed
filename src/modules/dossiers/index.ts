export { acceptDossier } from "./accept-dossier.ts";
export { answerSupplement } from "./answer-supplement.ts";
export { type ApologyForm, draftApology, sendApology } from "./apologise.ts";
export { askSupplement } from "./ask-supplement.ts";
export {
  createDossierDeps,
  type DossierDeps,
  editionOf,
  type PublishedApp,
  publishProcesses,
} from "./deps.ts";
export {
  type Dossier,
  type DossierRefusal,
  type DossierState,
  REFUSALS,
  STATES,
  isOver,
} from "./dossier.ts";
export { dossierPlace, dossierPlaceHref } from "./dossier-place.ts";
export { type Draft, draftByPublicId, saveAnswers } from "./draft-store.ts";
export { extendDossier, type ExtensionForm } from "./extend-dossier.ts";
export { findingsOf } from "./finding-store.ts";
export type { KnownRecord, KnownRecords } from "./known-records.ts";
export { freeReceiptNumber, freeResultNumber, type NumberInUse } from "./free-result-number.ts";
export { examineDossier } from "./examine-dossier.ts";
export { claimDossier, commentOnDossier, handOverDossier } from "./hold-dossier.ts";
export type { ActOn } from "./load-for-act.ts";
export { moveNext, type OrderedMove, runProcessMove } from "./run-process-move.ts";
export { orderProcessMove } from "./order-process-move.ts";
export { moveById, refusalsOf } from "./process-move-store.ts";
export { type Caller, PERMISSIONS, PROCESS_PERMISSIONS } from "./policy.ts";
export { rateService } from "./rate-service.ts";
export { refuseDossier } from "./refuse-dossier.ts";
export { type ReleasedRow, releasedRows } from "./released-store.ts";
export { releaseResult } from "./release-result.ts";
export { revealNumbers } from "./reveal-numbers.ts";
export { returnDossier } from "./return-dossier.ts";
export { reviewDossier } from "./review-dossier.ts";
export { completeResult, numberResult, orderSignature } from "./sign-result.ts";
export { signerOf } from "./signer-of.ts";
export { startDraft } from "./start-draft.ts";
export { dossierByCode, dossierById, dossierByPublicId } from "./store.ts";
export { accountsTold, tellApplicant } from "./notices.ts";
export { printContext } from "./pages/my-papers.ts";
export { resultPrint } from "./result-print.ts";
export { METRICS, type Metric } from "./counters.ts";
export {
  answersOfFinished,
  type FinishedDossier,
  type FinishedRow,
  finishedAfter,
  finishedBetween,
  finishedByIds,
  finishedRows,
} from "./finished-store.ts";
export { openByDue, type OpenShare, overdueAt, planOfOpenByDue } from "./open-store.ts";
export {
  countersBetween,
  countersFromEvents,
  type Figures,
  foldCounters,
  noFigures,
  onTimeShare,
  openBefore,
  openChange,
  summed,
} from "./statistics.ts";
export { allowSupplement, stopDossier } from "./stop-dossier.ts";
export { expireSupplements, remindOfSupplements } from "./supplement-term.ts";
export { withdrawDossier } from "./withdraw-dossier.ts";
export { type Submission, submitDraft } from "./submit-draft.ts";
export { type CompleteSigned, followMovedClock, noteAlarm, signWaiting } from "./jobs.ts";
export { dossierRoutes } from "./module.ts";
export { asApplicant } from "./pages/page-deps.ts";
export type { PageDeps } from "./pages/page-deps.ts";
export { loadYear, type YearProgress } from "./load-year.ts";
export { dossierApi } from "./api.ts";
export { systemApi } from "./system-api.ts";
export { createTries } from "./pages/tries.ts";
export { workStep } from "./work-step.ts";
export {
  appliedFor,
  ProcedureCards,
  proceduresFound,
  ProcedureSearch,
} from "./pages/procedure-list.tsx";
export { paths as dossierPaths } from "./paths.ts";
export { followProcess } from "./consult.ts";
export { draftRoutes } from "./pages/draft-steps.tsx";
export { paperRoutes as draftPaperRoutes } from "./pages/draft-papers.tsx";
export type { DraftSide, OpenedDraft } from "./pages/draft-side.tsx";
export { isOwner, ownersOf } from "./owners.ts";
export { prefilled } from "./pages/prefill.ts";
export { pdfReply, receiptData } from "./pages/my-papers.ts";
export { type TakenInFacts, takenInFacts } from "./store.ts";
export { draftPathsAt } from "./paths.ts";
export {
  declineTransfer,
  proposeTransfer,
  transferDossier,
  type TransferForm,
} from "./transfer-dossier.ts";
export { passDossier, type PassedOn } from "./pass-dossier.ts";
export { stateWords } from "./words.ts";
export { noteLook } from "./pages/note-look.ts";
export { closePart, type HandedOver, openPart } from "./open-part.ts";
export { type OldDossier, stepsToTakeOver, takeOverDossier } from "./take-over.ts";
