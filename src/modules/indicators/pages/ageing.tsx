import { dayIn } from "#kernel/calendar-day";
import { openByDue } from "#modules/dossiers";
import { agenciesOn } from "#modules/organisation";
import { custodiansOn } from "#modules/tenancy";
import { withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  BarChart,
  type BarRow,
  DataTable,
  EmptyState,
  Panel,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { AGES, type Age, ageMoments, type Ages, agesOf } from "../ageing.ts";
import { numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/can-bo/thong-ke/dang-giai-quyet`: how the open dossiers of one's own agency stand to their due moments, now. */
export function ageingRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.ageing(),
    access: "official",
    handle: (exchange) => show(deps, exchange),
  };
}

interface Aged {
  readonly name: string;
  readonly ages: Ages;
}

async function load(deps: IndicatorDeps, exchange: Exchange): Promise<{ all: Ages; rows: Aged[] }> {
  const { now, language, db } = exchange;
  const { actor, tenantIds } = officialSession(exchange);
  return withTenant(db, { actor, tenantIds }, async (tx) => {
    const { time } = await deps.calendars.workingTime(tx, now);
    const open = await openByDue(tx, tenantIds, ageMoments(now, time.calendar));
    const custodians = await custodiansOn(tx, dayIn(now));
    const agencies = await agenciesOn(tx, dayIn(now));
    const nameOf = ({ tenantId, appId }: (typeof open)[number]): string => {
      const agency = agencies.find((one) => one.id === custodians.get(tenantId));
      const app = deps.apps().find((one) => one.id === appId);
      const title = app?.title[language] ?? appId;
      const name = language === "vi" ? agency?.name : agency?.nameEn;
      return tenantIds.length > 1 ? `${name ?? ""}: ${title}` : title;
    };
    const rows = [...Map.groupBy(open, nameOf)].map(([name, own]) => ({ name, ages: agesOf(own) }));
    return { all: agesOf(open), rows };
  });
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { all, rows } = await load(deps, exchange);
  const { agencyName, roles } = officialSession(exchange);
  const most = Math.max(1, ...AGES.map((age) => all[age]));
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["ageing.title"]}
      current={paths.staffFigures()}
    >
      <h1>{words["ageing.title"]}</h1>
      <Tabs current={paths.ageing()} isStaff roles={roles} words={words} />
      <p class="hint state-line">
        {agencyName} · {words["figures.as-of"]} <When at={now} />
      </p>
      {rows.length === 0 ? (
        <EmptyState title={words["ageing.none"]} text={words["ageing.none-text"]} icon="check" />
      ) : (
        <>
          <Panel title={words["ageing.by-due"]} id="theo-han">
            <BarChart
              caption={words["ageing.by-due"]}
              isCaptionHidden
              rows={AGES.map((age) => barOf(age, all[age], most, words))}
            />
          </Panel>
          <DataTable
            caption={words["ageing.caption"]}
            isFigures
            columns={[
              { key: "name", label: words["by.procedure"] },
              ...AGES.map((age) => ({ key: age, label: words[`age.${age}`], isNumber: true })),
            ]}
            rows={rows.map(({ name, ages }) => ({
              id: name,
              name,
              ...Object.fromEntries(AGES.map((age) => [age, numberText(ages[age], language)])),
            }))}
          />
        </>
      )}
      <p class="hint">{words["ageing.explained"]}</p>
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function barOf(age: Age, value: number, max: number, words: Words): BarRow {
  const state = age.startsWith("late")
    ? "late"
    : age === "left-1"
      ? "near"
      : age === "paused"
        ? "plain"
        : "ok";
  return { label: words[`age.${age}`], value, max, text: String(value), state };
}
