import { draftPaperRoutes, draftRoutes } from "#modules/dossiers";
import type { Route } from "#platform/http";
import { beginRoutes } from "./pages/begin.tsx";
import type { DeskDeps } from "./pages/deps.ts";
import { deskSide } from "./pages/desk-side.tsx";
import { entriesRoutes } from "./pages/entries.tsx";
import { entryRoutes } from "./pages/entry.tsx";

/** Every page of the desk: its own few, and the applicant's form, papers and review on the desk's side. */
export function deskRoutes(deps: DeskDeps): readonly Route[] {
  const side = deskSide(deps);
  return [
    ...entriesRoutes(deps),
    ...beginRoutes(deps),
    ...draftRoutes(deps, side),
    ...draftPaperRoutes(deps, side),
    ...entryRoutes(deps),
  ];
}
