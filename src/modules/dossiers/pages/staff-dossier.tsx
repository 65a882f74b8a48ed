import type { VNode } from "preact";
import {
  type PlacedTask,
  placedTasksOfInstance,
  processOf,
  type ProcessView,
  workedSteps,
} from "#engines/workflow";
import type { WorkingTime } from "#kernel/office-hours";
import { type ClockView, clocksOf } from "#modules/deadlines";
import {
  type Agency,
  type Holder,
  holdersOf,
  officialNames,
  type Role,
  unitsActing,
} from "#modules/organisation";
import { type Charge, chargesOf, StaffChargePanel } from "#modules/payments";
import type { Tx } from "#platform/database";
import { fileOf, filesOf, type StoredFile } from "#platform/files";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Banner, Button, ErrorSummary, Panel, renderPage, StaffPage } from "#ui";
import { type Apology, apologyOf } from "../apology-store.ts";
import { type Consent, consentsOf } from "../consent-store.ts";
import { type Dossier, type DossierRefusal, REFUSALS } from "../dossier.ts";
import type { Finding } from "../finding.ts";
import { findingsOf } from "../finding-store.ts";
import { isLateAt, type LateReason, lateReasonsOn } from "../late-reason.ts";
import { agencyIn } from "../linked-terms.ts";
import { type Part, partOf } from "../part-store.ts";
import { paths } from "../paths.ts";
import { feeOfDossier } from "../charge-fee.ts";
import { officialsOn } from "../control-sheet.ts";
import { filingOf, type ProxyFiling } from "../proxy-filing.ts";
import { timeOf } from "../deps.ts";
import { may } from "../policy.ts";
import { partLabels } from "../prints.ts";
import {
  type Comment,
  commentsOf,
  dossierByPublicId,
  type HistoryEntry,
  historyOf,
} from "../store.ts";
import { type Supplement, supplementOf } from "../supplement-store.ts";
import type { Transfers } from "../transfer.ts";
import { wordsIn } from "../words.ts";
import {
  ContentPanels,
  DeadlinePanel,
  DossierLight,
  HistoryPanel,
  PapersPanel,
} from "./dossier-parts.tsx";
import { ControlPanel } from "./control-panel.tsx";
import { DraftPanel, RoundsPanel } from "./draft-panel.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { fileReply } from "./draft-papers.tsx";
import { ApologyForm } from "./apology-form.tsx";
import { ArrivalNote } from "./arrival-note.tsx";
import { EndingForms } from "./ending-forms.tsx";
import { ExtendForm } from "./extend-form.tsx";
import { lookupQr } from "./lookup-qr.ts";
import { type Look, noteLook } from "./note-look.ts";
import { OpinionsPanel } from "./opinions-panel.tsx";
import type { PageDeps } from "./page-deps.ts";
import { PartOfPanel, PartsPanel } from "./parts-panel.tsx";
import { holdersIn, ProcessPanel } from "./process-panel.tsx";
import { FiledBy } from "./proxy-parts.tsx";
import { Comments } from "./comments-panel.tsx";
import { ActForms, wrongAtStep, wrongQuestion } from "./staff-act-forms.tsx";
import { TimeUsedPanel } from "./time-used.tsx";
import { TransferNote, transfersFor } from "./transfer-parts.tsx";

export function staffDossierRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/ho-so/:id",
      access: "official",
      handle: (exchange) => showStaffDossier(deps, exchange),
    },
    {
      method: "GET",
      path: "/can-bo/ho-so/:id/tep/:file",
      access: "official",
      handle: async (exchange) => {
        const session = officialSession(exchange);
        const file = await asOfficial(exchange, async (tx) => {
          const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
          if (dossier === undefined || !may(session, "see", dossier)) return undefined;
          const found = await fileOf(tx, "dossier", dossier.id, exchange.params["file"] ?? "");
          if (found !== undefined)
            await noteLook(tx, exchange, dossier, {
              thing: "paper",
              one: { id: found.id, name: found.name },
            });
          return found;
        });
        return file === undefined ? { kind: "missing" } : fileReply(deps, file);
      },
    },
  ];
}

export interface SeenByStaff {
  readonly dossier: Dossier;
  readonly filing: ProxyFiling | undefined;
  readonly history: readonly HistoryEntry[];
  readonly files: readonly StoredFile[];
  /** What the applicant agreed to be taken from what the city held. */
  readonly consents: readonly Consent[];
  readonly clocks: readonly ClockView[];
  readonly comments: readonly Comment[];
  readonly findings: readonly Finding[];
  readonly charges: readonly Charge[];
  /** Other agencies that were asked. */
  readonly asked: readonly PlacedTask[];
  readonly process: ProcessView | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly colleagues: readonly Holder[];
  /** Who may have signed a decision to extend; empty for whoever may not enter one. */
  readonly leaders: readonly Holder[];
  readonly apology: Apology | undefined;
  readonly supplement: Supplement | undefined;
  readonly transfers: Transfers;
  /** The agencies it may be passed on to; empty for whoever may neither propose nor decide that. */
  readonly destinations: readonly Agency[];
  /** Why an answer may be late; empty while the promise can be kept. */
  readonly lateReasons: readonly LateReason[];
  readonly time: WorkingTime;
  /** What it is a part of, where another agency handed it over. */
  readonly part: Part | undefined;
  readonly ownAgency: string;
  /** The unit that acted in a role; for a step that another agency works, that agency. */
  readonly officeOf: (role: string, officialId: string | null, step?: string) => string;
}

export async function seenBy(
  deps: PageDeps,
  exchange: Exchange,
  look: Look,
): Promise<SeenByStaff | undefined> {
  const session = officialSession(exchange);
  return asOfficial(exchange, async (tx) => {
    const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
    if (dossier === undefined || !may(session, "see", dossier)) return undefined;
    await noteLook(tx, exchange, dossier, look);
    // Asked at once, what does not build on each other travels in one journey.
    const [process, clocks, own, people, away] = await Promise.all([
      processOf(tx, "dossier", dossier.id),
      clocksOf(tx, "dossier", dossier.id),
      partsOf(tx, exchange, dossier),
      peopleFor(tx, exchange, dossier),
      transfersFor(tx, exchange, deps, dossier),
    ]);
    const [names, time, officeOf] = await Promise.all([
      officialNames(tx, [
        ...holdersIn(process),
        ...(process === undefined ? [] : officialsOn(workedSteps(process))),
      ]),
      timeOf(tx, exchange.now, deps.dossiers, clocks),
      officesOf(tx, exchange, process),
    ]);
    const ownAgency = session.agencyName ?? "";
    const others = new Map(own.asked.map((task) => [task.elementId, agencyIn(task)]));
    return {
      dossier,
      process,
      clocks,
      ...own,
      ...people,
      ...away,
      names,
      time,
      ownAgency,
      officeOf: (role, officialId, step = "") => others.get(step) ?? officeOf(role, officialId),
    };
  });
}

async function partsOf(tx: Tx, { now }: Exchange, dossier: Dossier) {
  const { tenantId, id } = dossier;
  const [
    filing,
    history,
    files,
    consents,
    comments,
    findings,
    asked,
    charges,
    apology,
    supplement,
    late,
    part,
  ] = await Promise.all([
    filingOf(tx, dossier),
    historyOf(tx, tenantId, id),
    filesOf(tx, "dossier", id),
    consentsOf(tx, tenantId, id),
    commentsOf(tx, tenantId, id),
    findingsOf(tx, tenantId, id),
    placedTasksOfInstance(tx, dossier.instanceId),
    chargesOf(tx, tenantId, feeOfDossier(dossier)),
    apologyOf(tx, dossier),
    supplementOf(tx, tenantId, id),
    isLateAt(dossier, now) ? lateReasonsOn(tx, now) : [],
    dossier.channel === "linked" ? partOf(tx, dossier) : undefined,
  ]);
  return {
    filing,
    history,
    files,
    consents,
    comments,
    findings,
    asked,
    charges,
    apology,
    supplement,
    lateReasons: late,
    part,
  };
}

/** Whom the work may be handed to, and who may have decided to extend. */
async function peopleFor(
  tx: Tx,
  exchange: Exchange,
  dossier: Dossier,
): Promise<Pick<SeenByStaff, "colleagues" | "leaders">> {
  const session = officialSession(exchange);
  const { actor } = session;
  if (actor.kind !== "official") return { colleagues: [], leaders: [] };
  const [holders, leaders] = await Promise.all([
    session.roles.includes(dossier.stepRole ?? "")
      ? holdersOf(tx, actor.agencyId, dossier.stepRole as Role, exchange.now) // a role of this session
      : [],
    may(session, "extend", dossier) ? holdersOf(tx, actor.agencyId, "leader", exchange.now) : [],
  ]);
  return { colleagues: holders.filter((one) => one.officialId !== actor.officialId), leaders };
}

async function officesOf(
  tx: Tx,
  { session, now }: Exchange,
  process: ProcessView | undefined,
): Promise<SeenByStaff["officeOf"]> {
  const actor = session?.actor;
  const worked = process === undefined ? undefined : workedSteps(process);
  const acted = (worked?.history ?? []).flatMap(({ byRef, holderId }) => [
    ...(byRef?.startsWith("official:") === true ? [byRef.slice("official:".length)] : []),
    ...(holderId === null ? [] : [holderId]),
  ]);
  const holding = (worked?.waiting ?? []).flatMap((one) => one.holderId ?? []);
  const officials = [...new Set([...acted, ...holding])];
  return unitsActing(tx, actor?.kind === "official" ? actor.agencyId : "", officials, now);
}

/** The dossier on an official's desk; after a refused act with the reason and with what was typed. */
export async function showStaffDossier(
  deps: PageDeps,
  exchange: Exchange,
  refusal?: DossierRefusal,
  options: {
    readonly showsNumbers?: boolean;
    /** What was wrong with a file that was sent, in words. */
    readonly problem?: string;
  } = {},
): Promise<Reply> {
  const look = { thing: options.showsNumbers === true ? "numbers" : "dossier" } as const;
  const seen = await seenBy(deps, exchange, look);
  if (seen === undefined) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { dossier, time } = seen;
  const wrong = wrongQuestion(exchange, refusal);
  const errors = [
    ...(wrong === undefined ? [] : [wrong]),
    ...wrongAtStep(deps, exchange, seen, refusal),
  ];
  const frame = deps.frame(exchange);
  const scripts = frame.assets.diagramScript === undefined ? [] : [frame.assets.diagramScript];
  const view = (
    <StaffPage {...frame} title={dossier.code} current="/can-bo/viec" scripts={scripts}>
      <div class="head">
        <div>
          <h1 class="num">
            {dossier.code} <DossierLight {...{ dossier, language, now, time }} />
          </h1>
          <p>
            {deps.dossiers.apps.get(dossier.appId)?.app.title[language]} · {dossier.title} ·{" "}
            {dossier.applicantName} · {words[`state.${dossier.state}`]}
          </p>
          <FiledBy filing={seen.filing} language={language} />
          <ArrivalNote {...{ dossier, language, history: seen.history }} />
          <TransferNote {...{ language, transfers: seen.transfers }} />
        </div>
        <p class="print-only">
          <img class="qr" src={await lookupQr(deps, dossier)} alt={words["dossier.qr"]} />
        </p>
      </div>
      <ErrorSummary errors={errors} language={language} />
      {refusal === undefined || errors.length > 0 ? null : (
        <Banner kind="warning" title={options.problem ?? words[`refused.${refusal}`]} />
      )}
      <div class="columns">
        <div>
          <ActForms {...{ deps, exchange, seen, refusal }} />
          <DeadlinePanel {...{ dossier, language, now, time, clocks: seen.clocks }} />
          <ApologyForm {...{ exchange, seen, refusal }} />
          <ExtendForm {...{ exchange, seen, refusal }} />
          <EndingForms {...{ deps, exchange, seen, refusal }} />
          <StaffChargePanel charges={seen.charges} language={language} />
          <ContentPanels
            consents={seen.consents}
            dossier={dossier}
            language={language}
            deps={deps.dossiers}
            isOpen={options.showsNumbers === true}
          >
            <RevealNumbers
              exchange={exchange}
              seen={seen}
              isShown={options.showsNumbers === true}
            />
          </ContentPanels>
          <PartOfPanel part={seen.part} language={language} />
          <PartsPanel {...{ seen, exchange, deps: deps.dossiers }} />
          <OpinionsPanel {...{ dossier, language, asked: seen.asked, deps: deps.dossiers }} />
          <DraftPanel {...{ deps, seen, exchange }} />
          <FindingsPanel {...{ dossier, language, findings: seen.findings, deps: deps.dossiers }} />
          <PapersPanel
            files={seen.files}
            consents={seen.consents}
            labels={partLabels({ deps: deps.dossiers, dossier }, language)}
            language={language}
            hrefOf={(file) => paths.staffFile(dossier.publicId, file)}
          />
          <RoundsPanel seen={seen} exchange={exchange} />
          <ControlPanel seen={seen} exchange={exchange} />
          <Diagram seen={seen} exchange={exchange} />
          <Comments seen={seen} exchange={exchange} error={wrong} />
        </div>
        <div>
          <ProcessPanel process={seen.process} names={seen.names} language={language} />
          {await deps.besideDossier?.(exchange, dossier)}
          <TimeUsedPanel seen={seen} exchange={exchange} />
          <HistoryPanel history={seen.history} language={language} showsNames={true} />
        </div>
      </div>
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status: status === 404 ? 200 : status, html: renderPage(view) };
}

/** Personal numbers stay masked until someone entitled asks; the page says that the asking is written down. */
function RevealNumbers(props: PartProps & { readonly isShown: boolean }): VNode | null {
  const { exchange, seen } = props;
  const words = wordsIn(exchange.language);
  const session = officialSession(exchange);
  if (!may(session, "reveal-numbers", seen.dossier)) return null;
  if (props.isShown) return <p class="hint">{words["desk.numbers-shown"]}</p>;
  return (
    <form method="post" action={paths.staffAct(seen.dossier.publicId, "so-dinh-danh")}>
      <Button kind="secondary">{words["desk.show-numbers"]}</Button>
      <p class="hint">{words["desk.show-numbers-hint"]}</p>
    </form>
  );
}

interface PartProps {
  readonly seen: SeenByStaff;
  readonly exchange: Exchange;
}

/** The same drawn, with the token on it, for eyes only; a page without scripts leaves it out. */
function Diagram({ seen, exchange }: PartProps): VNode {
  const { waiting = [], consultations = [] } = seen.process ?? {};
  return (
    <Panel title={wordsIn(exchange.language)["desk.diagram"]} id="so-do">
      <bpmn-diagram
        data-xml-url={paths.procedureDiagram(seen.dossier.appId)}
        data-token-elements={[...new Set(waiting.map((one) => one.nodeId))].join(",")}
        data-answered-elements={consultations
          .map((one) => `${one.nodeId}:${one.answered}/${one.total}`)
          .join(",")}
        data-passed-elements={(seen.process?.history ?? []).map((one) => one.nodeId).join(",")}
      />
    </Panel>
  );
}
