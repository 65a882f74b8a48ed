import type { Route } from "#platform/http";
import { agencyRoutes } from "./pages/agency.tsx";
import type { OrganisationPageDeps } from "./pages/deps.ts";
import { organisationRoute } from "./pages/organisation.tsx";
import { positionRoutes } from "./pages/position.tsx";

/** Who is who on a day, who stands in for whom, and the position an official acts in. */
export function organisationRoutes(deps: OrganisationPageDeps): readonly Route[] {
  return [organisationRoute(deps), ...agencyRoutes(deps), ...positionRoutes(deps)];
}
