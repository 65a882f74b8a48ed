import type { Route } from "#platform/http";
import { ageingRoute } from "./pages/ageing.tsx";
import type { IndicatorDeps } from "./pages/deps.ts";
import { figureRoutes } from "./pages/figures.tsx";
import { officialsRoute } from "./pages/officials.tsx";
import { timeUsedRoute } from "./pages/time-used.tsx";

/** Every page of the figures. */
export function indicatorRoutes(deps: IndicatorDeps): readonly Route[] {
  return [...figureRoutes(deps), ageingRoute(deps), timeUsedRoute(deps), officialsRoute(deps)];
}
