export { checkLinked } from "./check-linked.ts";
export { checkApp } from "./check-app.ts";
export type { Problem } from "./problem.ts";
export { readEdition } from "./edition-schema.ts";
export { type Difference, differencesBetween } from "./edition-differences.ts";
export { createEditionWatch, type EditionWatch, type LearnedEdition } from "./edition-watch.ts";
export { discardDraft, forkEdition, saveDraft } from "./edit-draft.ts";
export {
  approveEdition,
  proposeEdition,
  returnProposal,
  withdrawEdition,
} from "./publish-edition.ts";
export { editionRoutes } from "./module.ts";
export type { EditionPageDeps } from "./pages/deps.ts";
export { paths as editionPaths } from "./paths.ts";
export { EDITION_PERMISSIONS } from "./policy.ts";
