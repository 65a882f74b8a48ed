import type { VNode } from "preact";
import type { Exchange, Reply, Route } from "#platform/http";
import { type Language, momentText } from "#ui";
import type { Consent } from "../consent-store.ts";
import type { KnownPaper } from "../known-papers.ts";
import { paths } from "../paths.ts";
import { reusePaper } from "../reuse-paper.ts";
import { wordsIn } from "../words.ts";
import type { DraftSide } from "./draft-side.tsx";
import { applicantOf, isOwn, type PageDeps } from "./page-deps.ts";

/** `POST /ho-so-nhap/:id/dung-lai`: the applicant agrees to the use of one paper for this draft. */
export function knownPaperRoutes(deps: PageDeps, side: DraftSide): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/ho-so-nhap/:id/dung-lai",
      access: "applicant",
      handle: (exchange) => agree(deps, side, exchange),
    },
  ];
}

async function agree(deps: PageDeps, side: DraftSide, exchange: Exchange): Promise<Reply> {
  const opened = await side.open(exchange);
  if ("kind" in opened) return opened;
  if (!(await isOwn(exchange))) return { kind: "missing" };
  const [slot = "", file = ""] = (exchange.form.get("_dung-lai") ?? "").split(" ");
  const done = await reusePaper(exchange.db, exchange.now, deps, applicantOf(exchange), {
    draftId: opened.draft.publicId,
    slot,
    file,
  });
  return done.ok
    ? { kind: "redirect", to: `${paths.drafts.papers(opened.draft.publicId)}#giay-${slot}` }
    : { kind: "missing" };
}

export interface OfferProps {
  readonly draftId: string;
  readonly slot: string;
  readonly title: string;
  readonly papers: readonly KnownPaper[];
  readonly language: Language;
}

/** What the city holds that fits a paper: when and for what it was given, a look at it, and the button that is the consent. */
export function KnownPapers({ draftId, slot, title, papers, language }: OfferProps): VNode | null {
  const words = wordsIn(language);
  if (papers.length === 0) return null;
  return (
    <section class="known" aria-labelledby={`k-${slot}`}>
      <h3 id={`k-${slot}`}>
        {words["known.title"]}
        <span class="sr">: {title}</span>
      </h3>
      <ul class="offered">
        {papers.map(({ file, dossier, title: named }) => (
          <li key={file.id}>
            <span>
              <a href={hrefOf(dossier.publicId, file)}>{named[language]}</a>{" "}
              <span class="hint num">
                {words["known.from"]} {dossier.code}, {momentText(file.addedAt)}
              </span>
            </span>
            <button
              class="button button-quiet"
              type="submit"
              name="_dung-lai"
              value={`${slot} ${file.publicId}`}
              formaction={paths.draftReuse(draftId)}
              formEncType="application/x-www-form-urlencoded"
            >
              {words["known.agree"]}
              <span class="sr">
                : {named[language]}, {dossier.code}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">{words["known.hint"]}</p>
    </section>
  );
}

function hrefOf(dossierId: string, file: KnownPaper["file"]): string {
  return file.slot === "result"
    ? paths.myResult(dossierId)
    : paths.myFile(dossierId, file.publicId);
}

/** `dùng lại từ hồ sơ …`: said of a paper wherever it is listed. */
export function reusedText(consent: Consent | undefined, language: Language): string | undefined {
  if (consent === undefined) return undefined;
  const words = wordsIn(language);
  const given = consent.fromAt === null ? "" : `, ${momentText(consent.fromAt)}`;
  return `${words["known.reused"]} ${consent.fromCode}${given}`;
}

/** Consents by the file they brought. */
export function byFile(consents: readonly Consent[]): ReadonlyMap<string, Consent> {
  return new Map(consents.flatMap((one) => (one.fileId === null ? [] : [[one.fileId, one]])));
}
