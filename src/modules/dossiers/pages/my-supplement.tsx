import type { VNode } from "preact";
import { isGroup, type StepDefinition } from "#app-kit";
import { type FieldError, readStep, StepFields, validateAll } from "#engines/forms";
import { keepUpload, recordFile, refusalWords } from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, ErrorSummary, type PageError, renderPage } from "#ui";
import { answerSupplement } from "../answer-supplement.ts";
import { editionOf } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import { paths } from "../paths.ts";
import { partLabels } from "../prints.ts";
import { dossierByPublicId, type Supplement, supplementOf } from "../store.ts";
import { wordsIn } from "../words.ts";
import { applicantIn, applicantOf, asApplicant, type PageDeps } from "./page-deps.ts";

export function supplementRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/ho-so-cua-toi/:id/bo-sung",
      access: "applicant",
      handle: async (exchange) => {
        const asked = await askedFor(deps, exchange);
        return asked === undefined ? { kind: "missing" } : page(deps, exchange, asked, [], []);
      },
    },
    {
      method: "POST",
      path: "/ho-so-cua-toi/:id/bo-sung",
      access: "applicant",
      uploads: true,
      handle: (exchange) => send(deps, exchange),
    },
  ];
}

interface Asked {
  readonly dossier: Dossier;
  readonly supplement: Supplement;
  /** Only the questions that need mending, as one step. */
  readonly step: StepDefinition;
}

async function askedFor(deps: PageDeps, exchange: Exchange): Promise<Asked | undefined> {
  return asApplicant(exchange, async (tx) => {
    const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
    if (dossier?.state !== "supplement") return undefined;
    const supplement = await supplementOf(tx, dossier.tenantId, dossier.id);
    if (supplement === undefined) return undefined;
    const { form } = editionOf(deps.dossiers, dossier.appId, dossier.edition);
    const wrong = new Set(supplement.defects.map((defect) => defect.field));
    const items = form.steps
      .flatMap((step) => step.items)
      .filter((item) => wrong.has(item.id))
      .map((item) => (isGroup(item) ? { ...item, when: undefined } : item));
    return {
      dossier,
      supplement,
      step: { id: "bo-sung", title: { vi: "", en: "" }, items },
    };
  });
}

async function send(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const asked = await askedFor(deps, exchange);
  if (asked === undefined) return { kind: "missing" };
  const { dossier, step } = asked;
  const { language } = exchange;
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const reading = readStep(step, exchange.form, dossier.answers);
  const judged = { ...asked, dossier: { ...dossier, answers: reading.answers } };
  if (reading.isEditing) return page(deps, exchange, judged, [], []);
  const errors = [...reading.errors, ...validateAll(edition.form, edition.schema, reading.answers)];
  const fileErrors: PageError[] = [];
  for (const [slot, uploads] of exchange.uploads)
    for (const received of edition.papers.some((paper) => paper.id === slot) ? uploads : []) {
      const kept = await keepUpload(deps, dossier.tenantId, received);
      if (!kept.ok) {
        fileErrors.push({
          fieldId: slot,
          text: `${received.name}: ${refusalWords(kept.error, language)}`,
        });
        continue;
      }
      await applicantIn(exchange, dossier.tenantId, (tx) =>
        recordFile(tx, exchange.now, kept.value, {
          subjectKind: "dossier",
          subjectId: dossier.id,
          slot,
          applicantId: applicantOf(exchange).accountId,
        }),
      );
    }
  if (errors.length + fileErrors.length > 0)
    return page(deps, exchange, judged, errors, fileErrors);
  const answered = await applicantIn(exchange, dossier.tenantId, (tx) =>
    answerSupplement(tx, exchange.now, deps.dossiers, {
      publicId: dossier.publicId,
      accountId: applicantOf(exchange).accountId,
      answers: reading.answers,
    }),
  );
  return answered.ok
    ? { kind: "redirect", to: paths.myDossier(dossier.publicId) }
    : { kind: "missing" };
}

function page(
  deps: PageDeps,
  exchange: Exchange,
  asked: Asked,
  errors: readonly FieldError[],
  fileErrors: readonly PageError[],
): Reply {
  const { language } = exchange;
  const words = wordsIn(language);
  const { dossier, supplement, step } = asked;
  const labels = partLabels({ deps: deps.dossiers, dossier }, language);
  const paperIds = new Set(
    editionOf(deps.dossiers, dossier.appId, dossier.edition).papers.map((paper) => paper.id),
  );
  const view: VNode = (
    <CitizenPage {...deps.frame(exchange)} title={words["supplement.title"]}>
      <h1>{words["supplement.title"]}</h1>
      <p class="lead">{words["supplement.lead"]}</p>
      <ErrorSummary
        errors={[
          ...errors.map((error) => ({ fieldId: error.fieldId, text: error[language] })),
          ...fileErrors,
        ]}
        language={language}
      />
      <form
        method="post"
        action={paths.supplement(dossier.publicId)}
        enctype="multipart/form-data"
        novalidate
      >
        {supplement.defects.map((defect) => (
          <section class="panel" key={defect.field} aria-labelledby={`d-${defect.field}`}>
            <h2 id={`d-${defect.field}`}>{labels.get(defect.field) ?? defect.field}</h2>
            <p>{defect.words}</p>
            {paperIds.has(defect.field) ? (
              <div class="field">
                <label class="label" for={defect.field}>
                  {words["supplement.file"]}: {labels.get(defect.field)}
                </label>
                <input
                  class="input"
                  type="file"
                  id={defect.field}
                  name={defect.field}
                  accept=".pdf,.jpg,.jpeg,.png"
                />
              </div>
            ) : (
              <StepFields
                step={{ ...step, items: step.items.filter((item) => item.id === defect.field) }}
                answers={dossier.answers}
                errors={errors}
                language={language}
              />
            )}
          </section>
        ))}
        <button class="button" type="submit">
          {words["supplement.submit"]}
        </button>
      </form>
    </CitizenPage>
  );
  return {
    kind: "page",
    status: errors.length + fileErrors.length > 0 ? 422 : 200,
    html: renderPage(view),
  };
}
