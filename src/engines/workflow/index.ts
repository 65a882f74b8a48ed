export { type Condition, holds, parseCondition, type Variables } from "./condition.ts";
export {
  type Definition,
  type Flow,
  type Node,
  type NodeKind,
  parseDefinition,
  type UnsupportedElement,
} from "./definition.ts";
export {
  createDefinitions,
  definitionHash,
  type Definitions,
  publishDefinition,
} from "./definitions.ts";
export { fireDueTimers, type OnMoved } from "./fire-timers.ts";
export { claimTask, handOverTask, releaseTask } from "./hold-task.ts";
export {
  completeTask,
  deliverMessage,
  type Moved,
  type MovedSubject,
  type OpenTask,
  startInstance,
  throwError,
  type WorkflowDeps,
} from "./run-process.ts";
export { advance, type Advance, type Token, type Trigger } from "./token-engine.ts";
export type { HistoryStep } from "./store.ts";
export { processOf, type ProcessView } from "./view-process.ts";
