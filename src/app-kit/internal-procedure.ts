import type { Text } from "./text.ts";
import type { StepWork } from "./work.ts";

/**
 * A procedure between officials of one agency (thủ tục nội bộ) that nobody applies for: others need it, and call it as one of
 * their steps. Its process runs apart, in the same records.
 */
export interface InternalProcedure {
  /** What a call activity names (`calledElement`). A changed process gets a new id: what runs keeps the one it called. */
  readonly id: string;
  readonly title: Text;
  /** BPMN 2.0 XML. */
  readonly process: string;
  /** How each of its steps is worked. */
  readonly work: readonly StepWork[];
}
