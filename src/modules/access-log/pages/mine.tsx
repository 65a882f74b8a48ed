import type { VNode } from "preact";
import { withApplicant } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, DataTable, EmptyState, LinkTo, Pager, renderPage, When } from "#ui";
import { paths } from "../paths.ts";
import { type ViewRow, viewsOfPerson } from "../store.ts";
import { thingWords, viewerWords, type Words, wordsIn } from "../words.ts";
import { type AccessLogDeps, afterIn, codeIn, nextOf, PAGE } from "./deps.ts";

/** `/ai-da-xem`: who looked at what about the person who is signed in. */
export function mineRoute(deps: AccessLogDeps): Route {
  return {
    method: "GET",
    path: paths.mine(),
    access: "applicant",
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: AccessLogDeps, exchange: Exchange): Promise<Reply> {
  const { db, language, query, session } = exchange;
  const words = wordsIn(language);
  if (session?.actor.kind !== "applicant") throw new Error("this page is for applicants");
  const { actor } = session;
  const code = codeIn(query.get("ho-so"));
  const rows = await withApplicant(db, { tenantIds: [], actor }, (tx) =>
    viewsOfPerson(tx, actor.accountId, {
      code,
      after: afterIn(query.get("sau")),
      limit: PAGE + 1,
    }),
  );
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={words.title}
      wide
      crumbs={[{ href: "/ho-so-cua-toi", label: words["crumb.mine"] }]}
    >
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {code === undefined ? null : (
        <p>
          {words["of-dossier"]} <strong class="num">{code}</strong>.{" "}
          <a href={paths.mine()}>{words.all}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={words.empty} text={words["empty-text"]} />
      ) : (
        <DataTable
          caption={words.caption}
          isCaptionHidden
          columns={[
            { key: "at", label: words["col.at"] },
            { key: "viewer", label: words["col.viewer"] },
            { key: "thing", label: words["col.thing"] },
            { key: "subject", label: words["col.subject"] },
            { key: "right", label: words["col.right"] },
          ]}
          rows={rows.slice(0, PAGE).map((row) => ({
            id: row.id,
            at: <When at={row.at} />,
            viewer: <span lang="vi">{viewerWords(words, row)}</span>,
            thing: <Thing row={row} words={words} />,
            subject: <SubjectLink row={row} />,
            right: words[`right.${row.right}`],
          }))}
        />
      )}
      <Pager
        language={language}
        first={query.has("sau") ? paths.mine(code) : undefined}
        next={nextOf(rows, paths.mine(), code === undefined ? {} : { "ho-so": code })}
      />
      <p class="hint">{words.note}</p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** What was seen, and which one of several by its own name. */
export function Thing({ row, words }: { readonly row: ViewRow; readonly words: Words }): VNode {
  return (
    <>
      {thingWords(words, row.thing)}
      {row.thingName === "" ? null : <span lang="vi">: {row.thingName}</span>}
    </>
  );
}

function SubjectLink({ row }: { readonly row: ViewRow }): VNode {
  const code = <span class="num">{row.subjectCode}</span>;
  return row.subjectHref === "" ? code : <LinkTo href={row.subjectHref}>{code}</LinkTo>;
}
