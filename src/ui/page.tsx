import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Messages, messagesIn } from "./messages.ts";

export type Language = "vi" | "en";

/** Addresses of the built files, which carry the hash of their content. */
export interface Assets {
  readonly stylesheet: string;
  readonly citizenScript?: string;
  readonly staffScript?: string;
  readonly diagramScript?: string;
}

/** The whole document as text. Everything in it was escaped by the renderer. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** What every page is framed with: the reader's language, the place, and who is signed in. */
export interface Frame {
  readonly language: Language;
  /** Path and query of this page, so that the language switch keeps the place. */
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly assets: Assets;
  readonly session?:
    | {
        readonly kind: "official" | "applicant";
        readonly name: string;
        readonly agencyName: string;
        readonly title: string;
      }
    | undefined;
}

export interface CitizenPageProps extends Frame {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Scripts beyond the citizen's own, for pages with an island that needs more. */
  readonly scripts?: readonly string[];
}

/** The frame of every public page: one flag, a demo band, one main landmark, the other language at the same address. */
export function CitizenPage(props: CitizenPageProps): VNode {
  const { title, language, assets, children, session } = props;
  const words = messagesIn(language);
  const scripts = [assets.citizenScript, ...(props.scripts ?? [])];
  return (
    <html lang={language}>
      <Head title={title} language={language} assets={assets} scripts={scripts} />
      <body>
        <a class="skip" href="#noi-dung">
          {words["skip"]}
        </a>
        <header>
          <div class="mast">
            <div class="wrap">
              <span class="seal" aria-hidden="true">
                ★
              </span>
              <div>
                <strong>{words["site.name"]}</strong>
                <small>{words["site.tagline"]}</small>
              </div>
              <nav aria-label={words["nav.label"]}>
                <a href="/thu-tuc">{words["nav.procedures"]}</a>
                <a href="/tra-cuu">{words["nav.look-up"]}</a>
                <a href="/thong-ke">{words["nav.statistics"]}</a>
                <Account session={session} words={words} />
                <OtherLanguage {...props} />
              </nav>
            </div>
          </div>
          <div class="demo">
            <div class="wrap">{words["demo"]}</div>
          </div>
        </header>
        <main class="wrap" id="noi-dung">
          {children}
        </main>
        <footer>
          <div class="wrap">{words["footer"]}</div>
        </footer>
      </body>
    </html>
  );
}

export function Head(props: {
  readonly title: string;
  readonly language: Language;
  readonly assets: Assets;
  readonly scripts: readonly (string | undefined)[];
}): VNode {
  const words = messagesIn(props.language);
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{`${props.title} · ${words["site.name"]}`}</title>
      <link rel="stylesheet" href={props.assets.stylesheet} />
      {props.scripts.map((src) =>
        src === undefined ? null : <script key={src} type="module" src={src} />,
      )}
    </head>
  );
}

/** The same page in the other language. */
export function OtherLanguage({ language, path, query }: Frame): VNode {
  const other = language === "vi" ? "en" : "vi";
  const asked = new URLSearchParams(query);
  asked.set("lang", other);
  return (
    <a href={`${path}?${asked.toString()}`} lang={other} hreflang={other}>
      {messagesIn(language)["nav.other-language"]}
    </a>
  );
}

function Account({ session, words }: { session: Frame["session"]; words: Messages }): VNode {
  if (session === undefined) return <a href="/dang-nhap">{words["nav.sign-in"]}</a>;
  return session.kind === "official" ? (
    <a href="/can-bo/viec">{words["nav.desk"]}</a>
  ) : (
    <>
      <a href="/ho-so-cua-toi">{words["nav.mine"]}</a>
      <a href="/tai-khoan">{session.name}</a>
    </>
  );
}

export interface ErrorViewProps {
  readonly status: number;
  readonly reference: string;
  readonly language: Language;
  readonly path: string;
  readonly assets: Assets;
  readonly session?: Frame["session"];
}

/** One page for everything that went wrong: what happened, what to do, and the number to quote. */
export function ErrorView({
  status,
  reference,
  language,
  path,
  assets,
  session,
}: ErrorViewProps): VNode {
  const words = messagesIn(language);
  const kind =
    status === 404
      ? "missing"
      : status === 413
        ? "too-large"
        : status >= 500
          ? "broken"
          : "unreadable";
  return (
    <CitizenPage
      title={words[`error.${kind}.title`]}
      language={language}
      path={path}
      assets={assets}
      session={session}
    >
      <h1>{words[`error.${kind}.title`]}</h1>
      <p class="lead">{words[`error.${kind}.advice`]}</p>
      {reference === "" ? null : (
        <p>
          {words["error.reference"]} <strong class="num">{reference}</strong>
        </p>
      )}
      <p>
        <a href="/">{words["error.home"]}</a>
      </p>
    </CitizenPage>
  );
}
