import type { VNode } from "preact";
import { dayIn, formatDay, minuteOfDay, weekdayName } from "#kernel/calendar-day";
import { type Explanation, explainDue } from "#kernel/explain-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { termWords } from "#kernel/term";
import type { Exchange, Route } from "#platform/http";
import { CitizenPage, ClockStrip, type Language, renderPage } from "#ui";
import { paths } from "../paths.ts";
import {
  type Reckoning,
  type ReckoningField,
  readForm,
  readReckoning,
  type ReckoningForm,
  UNITS,
} from "../reckoning.ts";
import { type DeadlinePageDeps, shownTime, type Words, wordsIn } from "./deps.ts";

/** `/`: anyone works out a due date and sees how it was counted. Reads the calendar only; nothing is stored. */
export function reckonRoute(deps: DeadlinePageDeps): Route {
  return reckoning(
    (exchange) => deps.frame(exchange),
    (exchange) => shownTime(deps.calendars, exchange),
  );
}

function reckoning(
  frame: DeadlinePageDeps["frame"],
  timeOf: (exchange: Exchange) => Promise<WorkingTime>,
): Route {
  return {
    method: "GET",
    path: paths.reckon(),
    access: "public",
    async handle(exchange) {
      const { language, query, now } = exchange;
      const form = readForm(query, now);
      const read = readReckoning(form);
      const words = wordsIn(language);
      const time = await timeOf(exchange);
      const view = (
        <CitizenPage {...frame(exchange)} title={words["title"]}>
          <h1>{words["title"]}</h1>
          <p class="lead">{words["lead"]}</p>
          {read.ok ? null : <Errors words={words} fields={read.error} />}
          <ReckoningInputs words={words} form={form} wrong={read.ok ? [] : read.error} />
          {read.ok ? (
            <Outcome
              words={words}
              language={language}
              now={now}
              reckoning={read.value}
              time={time}
            />
          ) : null}
        </CitizenPage>
      );
      return { kind: "page", status: read.ok ? 200 : 422, html: renderPage(view) };
    },
  };
}

function Errors({ words, fields }: { words: Words; fields: readonly ReckoningField[] }): VNode {
  return (
    <div class="error-summary" role="alert" tabIndex={-1}>
      <h2>{words["errors"]}</h2>
      <ul>
        {fields.map((field) => (
          <li key={field}>
            <a href={`#${field}`}>{words[`error.${field}`]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface InputsProps {
  readonly words: Words;
  readonly form: ReckoningForm;
  readonly wrong: readonly ReckoningField[];
}

function ReckoningInputs({ words, form, wrong }: InputsProps): VNode {
  const field = (name: ReckoningField): VNode => (
    <div>
      <label class="label" for={name}>
        {words[name]}
      </label>
      <span class="hint" id={`${name}-hint`}>
        {words[`hint.${name}`]}
      </span>
      {wrong.includes(name) ? (
        <span class="error" id={`${name}-error`}>
          {words[`error.${name}`]}
        </span>
      ) : null}
      <input
        class="input num"
        id={name}
        name={name}
        type="text"
        value={form[name]}
        inputMode={name === "count" ? "numeric" : undefined}
        aria-invalid={wrong.includes(name) ? "true" : undefined}
        aria-describedby={wrong.includes(name) ? `${name}-hint ${name}-error` : `${name}-hint`}
      />
    </div>
  );
  return (
    <form class="panel form-panel" method="get" action={paths.reckon()}>
      <h2>{words["form"]}</h2>
      <div class="fields">
        {field("on")}
        {field("at")}
        {field("count")}
        <div>
          <label class="label" for="unit">
            {words["unit"]}
          </label>
          <span class="hint">{words["hint.unit"]}</span>
          <select class="select" id="unit" name="unit">
            {UNITS.map((unit) => (
              <option key={unit} value={unit} selected={form.unit === unit}>
                {words[`unit.${unit}`]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p class="check">
        <input type="checkbox" id="late" name="late" value="15:00" checked={form.late} />
        <label for="late">{words["late"]}</label>
      </p>
      <button class="button" type="submit">
        {words["submit"]}
      </button>
    </form>
  );
}

interface OutcomeProps {
  readonly words: Words;
  readonly language: Language;
  readonly now: Date;
  readonly reckoning: Reckoning;
  readonly time: WorkingTime;
}

function Outcome({ words, language, now, reckoning, time }: OutcomeProps): VNode {
  const { startedAt, term, lateFromMinute } = reckoning;
  const clock = {
    term,
    startedAt,
    pauses: [],
    extensions: [],
    ...(lateFromMinute === undefined ? {} : { lateFromMinute }),
  };
  const explanation = explainDue(clock, time, now);
  return (
    <section class="panel" aria-labelledby="ket-qua">
      <h2 id="ket-qua">{words["result"]}</h2>
      <dl class="clockline">
        <div>
          <dt>{words["received"]}</dt>
          <dd class="num">{momentWords(startedAt, language)}</dd>
        </div>
        <div>
          <dt>{words["term"]}</dt>
          <dd>{termWords(term, language)}</dd>
        </div>
        <div>
          <dt>{words["due"]}</dt>
          <dd class="num">{momentWords(explanation.dueAt, language)}</dd>
        </div>
      </dl>
      <ClockStrip explanation={explanation} today={dayIn(now)} language={language} />
      <Sources words={words} explanation={explanation} />
    </section>
  );
}

function Sources({ words, explanation }: { words: Words; explanation: Explanation }): VNode {
  return (
    <div class="sources">
      {explanation.isProvisional ? <p>{words["provisional"]}</p> : null}
      {explanation.sources.length === 0 ? null : (
        <>
          <p>{words["sources"]}:</p>
          <ul lang="vi">
            {explanation.sources.map((source) => (
              <li key={source.document}>
                {source.document} ({words[`certainty.${source.certainty}`]})
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function momentWords(at: Date, language: Language): string {
  const minute = minuteOfDay(at);
  const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return `${clock}, ${weekdayName(dayIn(at), language)} ${formatDay(dayIn(at))}`;
}
