export {
  type App,
  consultationAt,
  type Edition,
  editionOn,
  type OwnerKind,
  type Paper,
  linkedPartAt,
  papersFor,
  processesOf,
  type ResultKind,
  type Sample,
  workAt,
} from "./app.ts";
export {
  draftedSteps,
  draftsAt,
  type ResultDraft,
  returnOutcome,
  returnsFrom,
  type StepReturns,
} from "./draft.ts";
export { applies, type Condition, when } from "./condition.ts";
export {
  field,
  type FieldDefinition,
  type FieldKind,
  type FormDefinition,
  type GroupDefinition,
  group,
  isGroup,
  type StepDefinition,
} from "./form.ts";
export type { InternalProcedure } from "./internal-procedure.ts";
export { PAPER_KINDS, type PaperKind } from "./paper-kind.ts";
export { answersFrom, type Prefill } from "./prefill.ts";
export {
  fieldNamed,
  type FoundAtStep,
  recordContent,
  recordFieldId,
  recordForm,
  type RecordKind,
  type RecordPerson,
  withRecord,
} from "./record-kind.ts";
export { type Answers, type JsonSchema, recordSchema } from "./record-schema.ts";
export {
  filled,
  namesIn,
  type PrintLine,
  type PrintPoint,
  type ResultPrint,
} from "./result-print.ts";
export { type Text, text } from "./text.ts";
export { type Linked, type LinkedPart, linkedTask, type PartTold } from "./linked.ts";
export { answersTo } from "./told-answers.ts";
export { formOfStep, type StepOutcome, type StepWork } from "./work.ts";
export { day } from "#kernel/calendar-day";
export { days, sameDay, workingDays, workingHours } from "#kernel/term";
export {
  drawProcess,
  type ElementKind,
  type ProcessBoundary,
  type ProcessDrawing,
  type ProcessElement,
  type ProcessFlow,
} from "./draw-process.ts";
export { type DeskProcess, drawDeskProcess } from "./desk-process.ts";
export { type Consultation, type ConsultedAbout, consultingTask } from "./consultation.ts";
