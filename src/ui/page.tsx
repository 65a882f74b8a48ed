import type { ComponentChildren, VNode } from "preact";
import { type Frame, Head, OtherLanguage, type PageBase, Seal, SkipLink } from "./frame.tsx";
import { Icon } from "./icon.tsx";
import { LinkTo } from "./link.tsx";
import { type Messages, messagesIn } from "./messages.ts";

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

export interface CitizenPageProps extends PageBase {
  readonly children: ComponentChildren;
  /** The places above this one, outermost first; the page itself is not among them. */
  readonly crumbs?: readonly Crumb[] | undefined;
  /** Where "back" leads; instead of crumbs on the pages of one continuous act. */
  readonly back?: string | undefined;
  /** For tables and charts: uses the whole width instead of a reading measure. */
  readonly wide?: boolean | undefined;
  /** Scripts beyond the citizen's own, for pages with an island that needs more. */
  readonly scripts?: readonly string[] | undefined;
  /** Where something moves on by itself: without scripts the page asks again after so many seconds. */
  readonly refreshSeconds?: number | undefined;
}

/** The frame of every public page: one flag, a demo band, one main landmark, the other language at the same address. The children hold the h1. */
export function CitizenPage(props: CitizenPageProps): VNode {
  const { title, language, assets, children, wide } = props;
  const words = messagesIn(language);
  return (
    <html lang={language}>
      <Head
        title={title}
        language={language}
        assets={assets}
        scripts={[assets.citizenScript, ...(props.scripts ?? [])]}
      >
        {props.refreshSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
          </noscript>
        )}
      </Head>
      <body class="citizen">
        <SkipLink language={language} />
        <Mast {...props} />
        <div class="wrap">
          <Place {...props} />
          <main id="noi-dung" class={wide === true ? "wide" : undefined}>
            {children}
          </main>
        </div>
        <footer>
          <div class="wrap">
            <p>{words["footer"]}</p>
            <p>
              <a href="/tinh-ngay-hen">{words["nav.reckon"]}</a>
              <a href="/dat-lich">{words["nav.book"]}</a>
              <a href="/hang-cho">{words["nav.queues"]}</a>
              <a href="tel:1022">{words["footer.phone"]}</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Mast(props: Frame): VNode {
  const words = messagesIn(props.language);
  const places = [
    ["/thu-tuc", words["nav.procedures"]],
    ["/tra-cuu", words["nav.look-up"]],
    ["/thong-ke", words["nav.statistics"]],
  ] as const;
  return (
    <header>
      <div class="mast">
        <div class="wrap">
          <a class="brand" href="/">
            <Seal />
            <span>
              <strong>{words["site.name"]}</strong>
              <small>{words["site.tagline"]}</small>
            </span>
          </a>
          <div class="tools">
            <OtherLanguage {...props} />
          </div>
          <nav aria-label={words["nav.label"]}>
            {places.map(([href, label]) => (
              <a key={href} href={href} aria-current={isAt(props.path, href) ? "page" : undefined}>
                {label}
              </a>
            ))}
            <Account {...props} words={words} />
          </nav>
        </div>
      </div>
      <DemoBand {...props} />
    </header>
  );
}

function isAt(path: string, href: string): boolean {
  const [place = ""] = path.split("?");
  return place === href || place.startsWith(`${href}/`);
}

/** Says that people and dossiers are invented, on every page of a city that is for show. */
export function DemoBand({ language, isDemo }: Frame): VNode | null {
  if (isDemo === false) return null;
  return (
    <div class="demo">
      <div class="wrap">{messagesIn(language)["demo"]}</div>
    </div>
  );
}

function Account({ session, path, words, unread }: Frame & { readonly words: Messages }): VNode {
  if (session === undefined) return <a href="/dang-nhap">{words["nav.sign-in"]}</a>;
  if (session.kind === "official") return <a href="/can-bo/viec">{words["nav.desk"]}</a>;
  return (
    <>
      <a href="/ho-so-cua-toi" aria-current={isAt(path, "/ho-so-cua-toi") ? "page" : undefined}>
        {words["nav.mine"]}
      </a>
      <a href="/thong-bao" aria-current={isAt(path, "/thong-bao") ? "page" : undefined}>
        {words["nav.notices"]}
        <Unread count={unread} words={words} />
      </a>
      <a href="/tai-khoan" aria-current={isAt(path, "/tai-khoan") ? "page" : undefined}>
        {words["nav.account"]}
        <span class="sr">: {session.name}</span>
      </a>
    </>
  );
}

/** More than this many are not counted one by one. */
const MOST_SHOWN = 99;

/** How many notices wait, in a number for the eye and in words for the ear. */
export function Unread(props: {
  readonly count: number | undefined;
  readonly words: Messages;
}): VNode | null {
  const { count = 0, words } = props;
  if (count === 0) return null;
  return (
    <span class="count num">
      <span aria-hidden="true">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
      <span class="sr">
        {" ("}
        {count > MOST_SHOWN ? `${words["nav.more-than"]} ${MOST_SHOWN}` : count}{" "}
        {words["nav.unread"]})
      </span>
    </span>
  );
}

function Place({ crumbs = [], back, language }: CitizenPageProps): VNode | null {
  const words = messagesIn(language);
  if (back !== undefined)
    return (
      <nav class="place" aria-label={words["nav.back"]}>
        <LinkTo href={back} class="back">
          <Icon name="chevron-left" />
          {words["nav.back"]}
        </LinkTo>
      </nav>
    );
  if (crumbs.length === 0) return null;
  return (
    <nav class="place" aria-label={words["nav.crumbs"]}>
      <ol class="crumbs">
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <LinkTo href={crumb.href}>{crumb.label}</LinkTo>
          </li>
        ))}
      </ol>
    </nav>
  );
}
