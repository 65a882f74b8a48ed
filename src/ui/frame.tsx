import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { messagesIn } from "./messages.ts";

export type Language = "vi" | "en";

/** Addresses of the built files, which carry the hash of their content. */
export interface Assets {
  readonly stylesheet: string;
  readonly citizenScript?: string;
  readonly staffScript?: string;
  readonly diagramScript?: string;
  readonly passkeyScript?: string;
  /** The little picture of a browser's tab. */
  readonly icon?: string;
  /** Fonts that every page needs at once. */
  readonly fonts?: readonly string[];
}

/** Who is signed in, as far as a frame shows it. */
export interface SessionLike {
  readonly kind: "official" | "applicant";
  readonly name: string;
  readonly agencyName: string;
  readonly title: string;
  /** What the position allows today; the menu shows only places it opens. */
  readonly roles?: readonly string[] | undefined;
  /** The positions to choose from; with more than one, the frame leads to the choice. */
  readonly positions?:
    | readonly { readonly isDelegated: boolean; readonly isCurrent: boolean }[]
    | undefined;
}

/** What every page is framed with: the reader's language, the place, and who is signed in. */
export interface Frame {
  readonly language: Language;
  /** Path and query of this page, so that the language switch keeps the place. */
  readonly path: string;
  readonly query?: URLSearchParams | undefined;
  readonly assets: Assets;
  readonly session?: SessionLike | undefined;
  /** The band saying that people and dossiers are invented; shown unless this is false. */
  readonly isDemo?: boolean | undefined;
  /** Notices not read yet, for the bell of who is signed in; undefined when they were not counted. */
  readonly unread?: number | undefined;
}

export interface PageBase extends Frame {
  readonly title: string;
  /** Where this page goes on to by itself. */
  readonly leadsTo?: string | undefined;
}

/** The whole document as text. Everything in it was escaped by the renderer. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

export function Head(props: {
  readonly title: string;
  readonly language: Language;
  readonly assets: Assets;
  readonly scripts: readonly (string | undefined)[];
  /** What else the browser is told, such as when to ask again. */
  readonly children?: ComponentChildren;
}): VNode {
  const { assets } = props;
  const words = messagesIn(props.language);
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="turbo-prefetch" content="false" />
      <meta name="theme-color" content="#7c0b1b" />
      <title>{`${props.title} · ${words["site.name"]}`}</title>
      {assets.icon === undefined ? null : (
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
      )}
      {(assets.fonts ?? []).map((font) => (
        <link
          key={font}
          rel="preload"
          href={font}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
      ))}
      <link rel="stylesheet" href={assets.stylesheet} data-turbo-track="reload" />
      {props.scripts.map((src) =>
        src === undefined ? null : (
          <script key={src} src={src} type="module" data-turbo-track="reload" />
        ),
      )}
      {props.children}
    </head>
  );
}

/** First thing for the keyboard: past the chrome, to what the page is about. */
export function SkipLink({ language }: { readonly language: Language }): VNode {
  return (
    <a class="skip" href="#noi-dung">
      {messagesIn(language)["skip"]}
    </a>
  );
}

/** The same page in the other language. */
export function OtherLanguage({ language, path, query }: Frame): VNode {
  const other = language === "vi" ? "en" : "vi";
  const [place = "/", own] = path.split("?");
  const asked = new URLSearchParams(query ?? own);
  asked.set("lang", other);
  return (
    <a href={`${place}?${asked.toString()}`} lang={other} hreflang={other} data-turbo="false">
      {messagesIn(language)["nav.other-language"]}
    </a>
  );
}

/** The city's mark, drawn, so that it prints and scales. */
export function Seal(): VNode {
  return (
    <svg class="seal" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
      <circle class="seal-ground" cx="20" cy="20" r="18.5" />
      <path
        class="seal-star"
        d="M20 9.5l2.47 7.6h7.99l-6.46 4.7 2.47 7.6L20 24.7l-6.47 4.7 2.47-7.6-6.46-4.7h7.99z"
      />
    </svg>
  );
}
