import type { ComponentChildren, VNode } from "preact";
import { messagesIn } from "./messages.ts";
import { type Frame, Head, OtherLanguage } from "./page.tsx";

export interface StaffPageProps extends Frame {
  readonly title: string;
  /** Address of the current place in the menu. */
  readonly current: string;
  readonly children: ComponentChildren;
  readonly scripts?: readonly string[];
}

/** The frame of an official's page: an ink rail to move by, who is acting and in which position, calm dense content. */
export function StaffPage(props: StaffPageProps): VNode {
  const { title, language, assets, session, current, children } = props;
  const words = messagesIn(language);
  const places = [
    ["/can-bo/viec", words["nav.work"]],
    ["/can-bo/thong-ke", words["nav.statistics"]],
    ["/tai-khoan", words["nav.account"]],
  ] as const;
  return (
    <html lang={language}>
      <Head
        title={title}
        language={language}
        assets={assets}
        scripts={[assets.staffScript, ...(props.scripts ?? [])]}
      />
      <body class="staff">
        <a class="skip" href="#noi-dung">
          {words["skip"]}
        </a>
        <header class="rail">
          <p class="brand">
            <span class="seal" aria-hidden="true">
              ★
            </span>
            HCM-eGOV
          </p>
          <nav aria-label={words["nav.label"]}>
            {places.map(([href, label]) => (
              <a key={href} href={href} aria-current={href === current ? "page" : undefined}>
                {label}
              </a>
            ))}
            <OtherLanguage {...props} />
          </nav>
          <form method="post" action="/dang-xuat">
            <button class="link-button" type="submit">
              {words["nav.sign-out"]}
            </button>
          </form>
        </header>
        <div class="desk">
          <section class="me" aria-label={words["nav.account"]}>
            <strong>{session?.name}</strong>
            <span>{[session?.title, session?.agencyName].filter(Boolean).join(" · ")}</span>
          </section>
          <main id="noi-dung">{children}</main>
        </div>
      </body>
    </html>
  );
}
