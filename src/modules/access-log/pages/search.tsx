import { officialNames } from "#modules/organisation";
import { type Tx, withTenant } from "#platform/database";
import type { Exchange, Reply, Route, Session } from "#platform/http";
import { Button, DataTable, EmptyState, Field, Pager, renderPage, StaffPage, When } from "#ui";
import { noteView } from "../note-view.ts";
import { paths } from "../paths.ts";
import { ACCESS_LOG_PERMISSIONS } from "../policy.ts";
import { type ViewRow, viewsOfSubject } from "../store.ts";
import { viewerWords, wordsIn } from "../words.ts";
import { type AccessLogDeps, afterIn, codeIn, nextOf, PAGE } from "./deps.ts";
import { Thing } from "./mine.tsx";

/** `/can-bo/nhat-ky-xem`: an inspector searches who looked at a dossier, in their agency or, for the city's office, in every one. */
export function searchRoute(deps: AccessLogDeps): Route {
  return {
    method: "GET",
    path: paths.search(),
    access: "official",
    roles: ACCESS_LOG_PERMISSIONS["access-log search"],
    handle: (exchange) => show(deps, exchange),
  };
}

interface Found {
  readonly rows: readonly ViewRow[];
  readonly names: ReadonlyMap<string, string>;
}

/** The search is a look of its own at what the lines are about, and noted before they are shown. */
async function found(tx: Tx, exchange: Exchange, code: string): Promise<Found> {
  const rows = await viewsOfSubject(tx, tx.tenantIds, {
    code,
    after: afterIn(exchange.query.get("sau")),
    limit: PAGE + 1,
  });
  const [first] = rows;
  if (first !== undefined)
    await noteView(tx, exchange, {
      tenantId: first.tenantId,
      personId: first.personId,
      subject: {
        kind: first.subjectKind,
        id: first.subjectId,
        href: first.subjectHref,
        code: first.subjectCode,
      },
      thing: "access-log",
      right: "inspection",
    });
  const officials = rows.flatMap((row) => officialIn(row) ?? []);
  return { rows, names: await officialNames(tx, [...new Set(officials)]) };
}

function officialIn({ viewerRef }: ViewRow): string | undefined {
  return viewerRef.startsWith("official:") ? viewerRef.slice("official:".length) : undefined;
}

async function tenantIdsOf(
  deps: AccessLogDeps,
  exchange: Exchange,
  session: Session,
): Promise<readonly string[]> {
  return (await deps.tenants(exchange, session)).map((one) => one.id);
}

async function show(deps: AccessLogDeps, exchange: Exchange): Promise<Reply> {
  const { db, language, query, session } = exchange;
  const words = wordsIn(language);
  if (session?.kind !== "official") throw new Error("this page is for officials");
  const code = codeIn(query.get("ma"));
  const { rows, names }: Found =
    code === undefined
      ? { rows: [], names: new Map() }
      : await withTenant(
          db,
          { actor: session.actor, tenantIds: await tenantIdsOf(deps, exchange, session) },
          (tx) => found(tx, exchange, code),
        );
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["search.title"]} current={paths.search()}>
      <h1>{words["search.title"]}</h1>
      <p class="lead">{words["search.lead"]}</p>
      <form method="get" action={paths.search()} class="filters">
        <Field
          id="ma"
          label={words["search.code"]}
          hint={words["search.hint"]}
          value={code}
          width="medium"
        />
        <Button kind="secondary">{words["search.act"]}</Button>
      </form>
      {code === undefined ? null : (
        <DataTable
          caption={words["search.caption"]}
          empty={<EmptyState title={words["search.none"]} text={words["search.none-text"]} />}
          columns={[
            { key: "at", label: words["col.at"] },
            { key: "official", label: words["col.official"] },
            { key: "viewer", label: words["col.viewer"] },
            { key: "thing", label: words["col.thing"] },
            { key: "right", label: words["col.right"] },
          ]}
          rows={rows.slice(0, PAGE).map((row) => ({
            id: row.id,
            at: <When at={row.at} />,
            official: <span lang="vi">{names.get(officialIn(row) ?? "") ?? ""}</span>,
            viewer: <span lang="vi">{viewerWords(words, row)}</span>,
            thing: <Thing row={row} words={words} />,
            right: words[`right.${row.right}`],
          }))}
        />
      )}
      <Pager
        language={language}
        first={query.has("sau") ? `${paths.search()}?ma=${code ?? ""}` : undefined}
        next={nextOf(rows, paths.search(), { ma: code ?? "" })}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}
