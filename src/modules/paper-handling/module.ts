import type { Route } from "#platform/http";
import type { PaperPageDeps } from "./pages/deps.ts";
import { owedRoute } from "./pages/owed.tsx";
import { receiptBlockPageRoutes } from "./pages/receipt-block.tsx";
import { receiptBlockRoutes } from "./pages/receipt-blocks.tsx";

/** Every page of the physical side of the one-stop shop. */
export function paperRoutes(deps: PaperPageDeps): readonly Route[] {
  return [...receiptBlockRoutes(deps), owedRoute(deps), ...receiptBlockPageRoutes(deps)];
}
