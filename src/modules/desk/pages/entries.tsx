import type { VNode } from "preact";
import type { App } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { isUuid } from "#kernel/ids";
import { isOwner, stateWords, type TakenInFacts, takenInFacts } from "#modules/dossiers";
import { agenciesOn } from "#modules/organisation";
import { withDoor } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { DataTable, EmptyState, LinkTo, Pager, Panel, renderPage, StaffPage, When } from "#ui";
import type { Entry } from "../entry.ts";
import { paths } from "../paths.ts";
import { mayEnter } from "../policy.ts";
import { entriesOfDesk, type EntryPlace, intakeRuleOn } from "../store.ts";
import { wordsIn } from "../words.ts";
import { type DeskDeps, only } from "./deps.ts";

const PAGE = 25;

/** Where entering begins: the procedures of this desk, and what it took in. */
export function entriesRoutes(deps: DeskDeps): readonly Route[] {
  return [
    {
      ...only,
      method: "GET",
      path: paths.entries(),
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

async function show(deps: DeskDeps, exchange: Exchange): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const forOthers = query.get("cho") === "khac";
  const seen = await asOfficial(exchange, async (tx) => ({
    agencies: await agenciesOn(tx, dayIn(exchange.now), { isOneStop: true }),
    rule: await intakeRuleOn(tx, dayIn(exchange.now)),
    entries: await entriesOfDesk(tx, officialSession(exchange).tenantIds, {
      forOthers,
      ...after(query),
      limit: PAGE + 1,
    }),
  }));
  const shown = seen.entries.slice(0, PAGE);
  const last = seen.entries.length > PAGE ? shown.at(-1) : undefined;
  const facts = await factsOf(exchange, shown);
  const { own, other } = proceduresFor(deps, exchange, seen.agencies, seen.rule !== undefined);
  const base = forOthers ? paths.entriesForOthers() : paths.entries();
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words.title} current={paths.entries()}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <div class="columns">
        <Procedures title={words["procedures.own"]} apps={own} language={language} />
        <Procedures title={words["procedures.other"]} apps={other} language={language} />
      </div>
      {seen.rule === undefined ? null : (
        <p class="hint">
          {words["procedures.other-lead"]} {words["procedures.rule"]}: {seen.rule.source}.
        </p>
      )}
      <Panel title={words.entries} id="da-nhan">
        <nav class="tabs" aria-label={words.entries}>
          <LinkTo href={paths.entries()} aria-current={forOthers ? undefined : "page"}>
            {words["entries.all"]}
          </LinkTo>
          <LinkTo href={paths.entriesForOthers()} aria-current={forOthers ? "page" : undefined}>
            {words["entries.others"]}
          </LinkTo>
        </nav>
        {shown.length === 0 ? (
          <EmptyState title={words["entries.empty"]} text={words.lead} />
        ) : (
          <Entries deps={deps} entries={shown} facts={facts} language={language} />
        )}
      </Panel>
      {last === undefined ? null : <Pager language={language} next={pageAfter(base, last)} />}
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function Procedures(props: {
  readonly title: string;
  readonly apps: readonly App[];
  readonly language: "vi" | "en";
}): VNode | null {
  const { title, apps, language } = props;
  if (apps.length === 0) return null;
  return (
    <Panel title={title}>
      <ul class="list">
        {apps.map((app) => (
          <li key={app.id}>
            <a href={paths.begin(app.id)}>{app.title[language]}</a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Code, procedure, when, state, promised day: a desk needs no more of what it took in. */
function Entries(props: {
  readonly deps: DeskDeps;
  readonly entries: readonly Entry[];
  readonly facts: ReadonlyMap<string, TakenInFacts>;
  readonly language: "vi" | "en";
}): VNode {
  const { deps, entries, facts, language } = props;
  const words = wordsIn(language);
  return (
    <DataTable
      caption={words["entries.caption"]}
      isCaptionHidden
      columns={[
        { key: "code", label: words["col.code"] },
        { key: "procedure", label: words["col.procedure"] },
        { key: "agency", label: words["col.agency"] },
        { key: "way", label: words["col.way"] },
        { key: "when", label: words["col.when"] },
        { key: "state", label: words["col.state"] },
        { key: "promised", label: words["col.promised"] },
      ]}
      rows={entries.map((entry) => {
        const known = facts.get(entry.id);
        return {
          id: entry.id,
          code: (
            <a href={paths.entry(entry.publicId)}>
              {known === undefined ? words["entry.go-on"] : known.code}
            </a>
          ),
          procedure: deps.dossiers.apps.get(entry.appId)?.app.title[language],
          agency: entry.agencyName,
          way: words[`way.${entry.channel}`],
          when: <When at={entry.startedAt} />,
          state: known === undefined ? words["entry.open"] : stateWords(known.state, language),
          promised:
            known?.isAccepted === true ? <When at={known.promisedAt} withTime={false} /> : "",
        };
      })}
    />
  );
}

/** The procedures that are answered here (where R16 allows, for another agency as well), and those that only others answer. */
function proceduresFor(
  deps: DeskDeps,
  exchange: Exchange,
  agencies: Awaited<ReturnType<typeof agenciesOn>>,
  mayTakeForOthers: boolean,
): { readonly own: readonly App[]; readonly other: readonly App[] } {
  const session = officialSession(exchange);
  const { actor } = session;
  const here = actor.kind === "official" ? actor.agencyId : "";
  const apps = [...deps.dossiers.apps.values()]
    .map(({ app }) => app)
    .filter((app) => mayEnter(session, "entry begin", app.id));
  const answersHere = (app: App): boolean =>
    agencies.some((one) => one.id === here && isOwner(app, one));
  return {
    own: apps.filter(answersHere),
    other: mayTakeForOthers
      ? apps.filter((app) => !answersHere(app) && agencies.some((one) => isOwner(app, one)))
      : [],
  };
}

/** State and promised day of what was submitted, by the draft's id; one look through the door `intake`. */
export async function factsOf(
  exchange: Exchange,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, TakenInFacts>> {
  const { actor, tenantIds } = officialSession(exchange);
  const agencyId = actor.kind === "official" ? actor.agencyId : "";
  if (entries.length === 0) return new Map();
  const rows = await withDoor(exchange.db, "intake", (tx) =>
    takenInFacts(tx, { agencyId, tenantIds }, entries),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Keyset: the moment and the id of the last entry that was seen. */
function pageAfter(base: string, { startedAt, id }: EntryPlace): string {
  return `${base}${base.includes("?") ? "&" : "?"}sau=${startedAt.getTime()}.${id}`;
}

function after(query: URLSearchParams): { readonly after?: EntryPlace } {
  const [ms = "", id = ""] = (query.get("sau") ?? "").split(".");
  return /^\d{1,15}$/u.test(ms) && isUuid(id)
    ? { after: { startedAt: new Date(Number(ms)), id } }
    : {};
}
