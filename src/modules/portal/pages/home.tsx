import type { VNode } from "preact";
import type { App } from "#app-kit";
import { addDays, day, dayIn } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { deadlinePaths } from "#modules/deadlines";
import {
  countersBetween,
  dossierPaths,
  onTimeShare,
  appliedFor,
  ProcedureCards,
  ProcedureSearch,
  summed,
} from "#modules/dossiers";
import { indicatorPaths } from "#modules/indicators";
import { queuePaths } from "#modules/queue";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, Field, type Frame, Panel, renderPage } from "#ui";
import { wordsIn } from "../words.ts";

export interface PortalDeps {
  /** The procedures of this installation. */
  apps(): readonly App[];
  frame(exchange: Exchange): Frame;
  /** True while the demo city's year is still being loaded. */
  isLoading(): boolean;
}

/** Where everyone arrives: what can be done here, where one's dossier stands, and how well the city keeps its word. */
export function portalRoutes(deps: PortalDeps): readonly Route[] {
  return [
    { method: "GET", path: "/", access: "public", handle: (exchange) => showHome(deps, exchange) },
  ];
}

async function showHome(deps: PortalDeps, exchange: Exchange): Promise<Reply> {
  const share = await yearShare(exchange);
  const view = <HomeView frame={deps.frame(exchange)} {...{ share, deps }} />;
  return { kind: "page", html: renderPage(view) };
}

/** The share of results released in time over twelve months, this one included; nothing where none was released. */
async function yearShare(exchange: Exchange): Promise<number | undefined> {
  const first = day(`${dayIn(exchange.now).slice(0, 7)}-01`);
  const until = day(`${addDays(first, 31).slice(0, 7)}-01`);
  const from = `${Number(until.slice(0, 4)) - 1}${until.slice(4)}`;
  const months = await withDoor(exchange.db, "public-statistics", (tx) =>
    countersBetween(tx, from, until),
  );
  return onTimeShare(summed(months.map((one) => one.figures)));
}

interface HomeProps {
  readonly frame: Frame;
  readonly share: number | undefined;
  readonly deps: PortalDeps;
}

function HomeView(props: HomeProps): VNode {
  const { frame, deps } = props;
  const { language } = frame;
  const words = wordsIn(language);
  return (
    <CitizenPage {...frame} title={words.title}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <ProcedureSearch typed="" language={language} />
      <h2>{words.procedures}</h2>
      <ProcedureCards apps={appliedFor(deps.apps())} language={language} />
      <div class="columns">
        <div>
          <LookUp {...props} />
          <Panel title={words.queue}>
            <p>{words["queue-text"]}</p>
            <p>
              <a href={queuePaths.queues()}>{words["queue-go"]}</a>
            </p>
          </Panel>
        </div>
        <div>
          <OnTime {...props} />
          <Panel title={words.reckon}>
            <p>{words["reckon-text"]}</p>
            <p>
              <a href={deadlinePaths.reckon()}>{words["reckon-go"]}</a>
            </p>
          </Panel>
        </div>
      </div>
    </CitizenPage>
  );
}

function LookUp({ frame }: HomeProps): VNode {
  const words = wordsIn(frame.language);
  return (
    <Panel title={words["look-up"]}>
      <form method="post" action={dossierPaths.lookUp()}>
        <Field id="ma" label={words.code} hint={words["code-hint"]} autocomplete="off" />
        <Field
          id="tra"
          label={words.letters}
          hint={words["letters-hint"]}
          autocomplete="off"
          width="short"
        />
        <button class="button button-quiet" type="submit">
          {words.submit}
        </button>
      </form>
    </Panel>
  );
}

function OnTime({ frame, share, deps }: HomeProps): VNode {
  const words = wordsIn(frame.language);
  return (
    <Panel title={words["on-time"]}>
      {share === undefined ? (
        <p>{words["on-time-none"]}</p>
      ) : (
        <p class="figure num">{percentText(share, frame.language)}</p>
      )}
      <p class="hint">{words[deps.isLoading() ? "on-time-loading" : "on-time-hint"]}</p>
      <p>
        <a href={indicatorPaths.figures()}>{words["on-time-more"]}</a>
      </p>
    </Panel>
  );
}
