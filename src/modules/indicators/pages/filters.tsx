import type { VNode } from "preact";
import type { App } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import type { Agency } from "#modules/organisation";
import { Button, Select } from "#ui";
import { DIMENSIONS } from "../figures.ts";
import { choices, periodText } from "../period.ts";
import { type Question, wordOf } from "../question.ts";
import type { Words } from "../words.ts";

/** What is asked of the figures, as a form that works by its address. */
export function Filters(props: {
  readonly question: Question;
  readonly apps: readonly App[];
  readonly agencies: readonly Agency[];
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly today: CalendarDay;
  readonly place: string;
}): VNode {
  const { question, words, language, apps, agencies, today } = props;
  const fields = [...new Set(apps.map((app) => app.field.vi))];
  return (
    <form method="get" action={props.place} class="filters">
      <Select
        id="ky"
        label={words["figures.period"]}
        value={question.period.key}
        options={choices(today).map((key) => ({ value: key, label: periodText(key, language) }))}
      />
      <Select
        id="theo"
        label={words["figures.by"]}
        value={wordOf(question.by)}
        options={DIMENSIONS.map((one) => ({ value: wordOf(one), label: words[`by.${one}`] }))}
      />
      <Select
        id="co-quan"
        label={words["col.agency"]}
        blank={words["figures.all"]}
        value={question.agency}
        options={agencies.map(({ slug, name, nameEn }) => ({
          value: slug,
          label: language === "vi" ? name : nameEn,
        }))}
      />
      {fields.length > 1 ? (
        <Select
          id="linh-vuc"
          label={words["by.field"]}
          blank={words["figures.all"]}
          value={question.field}
          options={fields.map((field) => ({
            value: field,
            label: apps.find((app) => app.field.vi === field)?.field[language] ?? field,
          }))}
        />
      ) : null}
      {apps.length > 1 ? (
        <Select
          id="thu-tuc"
          label={words["by.procedure"]}
          blank={words["figures.all"]}
          value={question.procedure}
          options={apps.map((app) => ({ value: app.id, label: app.title[language] }))}
        />
      ) : null}
      <Button kind="secondary">{words["figures.show"]}</Button>
    </form>
  );
}
