import type { VNode } from "preact";
import { type CalendarDay, formatDay, weekdayName } from "#kernel/calendar-day";
import type { Explanation } from "#kernel/explain-clock";
import { messagesIn } from "./messages.ts";
import type { Language } from "./frame.tsx";

export interface ClockStripProps {
  readonly explanation: Explanation;
  readonly today: CalendarDay;
  readonly language: Language;
}

/** A cell a day, as an ordered list that reads aloud, with the same reckoning in sentences beneath. */
export function ClockStrip({ explanation, today, language }: ClockStripProps): VNode {
  const words = messagesIn(language);
  return (
    <>
      <ol class="strip" aria-label={words["strip.legend"]}>
        {explanation.days.map((cell) => (
          <li
            key={cell.on}
            class={[
              "day",
              `day-${cell.kind}`,
              cell.isMakeUp ? "day-make-up" : "",
              cell.on === today ? "day-today" : "",
            ]
              .filter((name) => name !== "")
              .join(" ")}
            title={cell.reason[language]}
            aria-current={cell.on === today ? "date" : undefined}
          >
            <time dateTime={cell.on}>
              <span>{weekdayName(cell.on, language)}</span>
              <b class="num">{formatDay(cell.on).slice(0, 5)}</b>
            </time>
            <span class="label">{cell.label[language]}</span>
          </li>
        ))}
      </ol>
      <ul class="why">
        {explanation.sentences.map((sentence) => (
          <li key={sentence.en}>{sentence[language]}</li>
        ))}
      </ul>
    </>
  );
}
