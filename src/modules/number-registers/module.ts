import type { Route } from "#platform/http";
import type { RegisterPageDeps } from "./pages/deps.ts";
import { registerRoutes } from "./pages/register.tsx";
import { registersRoutes } from "./pages/registers.tsx";

/** The registers of an agency, as its records clerk keeps them. */
export function numberRegisterRoutes(deps: RegisterPageDeps): readonly Route[] {
  return [...registersRoutes(deps), ...registerRoutes(deps)];
}
