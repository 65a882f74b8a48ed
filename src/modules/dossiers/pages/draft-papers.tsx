import { papersFor } from "#app-kit";
import { visibleSteps } from "#engines/forms";
import {
  fileOf,
  filesOf,
  keepUpload,
  recordFile,
  refusalWords,
  removeFile,
  type StoredFile,
} from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, ErrorSummary, Progress, renderPage } from "#ui";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { openDraft, Saved } from "./draft-steps.tsx";
import { applicantIn, asApplicant, type PageDeps } from "./page-deps.ts";
import { FiledBy } from "./proxy-parts.tsx";
import { PaperSlot } from "./paper-slot.tsx";

export function paperRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/ho-so-nhap/:id/giay-to",
      access: "applicant",
      handle: (exchange) => showPapers(deps, exchange, new Map()),
    },
    {
      method: "POST",
      path: "/ho-so-nhap/:id/giay-to",
      access: "applicant",
      uploads: true,
      handle: (exchange) => upload(deps, exchange),
    },
    {
      method: "POST",
      path: "/ho-so-nhap/:id/tep/:file/bo",
      access: "applicant",
      handle: (exchange) => remove(deps, exchange),
    },
    {
      method: "GET",
      path: "/ho-so-nhap/:id/tep/:file",
      access: "applicant",
      handle: async (exchange) => {
        const opened = await openDraft(deps, exchange);
        if ("kind" in opened) return opened;
        const file = await asApplicant(exchange, (tx) =>
          fileOf(tx, "dossier", opened.draft.id, exchange.params["file"] ?? ""),
        );
        return file === undefined ? { kind: "missing" } : fileReply(deps, file);
      },
    },
  ];
}

/** Sends a stored file as what it is, shown in the browser. */
export async function fileReply(deps: PageDeps, file: StoredFile): Promise<Reply> {
  return {
    kind: "file",
    stream: await deps.store.open(file.tenantId, file.sha256),
    type: file.type,
    name: file.name,
    inline: true,
    sizeBytes: file.sizeBytes,
  };
}

async function upload(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const { draft, edition } = opened;
  const { language } = exchange;
  const papers = papersFor(edition, draft.answers);
  const problems = new Map<string, string>();
  for (const paper of papers)
    for (const received of exchange.uploads.get(paper.id) ?? []) {
      const kept = await keepUpload(deps, draft.tenantId, received);
      if (!kept.ok) {
        problems.set(paper.id, `${received.name}: ${refusalWords(kept.error, language)}`);
        continue;
      }
      await applicantIn(exchange, draft.tenantId, (tx) =>
        recordFile(tx, exchange.now, kept.value, {
          subjectKind: "dossier",
          subjectId: draft.id,
          slot: paper.id,
          applicantId: draft.accountId,
        }),
      );
    }
  const asked = exchange.form.get("_tai");
  if (asked !== null && !exchange.uploads.has(asked))
    problems.set(asked, wordsIn(language)["papers.choose"]);
  if (problems.size > 0) return showPapers(deps, exchange, problems);
  const isGoingOn = exchange.form.has("_tiep");
  const next = isGoingOn ? paths.draftReview(draft.publicId) : paths.draftPapers(draft.publicId);
  return { kind: "redirect", to: next };
}

async function remove(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const removed = await asApplicant(exchange, (tx) =>
    removeFile(tx, exchange.now, "dossier", opened.draft.id, exchange.params["file"] ?? ""),
  );
  return removed
    ? { kind: "redirect", to: paths.draftPapers(opened.draft.publicId) }
    : { kind: "missing" };
}

async function showPapers(
  deps: PageDeps,
  exchange: Exchange,
  problems: ReadonlyMap<string, string>,
): Promise<Reply> {
  const opened = await openDraft(deps, exchange);
  if ("kind" in opened) return opened;
  const { draft, edition } = opened;
  const { language } = exchange;
  const words = wordsIn(language);
  const files = await asApplicant(exchange, (tx) => filesOf(tx, "dossier", draft.id));
  const papers = papersFor(edition, draft.answers);
  const steps = visibleSteps(edition.form, draft.answers);
  const last = steps.at(-1);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["papers.title"]}>
      <Progress step={steps.length + 1} of={steps.length + 2} language={language} />
      <h1>{words["papers.title"]}</h1>
      <FiledBy filing={opened.filing} language={language} />
      <p class="lead">{papers.length === 0 ? words["papers.none"] : words["papers.lead"]}</p>
      <ErrorSummary
        errors={[...problems].map(([slot, text]) => ({ fieldId: slot, text }))}
        language={language}
      />
      <form
        method="post"
        action={paths.draftPapers(draft.publicId)}
        enctype="multipart/form-data"
        novalidate
      >
        {papers.map((paper) => (
          <PaperSlot
            key={paper.id}
            slot={paper.id}
            title={paper.title[language]}
            explain={paper.explain[language]}
            files={files.filter((file) => file.slot === paper.id)}
            problem={problems.get(paper.id)}
            language={language}
            hrefOf={(file) => paths.draftFile(draft.publicId, file.publicId)}
            removalOf={(file) => `${paths.draftFile(draft.publicId, file.publicId)}/bo`}
            hasButton
          />
        ))}
        <p class="acts">
          <button class="button" type="submit" name="_tiep" value="1">
            {words["papers.continue"]}
          </button>
          {last === undefined ? null : (
            <a href={paths.draftStep(draft.publicId, last.id)}>{words["draft.back"]}</a>
          )}
        </p>
      </form>
      <Saved draft={draft} language={language} />
    </CitizenPage>
  );
  return { kind: "page", status: problems.size > 0 ? 422 : 200, html: renderPage(view) };
}
