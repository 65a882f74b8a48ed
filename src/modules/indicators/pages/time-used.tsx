import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { ROLES, unitsActing } from "#modules/organisation";
import { withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Button,
  DataTable,
  EmptyState,
  Panel,
  renderPage,
  Select,
  ShareBands,
  StaffPage,
  type Tone,
  When,
} from "#ui";
import { numberText, workingText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { choices, periodText } from "../period.ts";
import { type Question, questionIn } from "../question.ts";
import { divided, type Division } from "../step-times.ts";
import { timesUsedBetween } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/can-bo/thong-ke/thoi-gian`: which step and office of one's own agency used the days that the terms gave. */
export function timeUsedRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.timeUsed(),
    access: "official",
    handle: (exchange) => show(deps, exchange),
  };
}

interface Seen {
  readonly question: Question;
  readonly all: Division;
  readonly byProcedure: readonly { readonly name: string; readonly part: Division }[];
  readonly unitOf: (role: string) => string;
  readonly words: Words;
  readonly language: "vi" | "en";
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query, db } = exchange;
  const words = wordsIn(language);
  const { actor, tenantIds, roles, agencyName } = officialSession(exchange);
  if (actor.kind !== "official") return { kind: "missing" };
  const question = questionIn(query, dayIn(now));
  const { rows, units } = await withTenant(db, { actor, tenantIds }, async (tx) => ({
    rows: await timesUsedBetween(tx, tenantIds, question.period),
    units: await unitsActing(tx, actor.agencyId, [], now),
  }));
  const asked = rows.filter((row) => question.procedure === "" || row.appId === question.procedure);
  const apps = deps.apps();
  const seen: Seen = {
    question,
    all: divided(asked, ROLES),
    byProcedure: [...Map.groupBy(asked, (row) => row.appId)].map(([id, own]) => ({
      name: apps.find((app) => app.id === id)?.title[language] ?? id,
      part: divided(own, ROLES),
    })),
    unitOf: (role) => units(role, null),
    words,
    language,
  };
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["time.title"]} current={paths.staffFigures()}>
      <h1>{words["time.title"]}</h1>
      <p class="lead">{words["time.lead"]}</p>
      <Tabs current={paths.timeUsed()} isStaff roles={roles} words={words} />
      <PeriodForm
        action={paths.timeUsed()}
        {...{ question, words, language }}
        today={dayIn(now)}
        procedures={apps.map((app) => ({ value: app.id, label: app.title[language] }))}
      />
      <p class="hint state-line">
        {agencyName} · {words["figures.as-of"]} <When at={now} />
      </p>
      {seen.all.used === undefined ? (
        <EmptyState title={words["figures.none-row"]} text={words["time.none"]} icon="clock" />
      ) : (
        <Shown {...seen} />
      )}
      <p class="hint">{words["time.explained"]}</p>
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** Which period, and which procedure where there are several. */
export function PeriodForm(props: {
  readonly action: string;
  readonly question: Question;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly today: Parameters<typeof choices>[0];
  readonly procedures: readonly { readonly value: string; readonly label: string }[];
}): VNode {
  const { question, words, language, procedures } = props;
  return (
    <form method="get" action={props.action} class="filters">
      <Select
        id="ky"
        label={words["figures.period"]}
        value={question.period.key}
        options={choices(props.today).map((key) => ({
          value: key,
          label: periodText(key, language),
        }))}
      />
      {procedures.length > 1 ? (
        <Select
          id="thu-tuc"
          label={words["by.procedure"]}
          blank={words["figures.all"]}
          value={question.procedure}
          options={procedures}
        />
      ) : null}
      <Button kind="secondary">{words["figures.show"]}</Button>
    </form>
  );
}

/** One for each office, in the order they come; the last for all that are more. */
const TONES: readonly Tone[] = ["plain", "calm", "good", "deep", "other"];

function Shown(props: Seen): VNode {
  const { all, byProcedure, words, language, unitOf } = props;
  const offices = [...new Set(all.steps.map((step) => unitOf(step.role)))];
  const share = (value: number | undefined): string =>
    value === undefined ? words["figures.unknown"] : percentText(value, language);
  return (
    <>
      <Headline {...props} />
      <Panel title={words["time.drawing"]} id="chia">
        <ShareBands
          id="chia-ve"
          title={words["time.drawing"]}
          description={words["time.drawing-text"]}
          series={[
            ...offices.map((office, at) => ({ label: office, tone: TONES[at] ?? "other" })),
            { label: words["time.waited"], tone: "hold" as const },
          ]}
          bands={byProcedure.map(({ name, part }) => ({
            label: name,
            values: [
              ...offices.map((office) =>
                part.steps
                  .filter((step) => unitOf(step.role) === office)
                  .reduce((sum, step) => sum + step.minutes, 0),
              ),
              part.waited?.minutes ?? 0,
            ],
          }))}
        />
      </Panel>
      <DataTable
        caption={words["time.caption"]}
        isFigures
        columns={[
          { key: "step", label: words["col.step"] },
          { key: "office", label: words["col.office"] },
          ...(["passes", "term-share", "mean", "median", "ninth"] as const).map((key) => ({
            key,
            label: words[`col.${key}`],
            isNumber: true,
          })),
        ]}
        rows={all.steps.map((step) => ({
          id: `${step.step} ${step.role}`,
          step: <span lang="vi">{step.name}</span>,
          office: <span lang="vi">{unitOf(step.role)}</span>,
          passes: numberText(step.passes, language),
          "term-share": share(step.share),
          mean: workingText(step.mean, language),
          median: workingText(step.median, language),
          ninth: workingText(step.ninth, language),
        }))}
      />
    </>
  );
}

function Headline({ all, words, language }: Seen): VNode {
  const { used, waited, dossiers, termMinutes, late } = all;
  const mean = dossiers === 0 ? 0 : termMinutes / dossiers;
  const facts: readonly (readonly [string, string, string?])[] = [
    [
      words["time.finished"],
      numberText(dossiers, language),
      `${numberText(late, language)} ${words["time.late"]}`,
    ],
    [
      words["time.used"],
      workingText(used?.mean ?? 0, language),
      `${words["time.of-term"]} ${workingText(mean, language)}`,
    ],
    [
      words["time.waited"],
      waited === undefined ? words["time.nobody-waited"] : workingText(waited.mean, language),
      waited === undefined
        ? undefined
        : `${numberText(waited.passes, language)} ${words["time.waiting"]}`,
    ],
  ];
  return (
    <dl class="headline">
      {facts.map(([label, value, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="num">
            {value} {note === undefined ? null : <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
