import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { messagesIn } from "./messages.ts";

export type Language = "vi" | "en";

/** Addresses of the built files, which carry the hash of their content. */
export interface Assets {
  readonly stylesheet: string;
}

/** The whole document as text. Everything in it was escaped by the renderer. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

export interface CitizenPageProps {
  readonly title: string;
  readonly language: Language;
  /** Path and query of this page, so that the language switch keeps the place. */
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly assets: Assets;
  readonly children: ComponentChildren;
}

/** The frame of every public page: one flag, a demo band, one main landmark, the other language at the same address. */
export function CitizenPage(props: CitizenPageProps): VNode {
  const { title, language, path, assets, children } = props;
  const words = messagesIn(language);
  const other = language === "vi" ? "en" : "vi";
  const query = new URLSearchParams(props.query);
  query.set("lang", other);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${title} · ${words["site.name"]}`}</title>
        <link rel="stylesheet" href={assets.stylesheet} />
      </head>
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
                <a href="/">{words["nav.reckon"]}</a>
                <a href={`${path}?${query.toString()}`} lang={other} hreflang={other}>
                  {words["nav.other-language"]}
                </a>
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

export interface ErrorViewProps {
  readonly status: number;
  readonly reference: string;
  readonly language: Language;
  readonly path: string;
  readonly assets: Assets;
}

/** One page for everything that went wrong: what happened, what to do, and the number to quote. */
export function ErrorView({ status, reference, language, path, assets }: ErrorViewProps): VNode {
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
