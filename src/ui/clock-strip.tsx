import type { VNode } from "preact";
import { type CalendarDay, formatDay, weekdayName } from "#kernel/calendar-day";
import type { ExplainedDay, Explanation } from "#kernel/explain-clock";
import type { Language } from "./frame.tsx";
import { messagesIn } from "./messages.ts";

export interface ClockStripProps {
  readonly explanation: Explanation;
  readonly today: CalendarDay;
  readonly language: Language;
}

/** A cell a day, as an ordered list that reads aloud, with its key and the same reckoning in sentences beneath. */
export function ClockStrip({ explanation, today, language }: ClockStripProps): VNode {
  const words = messagesIn(language);
  return (
    <>
      <ol class="strip" aria-label={words["strip.legend"]}>
        {explanation.days.map((cell) => (
          <DayCell key={cell.on} cell={cell} isToday={cell.on === today} language={language} />
        ))}
      </ol>
      <Key days={explanation.days} language={language} />
      <ul class="why">
        {explanation.sentences.map((sentence) => (
          <li key={sentence.en}>{sentence[language]}</li>
        ))}
      </ul>
    </>
  );
}

function DayCell(props: {
  readonly cell: ExplainedDay;
  readonly isToday: boolean;
  readonly language: Language;
}): VNode {
  const { cell, isToday, language } = props;
  const reason = cell.reason[language];
  return (
    <li
      class={dayClass(cell, isToday)}
      title={reason === "" ? undefined : reason}
      aria-current={isToday ? "date" : undefined}
    >
      <time dateTime={cell.on}>
        <span>{shortWeekday(cell.on, language)}</span>
        <b class="num">{formatDay(cell.on).slice(0, 5)}</b>
      </time>
      <span class="label">{cell.label[language]}</span>
    </li>
  );
}

/** A name that fits a cell: Vietnamese names are short already. */
function shortWeekday(on: CalendarDay, language: Language): string {
  const name = weekdayName(on, language);
  return language === "en" ? name.slice(0, 3) : name;
}

function dayClass(cell: Pick<ExplainedDay, "kind" | "isMakeUp">, isToday: boolean): string {
  return ["day", `day-${cell.kind}`, cell.isMakeUp ? "day-make-up" : "", isToday ? "day-today" : ""]
    .filter((name) => name !== "")
    .join(" ");
}

const KEYED = ["counted", "off", "paused", "due"] as const;

/** What the patterns mean; only those that occur. */
function Key(props: {
  readonly days: readonly ExplainedDay[];
  readonly language: Language;
}): VNode {
  const words = messagesIn(props.language);
  const kinds = KEYED.filter((kind) => props.days.some((cell) => cell.kind === kind));
  const hasMakeUp = props.days.some((cell) => cell.isMakeUp);
  return (
    <ul class="strip-key" aria-label={words["strip.key"]}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span class={`day day-${kind}`} aria-hidden="true" />
          {words[`strip.${kind}`]}
        </li>
      ))}
      {hasMakeUp ? (
        <li>
          <span class="day day-counted day-make-up" aria-hidden="true" />
          {words["strip.make-up"]}
        </li>
      ) : null}
    </ul>
  );
}
