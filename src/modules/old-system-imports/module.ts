import type { Route } from "#platform/http";
import type { ImportPageDeps } from "./pages/deps.ts";
import { importRoutes } from "./pages/import.tsx";
import { importsRoutes } from "./pages/imports.tsx";

/** What the clerk or administrator of an agency brings over from the system used before. */
export function oldSystemImportRoutes(deps: ImportPageDeps): readonly Route[] {
  return [...importsRoutes(deps), ...importRoutes(deps)];
}
