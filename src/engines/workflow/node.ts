import type { Condition } from "./condition.ts";

export type NodeKind =
  | "start"
  | "end"
  | "error-end"
  | "terminate-end"
  | "send-end"
  | "compensate-end"
  | "user"
  | "service"
  | "rule"
  | "send"
  | "receive"
  | "call"
  | "exclusive"
  | "parallel"
  | "inclusive"
  | "event-gateway"
  | "timer"
  | "message"
  | "pass"
  | "compensate"
  | "boundary"
  | "compensation"
  | "subprocess";

export interface Node {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Who works here: the role a position needs (`egov:role`, else that of its lane). */
  readonly role: string;
  /** What a service or send task asks the house to do (`egov:act`). */
  readonly act: string;
  /** The decision that a business-rule task asks for (`egov:decision`). */
  readonly decision: string;
  /** The process that a call activity runs (`calledElement`). */
  readonly called: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly defaultFlow: string | undefined;
  /** The subprocess this node lies in. */
  readonly parent: string | undefined;
  readonly message: string | undefined;
  /** Where the value lies that a message must carry to come here (`egov:key`): a path in the variables. */
  readonly key: string | undefined;
  /** A term on the legal clock: `working-days:1`, `working-hours:8`, `days:30`. */
  readonly timer: string | undefined;
  readonly errorCode: string | undefined;
  readonly attachedTo: string | undefined;
  readonly isInterrupting: boolean;
  readonly multi: Multi | undefined;
  /** Where the tenant lies that does this task (`egov:tenant`): a path in the variables. */
  readonly tenant: string | undefined;
  /** By when a task in another tenant is to be answered (`egov:due`): a term on the legal clock. */
  readonly due: string | undefined;
  /** What this step is told (`egov:in`) and what it tells (`egov:out`); undefined is everything. */
  readonly told: Mapping | undefined;
  readonly tells: Mapping | undefined;
  /** Of a compensation event on an activity: the activity that undoes it. Of a throwing one: the activity to be undone. */
  readonly undoes: string | undefined;
  /** An activity that runs only to undo another. */
  readonly isCompensation: boolean;
}

/** One activity for each of several items: five agencies asked at once, or one after another. */
export interface Multi {
  readonly isSequential: boolean;
  /** The variable that holds the items; undefined where a number says how many. */
  readonly collection: string | undefined;
  /** How many, as a number or the variable that holds it. */
  readonly count: string | undefined;
  /** The name under which an instance knows its item. */
  readonly item: string;
  /** The variable that the answers are collected in, in the order of the items. */
  readonly answers: string | undefined;
  /** Enough has come in: the others are not waited for. */
  readonly enough: Condition | undefined;
}

/** Variables handed over: the name on the other side, and the path here. */
export type Mapping = readonly { readonly to: string; readonly from: string }[];

export interface Flow {
  readonly id: string;
  readonly target: string;
  readonly source: string;
  readonly condition: Condition | undefined;
}

/** A process as plain data: what the token engine runs. */
export interface Definition {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** The events that hang on an activity and can fire, by the activity's id. */
  readonly boundaries: ReadonlyMap<string, readonly Node[]>;
  /** The activity that undoes another, by the id of the one that is undone. */
  readonly handlers: ReadonlyMap<string, Node>;
  /** The start of the process (undefined) and of each subprocess. */
  readonly starts: ReadonlyMap<string | undefined, Node>;
}

/** Why a diagram cannot be published: the element by name and id, so that its author finds it. */
export interface UnsupportedElement {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly reason: string;
}
