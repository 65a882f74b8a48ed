import type { ComponentChildren, VNode } from "preact";
import { type CalendarDay, dayIn, formatDay, minuteOfDay, weekdayName } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import type { Language } from "./frame.tsx";

/** A part of a page under its own heading; acts of the part stand beside the heading. */
export function Panel(props: {
  readonly title: string;
  readonly id?: string | undefined;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  const id = props.id ?? `p-${props.title.toLowerCase().replaceAll(/\s+/gu, "-")}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.actions === undefined ? null : <div class="panel-acts">{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

export interface KeyValue {
  readonly label: string;
  readonly value: ComponentChildren;
  /** A way to change it, such as a link; name what it changes. */
  readonly action?: ComponentChildren;
}

/** Facts by name. */
export function KeyValues({ rows }: { readonly rows: readonly KeyValue[] }): VNode {
  return (
    <dl class="kv">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>
            {row.value}
            {row.action === undefined ? null : <span class="kv-act">{row.action}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface FigureTile {
  readonly label: string;
  /** The figure, alone or as a link to what it counts. */
  readonly value: ComponentChildren;
  /** Wants attention: marked by colour and a line, the label says what it is. */
  readonly isUrgent?: boolean;
}

/** A few figures to be seen at a glance, each under its name. */
export function FigureTiles({ tiles }: { readonly tiles: readonly FigureTile[] }): VNode {
  return (
    <dl class="tiles">
      {tiles.map((tile) => (
        <div key={tile.label} class={tile.isUrgent === true ? "tile tile-urgent" : "tile"}>
          <dt>{tile.label}</dt>
          <dd class="num">{tile.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `16:30, 25/04/2025`, at Vietnamese time. */
export function momentText(at: Date): string {
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0"));
  return `${clock.join(":")}, ${formatDay(dayIn(at))}`;
}

/** An instant at Vietnamese time; without the time of day when only the day matters. */
export function When(props: {
  readonly at: Date;
  readonly language?: Language | undefined;
  readonly withTime?: boolean | undefined;
}): VNode {
  const { at, withTime = true } = props;
  return (
    <time class="num" dateTime={at.toISOString()}>
      {withTime ? momentText(at) : formatDay(dayIn(at))}
    </time>
  );
}

/** A calendar day; with a language its weekday is named: `thứ Ba 29/04/2025`. */
export function DayText(props: {
  readonly on: CalendarDay;
  readonly language?: Language | undefined;
}): VNode {
  const { on, language } = props;
  return (
    <time class="num" dateTime={on}>
      {language === undefined ? "" : `${weekdayName(on, language)} `}
      {formatDay(on)}
    </time>
  );
}

/** Whole dong: `100.000 ₫`. */
export function Money({ vnd }: { readonly vnd: number }): VNode {
  return <span class="num money">{dongText(vnd)}</span>;
}
