import type { Route } from "#platform/http";
import { actRoutes } from "./pages/acts.ts";
import { correctRoutes } from "./pages/correct.tsx";
import type { ResultPageDeps } from "./pages/deps.ts";
import { exportRoutes } from "./pages/export.ts";
import { mineRoutes } from "./pages/mine.tsx";
import { paperRoutes } from "./pages/papers.ts";
import { registerRoutes } from "./pages/register.tsx";
import { registersRoutes } from "./pages/registers.tsx";
import { resultRoutes } from "./pages/result.tsx";
import { verifyRoutes } from "./pages/verify.tsx";

/** Every page about released results. */
export function resultRegisterRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    ...registersRoutes(deps),
    ...registerRoutes(deps),
    ...exportRoutes(deps),
    ...resultRoutes(deps),
    ...actRoutes(deps),
    ...correctRoutes(deps),
    ...paperRoutes(deps),
    ...mineRoutes(deps),
    ...verifyRoutes(deps),
  ];
}
