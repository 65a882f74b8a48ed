import type { ComponentChildren, VNode } from "preact";
import { momentText } from "./facts.tsx";
import type { Language } from "./frame.tsx";
import { LinkTo } from "./link.tsx";
import { messagesIn } from "./messages.ts";

export interface TimelineItem {
  readonly title: string;
  /** Done unless said otherwise. */
  readonly state?: "done" | "now" | "next" | "late" | "hold" | undefined;
  /** An instant, or words when the day is not known. */
  readonly at?: Date | string | undefined;
  readonly text?: ComponentChildren;
  readonly who?: string | undefined;
}

/** What happened, what is happening and what comes, as a list that reads in order. */
export function Timeline(props: {
  readonly items: readonly TimelineItem[];
  readonly language?: Language | undefined;
}): VNode {
  const words = messagesIn(props.language ?? "vi");
  return (
    <ol class="timeline">
      {props.items.map((item, index) => {
        const { state = "done", at } = item;
        return (
          <li
            key={`${item.title}${index}`}
            class={state}
            aria-current={state === "now" ? "step" : undefined}
          >
            <b>{item.title}</b>
            {state === "next" ? <span class="sr"> ({words["timeline.next"]})</span> : null}
            {at === undefined && item.who === undefined ? null : (
              <small class="num">
                {at instanceof Date ? (
                  <time dateTime={at.toISOString()}>{momentText(at)}</time>
                ) : (
                  at
                )}
                {at === undefined || item.who === undefined ? null : " · "}
                {item.who}
              </small>
            )}
            {item.text === undefined || item.text === "" ? null : <small>{item.text}</small>}
          </li>
        );
      })}
    </ol>
  );
}

export type TaskState = "todo" | "started" | "done" | "blocked" | "wrong";

export interface TaskItem {
  readonly href?: string | undefined;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly state: TaskState;
  readonly stateWords: string;
}

/** Things to do in any order, each with its state in words. Without an address it cannot be started yet. */
export function TaskList({ items }: { readonly items: readonly TaskItem[] }): VNode {
  return (
    <ul class="tasks">
      {items.map((item, index) => {
        const id = `viec-${index}-${item.href ?? "x"}`.replaceAll(/[^\w-]/gu, "-");
        return (
          <li key={item.label}>
            <span>
              {item.href === undefined ? (
                item.label
              ) : (
                <LinkTo href={item.href} aria-describedby={id}>
                  {item.label}
                </LinkTo>
              )}
              {item.hint === undefined ? null : <span class="hint">{item.hint}</span>}
            </span>
            <span class={`task-state task-${item.state}`} id={id}>
              {item.stateWords}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export interface StepItem {
  readonly label: string;
  readonly href?: string | undefined;
  readonly text?: ComponentChildren;
  readonly state?: "done" | "now" | "next" | undefined;
}

/** Steps with their numbers: how something is done, or where one stands within a long form. */
export function Steps({ items }: { readonly items: readonly StepItem[] }): VNode {
  return (
    <ol class="steps">
      {items.map((item) => (
        <li
          key={item.label}
          class={item.state}
          aria-current={item.state === "now" ? "step" : undefined}
        >
          <div>
            {item.href === undefined ? (
              <b>{item.label}</b>
            ) : (
              <LinkTo href={item.href}>{item.label}</LinkTo>
            )}
            {item.text === undefined ? null : <div class="step-text">{item.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
