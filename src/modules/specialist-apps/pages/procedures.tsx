import type { VNode } from "preact";
import { type App, editionOn } from "#app-kit";
import { type CalendarDay, calendarDay, dayIn, formatDay } from "#kernel/calendar-day";
import { termWords } from "#kernel/term";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  LinkTo,
  Panel,
  renderPage,
  Select,
  StaffPage,
  Tag,
  When,
} from "#ui";
import type { Draft, EditionRefusal, PublishedEdition } from "../draft.ts";
import { forkEdition } from "../edit-draft.ts";
import { paths } from "../paths.ts";
import { EDITION_PERMISSIONS, mayDo } from "../policy.ts";
import { withdrawEdition } from "../publish-edition.ts";
import { draftsOf, editionByNumber, editionsOf } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import { cityOfficer, type EditionPageDeps, namesOf, sentText } from "./deps.ts";

/** The city's procedures, each with its editions, its drafts, and what was published and withdrawn. */
export function procedureAdminRoutes(deps: EditionPageDeps): readonly Route[] {
  const see = { access: "official", roles: EDITION_PERMISSIONS["edition see"] } as const;
  return [
    {
      ...see,
      method: "GET",
      path: paths.procedures(),
      handle: (exchange) => list(deps, exchange),
    },
    {
      ...see,
      method: "GET",
      path: paths.procedure(":app"),
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: paths.fork(":app"),
      access: "official",
      roles: EDITION_PERMISSIONS["edition draft"],
      handle: (exchange) => fork(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/phien-ban/:number/thu-hoi",
      access: "official",
      roles: EDITION_PERMISSIONS["edition withdraw"],
      handle: (exchange) => withdraw(deps, exchange),
    },
  ];
}

async function list(deps: EditionPageDeps, exchange: Exchange): Promise<Reply> {
  if ((await cityOfficer(exchange)) === undefined) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const on = dayIn(now);
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["procedures.title"]}
      current={paths.procedures()}
    >
      <h1>{words["procedures.title"]}</h1>
      <p class="lead">{words["procedures.lead"]}</p>
      <DataTable
        caption={words["procedures.title"]}
        isCaptionHidden
        columns={[
          { key: "title", label: words["procedures.procedure"] },
          { key: "now", label: words["procedures.now"] },
          { key: "term", label: words["procedures.term"] },
          { key: "next", label: words["procedures.next"] },
        ]}
        rows={deps.apps().map((app) => {
          const current = editionOn(app, on);
          const next = app.editions.filter((one) => one.inForceFrom > on);
          return {
            id: app.id,
            title: <LinkTo href={paths.procedure(app.id)}>{app.title[language]}</LinkTo>,
            now: current === undefined ? "" : formatDay(current.inForceFrom),
            term: current === undefined ? "" : termWords(current.clock.processing, language),
            next: next.map((one) => formatDay(one.inForceFrom)).join(", "),
          };
        })}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

interface State {
  readonly refusal?: { readonly fieldId: string; readonly error: EditionRefusal };
  readonly typed?: URLSearchParams;
  readonly appId?: string;
}

async function fork(deps: EditionPageDeps, exchange: Exchange): Promise<Reply> {
  const officer = await cityOfficer(exchange);
  const app = deps.apps().find((one) => one.id === exchange.params["app"]);
  if (officer === undefined || app === undefined) return { kind: "missing" };
  const { db, now, form } = exchange;
  const from = calendarDay(form.get("from") ?? "");
  const title = sentText(form, "title");
  const forked =
    from === undefined
      ? undefined
      : await forkEdition(db, now, officer.actor, { app, from, title });
  if (forked?.ok !== true)
    return show(deps, exchange, { refusal: { fieldId: "from", error: "unfit" }, typed: form });
  return { kind: "redirect", to: paths.draft(forked.value) };
}

async function withdraw(deps: EditionPageDeps, exchange: Exchange): Promise<Reply> {
  const officer = await cityOfficer(exchange);
  const number = Number(exchange.params["number"]);
  if (officer === undefined || !Number.isSafeInteger(number)) return { kind: "missing" };
  const { db, now, form } = exchange;
  const edition = await withDoor(db, "directory", (tx) => editionByNumber(tx, number));
  if (edition === undefined) return { kind: "missing" };
  const reason = sentText(form, "reason");
  const done = await withdrawEdition(db, now, officer.actor, { number, reason });
  if (!done.ok)
    return show(deps, exchange, {
      refusal: { fieldId: `reason-${number}`, error: done.error },
      typed: form,
      appId: edition.appId,
    });
  await deps.onPublished(now);
  return { kind: "redirect", to: `${paths.procedure(edition.appId)}?da=thu-hoi` };
}

const MOST_SHOWN = 50;

async function show(deps: EditionPageDeps, exchange: Exchange, state: State = {}): Promise<Reply> {
  const officer = await cityOfficer(exchange);
  const appId = state.appId ?? exchange.params["app"];
  const app = deps.apps().find((one) => one.id === appId);
  if (officer === undefined || app === undefined) return { kind: "missing" };
  const { language, now, db, query } = exchange;
  const words = wordsIn(language);
  const { drafts, published } = await withDoor(db, "directory", async (tx) => ({
    drafts: await draftsOf(tx, app.id, MOST_SHOWN),
    published: await editionsOf(tx, app.id, MOST_SHOWN),
  }));
  const names = await namesOf(
    exchange,
    published.flatMap((one) => [one.proposedBy, one.publishedBy, one.withdrawnBy]),
  );
  const { refusal } = state;
  const errors =
    refusal === undefined
      ? []
      : [{ fieldId: refusal.fieldId, text: words[`refusal.${refusal.error}`] }];
  const { roles } = officer.session;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={app.title[language]} current={paths.procedures()}>
      <p class="back">
        <LinkTo href={paths.procedures()}>{`← ${words["procedures.title"]}`}</LinkTo>
      </p>
      <h1>{app.title[language]}</h1>
      <p class="lead">{app.summary[language]}</p>
      <ErrorSummary errors={errors} language={language} />
      {query.get("da") === "thu-hoi" ? (
        <Banner kind="success" title={words["editions.withdrawn-done"]} />
      ) : null}
      <Editions {...{ app, words, language }} on={dayIn(now)} />
      {roles.includes("administrator") ? (
        <p>
          <LinkTo href={paths.moves(app.id)}>{words["editions.moves"]}</LinkTo>
        </p>
      ) : null}
      <Drafts {...{ drafts, words }} />
      {mayDo(roles, "edition draft") ? <ForkForm {...{ app, words }} typed={state.typed} /> : null}
      <History
        {...{ published, names, words }}
        on={dayIn(now)}
        mayWithdraw={mayDo(roles, "edition withdraw")}
        refusal={refusal === undefined ? undefined : words[`refusal.${refusal.error}`]}
      />
    </StaffPage>
  );
  return { kind: "page", status: errors.length === 0 ? 200 : 422, html: renderPage(view) };
}

function newestFirst(app: App) {
  return app.editions.toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? 1 : -1));
}

function Editions(props: {
  readonly app: App;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly on: CalendarDay;
}): VNode {
  const { app, words, language, on } = props;
  const current = editionOn(app, on);
  return (
    <DataTable
      caption={words["editions.title"]}
      columns={[
        { key: "from", label: words["editions.from"] },
        { key: "state", label: words["editions.state"] },
        { key: "source", label: words["basis.document"] },
        { key: "term", label: words["procedures.term"] },
      ]}
      rows={newestFirst(app).map((one) => ({
        id: one.inForceFrom,
        from: formatDay(one.inForceFrom),
        state:
          one === current ? (
            <Tag kind="success">{words["editions.now"]}</Tag>
          ) : one.inForceFrom > on ? (
            <Tag kind="info">{words["editions.coming"]}</Tag>
          ) : (
            words["editions.past"]
          ),
        source: one.source.document,
        term: termWords(one.clock.processing, language),
      }))}
    />
  );
}

function Drafts(props: { readonly drafts: readonly Draft[]; readonly words: Words }): VNode {
  const { drafts, words } = props;
  return (
    <DataTable
      caption={words["drafts.title"]}
      empty={words["drafts.none"]}
      columns={[
        { key: "title", label: words["drafts.name"] },
        { key: "state", label: words["editions.state"] },
        { key: "from", label: words["drafts.forked"] },
        { key: "at", label: words["drafts.changed"] },
      ]}
      rows={drafts.map((draft) => ({
        id: draft.id,
        title: <LinkTo href={paths.draft(draft.id)}>{draft.title}</LinkTo>,
        state: words[`draft.state.${draft.state}`],
        from: formatDay(draft.forkedFrom),
        at: <When at={draft.changedAt} />,
      }))}
    />
  );
}

function ForkForm(props: {
  readonly app: App;
  readonly words: Words;
  readonly typed: URLSearchParams | undefined;
}): VNode {
  const { app, words, typed } = props;
  return (
    <Panel title={words["fork.title"]} id="ban-thao-moi">
      <form method="post" action={paths.fork(app.id)}>
        <Select
          id="from"
          label={words["fork.from"]}
          value={typed?.get("from") ?? undefined}
          options={newestFirst(app).map((one) => ({
            value: one.inForceFrom,
            label: `${formatDay(one.inForceFrom)}: ${one.source.document}`,
          }))}
        />
        <Field
          id="title"
          label={words["fork.name"]}
          hint={words["fork.name-hint"]}
          value={typed?.get("title") ?? ""}
        />
        <Button>{words["fork.submit"]}</Button>
      </form>
    </Panel>
  );
}

function History(props: {
  readonly published: readonly PublishedEdition[];
  readonly names: ReadonlyMap<string, string>;
  readonly words: Words;
  readonly on: CalendarDay;
  readonly mayWithdraw: boolean;
  readonly refusal: string | undefined;
}): VNode {
  const { published, names, words, on } = props;
  const nameOf = (id: string | null): string => names.get(id ?? "") ?? "";
  return (
    <DataTable
      caption={words["history.title"]}
      empty={words["history.none"]}
      columns={[
        { key: "number", label: words["history.number"], isNumber: true },
        { key: "from", label: words["editions.from"] },
        { key: "who", label: words["history.who"] },
        { key: "at", label: words["history.at"] },
        { key: "end", label: words["history.withdrawal"] },
      ]}
      rows={published.map((one) => ({
        id: one.number,
        number: (
          <LinkTo
            href={paths.draft(one.draftId)}
            aria-label={`${words["history.number"]} ${one.number}`}
          >
            {one.number}
          </LinkTo>
        ),
        from: [formatDay(one.inForceFrom), one.decision].filter(Boolean).join("; "),
        who: `${nameOf(one.proposedBy)} → ${nameOf(one.publishedBy)}`,
        at: <When at={one.publishedAt} />,
        end:
          one.withdrawnAt !== null ? (
            <>
              <When at={one.withdrawnAt} /> {nameOf(one.withdrawnBy)}: {one.withdrawnReason}
            </>
          ) : props.mayWithdraw && one.inForceFrom > on ? (
            <form method="post" action={paths.withdraw(one.number)} class="act-form">
              <Field
                id={`reason-${one.number}`}
                name="reason"
                label={words["withdraw.reason"]}
                error={props.refusal}
              />
              <Button kind="danger">{words["withdraw.submit"]}</Button>
            </form>
          ) : (
            ""
          ),
      }))}
    />
  );
}
