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
import { dongText } from "#kernel/money";
import {
  Banner,
  ErrorSummary,
  KeyValues,
  Panel,
  Progress,
  renderPage,
  When,
  type PageError,
} from "#ui";
import { feeFor } from "../charge-fee.ts";
import { consentsOf } from "../consent-store.ts";
import { type Draft, draftByPublicId, saveAnswers } from "../draft-store.ts";
import { wordsIn } from "../words.ts";
import type { DraftSide, OpenedDraft } from "./draft-side.tsx";
import { notesOf, withNote } from "./known-records.tsx";
import type { PageDeps } from "./page-deps.ts";

/** Steps and review of a draft, on one side; what is asked and how it is judged is the same on both. */
export function draftRoutes(deps: PageDeps, side: DraftSide): readonly Route[] {
  const { only } = side;
  const { base } = side.paths;
  return [
    {
      ...only,
      method: "GET",
      path: `${base}/:id/buoc/:step`,
      handle: (exchange) => showStep(side, exchange),
    },
    {
      ...only,
      method: "POST",
      path: `${base}/:id/buoc/:step`,
      handle: (exchange) => saveStep(side, exchange),
    },
    {
      ...only,
      method: "POST",
      path: `${base}/:id/buoc/:step/luu`,
      handle: (exchange) => keepStep(side, exchange),
    },
    {
      ...only,
      method: "GET",
      path: `${base}/:id/kiem-tra`,
      handle: (exchange) => showReview(deps, side, exchange, false),
    },
    {
      ...only,
      method: "POST",
      path: `${base}/:id/kiem-tra`,
      handle: (exchange) => submit(deps, side, exchange),
    },
  ];
}

async function showStep(side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const step = stepOf(opened, exchange);
  return step === undefined ? { kind: "missing" } : stepPage(side, exchange, opened, step, []);
}

async function saveStep(side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const step = stepOf(opened, exchange);
  if (step === undefined) return { kind: "missing" };
  const { edition, about } = opened;
  const { draft, reading } = await keepAnswers(side, exchange, opened.draft, step);
  const saved = {
    edition,
    about,
    draft: { ...draft, answers: reading.answers, updatedAt: exchange.now },
  };
  if (reading.errors.length > 0) return stepPage(side, exchange, saved, step, reading.errors);
  if (reading.isEditing) return { kind: "redirect", to: side.paths.step(draft.publicId, step.id) };
  const errors = validateStep(edition.form, edition.schema, step, reading.answers);
  if (errors.length > 0) return stepPage(side, exchange, saved, step, errors);
  const steps = visibleSteps(edition.form, reading.answers);
  const next = steps[steps.findIndex((one) => one.id === step.id) + 1];
  return {
    kind: "redirect",
    to:
      next === undefined
        ? side.paths.papers(draft.publicId)
        : side.paths.step(draft.publicId, next.id),
  };
}

/** Keeps what was typed so far, without judging it: the page's own saving, every few seconds. */
async function keepStep(side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const step = stepOf(opened, exchange);
  if (step === undefined) return { kind: "missing" };
  await keepAnswers(side, exchange, opened.draft, step);
  return { kind: "json", body: { keptAt: exchange.now } };
}

/** Reads a step into the draft as it is now, locked: a page that saves by itself and a pressed button do not collide. */
async function keepAnswers(
  side: DraftSide,
  exchange: Exchange,
  opened: Draft,
  step: StepDefinition,
) {
  return side.keep(exchange, opened, async (tx) => {
    const draft = (await draftByPublicId(tx, opened.publicId, { lock: true })) ?? opened;
    const reading = readStep(step, exchange.form, draft.answers);
    if (reading.errors.length === 0) await saveAnswers(tx, exchange.now, draft, reading.answers);
    return { draft, reading };
  });
}

function stepOf({ edition, draft }: OpenedDraft, exchange: Exchange): StepDefinition | undefined {
  return visibleSteps(edition.form, draft.answers).find(
    (one) => one.id === exchange.params["step"],
  );
}

async function stepPage(
  side: DraftSide,
  exchange: Exchange,
  opened: OpenedDraft,
  step: StepDefinition,
  errors: readonly FieldError[],
): Promise<Reply> {
  const { edition, draft, about } = opened;
  const { language } = exchange;
  const words = wordsIn(language);
  const steps = visibleSteps(edition.form, draft.answers);
  const index = steps.findIndex((one) => one.id === step.id);
  const before = steps[index - 1];
  const consents = await side.keep(exchange, draft, (tx) =>
    consentsOf(tx, draft.tenantId, draft.id),
  );
  const notes = notesOf(consents, draft.answers, language);
  const view = (
    <side.Frame exchange={exchange} title={step.title[language]}>
      <Progress step={index + 1} of={steps.length + 2} language={language} />
      <h1>{step.title[language]}</h1>
      {about}
      {step.lead === undefined ? null : <p class="lead">{step.lead[language]}</p>}
      <ErrorSummary
        errors={errors.map((error) => ({ fieldId: error.fieldId, text: error[language] }))}
        language={language}
      />
      {before === undefined ? await side.offers?.(exchange, opened, consents) : null}
      <form method="post" action={side.paths.step(draft.publicId, step.id)} novalidate data-keeps>
        <StepFields {...{ step, errors, language, notes }} answers={draft.answers} />
        <p class="acts">
          <button class="button" type="submit">
            {words["draft.save"]}
          </button>
          {before === undefined ? null : (
            <a href={side.paths.step(draft.publicId, before.id)}>{words["draft.back"]}</a>
          )}
          <auto-save data-url={side.paths.keep(draft.publicId, step.id)} />
        </p>
      </form>
      <Saved draft={draft} language={language} later={side.says(language).later} />
    </side.Frame>
  );
  return { kind: "page", status: errors.length > 0 ? 422 : 200, html: renderPage(view) };
}

export function Saved(props: { draft: Draft; language: "vi" | "en"; later: string }): VNode {
  return (
    <p class="hint">
      {wordsIn(props.language)["draft.saved"]} <When at={props.draft.updatedAt} />. {props.later}
    </p>
  );
}

async function showReview(
  deps: PageDeps,
  side: DraftSide,
  exchange: Exchange,
  isAsked: boolean,
  error?: PageError,
): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const { draft, edition } = opened;
  const { language } = exchange;
  const words = wordsIn(language);
  const said = side.says(language);
  const { files, consents } = await side.keep(exchange, draft, async (tx) => ({
    files: await filesOf(tx, "dossier", draft.id),
    consents: await consentsOf(tx, draft.tenantId, draft.id),
  }));
  const notes = notesOf(consents, draft.answers, language);
  const steps = visibleSteps(edition.form, draft.answers).length;
  const wrong = wrongParts(side, opened, new Set(files.map((file) => file.slot)), language);
  const fee = wrong.length > 0 ? undefined : await feeFor(deps.dossiers, edition, draft.answers);
  const view = (
    <side.Frame exchange={exchange} title={words["review.title"]}>
      <Progress step={steps + 2} of={steps + 2} language={language} />
      <h1>{words["review.title"]}</h1>
      {opened.about}
      <p class="lead">{said.review}</p>
      <ErrorSummary errors={error === undefined ? [] : [error]} language={language} />
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
          <KeyValues rows={section.rows.map((row) => withNote(row, notes))} />
          <p class="acts">
            <a href={side.paths.step(draft.publicId, section.stepId)}>
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
          <a href={side.paths.papers(draft.publicId)}>
            {words["review.change"]}: {words["papers.title"]}
          </a>
        </p>
      </Panel>
      {fee?.ok === true ? <FeePanel fee={fee.value} edition={edition} language={language} /> : null}
      {fee?.ok === false ? <Banner kind="warning" title={words["refused.no-fee"]} /> : null}
      <form method="post" action={side.paths.review(draft.publicId)}>
        {await side.asks?.(exchange, opened, error)}
        <p>{said.declare}</p>
        <p class="acts">
          <button class="button" type="submit">
            {said.submit}
          </button>
          <a href={side.paths.papers(draft.publicId)}>{words["draft.back"]}</a>
        </p>
      </form>
    </side.Frame>
  );
  return {
    kind: "page",
    status: isAsked || error !== undefined ? 422 : 200,
    html: renderPage(view),
  };
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
  side: DraftSide,
  { draft, edition }: OpenedDraft,
  slots: ReadonlySet<string>,
  language: "vi" | "en",
): { href: string; text: string }[] {
  const steps = visibleSteps(edition.form, draft.answers);
  const errors = validateAll(edition.form, edition.schema, draft.answers).map((error) => {
    const top = error.fieldId.split(".")[0];
    const step = steps.find((one) => one.items.some((item) => item.id === top));
    const place = side.paths.step(draft.publicId, step?.id ?? steps[0]?.id ?? "");
    return { href: `${place}#${error.fieldId}`, text: error[language] };
  });
  const missing = papersFor(edition, draft.answers)
    .filter((paper) => paper.isRequired && !slots.has(paper.id))
    .map((paper) => ({
      href: `${side.paths.papers(draft.publicId)}#${paper.id}`,
      text: paper.title[language],
    }));
  return [...errors, ...missing];
}

async function submit(deps: PageDeps, side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const submitted = await side.submit(exchange, opened);
  if (submitted.ok) return { kind: "redirect", to: submitted.value };
  if (typeof submitted.error === "object")
    return showReview(deps, side, exchange, false, submitted.error);
  return submitted.error === "incomplete" || submitted.error === "no-fee"
    ? showReview(deps, side, exchange, true)
    : { kind: "missing" };
}
