import type { VNode } from "preact";
import { type App, type Edition, editionOn } from "#app-kit";
import { addDays, calendarDay, type CalendarDay, dayIn, formatDay } from "#kernel/calendar-day";
import { dong } from "#kernel/money";
import { termOf } from "#modules/deadlines";
import { type Term, termWords } from "#kernel/term";
import { withDoor } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Button,
  Checkboxes,
  DataTable,
  ErrorSummary,
  Field,
  LinkTo,
  Panel,
  renderPage,
  Select,
  StaffPage,
  When,
} from "#ui";
import { type NamedStep, workedSteps } from "../edition-change.ts";
import { numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { firstOf, monthsAfter } from "../period.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import { orderSimulation } from "../run-simulation.ts";
import { type AskedSimulation, latestSimulations, type Simulation } from "../simulation-store.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/can-bo/thong-ke/mo-phong`: an administrator tries a changed term, fee or process on dossiers of the past. */
export function simulationRoutes(deps: IndicatorDeps): readonly Route[] {
  const guard = {
    path: paths.simulations(),
    access: "official",
    roles: INDICATOR_PERMISSIONS["simulation run"],
  } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => page(deps, exchange, []) },
    { ...guard, method: "POST", handle: (exchange) => send(deps, exchange) },
  ];
}

const FIELDS = ["count", "fee", "from", "to"] as const;
type FormField = (typeof FIELDS)[number];
const UNITS = ["working-days", "working-hours", "days"] as const;
/** No term of a procedure is longer. */
const LONGEST_TERM = 999;

interface Chosen {
  readonly app: App;
  readonly edition: Edition;
  readonly steps: readonly NamedStep[];
}

async function chosenIn(deps: IndicatorDeps, exchange: Exchange): Promise<Chosen | undefined> {
  const id = exchange.form.get("thu-tuc") ?? exchange.query.get("thu-tuc");
  const app = deps.apps().find((one) => one.id === id) ?? deps.apps().at(0);
  const edition = app === undefined ? undefined : editionOn(app, dayIn(exchange.now));
  if (app === undefined || edition === undefined) return undefined;
  return { app, edition, steps: await workedSteps(edition) };
}

async function send(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { db, now } = exchange;
  const chosen = await chosenIn(deps, exchange);
  if (chosen === undefined) return { kind: "missing" };
  const read = readForm(exchange.form, chosen);
  if ("wrong" in read) return page(deps, exchange, read.wrong);
  const id = await orderSimulation(db, now, officialSession(exchange).actor, read.asked);
  return { kind: "redirect", to: paths.simulation(id) };
}

function readForm(
  form: URLSearchParams,
  { app, edition, steps }: Chosen,
): { readonly asked: AskedSimulation } | { readonly wrong: readonly FormField[] } {
  const unit = UNITS.find((one) => one === form.get("unit")) ?? "working-days";
  const count = Number(form.get("count"));
  const fee = dong(form.get("fee") ?? "");
  const from = calendarDay(form.get("from") ?? "");
  const to = calendarDay(form.get("to") ?? "");
  const wrong: FormField[] = [
    ...(Number.isInteger(count) && count >= 1 && count <= LONGEST_TERM ? [] : ["count" as const]),
    ...(fee === undefined ? ["fee" as const] : []),
    ...(from === undefined ? ["from" as const] : []),
    ...(to === undefined || (from !== undefined && to < from) ? ["to" as const] : []),
  ];
  if (wrong.length > 0 || from === undefined || to === undefined || fee === undefined)
    return { wrong };
  const { processing } = edition.clock;
  const isSame = processing.unit === unit && processing.count === count;
  const without = form.getAll("without");
  return {
    asked: {
      appId: app.id,
      from,
      until: addDays(to, 1),
      change: {
        ...(isSame ? {} : { term: { unit, count } }),
        ...(fee === edition.feeVnd ? {} : { feeVnd: fee }),
        withoutSteps: steps.map(({ id }) => id).filter((id) => without.includes(id)),
      },
    },
  };
}

async function page(
  deps: IndicatorDeps,
  exchange: Exchange,
  wrong: readonly FormField[],
): Promise<Reply> {
  const { language, now, db } = exchange;
  const words = wordsIn(language);
  const { roles } = officialSession(exchange);
  const chosen = await chosenIn(deps, exchange);
  if (chosen === undefined) return { kind: "missing" };
  const latest = await withDoor(db, "directory", (tx) => latestSimulations(tx, 20));
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["simulation.title"]}
      current={paths.staffFigures()}
    >
      <h1>{words["simulation.title"]}</h1>
      <p class="lead">{words["simulation.lead"]}</p>
      <Tabs current={paths.simulations()} isStaff roles={roles} words={words} />
      <ErrorSummary
        errors={wrong.map((field) => ({
          fieldId: field,
          text: words[`simulation.wrong.${field}`],
        }))}
        language={language}
      />
      {deps.apps().length > 1 ? (
        <form method="get" action={paths.simulations()} class="filters">
          <Select
            id="thu-tuc"
            label={words["by.procedure"]}
            value={chosen.app.id}
            options={deps.apps().map((app) => ({ value: app.id, label: app.title[language] }))}
          />
          <Button kind="secondary">{words["simulation.choose"]}</Button>
        </form>
      ) : null}
      <ChangeForm {...{ chosen, exchange, wrong, words }} today={dayIn(now)} />
      <Latest {...{ latest, words, language }} apps={deps.apps()} />
    </StaffPage>
  );
  return { kind: "page", status: wrong.length === 0 ? 200 : 422, html: renderPage(view) };
}

function ChangeForm(props: {
  readonly chosen: Chosen;
  readonly exchange: Exchange;
  readonly wrong: readonly FormField[];
  readonly words: Words;
  readonly today: CalendarDay;
}): VNode {
  const { chosen, exchange, wrong, words, today } = props;
  const { app, edition, steps } = chosen;
  const { language, form } = exchange;
  const { processing } = edition.clock;
  const usual: Readonly<Record<FormField, string>> = {
    count: String(processing.count),
    fee: String(edition.feeVnd),
    from: monthsAfter(firstOf(today), -11),
    to: addDays(today, -1),
  };
  const field = (name: FormField) => ({
    id: name,
    label: words[`simulation.${name}`],
    error: wrong.includes(name) ? words[`simulation.wrong.${name}`] : undefined,
    value: form.get(name) ?? usual[name],
  });
  return (
    <Panel title={`${words["simulation.change"]}: ${app.title[language]}`} id="thay-doi">
      <form method="post" action={paths.simulations()}>
        <input type="hidden" name="thu-tuc" value={app.id} />
        <Field
          {...field("count")}
          inputmode="numeric"
          hint={`${words["simulation.now"]} ${termWords(processing, language)}`}
        />
        <Select
          id="unit"
          label={words["simulation.unit"]}
          value={form.get("unit") ?? processing.unit}
          options={UNITS.map((unit) => ({ value: unit, label: words[`unit.${unit}`] }))}
        />
        <Field
          {...field("fee")}
          inputmode="numeric"
          hint={edition.rules?.["fee"] === undefined ? undefined : words["simulation.fee-table"]}
        />
        <Checkboxes
          id="without"
          label={words["simulation.without"]}
          hint={words["simulation.without-hint"]}
          values={form.getAll("without")}
          options={steps.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field {...field("from")} type="date" />
        <Field {...field("to")} type="date" />
        <Button>{words["simulation.submit"]}</Button>
      </form>
    </Panel>
  );
}

function Latest(props: {
  readonly latest: readonly Simulation[];
  readonly apps: readonly App[];
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { latest, apps, words, language } = props;
  return (
    <DataTable
      caption={words["simulation.latest"]}
      empty={words["simulation.none"]}
      columns={[
        { key: "what", label: words["simulation.change"] },
        { key: "at", label: words["simulation.asked"] },
        { key: "state", label: words["simulation.state"] },
      ]}
      rows={latest.map((one) => ({
        id: one.id,
        what: (
          <LinkTo href={paths.simulation(one.id)}>
            {askedText(one.asked, apps, words, language)}
          </LinkTo>
        ),
        at: <When at={one.askedAt} />,
        state: stateText(one, words, language),
      }))}
    />
  );
}

export function stateText(one: Simulation, words: Words, language: "vi" | "en"): string {
  const done = one.result.cases + one.result.skipped;
  return one.finishedAt === null
    ? `${words["simulation.runs"]} ${numberText(done, language)}/${numberText(one.casesTotal, language)}`
    : words["simulation.finished"];
}

/** What was asked, as a sentence: procedure, what changes, and which dossiers. */
export function askedText(
  { appId, change, from, until }: AskedSimulation,
  apps: readonly App[],
  words: Words,
  language: "vi" | "en",
): string {
  const title = apps.find((app) => app.id === appId)?.title[language] ?? appId;
  const term: Term | undefined =
    change.term === undefined ? undefined : termOf(change.term.unit, change.term.count);
  const parts = [
    ...(term === undefined ? [] : [`${words["simulation.count"]} ${termWords(term, language)}`]),
    ...(change.feeVnd === undefined
      ? []
      : [`${words["simulation.fee"]} ${numberText(change.feeVnd, language)} ₫`]),
    ...(change.withoutSteps.length === 0
      ? []
      : [`${words["simulation.without"]} ${change.withoutSteps.length}`]),
  ];
  const what = parts.length === 0 ? words["simulation.unchanged"] : parts.join(", ");
  return `${title}: ${what} (${formatDay(from)}–${formatDay(addDays(until, -1))})`;
}
