import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { holidayCalendar } from "#kernel/holiday-calendar";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  DayText,
  ErrorSummary,
  Field,
  Panel,
  renderPage,
  Select,
  StaffPage,
  TextArea,
} from "#ui";
import {
  type DecreeField,
  type DecreeForm,
  FIRST_YEAR,
  formOf,
  LAST_YEAR,
  readDecree,
  readDecreeForm,
  yearIn,
} from "../decree-form.ts";
import {
  type ChangedDay,
  changedDays,
  type EditionRefusal,
  editionRefusal,
  entriesIn,
  withDecree,
} from "../edition.ts";
import { paths } from "../paths.ts";
import { DEADLINE_PERMISSIONS } from "../policy.ts";
import { publishDecree } from "../publish-decree.ts";
import { DaysOff, EditionLine, YearForm } from "./days-off.tsx";
import {
  type DeadlinePageDeps,
  type ShownEdition,
  shownEdition,
  type Words,
  wordsIn,
} from "./deps.ts";

/** `/can-bo/lich-nghi`: an administrator enters a year's notice, sees which days change, and publishes. */
export function publishRoutes(deps: DeadlinePageDeps): readonly Route[] {
  const guard = {
    path: paths.publish(),
    access: "official",
    roles: DEADLINE_PERMISSIONS["days-off publish"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => open(deps, exchange) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

interface Shown {
  readonly shown: ShownEdition;
  readonly form: DecreeForm;
  readonly wrong: readonly DecreeField[];
  readonly refusal?: EditionRefusal;
  /** Set when the form is in order: what publishing it would change. */
  readonly preview?: readonly ChangedDay[];
}

async function open(deps: DeadlinePageDeps, exchange: Exchange): Promise<Reply> {
  const year = yearIn(exchange.query.get("nam")) ?? Number(dayIn(exchange.now).slice(0, 4));
  const shown = await shownEdition(exchange);
  const form = formOf(
    year,
    shown.edition.decrees.find((decree) => decree.year === year),
  );
  return page(deps, exchange, { shown, form, wrong: [] });
}

/** Shows what would change; publishes when that was seen and confirmed. */
async function send(deps: DeadlinePageDeps, exchange: Exchange): Promise<Reply> {
  const { form: sent, now, db, session } = exchange;
  const year = yearIn(sent.get("nam"));
  if (year === undefined || session === undefined) return { kind: "missing" };
  const shown = await shownEdition(exchange);
  const form = readDecreeForm(year, sent);
  const read = readDecree(form);
  if (!read.ok) return page(deps, exchange, { shown, form, wrong: read.error });
  const decree = read.value;
  const { reason } = form;
  if (sent.get("act") === "ban-hanh") {
    const after = Number(sent.get("version"));
    const published = await publishDecree(db, now, session.actor, { decree, reason, after });
    if (!published.ok)
      return page(deps, exchange, { shown, form, wrong: [], refusal: published.error });
    deps.calendars.forget();
    return { kind: "redirect", to: `${paths.publish()}?nam=${year}&da=${published.value}` };
  }
  const decrees = withDecree(shown.edition.decrees, decree);
  const refusal = editionRefusal({ decrees, reason }, shown.edition.decrees);
  if (refusal !== undefined) return page(deps, exchange, { shown, form, wrong: [], refusal });
  const preview = changedDays(shown.calendar, holidayCalendar("hcm", "", decrees), year);
  return page(deps, exchange, { shown, form, wrong: [], preview });
}

function page(deps: DeadlinePageDeps, exchange: Exchange, state: Shown): Reply {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { shown, form, wrong, refusal, preview } = state;
  const fault = refusal === undefined ? undefined : words[`refusal.${refusal}`];
  const errors = [
    ...wrong.map((field) => ({ fieldId: field, text: words[`error.${field}`] })),
    ...(fault === undefined
      ? []
      : [{ fieldId: refusal === "swap-unfit" ? "swaps" : "nam", text: fault }]),
  ];
  const years = Array.from(
    { length: LAST_YEAR - FIRST_YEAR + 1 },
    (_, index) => FIRST_YEAR + index,
  );
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["publish.title"]} current={paths.publish()}>
      <h1>{words["publish.title"]}</h1>
      <p class="lead">{words["publish.lead"]}</p>
      <ErrorSummary errors={errors} language={language} />
      {query.has("da") && errors.length === 0 && preview === undefined ? (
        <Banner kind="success" title={words["publish.done"]}>
          <p>{words["publish.follows"]}</p>
        </Banner>
      ) : null}
      <EditionLine words={words} shown={shown} />
      <YearForm words={words} years={years} year={form.year} action={paths.publish()} />
      {preview === undefined ? null : (
        <Preview {...{ words, form, preview, language }} version={shown.edition.version} />
      )}
      <DecreeInputs words={words} form={form} wrong={wrong} />
      <DaysOff
        words={words}
        language={language}
        caption={`${words["publish.now"]} ${form.year}`}
        entries={entriesIn(shown.calendar, form.year)}
      />
    </StaffPage>
  );
  return { kind: "page", status: errors.length === 0 ? 200 : 422, html: renderPage(view) };
}

function DecreeInputs(props: {
  readonly words: Words;
  readonly form: DecreeForm;
  readonly wrong: readonly DecreeField[];
}): VNode {
  const { words, form, wrong } = props;
  const errorOf = (field: DecreeField): string | undefined =>
    wrong.includes(field) ? words[`error.${field}`] : undefined;
  return (
    <Panel title={`${words["publish.form"]} ${form.year}`}>
      <form method="post" action={paths.publish()}>
        <input type="hidden" name="nam" value={String(form.year)} />
        <Select
          id="tet"
          label={words["publish.tet"]}
          value={form.tet}
          options={[
            { value: "-1", label: words["publish.tet.-1"] },
            { value: "-2", label: words["publish.tet.-2"] },
          ]}
        />
        <Select
          id="beside"
          label={words["publish.beside"]}
          value={form.beside}
          options={[
            { value: "before", label: words["publish.beside.before"] },
            { value: "after", label: words["publish.beside.after"] },
          ]}
        />
        <TextArea
          id="swaps"
          label={words["publish.swaps"]}
          hint={words["hint.swaps"]}
          error={errorOf("swaps")}
          value={form.swaps}
          rows={3}
        />
        <TextArea
          id="extra"
          label={words["publish.extra"]}
          hint={words["hint.extra"]}
          error={errorOf("extra")}
          value={form.extra}
          rows={3}
        />
        <Field
          id="document"
          label={words["publish.document"]}
          hint={words["hint.document"]}
          error={errorOf("document")}
          value={form.document}
        />
        <Select
          id="certainty"
          label={words["publish.certainty"]}
          value={form.certainty}
          options={(["S", "S2", "M"] as const).map((value) => ({
            value,
            label: words[`certainty.${value}`],
          }))}
        />
        <Field
          id="reason"
          label={words["publish.reason"]}
          hint={words["hint.reason"]}
          error={errorOf("reason")}
          value={form.reason}
        />
        <Button>{words["publish.preview"]}</Button>
      </form>
    </Panel>
  );
}

/** What would change, and the act itself: it sends what was shown, not what was typed since. */
function Preview(props: {
  readonly words: Words;
  readonly form: DecreeForm;
  readonly preview: readonly ChangedDay[];
  readonly language: "vi" | "en";
  readonly version: number;
}): VNode {
  const { words, form, preview, language } = props;
  const kept = { ...form, nam: form.year, version: props.version };
  return (
    <Panel title={words["publish.change"]}>
      {preview.length === 0 ? (
        <p>{words["publish.no-change"]}</p>
      ) : (
        <DataTable
          caption={words["publish.changed-days"]}
          columns={[
            { key: "on", label: words["off.day"] },
            { key: "becomes", label: words["publish.becomes"] },
            { key: "name", label: words["off.name"] },
          ]}
          rows={preview.map((one) => ({
            id: one.on,
            on: <DayText on={one.on} language={language} />,
            becomes: one.isWorking ? words["off.worked"] : words["off.off"],
            name: one.entry?.name[language] ?? words["publish.ordinary"],
          }))}
        />
      )}
      <p>{words["publish.follows"]}</p>
      <form method="post" action={paths.publish()}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        <Button name="act" value="ban-hanh">
          {words["publish.act"]}
        </Button>
      </form>
    </Panel>
  );
}
