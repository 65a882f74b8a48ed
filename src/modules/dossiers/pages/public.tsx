import type { WorkingTime } from "#kernel/office-hours";
import { dayIn } from "#kernel/calendar-day";
import { type ClockView, clocksOf } from "#modules/deadlines";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, CitizenPage, Field, renderPage } from "#ui";
import { timeOf } from "../deps.ts";
import { type Dossier, isOver } from "../dossier.ts";
import { paths } from "../paths.ts";
import { dossierByCode, type HistoryEntry, historyOf } from "../store.ts";
import { wordsIn } from "../words.ts";
import { DeadlinePanel, HistoryPanel, StateLine } from "./dossier-parts.tsx";
import type { PageDeps } from "./page-deps.ts";
import type { Tries } from "./tries.ts";

export function publicRoutes(deps: PageDeps, tries: Tries): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/tra-cuu",
      access: "public",
      handle: async (exchange) => lookupPage(deps, exchange, exchange.query.get("ma") ?? "", ""),
    },
    {
      method: "POST",
      path: "/tra-cuu",
      access: "public",
      handle: async (exchange) => {
        const code = (exchange.form.get("ma") ?? "").trim().toUpperCase();
        const letters = (exchange.form.get("tra") ?? "").trim().toUpperCase();
        if (!tries.take(exchange.address, exchange.now))
          return lookupPage(deps, exchange, code, "lookup.wait");
        const found = await look(deps, exchange, code, letters);
        if (found === undefined) return lookupPage(deps, exchange, code, "lookup.none");
        tries.giveBack(exchange.address, exchange.now);
        return foundPage(deps, exchange, found);
      },
    },
  ];
}

interface Found {
  readonly dossier: Dossier;
  readonly history: readonly HistoryEntry[];
  readonly clocks: readonly ClockView[];
  readonly time: WorkingTime;
  readonly agencyName: string;
}

function look(
  deps: PageDeps,
  exchange: Exchange,
  code: string,
  letters: string,
): Promise<Found | undefined> {
  return withDoor(exchange.db, "public-lookup", async (tx) => {
    const dossier = await dossierByCode(tx, code);
    if (dossier === undefined || dossier.lookupCode !== letters) return undefined;
    const on = dayIn(exchange.now);
    const agencyId = await custodianOf(tx, dossier.tenantId, on);
    const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
    const clocks = await clocksOf(tx, "dossier", dossier.id);
    return {
      dossier,
      history: await historyOf(tx, dossier.tenantId, dossier.id),
      clocks,
      time: await timeOf(tx, exchange.now, deps.dossiers, clocks),
      agencyName: (exchange.language === "vi" ? agency?.name : agency?.nameEn) ?? "",
    };
  });
}

function lookupPage(
  deps: PageDeps,
  exchange: Exchange,
  code: string,
  problem: "" | "lookup.none" | "lookup.wait",
): Reply {
  const words = wordsIn(exchange.language);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["lookup.title"]}>
      <h1>{words["lookup.title"]}</h1>
      <p class="lead">{words["lookup.lead"]}</p>
      {problem === "" ? null : <Banner kind="warning" title={words[problem]} />}
      <form method="post" action={paths.lookUp()} class="panel sign-in">
        <Field id="ma" label={words["lookup.code"]} hint={words["lookup.code-hint"]} value={code} />
        <Field id="tra" label={words["lookup.letters"]} hint={words["lookup.letters-hint"]} />
        <button class="button" type="submit">
          {words["lookup.submit"]}
        </button>
      </form>
    </CitizenPage>
  );
  const status = problem === "" ? 200 : problem === "lookup.wait" ? 429 : 422;
  return { kind: "page", status, html: renderPage(view) };
}

/** The steps and the deadline; no name of anyone. */
function foundPage(deps: PageDeps, exchange: Exchange, found: Found): Reply {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { dossier, time } = found;
  const isOpen = !isOver(dossier.state);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={dossier.code}>
      <h1 class="num code-big">{dossier.code}</h1>
      <p class="lead">
        {deps.dossiers.apps.get(dossier.appId)?.app.title[language]} · {found.agencyName}
      </p>
      <StateLine {...{ dossier, language, now, time }} />
      <DeadlinePanel {...{ dossier, language, now, time, clocks: found.clocks }} />
      <HistoryPanel
        history={found.history}
        language={language}
        showsNames={false}
        waiting={isOpen ? words[`state.${dossier.state}`] : undefined}
      />
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}
