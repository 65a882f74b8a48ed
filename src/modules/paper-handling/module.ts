import type { Route } from "#platform/http";
import type { PaperPageDeps } from "./pages/deps.ts";
import { folderRoutes } from "./pages/folders.tsx";
import { handOverPageRoutes } from "./pages/hand-over-page.tsx";
import { handOversRoute } from "./pages/hand-overs.tsx";
import { newHandOverRoutes } from "./pages/new-hand-over.tsx";
import { owedRoute } from "./pages/owed.tsx";
import { paperActRoutes } from "./pages/paper-acts.ts";
import { paperPageRoute } from "./pages/paper-page.tsx";
import { paperPrintRoutes } from "./pages/paper-prints.ts";
import { receiptBlockPageRoutes } from "./pages/receipt-block.tsx";
import { receiptBlockRoutes } from "./pages/receipt-blocks.tsx";
import { waitingResultRoutes } from "./pages/waiting-results.tsx";

/** Every page of the physical side of the one-stop shop. */
export function paperRoutes(deps: PaperPageDeps): readonly Route[] {
  return [
    ...folderRoutes(deps),
    paperPageRoute(deps),
    ...paperActRoutes(deps),
    ...paperPrintRoutes(deps),
    handOversRoute(deps),
    ...newHandOverRoutes(deps),
    ...handOverPageRoutes(deps),
    ...waitingResultRoutes(deps),
    ...receiptBlockRoutes(deps),
    owedRoute(deps),
    ...receiptBlockPageRoutes(deps),
  ];
}
