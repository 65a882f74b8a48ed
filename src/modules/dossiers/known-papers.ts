import { type Paper, type PaperKind, type Text, text } from "#app-kit";
import type { StoredFile } from "#platform/files";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";

/** A paper of the applicant that the city holds already: given to an earlier dossier, or the result of one. */
export interface KnownPaper {
  readonly file: StoredFile;
  readonly dossier: Dossier;
  /** What it is called where it lies. */
  readonly title: Text;
}

/** Most of one paper that are offered; who wants an older one sends it again. */
const MOST_OFFERED = 3;

/**
 * What fits each paper of a checklist, newest first: of the same kind, or the same paper of the same procedure. Results count
 * once they are released. The same bytes are offered once,
 * from the dossier that brought them first: a copy says nothing of how old a paper is.
 */
export function papersThatFit(
  deps: DossierDeps,
  asked: { readonly appId: string; readonly papers: readonly Paper[] },
  dossiers: readonly Dossier[],
  files: readonly (StoredFile & { readonly subjectId: string })[],
): ReadonlyMap<string, readonly KnownPaper[]> {
  const byId = new Map(dossiers.map((one) => [one.id, one]));
  const known = files
    .toSorted((one, other) => other.addedAt.getTime() - one.addedAt.getTime())
    .flatMap((file) => {
      const dossier = byId.get(file.subjectId);
      const what = dossier === undefined ? undefined : whatItIs(deps, dossier, file.slot);
      return dossier === undefined || what === undefined ? [] : [{ file, dossier, ...what }];
    });
  return new Map(
    asked.papers.map((paper) => {
      const fitting = known.filter(
        ({ kind, file, dossier }) =>
          (kind !== undefined && kind === paper.kind) ||
          (dossier.appId === asked.appId && file.slot === paper.id),
      );
      const once = fitting.filter(
        ({ file }, index) =>
          fitting.findLastIndex((other) => other.file.sha256 === file.sha256) === index,
      );
      return [paper.id, once.slice(0, MOST_OFFERED)];
    }),
  );
}

interface What {
  readonly title: Text;
  readonly kind: PaperKind | undefined;
}

function whatItIs(deps: DossierDeps, dossier: Dossier, slot: string): What | undefined {
  const { papers, result } = editionOf(deps, dossier.appId, dossier.edition);
  if (slot === "result")
    return dossier.state === "done"
      ? { title: text(result.title.vi, result.title.en), kind: result.paperKind }
      : undefined;
  const paper = papers.find((one) => one.id === slot);
  return paper === undefined ? undefined : { title: paper.title, kind: paper.kind };
}
