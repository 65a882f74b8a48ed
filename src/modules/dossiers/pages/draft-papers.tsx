import type { VNode } from "preact";
import { type Paper, papersFor } from "#app-kit";
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
import { Banner, CitizenPage, renderPage } from "#ui";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { openDraft, Saved } from "./draft-steps.tsx";
import { applicantIn, applicantOf, asApplicant, type PageDeps } from "./page-deps.ts";

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
          applicantId: applicantOf(exchange).accountId,
        }),
      );
    }
  const asked = exchange.form.get("_tai");
  if (asked !== null && !exchange.uploads.has(asked))
    problems.set(asked, wordsIn(language)["papers.choose"]);
  return problems.size === 0
    ? { kind: "redirect", to: paths.draftPapers(draft.publicId) }
    : showPapers(deps, exchange, problems);
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
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["papers.title"]}>
      <h1>{words["papers.title"]}</h1>
      <p class="lead">{papers.length === 0 ? words["papers.none"] : words["papers.lead"]}</p>
      {[...problems].map(([slot, problem]) => (
        <Banner key={slot} kind="warning" title={problem} />
      ))}
      {papers.map((paper) => (
        <PaperPanel
          key={paper.id}
          paper={paper}
          files={files.filter((file) => file.slot === paper.id)}
          problem={problems.get(paper.id)}
          draftId={draft.publicId}
          language={language}
        />
      ))}
      <p class="acts">
        <a class="button" href={paths.draftReview(draft.publicId)}>
          {words["papers.continue"]}
        </a>
      </p>
      <Saved draft={draft} language={language} />
    </CitizenPage>
  );
  return { kind: "page", status: problems.size > 0 ? 422 : 200, html: renderPage(view) };
}

function PaperPanel(props: {
  paper: Paper;
  files: readonly StoredFile[];
  problem: string | undefined;
  draftId: string;
  language: "vi" | "en";
}): VNode {
  const { paper, files, problem, draftId, language } = props;
  const words = wordsIn(language);
  return (
    <section class="panel" aria-labelledby={`t-${paper.id}`}>
      <h2 id={`t-${paper.id}`}>{paper.title[language]}</h2>
      <p class="hint">{paper.explain[language]}</p>
      <ul>
        {files.map((file) => (
          <li key={file.id} class="acts">
            <span>
              ✓ {words["papers.has"]}: <a href={paths.draftFile(draftId, file.id)}>{file.name}</a>
              {" · "}
              {sizeText(file.sizeBytes, language)}
              {file.pages === null ? "" : ` · ${file.pages} ${words["papers.pages"]}`}
            </span>
            <form method="post" action={`${paths.draftFile(draftId, file.id)}/bo`}>
              <button class="link-button" type="submit">
                {words["papers.remove"]} {file.name}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={paths.draftPapers(draftId)} enctype="multipart/form-data">
        <div class="field">
          <label class="label" for={paper.id}>
            {paper.title[language]}
          </label>
          {problem === undefined ? null : (
            <span class="error" id={`${paper.id}-error`}>
              {problem}
            </span>
          )}
          <input
            class="input"
            type="file"
            id={paper.id}
            name={paper.id}
            accept=".pdf,.jpg,.jpeg,.png"
            aria-describedby={problem === undefined ? undefined : `${paper.id}-error`}
          />
        </div>
        <button class="button button-quiet" type="submit" name="_tai" value={paper.id}>
          {words["papers.upload"]}
        </button>
      </form>
    </section>
  );
}

/** `1,2 MB`, `340 kB`. */
export function sizeText(bytes: number, language: "vi" | "en"): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  if (kilobytes < 1000) return `${kilobytes} kB`;
  const text = (bytes / 1_000_000).toFixed(1);
  return `${language === "vi" ? text.replace(".", ",") : text} MB`;
}
