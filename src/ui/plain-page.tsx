import type { ComponentChildren, VNode } from "preact";
import { Head, OtherLanguage, type PageBase, Seal, SkipLink } from "./frame.tsx";
import { messagesIn } from "./messages.ts";
import { DemoBand } from "./page.tsx";

export interface PlainPageProps extends PageBase {
  readonly children: ComponentChildren;
}

/** One thing and nothing to walk away to: signing in, confirming, registering. The children hold the h1. */
export function PlainPage(props: PlainPageProps): VNode {
  const { title, language, assets, children } = props;
  const words = messagesIn(language);
  return (
    <html lang={language}>
      <Head title={title} language={language} assets={assets} scripts={[assets.citizenScript]}>
        {props.leadsTo === undefined ? null : (
          <meta httpEquiv="refresh" content={`0;url=${props.leadsTo}`} />
        )}
      </Head>
      <body class="citizen plain">
        <SkipLink language={language} />
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
            </div>
          </div>
          <DemoBand {...props} />
        </header>
        <main id="noi-dung" class="narrow">
          {children}
        </main>
      </body>
    </html>
  );
}
