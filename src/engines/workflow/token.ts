import type { Variables } from "./condition.ts";

export type TokenKind =
  | "user"
  | "receive"
  | "message"
  | "timer"
  | "join"
  | "scope"
  | "boundary"
  /** A task that another tenant works. */
  | "placed"
  /** A called process that runs. */
  | "call"
  /** An event-based gateway; what it waits for hangs on it. */
  | "choice"
  /** A multi-instance activity, around its items; an item that is done waits as `answered` for the others. */
  | "multi"
  | "item"
  | "answered"
  /** A finished activity that can still be undone; it holds nothing up. */
  | "compensable"
  /** A compensation event, around the handlers that run for it. */
  | "undoing";

/** One live token: where it waits, and for what. */
export interface Token {
  readonly id: string;
  readonly nodeId: string;
  readonly kind: TokenKind;
  /** The token around this one: of its subprocess, its item, or the compensation it runs for. */
  readonly scopeId: string | null;
  /** For a boundary event: the token of the activity it hangs on. For what a gateway waits for: the gateway's. */
  readonly attachedTo: string | null;
  /** For a token at a join: the flow it came by. */
  readonly flowId: string | null;
  /** What only the tokens inside this one know; an item knows its element and what was answered for it. */
  readonly local: Variables | null;
}

export type Trigger =
  /** At its start event; or at one node, where the work before it was done elsewhere. */
  | { readonly kind: "start"; readonly at?: string }
  | { readonly kind: "complete" | "fire"; readonly tokenId: string; readonly variables?: Variables }
  | { readonly kind: "error"; readonly tokenId: string; readonly code: string }
  /** The process that called this one no longer waits for it. */
  | { readonly kind: "cancel" }
  /** Nothing happened but a new version: events it added hang on what waits, and what no longer has to wait goes on. */
  | { readonly kind: "resume"; readonly hang: readonly Hung[] };

/** An event on a token, or one more thing that a gateway waits for. */
export interface Hung {
  readonly nodeId: string;
  readonly attachedTo: string;
}

export interface Advance {
  readonly opened: readonly Token[];
  /** Tokens that were live before and live on changed: an item that was answered. */
  readonly changed: readonly Token[];
  /** Tokens that left, with the trigger's own first. */
  readonly closed: readonly Token[];
  readonly tokens: readonly Token[];
  readonly variables: Variables;
  /** Acts that send tasks asked for, in order. */
  readonly calls: readonly { readonly act: string; readonly nodeId: string }[];
  /** `compensable` tokens that left because their activity is being undone, in that order; also some that came just now. */
  readonly undone: readonly Token[];
  readonly state: "running" | "ended" | "error";
  /** The error that nobody caught. */
  readonly errorCode: string | null;
}

export interface Decider {
  readonly newId: () => string;
  /** Service tasks: pure decisions by act, from variables to more variables. */
  readonly decide: Readonly<Record<string, (variables: Variables) => Variables>>;
  /** Business-rule tasks: what a named decision gives. */
  readonly rule?: ((decision: string, variables: Variables) => Variables) | undefined;
}
