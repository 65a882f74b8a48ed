import type { VNode } from "preact";
import { calendarDay, dayIn, formatDay, typedDay } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { withDoor } from "#platform/database";
import type { Exchange, Language, Reply, Route } from "#platform/http";
import {
  Banner,
  DataTable,
  ErrorSummary,
  LinkTo,
  type PageError,
  Panel,
  renderPage,
  StaffPage,
  Tag,
  TaskList,
  When,
} from "#ui";
import type { EditionRefusal } from "../draft.ts";
import { discardDraft } from "../edit-draft.ts";
import { type Difference, differencesBetween, PARTS } from "../edition-differences.ts";
import { paths } from "../paths.ts";
import { EDITION_PERMISSIONS, mayDo } from "../policy.ts";
import type { Problem } from "../problem.ts";
import { approveEdition, problemsOf, proposeEdition, returnProposal } from "../publish-edition.ts";
import { mistakesIn, runSamples } from "../run-samples.ts";
import { versionsOf } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import {
  type EditionPageDeps,
  namesOf,
  type Opened,
  openedDraft,
  sentText,
  versionSent,
} from "./deps.ts";
import { DecideForms } from "./draft-acts.tsx";
import { refusalText } from "./part.tsx";
import { PART_PAGES } from "./part-pages.ts";

/** One draft: its parts, what it changes, what the check finds, and the acts on it. */
export function draftRoutes(deps: EditionPageDeps): readonly Route[] {
  const act = (
    name: Parameters<typeof paths.act>[1],
    roles: readonly string[],
    perform: (exchange: Exchange, opened: Opened) => Promise<Done>,
  ): Route => ({
    method: "POST",
    path: paths.act(":draft", name),
    access: "official",
    roles,
    handle: (exchange) => performed(deps, exchange, perform),
  });
  const may = EDITION_PERMISSIONS;
  return [
    {
      method: "GET",
      path: paths.draft(":draft"),
      access: "official",
      roles: may["edition see"],
      handle: (exchange) => show(deps, exchange, []),
    },
    act("de-nghi", may["edition draft"], (exchange, opened) => propose(deps, exchange, opened)),
    act("duyet", may["edition approve"], (exchange, opened) => approve(deps, exchange, opened)),
    act("tra-lai", may["edition approve"], giveBack),
    act("huy", may["edition draft"], discard),
    act("mo-phong", may["edition draft"], async (exchange, { app, before, draft, officer }) => {
      const change = { app, before, after: draft.edition };
      return { to: await deps.simulate(exchange, officer.actor, change) };
    }),
  ];
}

type Done = { readonly to: string } | { readonly errors: readonly PageError[] };

async function performed(
  deps: EditionPageDeps,
  exchange: Exchange,
  perform: (exchange: Exchange, opened: Opened) => Promise<Done>,
): Promise<Reply> {
  const opened = await openedDraft(deps, exchange);
  if (opened === undefined) return { kind: "missing" };
  const done = await perform(exchange, opened);
  return "to" in done
    ? { kind: "redirect", to: done.to }
    : show(deps, exchange, done.errors, exchange.form);
}

function outcome(
  { language }: Exchange,
  done: Result<unknown, EditionRefusal>,
  at: { readonly to: string; readonly fieldId: string },
): Done {
  return done.ok
    ? { to: at.to }
    : { errors: [{ fieldId: at.fieldId, text: refusalText(wordsIn(language), done.error) }] };
}

async function propose(
  deps: EditionPageDeps,
  exchange: Exchange,
  { app, draft, officer }: Opened,
): Promise<Done> {
  const { db, now, form, language } = exchange;
  const typed = sentText(form, "starts-on");
  const startsOn = typedDay(typed) ?? calendarDay(typed);
  if (startsOn === undefined)
    return { errors: [{ fieldId: "starts-on", text: wordsIn(language)["propose.wrong.day"] }] };
  const done = await proposeEdition(db, now, officer.actor, {
    app,
    beside: deps.apps(),
    id: draft.id,
    version: versionSent(form),
    startsOn,
    decision: sentText(form, "decision"),
  });
  const fieldId = !done.ok && done.error === "decision-missing" ? "decision" : "starts-on";
  return outcome(exchange, done, { to: `${paths.draft(draft.id)}?da=de-nghi`, fieldId });
}

async function approve(
  deps: EditionPageDeps,
  exchange: Exchange,
  { app, draft, officer }: Opened,
): Promise<Done> {
  const { db, now, form } = exchange;
  const version = versionSent(form);
  const done = await approveEdition(db, now, officer.actor, {
    app,
    beside: deps.apps(),
    id: draft.id,
    version,
    onPublish: (...published) => deps.publish(...published),
  });
  if (done.ok) await deps.onPublished(now);
  const to = `${paths.draft(draft.id)}?da=duyet`;
  return outcome(exchange, done, { to, fieldId: "duyet" });
}

async function giveBack(exchange: Exchange, { draft, officer }: Opened): Promise<Done> {
  const { db, now, form } = exchange;
  const at = { id: draft.id, version: versionSent(form), reason: sentText(form, "reason") };
  const done = await returnProposal(db, now, officer.actor, at);
  return outcome(exchange, done, { to: paths.draft(draft.id), fieldId: "reason" });
}

async function discard(exchange: Exchange, { app, draft, officer }: Opened): Promise<Done> {
  const { db, now, form } = exchange;
  const at = { id: draft.id, version: versionSent(form) };
  const done = await discardDraft(db, now, officer.actor, at);
  return outcome(exchange, done, { to: paths.procedure(app.id), fieldId: "huy" });
}

const MOST_VERSIONS = 30;

async function show(
  deps: EditionPageDeps,
  exchange: Exchange,
  errors: readonly PageError[],
  typed?: URLSearchParams,
): Promise<Reply> {
  const opened = await openedDraft(deps, exchange);
  if (opened === undefined) return { kind: "missing" };
  const { draft, app, before, officer } = opened;
  const { language, db, query, now } = exchange;
  const words = wordsIn(language);
  const differences = await differencesBetween(before, draft.edition);
  const problems = await problemsOf({ app, beside: deps.apps() }, draft.edition);
  const runs = await runSamples(draft.edition);
  const right = runs.filter((run) => mistakesIn(run).length === 0).length;
  const versions = await withDoor(db, "directory", (tx) => versionsOf(tx, draft.id, MOST_VERSIONS));
  const names = await namesOf(exchange, [
    draft.proposedBy,
    ...versions.map((one) => one.changedBy),
  ]);
  const done = query.get("da");
  const { roles } = officer.session;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={draft.title} current={paths.procedures()}>
      <p class="back">
        <LinkTo href={paths.procedure(app.id)}>{`← ${app.title[language]}`}</LinkTo>
      </p>
      <h1>{draft.title}</h1>
      <p class="lead">
        <Tag kind={TAGS[draft.state]}>{words[`draft.state.${draft.state}`]}</Tag>{" "}
        {`${words["drafts.forked"]} ${formatDay(draft.forkedFrom)}`}
      </p>
      <ErrorSummary errors={errors} language={language} />
      {errors.length === 0 && (done === "de-nghi" || done === "duyet") ? (
        <Banner kind="success" title={words[`draft.done.${done}`]} />
      ) : null}
      <div class="columns columns-first">
        <div>
          <Panel title={words["draft.parts"]} id="phan">
            <TaskList
              items={taskItems({ words, draftId: draft.id, differences, right, of: runs.length })}
            />
          </Panel>
          <Problems {...{ problems, words, language }} />
        </div>
        <div>
          <Changes {...{ differences, words, language }} from={formatDay(draft.forkedFrom)} />
          <DecideForms
            {...{ draft, words, errors, typed }}
            today={dayIn(now)}
            proposer={names.get(draft.proposedBy ?? "") ?? ""}
            isProposer={draft.proposedBy === officer.actor.officialId}
            mayDraft={mayDo(roles, "edition draft")}
            mayApprove={mayDo(roles, "edition approve")}
          />
        </div>
      </div>
      <DataTable
        caption={words["draft.versions"]}
        columns={[
          { key: "version", label: words["draft.version"], isNumber: true },
          { key: "who", label: words["history.who-one"] },
          { key: "at", label: words["history.at"] },
          { key: "note", label: words["draft.note"] },
        ]}
        rows={versions.map((one) => ({
          id: one.version,
          version: one.version,
          who: names.get(one.changedBy) ?? "",
          at: <When at={one.changedAt} />,
          note: [words[`act.${one.act}`], one.note].filter((part) => part !== "").join(": "),
        }))}
      />
    </StaffPage>
  );
  return { kind: "page", status: errors.length === 0 ? 200 : 422, html: renderPage(view) };
}

const TAGS = {
  open: "info",
  proposed: "warning",
  published: "success",
  discarded: "hold",
} as const;

function taskItems(of: {
  readonly words: Words;
  readonly draftId: string;
  readonly differences: readonly Difference[];
  readonly right: number;
  readonly of: number;
}) {
  const { words, draftId, differences } = of;
  return PARTS.map((part) => {
    const count = differences.filter((one) => one.part === part).length;
    const isSamples = part === "samples";
    const isRight = of.right === of.of;
    return {
      href: paths.part(draftId, PART_PAGES[part].slug),
      label: words[`part.${part}`],
      state: isSamples
        ? isRight
          ? ("done" as const)
          : ("wrong" as const)
        : count > 0
          ? ("started" as const)
          : ("todo" as const),
      stateWords: isSamples
        ? `${of.right}/${of.of} ${words["samples.right-word"]}`
        : count === 0
          ? words["draft.unchanged"]
          : `${count} ${words[count === 1 ? "draft.change" : "draft.changes"]}`,
    };
  });
}

function Changes(props: {
  readonly differences: readonly Difference[];
  readonly words: Words;
  readonly language: Language;
  readonly from: string;
}): VNode {
  const { differences, words, language, from } = props;
  const parts = PARTS.filter((part) => differences.some((one) => one.part === part));
  return (
    <Panel title={`${words["draft.differences"]} ${from}`} id="thay-doi">
      {parts.length === 0 ? <p>{words["draft.none"]}</p> : null}
      {parts.map((part) => (
        <section key={part}>
          <h3>{words[`part.${part}`]}</h3>
          <ul class="prose-list">
            {differences
              .filter((one) => one.part === part)
              .map((one, index) => (
                <li key={`${part}-${index}`}>{one.words[language]}</li>
              ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

const MOST_PROBLEMS = 30;

function Problems(props: {
  readonly problems: readonly Problem[];
  readonly words: Words;
  readonly language: Language;
}): VNode {
  const { problems, words, language } = props;
  return (
    <Panel title={words["draft.check"]} id="kiem-tra">
      {problems.length === 0 ? <p>{words["draft.proven"]}</p> : <p>{words["draft.unproven"]}</p>}
      <ul class="prose-list">
        {problems.slice(0, MOST_PROBLEMS).map((one, index) => (
          <li key={`p-${index}`}>{placeText(one, language)}</li>
        ))}
      </ul>
    </Panel>
  );
}

/** The place without the procedure's own name, which heads the page. */
function placeText({ at, words }: Problem, language: Language): string {
  const place = at.split(": ").slice(1).join(": ");
  return place === "" ? words[language] : `${place}: ${words[language]}`;
}
