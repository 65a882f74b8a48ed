import type { ComponentChildren, VNode } from "preact";
import { dayIn, formatDay, minuteOfDay } from "#kernel/calendar-day";
import { messagesIn } from "./messages.ts";
import type { Language } from "./page.tsx";

export interface FieldProps {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value?: string | undefined;
  readonly type?: "text" | "password" | "email" | "tel";
  readonly autocomplete?: string;
  readonly inputmode?: "numeric" | "tel" | "email" | "decimal";
  readonly rows?: number;
}

/** One question: a visible label, its hint, the place for its error, and the answer. */
export function Field(props: FieldProps): VNode {
  const { id, label, hint, error, value } = props;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  const common = {
    id,
    name: props.name ?? id,
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": error === undefined ? undefined : ("true" as const),
  };
  return (
    <div class="field" id={`f-${id}`}>
      <label class="label" for={id}>
        {label}
      </label>
      {hint ? (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      ) : null}
      {props.rows === undefined ? (
        <input
          class="input"
          {...common}
          {...typed(props.type)}
          value={value}
          autocomplete={props.autocomplete}
          inputMode={props.inputmode}
        />
      ) : (
        <textarea class="input" {...common} rows={props.rows}>
          {value}
        </textarea>
      )}
    </div>
  );
}

/** The element's type wants one literal at a time. */
function typed(type: FieldProps["type"]): { readonly type: "text" } {
  return { type: (type ?? "text") as "text" };
}

export interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly blank?: string;
}

export function Select({ id, label, options, value, hint, error, blank }: ChoiceProps): VNode {
  return (
    <div class="field" id={`f-${id}`}>
      <label class="label" for={id}>
        {label}
      </label>
      {hint ? <span class="hint">{hint}</span> : null}
      {error ? (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      ) : null}
      <select
        class="select"
        id={id}
        name={id}
        aria-invalid={error === undefined ? undefined : "true"}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      >
        {blank === undefined ? null : <option value="">{blank}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface PageError {
  readonly fieldId: string;
  readonly text: string;
}

/** Everything that needs mending, each a link to its place. */
export function ErrorSummary(props: {
  readonly errors: readonly PageError[];
  readonly language: Language;
}): VNode | null {
  if (props.errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} id="loi">
      <h2>{messagesIn(props.language)["errors.title"]}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.fieldId}${error.text}`}>
            <a href={`#${error.fieldId}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export type LightState = "ok" | "near" | "late" | "hold" | "done";
const SHAPES: Readonly<Record<LightState, string>> = {
  ok: "●",
  near: "◆",
  late: "▲",
  hold: "❚❚",
  done: "✓",
};

/** A deadline in a list: colour, shape and words together, never one alone. */
export function Light({ state, words }: { state: LightState; words: string }): VNode {
  return (
    <span class={`light light-${state}`}>
      <span aria-hidden="true">{SHAPES[state]}</span> {words}
    </span>
  );
}

export function Panel(props: {
  readonly title: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}): VNode {
  const id = props.id ?? `p-${props.title.toLowerCase().replaceAll(/\s+/gu, "-")}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

export function KeyValues(props: {
  readonly rows: readonly { readonly label: string; readonly value: ComponentChildren }[];
}): VNode {
  return (
    <dl class="kv">
      {props.rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface TimelineItem {
  readonly title: string;
  readonly state: "done" | "now" | "next";
  readonly at?: string | undefined;
  readonly text?: string | undefined;
}

/** What happened, what is happening and what comes, as a list that reads in order. */
export function Timeline({ items }: { items: readonly TimelineItem[] }): VNode {
  return (
    <ol class="timeline">
      {items.map((item, index) => (
        <li
          key={`${item.title}${index}`}
          class={item.state}
          aria-current={item.state === "now" ? "step" : undefined}
        >
          <b>{item.title}</b>
          {item.at === undefined ? null : <small class="num">{item.at}</small>}
          {item.text === undefined || item.text === "" ? null : <small>{item.text}</small>}
        </li>
      ))}
    </ol>
  );
}

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly isNumber?: boolean;
}

/** A table with its caption; on a phone every row becomes a card that names its values. */
export function DataTable(props: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (Readonly<Record<string, ComponentChildren>> & { readonly id: string })[];
}): VNode {
  return (
    <div class="table-frame" role="region" aria-label={props.caption} tabIndex={0}>
      <table class="data">
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" class={column.isNumber ? "number" : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              {props.columns.map((column) => (
                <td
                  key={column.key}
                  data-label={column.label}
                  class={column.isNumber ? "number num" : undefined}
                >
                  {row[column.key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Keyset paging: forward, or back to the beginning. */
export function Pager(props: {
  readonly next?: string | undefined;
  readonly first?: string | undefined;
  readonly language: Language;
}): VNode | null {
  const words = messagesIn(props.language);
  if (props.next === undefined && props.first === undefined) return null;
  return (
    <nav class="pager" aria-label={words["list.next"]}>
      {props.first === undefined ? null : <a href={props.first}>{words["list.first"]}</a>}
      {props.next === undefined ? null : (
        <a href={props.next} rel="next">
          {words["list.next"]}
        </a>
      )}
    </nav>
  );
}

export function Banner(props: {
  readonly kind: "info" | "success" | "warning";
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class={`banner banner-${props.kind}`} role={props.kind === "warning" ? "alert" : "status"}>
      <strong>{props.title}</strong>
      {props.children}
    </div>
  );
}

export function EmptyState(props: {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

/** Where one is, in words. */
export function Progress(props: {
  readonly step: number;
  readonly of: number;
  readonly language: Language;
}): VNode {
  const words = messagesIn(props.language);
  return (
    <p class="progress">
      {words["progress.step"]} {props.step} {words["progress.of"]} {props.of}
    </p>
  );
}

/** `16:30, 25/04/2025`, at Vietnamese time. */
export function momentText(at: Date): string {
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0"));
  return `${clock.join(":")}, ${formatDay(dayIn(at))}`;
}

export function When({ at }: { at: Date }): VNode {
  return (
    <time class="num" dateTime={at.toISOString()}>
      {momentText(at)}
    </time>
  );
}

/** A link that goes only where pages are: a javascript: or data: address becomes plain text. */
export function LinkTo(props: {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly class?: string;
}): VNode {
  const isPlace = /^(?:\/(?!\/)|https?:\/\/|mailto:|tel:|#)/u.test(props.href);
  return isPlace ? (
    <a href={props.href} class={props.class}>
      {props.children}
    </a>
  ) : (
    <span>{props.children}</span>
  );
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** Shares as bars in plain SVG; the table beside it says the same. */
export function Bars({
  bars,
  max,
  title,
}: {
  bars: readonly Bar[];
  max: number;
  title: string;
}): VNode {
  const height = bars.length * ROW_HEIGHT;
  return (
    <svg class="bars" viewBox={`0 0 ${BAR_WIDTH} ${height}`} role="img" aria-label={title}>
      {bars.map((bar, index) => {
        const y = index * ROW_HEIGHT;
        const width = max === 0 ? 0 : (bar.value / max) * BAR_ROOM;
        return (
          <g key={bar.label}>
            <text x="0" y={y + 17}>
              {bar.label}
            </text>
            <rect x={LABEL_ROOM} y={y + 5} width={BAR_ROOM} height="14" class="bar-ground" />
            <rect x={LABEL_ROOM} y={y + 5} width={width.toFixed(1)} height="14" class="bar" />
            <text x={BAR_WIDTH} y={y + 17} text-anchor="end">
              {bar.text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const ROW_HEIGHT = 26;
const BAR_WIDTH = 640;
const LABEL_ROOM = 160;
const BAR_ROOM = 400;
