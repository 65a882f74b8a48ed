import type { VNode } from "preact";
import { type App, type Edition, editionOn } from "#app-kit";
import { type CalendarDay, dayIn, formatDay } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import { termWords } from "#kernel/term";
import { type Difference, differencesBetween } from "#modules/specialist-apps";
import { tenantOfAgency } from "#modules/tenancy";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  CitizenPage,
  ErrorSummary,
  type Frame,
  KeyValues,
  Panel,
  renderPage,
  Select,
  Steps,
} from "#ui";
import { ownersOf } from "../owners.ts";
import { paths } from "../paths.ts";
import { recordFiling } from "../proxy-filing.ts";
import { startDraft } from "../start-draft.ts";
import { appliedFor, ProcedureCards, proceduresFound, ProcedureSearch } from "./procedure-list.tsx";
import { type Words, wordsIn } from "../words.ts";
import { prefilled } from "./prefill.ts";
import { applicantIn, applicantOf, asApplicant, type PageDeps } from "./page-deps.ts";
import { ForWhom, mandatesFor } from "./proxy-parts.tsx";

export function procedureRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/thu-tuc",
      access: "public",
      handle: (exchange) => showList(deps, exchange),
    },
    {
      method: "GET",
      path: "/thu-tuc/:app",
      access: "public",
      handle: (exchange) => showOne(deps, exchange),
    },
    {
      method: "GET",
      path: "/thu-tuc/:app/quy-trinh.bpmn",
      access: "public",
      handle: async (exchange) => {
        const found = publishedAt(deps, exchange);
        return found === undefined
          ? { kind: "missing" }
          : { kind: "text", type: "application/xml; charset=utf-8", body: found.edition.process };
      },
    },
    {
      method: "GET",
      path: "/thu-tuc/:app/nop",
      access: "applicant",
      handle: (exchange) => showStart(deps, exchange, false),
    },
    {
      method: "POST",
      path: "/thu-tuc/:app/nop",
      access: "applicant",
      handle: (exchange) => begin(deps, exchange),
    },
  ];
}

/** What people apply for; a part of linked procedures has no page of its own. */
function appOf(deps: PageDeps, exchange: Exchange): { app: App; edition: Edition } | undefined {
  const found = publishedAt(deps, exchange);
  return found?.app.partOf === undefined ? found : undefined;
}

function publishedAt(
  deps: PageDeps,
  exchange: Exchange,
): { app: App; edition: Edition } | undefined {
  const app = deps.dossiers.apps.get(exchange.params["app"] ?? "")?.app;
  const edition = app === undefined ? undefined : editionOn(app, dayIn(exchange.now));
  return app === undefined || edition === undefined ? undefined : { app, edition };
}

async function showList(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { language } = exchange;
  const words = wordsIn(language);
  const typed = (exchange.query.get("tim") ?? "").trim().slice(0, LONGEST_SEARCH);
  const apps = appliedFor([...deps.dossiers.apps.values()].map(({ app }) => app));
  const found = proceduresFound(apps, typed);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["procedures.title"]}>
      <h1>{words["procedures.title"]}</h1>
      <p class="lead">{words["procedures.lead"]}</p>
      <ProcedureSearch typed={typed} language={language} />
      {found.length === 0 ? (
        <Banner kind="info" title={words["procedures.none"]}>
          <p>
            <a href={paths.procedures()}>{words["procedures.all"]}</a>
          </p>
        </Banner>
      ) : (
        <ProcedureCards apps={found} language={language} />
      )}
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** No title is longer. */
const LONGEST_SEARCH = 100;

async function showOne(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const found = appOf(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const inside = await deps.dossiers.steps.inside(found.edition);
  const frame = deps.frame(exchange);
  const coming = await comingOf(found.app, found.edition, dayIn(exchange.now));
  return {
    kind: "page",
    html: renderPage(<ProcedureView frame={frame} {...found} coming={coming} inside={inside} />),
  };
}

/** What a coming edition changes for whoever applies; its samples and inner wording concern nobody outside. */
const TOLD: ReadonlySet<Difference["part"]> = new Set(["basis", "clock", "fee", "papers", "form"]);

interface Coming {
  readonly from: CalendarDay;
  readonly changes: readonly Difference[];
}

/** The next edition that is published for a later day. */
async function comingOf(app: App, edition: Edition, on: CalendarDay): Promise<Coming | undefined> {
  const next = app.editions
    .filter((one) => one.inForceFrom > on)
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1))[0];
  if (next === undefined) return undefined;
  const changes = (await differencesBetween(edition, next)).filter(({ part }) => TOLD.has(part));
  return { from: next.inForceFrom, changes };
}

function ProcedureView(props: {
  frame: Frame;
  app: App;
  edition: Edition;
  coming: Coming | undefined;
  inside: readonly string[];
}): VNode {
  const { frame, app, edition, coming } = props;
  const { language } = frame;
  const words = wordsIn(language);
  const scripts = frame.assets.diagramScript === undefined ? [] : [frame.assets.diagramScript];
  return (
    <CitizenPage {...frame} title={app.title[language]} scripts={scripts}>
      <h1>{app.title[language]}</h1>
      <p class="lead">{app.summary[language]}</p>
      <p class="acts">
        <a class="button" href={paths.startDraft(app.id)}>
          {words["procedure.start"]}
        </a>
      </p>
      {coming === undefined ? null : (
        <Banner kind="info" title={`${words["procedure.coming"]} ${formatDay(coming.from)}`}>
          <ul>
            {coming.changes.map((one) => (
              <li key={one.words.en}>{one.words[language]}</li>
            ))}
          </ul>
          <p>{words["procedure.coming-keeps"]}</p>
        </Banner>
      )}
      <div class="columns columns-first">
        <section class="panel">
          <KeyValues
            rows={[
              {
                label: words["procedure.term"],
                value: termWords(edition.clock.processing, language),
              },
              {
                label: words["procedure.answer"],
                value: termWords(edition.clock.answer, language),
              },
              { label: words["procedure.fee"], value: feeWords(edition, words) },
              { label: words["procedure.where"], value: app.receivedBy[language] },
              { label: words["procedure.code"], value: app.procedureCode },
            ]}
          />
        </section>
        <div>
          <Panel title={words["procedure.steps"]}>
            <Steps items={edition.steps.map((step) => ({ label: step[language] }))} />
          </Panel>
          <Panel title={words["procedure.papers"]}>
            <ul class="prose-list">
              {edition.papers.map((paper) => (
                <li key={paper.id}>
                  <strong>{paper.title[language]}</strong>
                  {paper.when === undefined ? "" : ` (${words["procedure.paper-when"]})`}
                  <br />
                  {paper.explain[language]}
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={words["procedure.basis"]}>
            <ul class="prose-list">
              {edition.legalBasis.map((basis) => (
                <li key={basis.en}>{basis[language]}</li>
              ))}
            </ul>
            {edition.source.certainty === "S" ? null : (
              <p class="hint">
                {edition.source.document}. {words["procedure.uncertain"]}
              </p>
            )}
          </Panel>
          <Panel title={words["procedure.diagram"]}>
            <bpmn-diagram data-xml-url={paths.procedureDiagram(app.id)} />
            <p class="hint">{words["procedure.diagram-list"]}:</p>
            <ol class="prose-list" lang="vi">
              {props.inside.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ol>
          </Panel>
        </div>
      </div>
    </CitizenPage>
  );
}

/** A fixed fee is an amount; one by decision table depends on the answers. */
function feeWords(edition: Edition, words: Words): string {
  const when =
    words[edition.isFeeDueFirst === true ? "procedure.fee-first" : "procedure.fee-later"];
  if (edition.rules?.["fee"] !== undefined) return `${words["procedure.fee-by-table"]} ${when}`;
  return edition.feeVnd === 0
    ? words["procedure.fee-none"]
    : `${dongText(edition.feeVnd)}. ${when}`;
}

async function showStart(
  deps: PageDeps,
  exchange: Exchange,
  isWrong: boolean,
  hasEnded = false,
): Promise<Reply> {
  const found = appOf(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const agencies = await asApplicant(exchange, (tx) =>
    ownersOf(tx, found.app, dayIn(exchange.now)),
  );
  const mandates = await mandatesFor(exchange, found.app.id);
  const error = isWrong ? words["start.error"] : undefined;
  const ended = hasEnded ? words["start.mandate-ended"] : undefined;
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["start.title"]}>
      <h1>{words["start.title"]}</h1>
      <p class="lead">{found.app.title[language]}</p>
      <ErrorSummary
        errors={[
          ...(error === undefined ? [] : [{ fieldId: "agency", text: error }]),
          ...(ended === undefined
            ? []
            : [{ fieldId: mandates.length > 0 ? "cho" : "agency", text: ended }]),
        ]}
        language={language}
      />
      <form method="post" action={paths.startDraft(found.app.id)}>
        <Select
          id="agency"
          label={words["start.agency"]}
          hint={found.app.receivedBy[language]}
          blank={words["start.choose"]}
          error={error}
          options={agencies.map((one) => ({
            value: one.slug,
            label: language === "vi" ? one.name : one.nameEn,
          }))}
        />
        <ForWhom
          mandates={mandates}
          chosen={exchange.form.get("cho") ?? undefined}
          language={language}
          error={ended}
        />
        <button class="button" type="submit">
          {words["start.submit"]}
        </button>
      </form>
    </CitizenPage>
  );
  return { kind: "page", status: isWrong || hasEnded ? 422 : 200, html: renderPage(view) };
}

async function begin(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const found = appOf(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const on = dayIn(exchange.now);
  const tenant = await asApplicant(exchange, async (tx) => {
    const agencies = await ownersOf(tx, found.app, on);
    const agency = agencies.find((one) => one.slug === exchange.form.get("agency"));
    return agency === undefined ? undefined : tenantOfAgency(tx, agency.id, on);
  });
  if (tenant === undefined) return showStart(deps, exchange, true);
  const chosen = exchange.form.get("cho") ?? "";
  const mandate = (await mandatesFor(exchange, found.app.id)).find((one) => one.id === chosen);
  if (chosen !== "" && mandate === undefined) return showStart(deps, exchange, false, true);
  const accountId = mandate?.representedId ?? applicantOf(exchange).accountId;
  const answers = await prefilled(exchange.db, found.edition, accountId);
  const draft = await applicantIn(exchange, tenant.id, async (tx) => {
    const start = { app: found.app, tenantId: tenant.id, accountId, answers };
    const started = await startDraft(tx, exchange.now, start);
    if (mandate !== undefined) await recordFiling(tx, exchange.now, started, mandate);
    return started;
  });
  const first = found.edition.form.steps[0]?.id ?? "";
  return { kind: "redirect", to: paths.draftStep(draft.publicId, first) };
}
