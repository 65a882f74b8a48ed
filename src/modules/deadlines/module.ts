import type { Route } from "#platform/http";
import { daysOffRoute } from "./pages/days-off.tsx";
import type { DeadlinePageDeps } from "./pages/deps.ts";
import { officeHoursRoutes } from "./pages/office-hours.tsx";
import { publishRoutes } from "./pages/publish-days-off.tsx";
import { reckonRoute } from "./pages/reckon-deadline.tsx";

/** Every page of this module: reckoning and the days off for everyone, publishing for an administrator. */
export function deadlineRoutes(deps: DeadlinePageDeps): readonly Route[] {
  return [
    reckonRoute(deps),
    daysOffRoute(deps),
    ...publishRoutes(deps),
    ...officeHoursRoutes(deps),
  ];
}
