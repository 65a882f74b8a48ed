export { readStep, type StepReading } from "./read-step.ts";
export { answerText, StepFields, summaryOf, type SummarySection } from "./step-fields.tsx";
export {
  type FieldError,
  validateAll,
  validateStep,
  visibleAnswers,
  visibleSteps,
} from "./validate.ts";
