import type { VNode } from "preact";
import type { App, Edition } from "#app-kit";
import type { Result } from "#kernel/result";
import { withDoor } from "#platform/database";
import type { Exchange, Language, Reply, Route, Upload } from "#platform/http";
import { Banner, Button, ErrorSummary, LinkTo, type PageError, renderPage, StaffPage } from "#ui";
import type { EditionRefusal } from "../draft.ts";
import { saveDraft } from "../edit-draft.ts";
import { type Difference, differencesBetween, type Part } from "../edition-differences.ts";
import { paths } from "../paths.ts";
import { EDITION_PERMISSIONS, mayDo } from "../policy.ts";
import { contentAt } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import { type EditionPageDeps, type Opened, openedDraft, versionSent } from "./deps.ts";

/** What one page of a draft shows: what was typed where it was not saved, else the draft. */
export interface PartView {
  readonly app: App;
  readonly apps: readonly App[];
  readonly edition: Edition;
  readonly typed: URLSearchParams | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly errors: readonly PageError[];
  readonly words: Words;
  readonly language: Language;
  readonly draftId: string;
}

export interface Sent {
  readonly form: URLSearchParams;
  readonly edition: Edition;
  readonly apps: readonly App[];
  readonly params: Readonly<Record<string, string>>;
  readonly words: Words;
  readonly uploads: ReadonlyMap<string, readonly Upload[]>;
  readonly draftId: string;
  readonly query: URLSearchParams;
  readonly language: Language;
}

export interface Saved {
  readonly edition: Edition;
  /** Why, where the page asks for it. */
  readonly note?: string;
  /** Where one goes on, when it is not the same page. */
  readonly to?: string;
}

/** One page of a draft: how it is shown and how what is sent becomes the next version. */
export interface PartPage {
  readonly part: Part;
  /** Address below the draft. */
  readonly slug: string;
  readonly hasUploads?: boolean;
  /** The page is about something that is not there. */
  isMissing?(edition: Edition, params: Readonly<Record<string, string>>): boolean;
  title(view: Pick<PartView, "words" | "edition" | "params" | "language">): string;
  read(sent: Sent): Promise<Result<Saved, readonly PageError[]>>;
  view(view: PartView): VNode | Promise<VNode>;
  /** The page's own buttons act; there is no general one. */
  readonly hasOwnButtons?: boolean;
}

export function partRoutes(deps: EditionPageDeps, page: PartPage): readonly Route[] {
  const path = paths.part(":draft", page.slug);
  return [
    {
      method: "GET",
      path,
      access: "official",
      roles: EDITION_PERMISSIONS["edition see"],
      handle: (exchange) => show(deps, page, exchange, { errors: [] }),
    },
    {
      method: "POST",
      path,
      access: "official",
      roles: EDITION_PERMISSIONS["edition draft"],
      ...(page.hasUploads === true ? { uploads: true } : {}),
      handle: (exchange) => send(deps, page, exchange),
    },
  ];
}

interface State {
  readonly errors: readonly PageError[];
  readonly typed?: URLSearchParams;
  /** What someone else changed since this page was opened. */
  readonly meanwhile?: readonly Difference[];
}

async function send(deps: EditionPageDeps, page: PartPage, exchange: Exchange): Promise<Reply> {
  const opened = await openedDraft(deps, exchange);
  if (opened === undefined || page.isMissing?.(opened.draft.edition, exchange.params) === true)
    return { kind: "missing" };
  const { form, params, uploads, db, now, language } = exchange;
  const { draft, officer } = opened;
  const words = wordsIn(language);
  const version = versionSent(form);
  const read = await page.read({
    form,
    params,
    uploads,
    words,
    edition: draft.edition,
    apps: deps.apps(),
    draftId: draft.id,
    query: exchange.query,
    language,
  });
  if (!read.ok) return show(deps, page, exchange, { typed: form, errors: read.error });
  const { edition, note = "" } = read.value;
  const saved = await saveDraft(db, now, officer.actor, { id: draft.id, version, edition, note });
  if (saved.ok) {
    return { kind: "redirect", to: `${read.value.to ?? exchange.path}?da=${saved.value}` };
  }
  return show(deps, page, exchange, {
    typed: form,
    errors: [{ fieldId: "noi-dung", text: refusalText(words, saved.error) }],
    ...(saved.error === "stale" ? { meanwhile: await since(exchange, opened, version) } : {}),
  });
}

/** What changed between the version that was read and the newest. */
async function since(
  { db }: Exchange,
  { draft }: Opened,
  version: number,
): Promise<readonly Difference[]> {
  const read = await withDoor(db, "directory", (tx) => contentAt(tx, draft.id, version));
  return read === undefined ? [] : differencesBetween(read, draft.edition);
}

export function refusalText(words: Words, refusal: EditionRefusal): string {
  return words[`refusal.${refusal}`];
}

async function show(
  deps: EditionPageDeps,
  page: PartPage,
  exchange: Exchange,
  state: State,
): Promise<Reply> {
  const opened = await openedDraft(deps, exchange);
  if (opened === undefined || page.isMissing?.(opened.draft.edition, exchange.params) === true)
    return { kind: "missing" };
  const { draft, app, officer } = opened;
  const { language, params, query } = exchange;
  const words = wordsIn(language);
  const { errors, typed } = state;
  const props = { app, apps: deps.apps(), edition: draft.edition, typed, params, query, errors };
  const content = await page.view({ ...props, words, language, draftId: draft.id });
  const title = page.title({ words, edition: draft.edition, params, language });
  const isEditable = draft.state === "open" && mayDo(officer.session.roles, "edition draft");
  const view = (
    <StaffPage {...deps.frame(exchange)} title={title} current={paths.procedures()}>
      <p class="back">
        <LinkTo href={paths.draft(draft.id)}>{`← ${draft.title}`}</LinkTo>
      </p>
      <h1>{title}</h1>
      <ErrorSummary errors={errors} language={language} />
      {query.has("da") && errors.length === 0 ? (
        <Banner kind="success" title={words["part.saved"]} />
      ) : null}
      {state.meanwhile === undefined ? null : (
        <Banner kind="warning" title={words["part.meanwhile"]}>
          <ul>
            {state.meanwhile.map((one) => (
              <li key={one.words.en}>{one.words[language]}</li>
            ))}
          </ul>
        </Banner>
      )}
      {draft.state === "open" ? null : <Banner kind="info" title={words["part.frozen"]} />}
      <form
        method="post"
        action={exchange.path}
        {...(page.hasUploads === true ? { enctype: "multipart/form-data" as const } : {})}
      >
        <input type="hidden" name="version" value={draft.version} />
        <fieldset class="bare" disabled={!isEditable} id="noi-dung">
          <legend class="sr">{title}</legend>
          {content}
          {page.hasOwnButtons === true || !isEditable ? null : (
            <Button>{words["part.save"]}</Button>
          )}
        </fieldset>
      </form>
    </StaffPage>
  );
  return { kind: "page", status: errors.length === 0 ? 200 : 422, html: renderPage(view) };
}

/** What was typed, or what the draft says. */
export function typedOr(typed: URLSearchParams | undefined, name: string, usual: string): string {
  return typed?.get(name) ?? usual;
}

export function tickedOr(
  typed: URLSearchParams | undefined,
  name: string,
  usual: boolean,
): boolean {
  return typed === undefined ? usual : typed.has(name);
}

/** The error of one field, for its own place. */
export function errorAt(errors: readonly PageError[], fieldId: string): string | undefined {
  return errors.find((one) => one.fieldId === fieldId)?.text;
}
