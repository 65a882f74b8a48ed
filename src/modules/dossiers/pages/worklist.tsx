import { dayIn, instantAt } from "#kernel/calendar-day";
import { deadlineLight } from "#kernel/explain-clock";
import { officialNames } from "#modules/organisation";
import type { Exchange, Reply, Route } from "#platform/http";
import { DataTable, EmptyState, Field, Light, Pager, renderPage, Select, StaffPage } from "#ui";
import { editionOf } from "../deps.ts";
import { waitsForApplicant } from "../dossier.ts";
import { paths } from "../paths.ts";
import { type WorklistFilter, type WorklistRow, worklistRows } from "../store.ts";
import { wordsIn } from "../words.ts";
import { agencyOf } from "../policy.ts";
import { asOfficial, officialSession, type PageDeps } from "./page-deps.ts";

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
  const filter = readFilter(exchange);
  const { rows, names, time } = await asOfficial(exchange, async (tx) => {
    const found = await worklistRows(tx, session.tenantIds, { ...filter, limit: PAGE + 1 });
    return {
      rows: found,
      names: await officialNames(
        tx,
        found.flatMap((row) => row.holderId ?? []),
      ),
      time: (await deps.dossiers.calendars.workingTime(tx, now, agencyOf(session))).time,
    };
  });
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const next = rows.length > PAGE && last !== undefined ? pageAfter(query, last) : undefined;
  const own = session.actor.kind === "official" ? session.actor.officialId : "";
  const isFiltered = ["cua", "han", "tim", "sau"].some((name) => (query.get(name) ?? "") !== "");
  const holder = (row: WorklistRow): string => {
    if (row.holderId === null) return words["work.free"];
    return row.holderId === own ? words["work.me"] : (names.get(row.holderId) ?? "");
  };
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["work.title"]} current="/can-bo/viec">
      <h1>{words["work.title"]}</h1>
      <Filters exchange={exchange} />
      {shown.length === 0 ? (
        <EmptyState
          title={words["work.empty"]}
          text={words[isFiltered ? "work.empty-text" : "work.empty-all"]}
        >
          {isFiltered ? (
            <p>
              <a class="button button-quiet" href={paths.worklist()}>
                {words["work.clear"]}
              </a>
            </p>
          ) : null}
        </EmptyState>
      ) : (
        <DataTable
          caption={words["work.caption"]}
          columns={[
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
              code: <a href={paths.staffDossier(row.publicId)}>{row.code}</a>,
              title: row.title,
              applicant: row.applicantName,
              step: stepName(deps, row),
              holder: holder(row),
              due: <Light state={light.state} words={light.words[language]} />,
            };
          })}
        />
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

function Filters({ exchange }: { exchange: Exchange }) {
  const words = wordsIn(exchange.language);
  const { query } = exchange;
  return (
    <form method="get" action={paths.worklist()} class="filters" role="search">
      <Select
        id="cua"
        label={words["work.whose"]}
        blank={words["work.all"]}
        value={query.get("cua") ?? ""}
        options={[{ value: "toi", label: words["work.mine"] }]}
      />
      <Select
        id="han"
        label={words["work.due"]}
        blank={words["work.due-any"]}
        value={query.get("han") ?? ""}
        options={[
          { value: "qua", label: words["work.due-late"] },
          { value: "nay", label: words["work.due-near"] },
        ]}
      />
      <Field id="tim" label={words["work.search"]} value={query.get("tim") ?? ""} />
      <button class="button button-quiet" type="submit">
        {words["work.filter"]}
      </button>
    </form>
  );
}

/** Everything that filters stands in the address, so that a list can be sent to a colleague. Nonsense is left out. */
function readFilter(exchange: Exchange): Omit<WorklistFilter, "limit"> {
  const { query, now } = exchange;
  const session = officialSession(exchange);
  const search = (query.get("tim") ?? "").trim().slice(0, 100);
  const due = query.get("han");
  const dueBefore =
    due === "qua" ? now : due === "nay" ? instantAt(dayIn(now), 24 * 60) : undefined;
  const after = readKey(query.get("sau"));
  return {
    roles: session.roles,
    ...(session.appIds === undefined ? {} : { appIds: session.appIds }),
    ...(query.get("cua") === "toi" && session.actor.kind === "official"
      ? { holderId: session.actor.officialId }
      : {}),
    ...(search === "" ? {} : { search }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
    ...(after === undefined ? {} : { after }),
  };
}

function readKey(key: string | null): WorklistFilter["after"] | undefined {
  const match = /^(\d{1,16})_([0-9a-f-]{36})$/u.exec(key ?? "");
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { listDue: new Date(Number(match[1])), id: match[2] };
}

function pageAfter(query: URLSearchParams, last: WorklistRow): string {
  const next = new URLSearchParams(query);
  next.set("sau", `${last.listDue.getTime()}_${last.id}`);
  return `${paths.worklist()}?${next.toString()}`;
}

function pageFirst(query: URLSearchParams): string {
  const first = new URLSearchParams(query);
  first.delete("sau");
  return `${paths.worklist()}?${first.toString()}`;
}

/** The name of a step as the process calls it. */
function stepName(deps: PageDeps, row: WorklistRow): string {
  const { process } = editionOf(deps.dossiers, row.appId, row.edition);
  return new RegExp(`id="${row.step}" name="([^"]*)"`, "u").exec(process)?.[1] ?? row.step;
}
