export {
  type App,
  type Edition,
  editionOn,
  type Paper,
  papersFor,
  type ResultKind,
  type Sample,
} from "./app.ts";
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
export { type Answers, type JsonSchema, recordSchema } from "./record-schema.ts";
export { type Text, text } from "./text.ts";
export { day } from "#kernel/calendar-day";
export { days, workingDays, workingHours } from "#kernel/term";
