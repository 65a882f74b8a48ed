import type { VNode } from "preact";
import { type Edition, papersFor, type StepDefinition } from "#app-kit";
import {
  type FieldError,
  readStep,
  StepFields,
  summaryOf,
  validateAll,
  validateStep,
  visibleSteps,
} from "#engines/forms";
import { explainDecision, type Fee } from "#engines/rules";
import { filesOf } from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { dayIn } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import {
  Banner,
  CitizenPage,
  ErrorSummary,
  KeyValues,
  Panel,
  Progress,
  renderPage,
  When,
} from "#ui";
import { feeFor } from "../charge-fee.ts";
import { editionOf } from "../deps.ts";
import { type Draft, draftByPublicId, saveAnswers } from "../draft-store.ts";
import { paths } from "../paths.ts";
import { filingOf, type ProxyFiling } from "../proxy-filing.ts";
import { submitDraft } from "../submit-draft.ts";
import { wordsIn } from "../words.ts";
import { applicantIn, asApplicant, type PageDeps, personOf } from "./page-deps.ts";
import { FiledBy } from "./proxy-parts.tsx";

export function draftRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/ho-so-nhap/:id/buoc/:step",
      access: "applicant",
      handle: (exchange) => showStep(deps, exchange),
    },
    {
      method: "POST",
      path: "/ho-so-nhap/:id/buoc/:step",
      access: "applicant",
      handle: (exchange) => saveStep(deps, exchange),
    },
    {
      method: "POST",
      path: "/ho-so-nhap/:id/buoc/:step/luu",
      access: "applicant",
      handle: (exchange) => keepStep(deps, exchange),
    },
    {
      method: "GET",
      path: "/ho-so-nhap/:id/kiem-tra",
      access: "applicant",
      handle: (exchange) => showReview(deps, exchange, false),
    },
    {
      method: "POST",
      path: "/ho-so-nhap/:id/kiem-tra",
      access: "applicant",
      handle: (exchange) => submit(deps, exchange),
    },
  ];
}

interface Opened {
  readonly draft: Draft;
  readonly filing: ProxyFiling | undefined;
  readonly edition: Edition;
}

/** The applicant's own open draft; a submitted one leads to its dossier. */
export async function openDraft(deps: PageDeps, exchange: Exchange): Promise<Opened | Reply> {
  const found = await asApplicant(exchange, async (tx) => {
    const draft = await draftByPublicId(tx, exchange.params["id"] ?? "");
    return draft === undefined ? undefined : { draft, filing: await filingOf(tx, draft) };
  });
  if (found === undefined) return { kind: "missing" };
  const { draft, filing } = found;
  if (draft.submittedAs !== null) return { kind: "redirect", to: paths.myDossier(draft.publicId) };
  return { draft, filing, edition: editionOf(deps.dossiers, draft.appId, draft.edition) };
}

async function showStep(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const step = stepOf(opened, exchange);
  return step === undefined ? { kind: "missing" } : stepPage(deps, exchange, opened, step, []);
}

async function saveStep(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const step = stepOf(opened, exchange);
  if (step === undefined) return { kind: "missing" };
  const { edition, filing } = opened;
  const { draft, reading } = await keepAnswers(exchange, opened.draft, step);
  const saved = {
    edition,
    filing,
    draft: { ...draft, answers: reading.answers, updatedAt: exchange.now },
  };
  if (reading.errors.length > 0) return stepPage(deps, exchange, saved, step, reading.errors);
  if (reading.isEditing) return { kind: "redirect", to: paths.draftStep(draft.publicId, step.id) };
  const errors = validateStep(edition.form, edition.schema, step, reading.answers);
  if (errors.length > 0) return stepPage(deps, exchange, saved, step, errors);
  const steps = visibleSteps(edition.form, reading.answers);
  const next = steps[steps.findIndex((one) => one.id === step.id) + 1];
  return {
    kind: "redirect",
    to:
      next === undefined
        ? paths.draftPapers(draft.publicId)
        : paths.draftStep(draft.publicId, next.id),
  };
}

/** Keeps what was typed so far, without judging it: the page's own saving, every few seconds. */
async function keepStep(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const step = stepOf(opened, exchange);
  if (step === undefined) return { kind: "missing" };
  await keepAnswers(exchange, opened.draft, step);
  return { kind: "json", body: { keptAt: exchange.now } };
}

/** Reads a step into the draft as it is now, locked: a page that saves by itself and a pressed button do not collide. */
async function keepAnswers(exchange: Exchange, opened: Draft, step: StepDefinition) {
  return asApplicant(exchange, async (tx) => {
    const draft = (await draftByPublicId(tx, opened.publicId, { lock: true })) ?? opened;
    const reading = readStep(step, exchange.form, draft.answers);
    if (reading.errors.length === 0) await saveAnswers(tx, exchange.now, draft, reading.answers);
    return { draft, reading };
  });
}

function stepOf({ edition, draft }: Opened, exchange: Exchange): StepDefinition | undefined {
  return visibleSteps(edition.form, draft.answers).find(
    (one) => one.id === exchange.params["step"],
  );
}

function stepPage(
  deps: PageDeps,
  exchange: Exchange,
  { edition, draft, filing }: Opened,
  step: StepDefinition,
  errors: readonly FieldError[],
): Reply {
  const { language } = exchange;
  const words = wordsIn(language);
  const steps = visibleSteps(edition.form, draft.answers);
  const index = steps.findIndex((one) => one.id === step.id);
  const before = steps[index - 1];
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={step.title[language]}>
      <Progress step={index + 1} of={steps.length + 2} language={language} />
      <h1>{step.title[language]}</h1>
      <FiledBy filing={filing} language={language} />
      {step.lead === undefined ? null : <p class="lead">{step.lead[language]}</p>}
      <ErrorSummary
        errors={errors.map((error) => ({ fieldId: error.fieldId, text: error[language] }))}
        language={language}
      />
      <form method="post" action={paths.draftStep(draft.publicId, step.id)} novalidate data-keeps>
        <StepFields step={step} answers={draft.answers} errors={errors} language={language} />
        <p class="acts">
          <button class="button" type="submit">
            {words["draft.save"]}
          </button>
          {before === undefined ? null : (
            <a href={paths.draftStep(draft.publicId, before.id)}>{words["draft.back"]}</a>
          )}
          <auto-save data-url={paths.draftKeep(draft.publicId, step.id)} />
        </p>
      </form>
      <Saved draft={draft} language={language} />
    </CitizenPage>
  );
  return { kind: "page", status: errors.length > 0 ? 422 : 200, html: renderPage(view) };
}

export function Saved({ draft, language }: { draft: Draft; language: "vi" | "en" }): VNode {
  const words = wordsIn(language);
  return (
    <p class="hint">
      {words["draft.saved"]} <When at={draft.updatedAt} />. {words["draft.later"]}
    </p>
  );
}

async function showReview(deps: PageDeps, exchange: Exchange, isAsked: boolean): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const { draft, edition } = opened;
  const { language } = exchange;
  const words = wordsIn(language);
  const files = await asApplicant(exchange, (tx) => filesOf(tx, "dossier", draft.id));
  const steps = visibleSteps(edition.form, draft.answers).length;
  const wrong = wrongParts(opened, new Set(files.map((file) => file.slot)), language);
  const fee = wrong.length > 0 ? undefined : await feeFor(deps.dossiers, edition, draft.answers);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["review.title"]}>
      <Progress step={steps + 2} of={steps + 2} language={language} />
      <h1>{words["review.title"]}</h1>
      <FiledBy filing={opened.filing} language={language} />
      <p class="lead">{words["review.lead"]}</p>
      {isAsked && wrong.length > 0 ? (
        <Banner kind="warning" title={words["review.incomplete"]}>
          <ul>
            {wrong.map((part) => (
              <li key={part.href + part.text}>
                <a href={part.href}>{part.text}</a>
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {summaryOf(edition.form, draft.answers, language).map((section) => (
        <Panel title={section.title} key={section.stepId}>
          <KeyValues rows={section.rows} />
          <p class="acts">
            <a href={paths.draftStep(draft.publicId, section.stepId)}>
              {words["review.change"]}: {section.title}
            </a>
          </p>
        </Panel>
      ))}
      <Panel title={words["papers.title"]}>
        <KeyValues
          rows={papersFor(edition, draft.answers).map((paper) => ({
            label: paper.title[language],
            value:
              files
                .filter((file) => file.slot === paper.id)
                .map((file) => file.name)
                .join("\n") || "—",
          }))}
        />
        <p class="acts">
          <a href={paths.draftPapers(draft.publicId)}>
            {words["review.change"]}: {words["papers.title"]}
          </a>
        </p>
      </Panel>
      {fee?.ok === true ? <FeePanel fee={fee.value} edition={edition} language={language} /> : null}
      {fee?.ok === false ? <Banner kind="warning" title={words["refused.no-fee"]} /> : null}
      <form method="post" action={paths.draftReview(draft.publicId)}>
        <p>{words["review.declare"]}</p>
        <p class="acts">
          <button class="button" type="submit">
            {words["review.submit"]}
          </button>
          <a href={paths.draftPapers(draft.publicId)}>{words["draft.back"]}</a>
        </p>
      </form>
    </CitizenPage>
  );
  return { kind: "page", status: isAsked ? 422 : 200, html: renderPage(view) };
}

/** What it will cost and when, before anything is submitted. */
function FeePanel(props: { fee: Fee; edition: Edition; language: "vi" | "en" }): VNode {
  const { fee, edition, language } = props;
  const words = wordsIn(language);
  const when =
    words[edition.isFeeDueFirst === true ? "procedure.fee-first" : "procedure.fee-later"];
  const basis = fee.decision === undefined ? [] : explainDecision(fee.decision);
  return (
    <Panel title={words["review.fee"]} id="le-phi">
      <KeyValues
        rows={[
          {
            label: words["review.fee"],
            value: fee.amountVnd === 0 ? words["procedure.fee-none"] : dongText(fee.amountVnd),
          },
          ...(basis.length === 0
            ? []
            : [
                {
                  label: words["review.fee-how"],
                  value: basis.map((sentence) => sentence[language]).join(" "),
                },
              ]),
        ]}
      />
      {fee.amountVnd === 0 ? null : <p class="hint">{when}</p>}
    </Panel>
  );
}

function wrongParts(
  { draft, edition }: Opened,
  slots: ReadonlySet<string>,
  language: "vi" | "en",
): { href: string; text: string }[] {
  const steps = visibleSteps(edition.form, draft.answers);
  const errors = validateAll(edition.form, edition.schema, draft.answers).map((error) => {
    const top = error.fieldId.split(".")[0];
    const step = steps.find((one) => one.items.some((item) => item.id === top));
    const place = paths.draftStep(draft.publicId, step?.id ?? steps[0]?.id ?? "");
    return { href: `${place}#${error.fieldId}`, text: error[language] };
  });
  const missing = papersFor(edition, draft.answers)
    .filter((paper) => paper.isRequired && !slots.has(paper.id))
    .map((paper) => ({
      href: `${paths.draftPapers(draft.publicId)}#${paper.id}`,
      text: paper.title[language],
    }));
  return [...errors, ...missing];
}

async function submit(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const { draft } = opened;
  const applicant = await personOf(exchange);
  const on = dayIn(exchange.now);
  const submitted = await applicantIn(exchange, draft.tenantId, async (tx) => {
    const agencyId = await custodianOf(tx, draft.tenantId, on);
    const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
    if (agency === undefined) throw new Error(`nobody holds tenant ${draft.tenantId} on ${on}`);
    return submitDraft(tx, exchange.now, deps.dossiers, {
      publicId: draft.publicId,
      accountId: applicant.accountId,
      applicantName: applicant.name,
      agency,
    });
  });
  if (submitted.ok) return { kind: "redirect", to: `${paths.myDossier(draft.publicId)}?moi` };
  return submitted.error === "incomplete" || submitted.error === "no-fee"
    ? showReview(deps, exchange, true)
    : { kind: "missing" };
}
