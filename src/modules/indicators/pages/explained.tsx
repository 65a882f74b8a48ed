import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, LinkTo, renderPage } from "#ui";
import { paths } from "../paths.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

const FIGURES = [
  "received",
  "released",
  "on-time",
  "early",
  "late",
  "refused",
  "supplemented",
  "apologised",
  "open",
  "overdue",
  "used",
  "satisfied",
  "index",
] as const;

/** `/thong-ke/cach-tinh`: how every figure is worked out, and how anyone can work it out again. */
export function explainedRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.explained(),
    access: "public",
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const words = wordsIn(exchange.language);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["explained.title"]}>
      <h1>{words["explained.title"]}</h1>
      <p class="lead">{words["explained.lead"]}</p>
      <Tabs current={paths.explained()} isStaff={false} roles={[]} words={words} />
      <div class="prose">
        {FIGURES.map((figure) => (
          <section key={figure} aria-labelledby={figure}>
            <h2 id={figure}>{titleOf(figure, words)}</h2>
            <p>{words[`explained.${figure}`]}</p>
          </section>
        ))}
        <p>
          {words["explained.officials"]}{" "}
          <LinkTo href={paths.behind()}>{words["behind.title"]}</LinkTo>
        </p>
      </div>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function titleOf(figure: (typeof FIGURES)[number], words: Words): string {
  return figure === "index" ? words["index.title"] : words[`col.${figure}`];
}
