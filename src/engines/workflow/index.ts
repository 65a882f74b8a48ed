export { type Condition, holds, parseCondition, type Variables } from "./condition.ts";
export { parseDefinition } from "./definition.ts";
export type { Definition, Flow, Node, NodeKind, UnsupportedElement } from "./node.ts";
export {
  createDefinitions,
  definitionHash,
  type Definitions,
  publishDefinition,
} from "./definitions.ts";
export { cancelInstance } from "./cancel-instance.ts";
export { fireDueTimers, type OnMoved } from "./fire-timers.ts";
export { claimTask, handOverTask, releaseTask } from "./hold-task.ts";
export { answerTask, collectAnswer, collectAnswers } from "./answer-task.ts";
export type { Moved, MovedSubject, OpenTask } from "./cascade.ts";
export { correlateMessage, type Delivery, type SentMessage } from "./correlate-message.ts";
export {
  exportModel,
  type ImportedElement,
  type ImportedModel,
  importModel,
} from "./import-model.ts";
export {
  type PastProcess,
  type PastStep,
  recordPastProcesses,
  stepsOfProcesses,
} from "./past-processes.ts";
export {
  migrateInstance,
  type MoveRefusal,
  planMigration,
  type VersionMove,
} from "./migrate-instance.ts";
export type { ElementMapping } from "./migration.ts";
export type { ItemAnswer } from "./multi-instance.ts";
export {
  type NewPlacedTask,
  openPlacedTasks,
  type PlacedTask,
  placedTaskById,
  placedTasksOfInstance,
} from "./placed-store.ts";
export { instancesOfVersion, type VersionChange, waitingInVersion } from "./version-store.ts";
export type { WorkflowDeps } from "./movement.ts";
export { completeTask, deliverMessage, startInstance, throwError } from "./run-process.ts";
export type { Advance, Token, Trigger } from "./token.ts";
export { advance } from "./token-engine.ts";
export type { HistoryStep } from "./store.ts";
export {
  type CalledProcess,
  type ConsultedItem,
  type Consultation,
  processOf,
  type ProcessView,
  type WaitingStep,
  workedSteps,
} from "./view-process.ts";
