import type { Cookie, Exchange, Reply } from "#platform/http";
import { type Frame, PlainPage, renderPage } from "#ui";
import { wordsIn } from "../words.ts";

/** A sent form may not be answered by leading to another site (`form-action`); this page goes there by itself. */
export function goOn(
  deps: { readonly frame: (exchange: Exchange) => Frame },
  exchange: Exchange,
  url: string,
  text: "provider.leaving" | "provider.ending",
  cookies: readonly Cookie[],
): Reply {
  const words = wordsIn(exchange.language);
  const frame = { ...deps.frame(exchange), session: undefined };
  const view = (
    <PlainPage {...frame} title={words["provider.going"]} leadsTo={url}>
      <h1>{words["provider.going"]}</h1>
      <p class="lead">{words[text]}</p>
      <p>
        <a class="button" href={url}>
          {words["provider.go-on"]}
        </a>
      </p>
    </PlainPage>
  );
  return { kind: "page", html: renderPage(view), cookies };
}
