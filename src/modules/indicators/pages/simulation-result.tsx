import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import { percentText } from "#kernel/percent";
import { agenciesOn } from "#modules/organisation";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  LinkTo,
  Panel,
  renderPage,
  StackedColumns,
  StaffPage,
  When,
} from "#ui";
import { numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import type { SimulationResult } from "../simulate.ts";
import { type Simulation, simulationById } from "../simulation-store.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { askedText, stateText } from "./simulation.tsx";

/** `/can-bo/thong-ke/mo-phong/:simulation`: what a change would have meant, as far as it can be said. */
export function simulationResultRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.simulation(),
    access: "official",
    roles: INDICATOR_PERMISSIONS["simulation run"],
    handle: (exchange) => show(deps, exchange),
  };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

interface Shown {
  readonly simulation: Simulation;
  readonly nameOf: (agencyId: string) => string;
  readonly words: Words;
  readonly language: "vi" | "en";
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, db, now } = exchange;
  const words = wordsIn(language);
  const id = exchange.params["simulation"] ?? "";
  if (!UUID.test(id)) return { kind: "missing" };
  const { simulation, agencies } = await withDoor(db, "directory", async (tx) => ({
    simulation: await simulationById(tx, id),
    agencies: await agenciesOn(tx, dayIn(now)),
  }));
  if (simulation === undefined) return { kind: "missing" };
  const nameOf = (agencyId: string): string => {
    const agency = agencies.find((one) => one.id === agencyId);
    return (language === "vi" ? agency?.name : agency?.nameEn) ?? "";
  };
  const shown: Shown = { simulation, nameOf, words, language };
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["simulation.result"]}
      current={paths.staffFigures()}
    >
      <h1>{words["simulation.result"]}</h1>
      <p class="lead">{askedText(simulation.asked, deps.apps(), words, language)}</p>
      <p>
        <LinkTo href={paths.simulations()}>{words["simulation.back"]}</LinkTo>
      </p>
      {simulation.finishedAt === null ? (
        <Banner kind="info" title={stateText(simulation, words, language)}>
          <p>{words["simulation.wait"]}</p>
          <Button kind="secondary" href={paths.simulation(id)}>
            {words["simulation.again"]}
          </Button>
        </Banner>
      ) : (
        <p class="hint state-line">
          {words["figures.as-of"]} <When at={simulation.finishedAt} />
        </p>
      )}
      <Outcome {...shown} />
      <Agencies {...shown} />
      <Flips {...shown} />
      <Panel title={words["simulation.limits"]} id="gioi-han">
        <ul class="prose-list">
          {LIMITS.map((limit) => (
            <li key={limit}>{words[`limit.${limit}`]}</li>
          ))}
        </ul>
      </Panel>
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** What a simulation does not know, said with every result. */
const LIMITS = ["people", "steps", "fee", "open", "calendar", "skipped"] as const;

function Outcome({ simulation, words, language }: Shown): VNode {
  const { result } = simulation;
  const late = (one: SimulationResult["was"]): string =>
    result.cases === 0
      ? words["figures.unknown"]
      : percentText((100 * (one.early + one["on-time"])) / result.cases, language);
  const row = (label: string, was: string, would: string) => ({ id: label, label, was, would });
  const count = (value: number): string => numberText(value, language);
  const column = (label: string, one: SimulationResult["was"]) => ({
    label,
    values: [one.early, one["on-time"], one.late],
  });
  return (
    <Panel title={words["simulation.outcome"]} id="ket-qua">
      <StackedColumns
        id="ket-qua-ve"
        title={words["simulation.outcome"]}
        description={words["simulation.outcome-text"]}
        series={[
          { label: words["col.early"], tone: "good" },
          { label: words["col.in-time"], tone: "calm" },
          { label: words["col.late"], tone: "bad" },
        ]}
        columns={[
          column(words["simulation.was"], result.was),
          column(words["simulation.would"], result.would),
        ]}
      />
      <DataTable
        caption={words["simulation.numbers"]}
        isCaptionHidden
        isFigures
        columns={[
          { key: "label", label: words["simulation.what"] },
          { key: "was", label: words["simulation.was"], isNumber: true },
          { key: "would", label: words["simulation.would"], isNumber: true },
        ]}
        rows={[
          row(words["simulation.cases"], count(result.cases), count(result.cases)),
          row(words["col.share"], late(result.was), late(result.would)),
          row(words["col.early"], count(result.was.early), count(result.would.early)),
          row(words["col.in-time"], count(result.was["on-time"]), count(result.would["on-time"])),
          row(words["col.late"], count(result.was.late), count(result.would.late)),
          row(words["simulation.income"], dongText(result.feeBefore), dongText(result.feeAfter)),
          row(words["simulation.became-late"], words["figures.unknown"], count(result.becameLate)),
          row(
            words["simulation.became-in-time"],
            words["figures.unknown"],
            count(result.becameInTime),
          ),
          row(words["simulation.skipped"], count(result.skipped), words["figures.unknown"]),
        ]}
      />
    </Panel>
  );
}

function Agencies({ simulation, nameOf, words, language }: Shown): VNode {
  const collator = new Intl.Collator("vi", { numeric: true });
  const rows = Object.entries(simulation.result.byAgency)
    .map(([id, one]) => ({ ...one, id, name: nameOf(id) }))
    .toSorted((one, other) => collator.compare(one.name, other.name));
  return (
    <DataTable
      caption={words["simulation.agencies"]}
      isFigures
      empty={words["figures.none-row"]}
      columns={[
        { key: "name", label: words["by.agency"] },
        { key: "cases", label: words["simulation.cases"], isNumber: true },
        { key: "was", label: words["simulation.was-late"], isNumber: true },
        { key: "would", label: words["simulation.would-late"], isNumber: true },
      ]}
      rows={rows.map(({ id, name, cases, wasLate, wouldLate }) => ({
        id,
        name,
        cases: numberText(cases, language),
        was: numberText(wasLate, language),
        would: numberText(wouldLate, language),
      }))}
    />
  );
}

function Flips({ simulation, nameOf, words }: Shown): VNode {
  const { flips } = simulation.result;
  return (
    <DataTable
      caption={words["simulation.flips"]}
      empty={words["simulation.no-flips"]}
      columns={[
        { key: "code", label: words["behind.code"] },
        { key: "agency", label: words["by.agency"] },
        { key: "was", label: words["simulation.was"] },
        { key: "would", label: words["simulation.would"] },
      ]}
      rows={flips.map((flip) => ({
        id: flip.code,
        code: <span class="num">{flip.code}</span>,
        agency: nameOf(flip.agencyId),
        was: words[`outcome.${flip.was}`],
        would: words[`outcome.${flip.would}`],
      }))}
    />
  );
}
