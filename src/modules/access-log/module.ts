import type { Route } from "#platform/http";
import type { AccessLogDeps } from "./pages/deps.ts";
import { mineRoute } from "./pages/mine.tsx";
import { searchRoute } from "./pages/search.tsx";

/** The log as the person concerned reads it, and as an inspector searches it. */
export function accessLogRoutes(deps: AccessLogDeps): readonly Route[] {
  return [mineRoute(deps), searchRoute(deps)];
}
