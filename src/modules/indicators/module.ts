import type { Route } from "#platform/http";
import { ageingRoute } from "./pages/ageing.tsx";
import { behindRoute } from "./pages/behind.tsx";
import { closedMonthRoutes } from "./pages/closed-months.tsx";
import { closingRoutes } from "./pages/closing.tsx";
import type { IndicatorDeps } from "./pages/deps.ts";
import { explainedRoute } from "./pages/explained.tsx";
import { figureRoutes } from "./pages/figures.tsx";
import { officialsRoute } from "./pages/officials.tsx";
import { openDataRoutes } from "./pages/open-data.tsx";
import { qualityIndexRoute } from "./pages/quality-index.tsx";
import { satisfactionRoute } from "./pages/satisfaction.tsx";
import { simulationRoutes } from "./pages/simulation.tsx";
import { simulationResultRoute } from "./pages/simulation-result.tsx";
import { timeUsedRoute } from "./pages/time-used.tsx";
import { weightRoutes } from "./pages/weights.tsx";

/** Every page of the figures. */
export function indicatorRoutes(deps: IndicatorDeps): readonly Route[] {
  return [
    ...figureRoutes(deps),
    satisfactionRoute(deps),
    qualityIndexRoute(deps),
    explainedRoute(deps),
    ...closedMonthRoutes(deps),
    ...openDataRoutes(deps),
    ageingRoute(deps),
    timeUsedRoute(deps),
    officialsRoute(deps),
    behindRoute(deps),
    ...closingRoutes(deps),
    ...weightRoutes(deps),
    ...simulationRoutes(deps),
    simulationResultRoute(deps),
  ];
}
