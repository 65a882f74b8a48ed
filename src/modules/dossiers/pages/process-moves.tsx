import { identityPaths, STEP_UP_MS } from "#modules/identity";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Banner, ErrorSummary, KeyValues, LinkTo, Pager, renderPage, StaffPage, When } from "#ui";
import {
  areOfOneLine,
  MOST_WALKED,
  MOVE_PAGE,
  type MoveOrderRefusal,
  orderProcessMove,
  tryMove,
  waitingSteps,
} from "../order-process-move.ts";
import { paths } from "../paths.ts";
import { PROCESS_PERMISSIONS } from "../policy.ts";
import type { MoveAsked } from "../process-move.ts";
import { latestMoves, moveById, refusalsOf } from "../process-move-store.ts";
import { wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";
import {
  ChoiceForm,
  inRecords,
  mappingIn,
  Moves,
  OrderForm,
  type Place,
  placeOf,
  processesOfLine,
  Refusals,
  StepsForm,
} from "./process-move-parts.tsx";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const MOST_SHOWN = 20;

/** `/can-bo/thu-tuc/:app/chuyen-quy-trinh`: an administrator moves running dossiers to another process, by a decision. */
export function processMoveRoutes(deps: PageDeps): readonly Route[] {
  const guard = { access: "official", roles: PROCESS_PERMISSIONS["process move"] } as const;
  const path = paths.processMoves(":app");
  return [
    {
      ...guard,
      path,
      method: "GET",
      handle: (exchange) =>
        exchange.query.has("lan") ? report(deps, exchange) : show(deps, exchange),
    },
    { ...guard, path, method: "POST", handle: (exchange) => order(deps, exchange) },
  ];
}

/** What is asked for; left out, dossiers of the second newest process go to the newest. */
function askedIn(place: Place, sent: URLSearchParams, hashes: readonly string[]): MoveAsked {
  return {
    appId: place.app.id,
    fromHash: sent.get("tu") ?? hashes[1] ?? "",
    toHash: sent.get("den") ?? hashes[0] ?? "",
    mapping: mappingIn(sent),
  };
}

async function order(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const place = await placeOf(deps, exchange, form);
  if (place === undefined) return { kind: "missing" };
  const { steppedUpAt } = officialSession(exchange);
  if (steppedUpAt === undefined || now.getTime() - steppedUpAt.getTime() >= STEP_UP_MS)
    return { kind: "redirect", to: identityPaths.stepUp(backTo(place, form)) };
  const asked = askedIn(place, form, []);
  const [decision, reason] = [form.get("so-quyet-dinh") ?? "", form.get("ly-do") ?? ""];
  const done = await inRecords(exchange, place.tenantId, (tx, caller) =>
    orderProcessMove(tx, now, deps.dossiers, caller, { ...asked, decision, reason }),
  );
  if (!done.ok)
    return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
  const move = { id: done.value, tenantId: place.tenantId };
  return { kind: "redirect", to: paths.processMove(place.app.id, move) };
}

/** The same page with what was chosen and typed, after the proof of identity. */
function backTo(place: Place, form: URLSearchParams): string {
  return `${paths.processMoves(place.app.id)}?${form.toString()}`;
}

const FIELD_OF: Readonly<Record<MoveOrderRefusal, string>> = {
  missing: "tu",
  "target-unknown": "den",
  "step-unmapped": "buoc",
  "decision-missing": "so-quyet-dinh",
  "reason-missing": "ly-do",
  "runs-already": "tu",
};

async function show(deps: PageDeps, exchange: Exchange, error?: MoveOrderRefusal): Promise<Reply> {
  const { language, query } = exchange;
  const sent = exchange.method === "POST" ? exchange.form : query;
  const place = await placeOf(deps, exchange, sent);
  if (place === undefined) return { kind: "missing" };
  const words = wordsIn(language);
  const processes = processesOfLine(place.published, words);
  const asked = askedIn(
    place,
    sent,
    processes.map(({ hash }) => hash),
  );
  const isFit = areOfOneLine(deps.dossiers, asked);
  const refusal = error ?? (isFit || processes.length < 2 ? undefined : "target-unknown");
  const after = UUID.test(query.get("sau") ?? "") ? (query.get("sau") ?? undefined) : undefined;
  const seen = await inRecords(exchange, place.tenantId, async (tx) => ({
    moves: await latestMoves(tx, place.app.id, MOST_SHOWN),
    steps: isFit ? await waitingSteps(tx, deps.dossiers, asked) : [],
    trial: isFit ? await tryMove(tx, deps.dossiers, asked, after) : undefined,
  }));
  const { moves, steps, trial } = seen;
  const wrong =
    refusal === undefined
      ? undefined
      : { fieldId: FIELD_OF[refusal], text: words[`moves.wrong.${refusal}`] };
  const here = new URLSearchParams([...sent].filter(([name]) => !NOT_KEPT.has(name)));
  const at = (more: Readonly<Record<string, string>>): string =>
    `${paths.processMoves(place.app.id)}?${new URLSearchParams([...here, ...Object.entries(more)]).toString()}`;
  const isPartial = steps.reduce((sum, step) => sum + step.waiting, 0) >= MOST_WALKED;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["moves.title"]} current="/can-bo/thu-tuc">
      <p class="back">
        <LinkTo href={`/can-bo/thu-tuc/${place.app.id}`}>{`← ${place.app.title[language]}`}</LinkTo>
      </p>
      <h1>{words["moves.title"]}</h1>
      <p class="lead">{words["moves.lead"]}</p>
      <ErrorSummary errors={wrong === undefined ? [] : [wrong]} language={language} />
      {processes.length < 2 ? (
        <Banner kind="info" title={words["moves.one-process"]} />
      ) : (
        <ChoiceForm {...{ place, asked, processes, words }} />
      )}
      {isFit ? (
        <StepsForm {...{ place, asked, steps, isPartial, words }} error={wrong?.text} />
      ) : null}
      {trial === undefined || trial.seen === 0 ? null : (
        <>
          <Refusals
            caption={words["moves.try-title"]}
            empty={words["moves.try-none"]}
            rows={trial.without}
            words={words}
          />
          <p class="hint">
            {trial.seen} {words["moves.try-seen"]}
          </p>
          <Pager
            language={language}
            first={after === undefined ? undefined : at({})}
            next={trial.next === undefined ? undefined : at({ sau: trial.next })}
          />
          <OrderForm {...{ place, asked, steps, wrong, words }} typed={sent} />
        </>
      )}
      <Moves {...{ place, moves, words }} />
    </StaffPage>
  );
  return { kind: "page", status: error === undefined ? 200 : 422, html: renderPage(view) };
}

/** Of a sent form not carried into the links of the page. */
const NOT_KEPT: ReadonlySet<string> = new Set(["sau", "so-quyet-dinh", "ly-do"]);

async function report(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const place = await placeOf(deps, exchange, query);
  const id = query.get("lan") ?? "";
  if (place === undefined || !UUID.test(id)) return { kind: "missing" };
  const after = UUID.test(query.get("sau") ?? "") ? (query.get("sau") ?? undefined) : undefined;
  const { move, refusals } = await inRecords(exchange, place.tenantId, async (tx) => ({
    move: await moveById(tx, id),
    refusals: await refusalsOf(tx, id, { after, limit: MOVE_PAGE + 1 }),
  }));
  if (move?.appId !== place.app.id) return { kind: "missing" };
  const processes = processesOfLine(place.published, words);
  const labelOf = (hash: string): string =>
    processes.find((one) => one.hash === hash)?.label ?? hash.slice(0, 12);
  const shown = refusals.slice(0, MOVE_PAGE);
  const here = paths.processMove(place.app.id, move);
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["moves.report"]} current="/can-bo/thu-tuc">
      <p class="back">
        <LinkTo href={`${paths.processMoves(place.app.id)}?co-quan=${place.tenantId}`}>
          {`← ${words["moves.title"]}`}
        </LinkTo>
      </p>
      <h1>{`${words["moves.report"]}: ${move.decision}`}</h1>
      <KeyValues
        rows={[
          { label: words["moves.from"], value: labelOf(move.fromHash) },
          { label: words["moves.to"], value: labelOf(move.toHash) },
          { label: words["moves.reason"], value: move.reason },
          { label: words["moves.by"], value: move.orderedName },
          { label: words["moves.ordered"], value: <When at={move.orderedAt} /> },
          {
            label: words["moves.state"],
            value: words[move.finishedAt === null ? "moves.running" : "moves.finished"],
          },
          { label: words["moves.moved"], value: String(move.moved) },
          { label: words["moves.refused"], value: String(move.refused) },
        ]}
      />
      <Refusals
        caption={words["moves.refusals"]}
        empty={words["moves.refusals-none"]}
        rows={shown.map(({ dossierCode, steps }) => ({ code: dossierCode, steps }))}
        words={words}
      />
      <Pager
        language={language}
        first={after === undefined ? undefined : here}
        next={
          refusals.length > MOVE_PAGE ? `${here}&sau=${shown.at(-1)?.instanceId ?? ""}` : undefined
        }
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}
