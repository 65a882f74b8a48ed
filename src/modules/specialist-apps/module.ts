import type { Route } from "#platform/http";
import type { EditionPageDeps } from "./pages/deps.ts";
import { draftRoutes } from "./pages/draft.tsx";
import { partRoutes } from "./pages/part.tsx";
import { ITEM_PAGES, PART_PAGES } from "./pages/part-pages.ts";
import { procedureAdminRoutes } from "./pages/procedures.tsx";

/** Every page of this module: procedures and their editions, drafts and their parts. */
export function editionRoutes(deps: EditionPageDeps): readonly Route[] {
  return [
    ...procedureAdminRoutes(deps),
    ...draftRoutes(deps),
    ...[...Object.values(PART_PAGES), ...ITEM_PAGES].flatMap((page) => partRoutes(deps, page)),
  ];
}
