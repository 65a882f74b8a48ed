import { dayIn } from "#kernel/calendar-day";
import { officialNames, positionsHeldBy, unitsActing } from "#modules/organisation";
import { withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { DataTable, renderPage, StaffPage, When } from "#ui";
import { numberText, workingText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import { questionIn } from "../question.ts";
import { byOfficial, type OfficialTimes } from "../step-times.ts";
import { timesUsedBetween } from "../store.ts";
import { wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";
import { PeriodForm } from "./time-used.tsx";

/** `/can-bo/thong-ke/can-bo`: what each official finished and how long it took, for the head of their unit and an inspector. */
export function officialsRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.officials(),
    access: "official",
    roles: INDICATOR_PERMISSIONS["official-figures see"],
    handle: (exchange) => show(deps, exchange),
  };
}

interface Named extends OfficialTimes {
  readonly name: string;
  readonly unit: string;
}

/** A head sees the officials of the own unit and nobody else; an inspector all of the agency. */
async function load(deps: IndicatorDeps, exchange: Exchange): Promise<readonly Named[]> {
  const { db, now, query } = exchange;
  const { actor, tenantIds, roles } = officialSession(exchange);
  if (actor.kind !== "official") return [];
  const question = questionIn(query, dayIn(now));
  return withTenant(db, { actor, tenantIds }, async (tx) => {
    const rows = await timesUsedBetween(tx, tenantIds, question.period);
    const asked = rows.filter(
      (row) => question.procedure === "" || row.appId === question.procedure,
    );
    const times = byOfficial(asked);
    const ids = [...new Set(times.map((one) => one.officialId))];
    const names = await officialNames(tx, ids);
    const units = await unitsActing(tx, actor.agencyId, ids, now);
    const held = await positionsHeldBy(tx, actor.officialId, now);
    const own = held.find((one) => one.positionId === actor.positionId)?.unitName;
    return times
      .map((one) => ({
        ...one,
        name: names.get(one.officialId) ?? "",
        unit: units(one.role, one.officialId),
      }))
      .filter((one) => roles.includes("inspector") || one.unit === own)
      .toSorted((one, other) => collator.compare(one.unit + one.name, other.unit + other.name));
  });
}

const collator = new Intl.Collator("vi");

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const { roles, agencyName } = officialSession(exchange);
  const rows = await load(deps, exchange);
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["officials.title"]}
      current={paths.staffFigures()}
    >
      <h1>{words["officials.title"]}</h1>
      <p class="lead">{words["officials.lead"]}</p>
      <Tabs current={paths.officials()} isStaff roles={roles} words={words} />
      <PeriodForm
        action={paths.officials()}
        question={questionIn(query, dayIn(now))}
        {...{ words, language }}
        today={dayIn(now)}
        procedures={deps.apps().map((app) => ({ value: app.id, label: app.title[language] }))}
      />
      <p class="hint state-line">
        {agencyName} · {words["figures.as-of"]} <When at={now} />
      </p>
      <DataTable
        caption={words["officials.caption"]}
        isFigures
        empty={words["figures.none-row"]}
        columns={[
          { key: "name", label: words["col.official"] },
          { key: "unit", label: words["col.office"] },
          ...(["passes", "in-late", "mean", "median", "ninth"] as const).map((key) => ({
            key,
            label: words[`col.${key}`],
            isNumber: true,
          })),
        ]}
        rows={rows.map((one) => ({
          id: `${one.officialId} ${one.role}`,
          name: one.name,
          unit: <span lang="vi">{one.unit}</span>,
          passes: numberText(one.passes, language),
          "in-late": numberText(one.late, language),
          mean: workingText(one.mean, language),
          median: workingText(one.median, language),
          ninth: workingText(one.ninth, language),
        }))}
      />
      <p class="hint">{words["officials.explained"]}</p>
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}
