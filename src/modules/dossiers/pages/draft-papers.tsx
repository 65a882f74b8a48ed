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
import { ErrorSummary, Progress, renderPage } from "#ui";
import { consentsOf } from "../consent-store.ts";
import type { KnownPaper } from "../known-papers.ts";
import { knownPapersFor, takeConsentBack } from "../reuse-paper.ts";
import { wordsIn } from "../words.ts";
import type { DraftSide } from "./draft-side.tsx";
import { Saved } from "./draft-steps.tsx";
import { byFile, KnownPapers, reusedText } from "./known-papers.tsx";
import { isOwn, type PageDeps } from "./page-deps.ts";
import { PaperSlot } from "./paper-slot.tsx";

export function paperRoutes(deps: PageDeps, side: DraftSide): readonly Route[] {
  const { only } = side;
  const { base } = side.paths;
  return [
    {
      ...only,
      method: "GET",
      path: `${base}/:id/giay-to`,
      handle: (exchange) => showPapers(deps, side, exchange, new Map()),
    },
    {
      ...only,
      method: "POST",
      path: `${base}/:id/giay-to`,
      uploads: true,
      handle: (exchange) => upload(deps, side, exchange),
    },
    {
      ...only,
      method: "POST",
      path: `${base}/:id/tep/:file/bo`,
      handle: (exchange) => remove(side, exchange),
    },
    {
      ...only,
      method: "GET",
      path: `${base}/:id/tep/:file`,
      handle: async (exchange) => {
        const opened = await side.open(exchange);
        if ("kind" in opened) return opened;
        const file = await side.keep(exchange, opened.draft, (tx) =>
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

async function upload(deps: PageDeps, side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
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
      await side.act(exchange, draft, (tx) =>
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
  if (problems.size > 0) return showPapers(deps, side, exchange, problems);
  const isGoingOn = exchange.form.has("_tiep");
  const next = isGoingOn ? side.paths.review(draft.publicId) : side.paths.papers(draft.publicId);
  return { kind: "redirect", to: next };
}

async function remove(side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const { draft } = opened;
  const removed = await side.act(exchange, draft, async (tx) => {
    const file = await fileOf(tx, "dossier", draft.id, exchange.params["file"] ?? "");
    if (file === undefined) return false;
    await takeConsentBack(tx, exchange.now, draft, file.id);
    return removeFile(tx, exchange.now, "dossier", draft.id, file.id);
  });
  return removed
    ? { kind: "redirect", to: side.paths.papers(opened.draft.publicId) }
    : { kind: "missing" };
}

async function showPapers(
  deps: PageDeps,
  side: DraftSide,
  exchange: Exchange,
  problems: ReadonlyMap<string, string>,
): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  const { draft, edition } = opened;
  const { language } = exchange;
  const words = wordsIn(language);
  const mayReuse = await isOwn(exchange);
  const { files, known, consents } = await side.keep(exchange, draft, async (tx) => ({
    files: await filesOf(tx, "dossier", draft.id),
    known: mayReuse ? await knownPapersFor(tx, deps.dossiers, draft) : undefined,
    consents: await consentsOf(tx, draft.tenantId, draft.id),
  }));
  const reused = byFile(consents);
  const papers = papersFor(edition, draft.answers);
  const steps = visibleSteps(edition.form, draft.answers);
  const last = steps.at(-1);
  const view = (
    <side.Frame exchange={exchange} title={words["papers.title"]}>
      <Progress step={steps.length + 1} of={steps.length + 2} language={language} />
      <h1>{words["papers.title"]}</h1>
      {opened.about}
      <p class="lead">{papers.length === 0 ? words["papers.none"] : words["papers.lead"]}</p>
      <ErrorSummary
        errors={[...problems].map(([slot, text]) => ({ fieldId: slot, text }))}
        language={language}
      />
      <form
        method="post"
        action={side.paths.papers(draft.publicId)}
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
            hrefOf={(file) => side.paths.file(draft.publicId, file.publicId)}
            removalOf={(file) => `${side.paths.file(draft.publicId, file.publicId)}/bo`}
            noteOf={(file) => reusedText(reused.get(file.id), language)}
            hasButton
          >
            <KnownPapers
              draftId={draft.publicId}
              slot={paper.id}
              title={paper.title[language]}
              papers={notYetIn(files, paper.id, known?.get(paper.id) ?? [])}
              language={language}
            />
          </PaperSlot>
        ))}
        <p class="acts">
          <button class="button" type="submit" name="_tiep" value="1">
            {words["papers.continue"]}
          </button>
          {last === undefined ? null : (
            <a href={side.paths.step(draft.publicId, last.id)}>{words["draft.back"]}</a>
          )}
        </p>
      </form>
      <Saved draft={draft} language={language} later={side.says(language).later} />
    </side.Frame>
  );
  return { kind: "page", status: problems.size > 0 ? 422 : 200, html: renderPage(view) };
}

/** What was taken already is not offered once more. */
function notYetIn(
  files: readonly StoredFile[],
  slot: string,
  known: readonly KnownPaper[],
): readonly KnownPaper[] {
  const there = new Set(files.filter((one) => one.slot === slot).map((one) => one.sha256));
  return known.filter(({ file }) => !there.has(file.sha256));
}
