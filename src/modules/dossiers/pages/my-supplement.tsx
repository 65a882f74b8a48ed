import type { VNode } from "preact";
import { isGroup, type StepDefinition } from "#app-kit";
import { type FieldError, readStep, StepFields, validateAll } from "#engines/forms";
import { filesOf, keepUpload, recordFile, refusalWords, type StoredFile } from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, ErrorSummary, type Language, type PageError, renderPage } from "#ui";
import { answerSupplement } from "../answer-supplement.ts";
import { editionOf } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import { paths } from "../paths.ts";
import { partLabels } from "../prints.ts";
import { dossierByPublicId } from "../store.ts";
import { type Supplement, supplementOf } from "../supplement-store.ts";
import { wordsIn } from "../words.ts";
import { applicantIn, asApplicant, type PageDeps } from "./page-deps.ts";
import { PaperSlot } from "./paper-slot.tsx";

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

/** Marks a sending that brings a file and nothing else, while the person goes on typing. */
const FILE_ALONE = "chi-tep";

interface Asked {
  readonly dossier: Dossier;
  readonly supplement: Supplement;
  /** Only the questions that need mending, as one step. */
  readonly step: StepDefinition;
  /** Papers of this edition, by id. */
  readonly paperIds: ReadonlySet<string>;
  /** What has arrived since it was asked for. */
  readonly files: readonly StoredFile[];
}

async function askedFor(deps: PageDeps, exchange: Exchange): Promise<Asked | undefined> {
  return asApplicant(exchange, async (tx) => {
    const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
    if (dossier?.state !== "supplement") return undefined;
    const supplement = await supplementOf(tx, dossier.tenantId, dossier.id);
    if (supplement === undefined) return undefined;
    const { form, papers } = editionOf(deps.dossiers, dossier.appId, dossier.edition);
    const files = await filesOf(tx, "dossier", dossier.id);
    const wrong = new Set(supplement.defects.map((defect) => defect.field));
    const items = form.steps
      .flatMap((step) => step.items)
      .filter((item) => wrong.has(item.id))
      .map((item) => (isGroup(item) ? { ...item, when: undefined } : item));
    return {
      dossier,
      supplement,
      step: { id: "bo-sung", title: { vi: "", en: "" }, items },
      paperIds: new Set(papers.map((paper) => paper.id)),
      files: files.filter((file) => file.addedAt >= supplement.askedAt),
    };
  });
}

async function send(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const asked = await askedFor(deps, exchange);
  if (asked === undefined) return { kind: "missing" };
  const fileErrors = await keepFiles(deps, exchange, asked);
  const renewed = (await askedFor(deps, exchange)) ?? asked;
  if (exchange.query.has(FILE_ALONE))
    return fileErrors.length > 0
      ? page(deps, exchange, renewed, [], fileErrors)
      : { kind: "redirect", to: paths.supplement(asked.dossier.publicId) };
  const { dossier, step } = renewed;
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const reading = readStep(step, exchange.form, dossier.answers);
  const judged = { ...renewed, dossier: { ...dossier, answers: reading.answers } };
  if (reading.isEditing) return page(deps, exchange, judged, [], []);
  const errors = [...reading.errors, ...validateAll(edition.form, edition.schema, reading.answers)];
  const missing = missingFiles(renewed, fileErrors, exchange.language);
  if (errors.length + fileErrors.length + missing.length > 0)
    return page(deps, exchange, judged, errors, [...fileErrors, ...missing]);
  const answered = await applicantIn(exchange, dossier.tenantId, (tx) =>
    answerSupplement(tx, exchange.now, deps.dossiers, {
      publicId: dossier.publicId,
      accountId: dossier.accountId,
      answers: reading.answers,
    }),
  );
  return answered.ok
    ? { kind: "redirect", to: paths.myDossier(dossier.publicId) }
    : { kind: "missing" };
}

/** Keeps every file that came along, whatever is wrong with the rest of the form; gives those that were refused. */
async function keepFiles(deps: PageDeps, exchange: Exchange, asked: Asked): Promise<PageError[]> {
  const { dossier, paperIds } = asked;
  const refused: PageError[] = [];
  for (const [slot, uploads] of exchange.uploads)
    for (const received of paperIds.has(slot) ? uploads : []) {
      const kept = await keepUpload(deps, dossier.tenantId, received);
      if (!kept.ok) {
        const reason = refusalWords(kept.error, exchange.language);
        refused.push({ fieldId: slot, text: `${received.name}: ${reason}` });
        continue;
      }
      await applicantIn(exchange, dossier.tenantId, (tx) =>
        recordFile(tx, exchange.now, kept.value, {
          subjectKind: "dossier",
          subjectId: dossier.id,
          slot,
          applicantId: dossier.accountId,
        }),
      );
    }
  return refused;
}

/** A paper that was found wanting needs a new file; without one the answer is not sent. */
function missingFiles(
  { supplement, paperIds, files }: Asked,
  refused: readonly PageError[],
  language: Language,
): readonly PageError[] {
  return supplement.defects
    .filter(({ field }) => paperIds.has(field) && !files.some((file) => file.slot === field))
    .filter(({ field }) => !refused.some((error) => error.fieldId === field))
    .map(({ field }) => ({ fieldId: field, text: wordsIn(language)["supplement.file-missing"] }));
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
  const { dossier, supplement, step, paperIds, files } = asked;
  const labels = partLabels({ deps: deps.dossiers, dossier }, language);
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
        data-keeps
      >
        {supplement.defects.map((defect) =>
          paperIds.has(defect.field) ? (
            <PaperSlot
              key={defect.field}
              slot={defect.field}
              title={labels.get(defect.field) ?? defect.field}
              explain={defect.words}
              files={files.filter((file) => file.slot === defect.field)}
              problem={fileErrors.find((error) => error.fieldId === defect.field)?.text}
              language={language}
              hrefOf={(file) => paths.myFile(dossier.publicId, file.publicId)}
              sentTo={`${paths.supplement(dossier.publicId)}?${FILE_ALONE}`}
            />
          ) : (
            <section class="panel" key={defect.field} aria-labelledby={`d-${defect.field}`}>
              <h2 id={`d-${defect.field}`}>{labels.get(defect.field) ?? defect.field}</h2>
              <p class="hint">{defect.words}</p>
              <StepFields
                step={{ ...step, items: step.items.filter((item) => item.id === defect.field) }}
                answers={dossier.answers}
                errors={errors}
                language={language}
              />
            </section>
          ),
        )}
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
