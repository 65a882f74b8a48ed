import { deadlineLight } from "#kernel/explain-clock";
import { officialNames } from "#modules/organisation";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { DataTable, EmptyState, Light, Pager, renderPage, StaffPage } from "#ui";
import { editionOf } from "../deps.ts";
import { waitsForApplicant } from "../dossier.ts";
import { paths } from "../paths.ts";
import { type WorklistRow, worklistRows } from "../store.ts";
import { wordsIn } from "../words.ts";
import { agencyOf } from "../policy.ts";
import type { PageDeps } from "./page-deps.ts";
import { colleaguesOf, HandOverMany, mayGoOn, SelectRow } from "./hand-over-many.tsx";
import { officialsOf } from "./morning.tsx";
import { viewsFor } from "../saved-view-store.ts";
import { SavedViews, unitOf } from "./saved-views.tsx";
import { StandsInFor } from "./stands-in-for.tsx";
import { Shortcuts, shortcutsOf } from "./worklist-counts.tsx";
import { WorklistFilters } from "./worklist-filters.tsx";
import { isFiltered, pageAfter, pageFirst, readFilter } from "./worklist-query.ts";

export function worklistRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/viec",
      access: "official",
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

const PAGE = 25;

async function show(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const session = officialSession(exchange);
  const own = session.actor.kind === "official" ? session.actor.officialId : "";
  const unit = unitOf(exchange);
  const views = await asOfficial(exchange, (tx) => viewsFor(tx, session.tenantIds, own, unit));
  const start = views.find((one) => one.isStart && one.ownerId === own);
  if (start !== undefined && exchange.query.size === 0)
    return { kind: "redirect", to: `${paths.worklist()}?${start.query}` };
  const seen = await asOfficial(exchange, async (tx) => {
    const { time } = await deps.dossiers.calendars.workingTime(tx, now, agencyOf(session));
    const [holders, colleagues] = await Promise.all([
      officialsOf(tx, agencyOf(session), now),
      colleaguesOf(tx, session, now),
    ]);
    const unitIds = holders.filter((one) => one.unit === unit).map((one) => one.officialId);
    const filter = readFilter(exchange, time, unitIds);
    const [found, shortcuts] = await Promise.all([
      worklistRows(tx, session.tenantIds, { ...filter, limit: PAGE + 1 }),
      shortcutsOf(tx, exchange, { time, unitIds }),
    ]);
    const names = await officialNames(
      tx,
      found.flatMap((row) => row.holderId ?? []),
    );
    return { rows: found, names, time, holders, shortcuts, colleagues };
  });
  const { rows, names, time, holders, shortcuts, colleagues } = seen;
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const next = rows.length > PAGE && last !== undefined ? pageAfter(query, last) : undefined;
  const isNarrowed = isFiltered(exchange);
  const holder = (row: WorklistRow): string => {
    if (row.stepRole === null) return words["work.asked"];
    if (row.stepRole === "applicant") return words["work.applicant"];
    if (row.holderId === null) return words["work.free"];
    return row.holderId === own ? words["work.me"] : (names.get(row.holderId) ?? "");
  };
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["work.title"]} current="/can-bo/viec">
      <h1>{words["work.title"]}</h1>
      <StandsInFor exchange={exchange} holders={holders} />
      <Shortcuts {...{ exchange, shortcuts }} />
      <SavedViews {...{ exchange, views }} />
      <WorklistFilters {...{ exchange, holders }} deps={deps.dossiers} />
      {shown.length === 0 ? (
        <EmptyState
          title={words["work.empty"]}
          text={words[isNarrowed ? "work.empty-text" : "work.empty-all"]}
        >
          {isNarrowed ? (
            <p>
              <a class="button button-quiet" href={paths.worklist()}>
                {words["work.clear"]}
              </a>
            </p>
          ) : null}
        </EmptyState>
      ) : (
        <HandOverMany {...{ language, colleagues }}>
          <DataTable
            caption={words[isNarrowed ? "work.caption-filtered" : "work.caption"]}
            columns={[
              ...(colleagues.length === 0 ? [] : [{ key: "select", label: words["many.select"] }]),
              { key: "code", label: words["col.code"] },
              { key: "title", label: words["col.title"] },
              { key: "applicant", label: words["col.applicant"] },
              { key: "step", label: words["col.step"] },
              { key: "holder", label: words["col.holder"] },
              { key: "due", label: words["col.due"] },
            ]}
            rows={shown.map((row) => {
              const light = deadlineLight(row.listDue, now, time, waitsForApplicant(row.state));
              return {
                id: row.id,
                select: mayGoOn(session, row) ? <SelectRow row={row} language={language} /> : "",
                code: (
                  <a class="whole" href={paths.staffDossier(row.publicId)}>
                    {row.code}
                  </a>
                ),
                title: row.title,
                applicant: row.applicantName,
                step: stepName(deps, row),
                holder: holder(row),
                due: <Light state={light.state} words={light.words[language]} />,
              };
            })}
          />
        </HandOverMany>
      )}
      <Pager
        next={next}
        first={query.has("sau") ? pageFirst(query) : undefined}
        language={language}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** The name of a step as the process calls it. */
function stepName({ dossiers }: PageDeps, row: WorklistRow): string {
  return dossiers.steps.nameOf(editionOf(dossiers, row.appId, row.edition), row.step);
}
