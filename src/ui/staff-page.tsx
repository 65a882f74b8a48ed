import type { ComponentChildren, VNode } from "preact";
import { Head, OtherLanguage, type PageBase, Seal, SkipLink } from "./frame.tsx";
import { Icon } from "./icon.tsx";
import { LinkTo } from "./link.tsx";
import { type Messages, messagesIn } from "./messages.ts";
import { Unread } from "./page.tsx";
import { type MenuItem, usualMenu } from "./staff-menu.ts";

export interface StaffPageProps extends PageBase {
  /** Id or address of the current place in the menu. */
  readonly current: string;
  readonly menu?: readonly MenuItem[] | undefined;
  /** The acts of the whole page; they stand at the top right, the main one last. */
  readonly actions?: ComponentChildren;
  /** Where the search box asks; the quick search of the desk unless a page says otherwise. */
  readonly search?: { readonly action: string; readonly value?: string | undefined } | undefined;
  readonly children: ComponentChildren;
  readonly scripts?: readonly string[] | undefined;
}

/** The frame of an official's page: an ink rail to move by, who is acting and in which position, calm dense content. The children hold the h1. */
export function StaffPage(props: StaffPageProps): VNode {
  const { title, language, assets, children, actions } = props;
  const words = messagesIn(language);
  return (
    <html lang={language}>
      <Head
        title={title}
        language={language}
        assets={assets}
        scripts={[assets.staffScript, ...(props.scripts ?? [])]}
      />
      <body class="staff">
        <SkipLink language={language} />
        <Rail {...props} words={words} />
        <div class="desk">
          <TopBar {...props} words={words} />
          <main id="noi-dung">
            {actions === undefined ? null : <div class="page-acts">{actions}</div>}
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}

type Framed = StaffPageProps & { readonly words: Messages };

function Rail(props: Framed): VNode {
  const { current, words } = props;
  const menu = props.menu ?? usualMenu(words, props.session?.roles ?? []);
  const isHere = (item: MenuItem): boolean => item.id === current || item.href === current;
  return (
    <header class="rail">
      <a class="brand" href="/can-bo/viec">
        <Seal />
        HCM-eGOV
      </a>
      <nav aria-label={words["nav.label"]} data-turbo="true">
        <Fold label={[words["nav.menu"], menu.find(isHere)?.label].filter(Boolean).join(": ")}>
          <ul>
            {menu.flatMap((item) => [
              item.group === undefined ? null : (
                <li key={`g-${item.group}`} class="group">
                  {item.group}
                </li>
              ),
              <li key={item.href}>
                <LinkTo
                  href={item.href}
                  aria-current={isHere(item) ? ("page" as const) : undefined}
                >
                  {item.label}
                  {item.count === undefined || item.count === 0 ? null : (
                    <span class="count num">{item.count}</span>
                  )}
                </LinkTo>
              </li>,
            ])}
          </ul>
        </Fold>
      </nav>
      <div class="rail-foot">
        <OtherLanguage {...props} />
        <form method="post" action="/dang-xuat">
          <button class="link-button" type="submit">
            {words["nav.sign-out"]}
          </button>
        </form>
      </div>
    </header>
  );
}

/** Folded away where the window is narrow; where it is wide it stands open, and there is nothing to press. */
export function Fold(props: {
  readonly label: string;
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <details class="fold" open={props.isOpen === true}>
      <summary>{props.label}</summary>
      {props.children}
    </details>
  );
}

/** Dossiers, pages and acts, by one box (`/can-bo/tim`). */
const QUICK_SEARCH = { action: "/can-bo/tim", value: undefined } as const;

function TopBar({ session, search = QUICK_SEARCH, isDemo, unread, current, words }: Framed): VNode {
  return (
    <section class="top-bar" aria-label={words["staff.who"]}>
      {session === undefined ? null : (
        <form
          class="search"
          role="search"
          aria-label={words["staff.search"]}
          method="get"
          action={search.action}
          data-turbo="true"
        >
          <label class="sr" for="tim-nhanh">
            {words["staff.search"]}
          </label>
          <Icon name="search" />
          <input
            id="tim-nhanh"
            name="q"
            type="search"
            value={search.value}
            placeholder={words["staff.search"]}
            autocomplete="off"
          />
        </form>
      )}
      {isDemo === false ? null : <p class="demo-tag">{words["demo.short"]}</p>}
      {session === undefined ? null : (
        <a
          class="bell"
          href="/thong-bao"
          aria-current={current === "/thong-bao" ? "page" : undefined}
        >
          <Icon name="bell" />
          {words["nav.notices"]}
          <Unread count={unread} words={words} />
        </a>
      )}
      <p class="me">
        <strong>{session?.name}</strong>
        <span>
          {[actingTitle(session, words), session?.agencyName].filter(Boolean).join(" · ")}
        </span>
        {(session?.positions?.length ?? 0) > 1 ? (
          <a href="/can-bo/vi-tri" aria-current={current === "/can-bo/vi-tri" ? "page" : undefined}>
            {words["staff.change-position"]}
          </a>
        ) : null}
      </p>
    </section>
  );
}

/** The title of the position acted in; a delegation is said with it. */
function actingTitle(session: Framed["session"], words: Messages): string | undefined {
  const isDelegated = session?.positions?.some((one) => one.isCurrent && one.isDelegated) ?? false;
  return isDelegated ? `${session?.title ?? ""} (${words["staff.delegated"]})` : session?.title;
}
