import type { ComponentChildren, VNode } from "preact";
import { Head, type PageBase } from "./frame.tsx";
import { messagesIn } from "./messages.ts";

export interface BoardPageProps extends PageBase {
  readonly children: ComponentChildren;
  /** What it is: a screen on a wall, a machine that people touch, or a slip of 80 mm. */
  readonly kind: "screen" | "kiosk" | "slip";
  /** Without scripts the browser asks again after so many seconds. With `to` it goes there, scripts or not, when nobody touches it. */
  readonly refresh?: { readonly seconds: number; readonly to?: string | undefined } | undefined;
}

/** A page without navigation that fills the screen of a hall. The children hold the h1. */
export function BoardPage(props: BoardPageProps): VNode {
  const { title, language, assets, children, kind, refresh } = props;
  const meta =
    refresh === undefined ? null : (
      <meta
        http-equiv="refresh"
        content={`${refresh.seconds}${refresh.to === undefined ? "" : `;url=${refresh.to}`}`}
      />
    );
  return (
    <html lang={language}>
      <Head title={title} language={language} assets={assets} scripts={[assets.citizenScript]}>
        {meta === null ? null : <noscript>{meta}</noscript>}
      </Head>
      <body class={`citizen board board-${kind}`}>
        <main id="noi-dung">{children}</main>
        {refresh?.to === undefined ? null : (
          <idle-return data-to={refresh.to} data-seconds={refresh.seconds} />
        )}
        {props.isDemo === false ? null : (
          <footer class="board-demo">{messagesIn(language)["demo.short"]}</footer>
        )}
      </body>
    </html>
  );
}
