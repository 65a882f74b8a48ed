import type { Route } from "#platform/http";
import type { ConsultationDeps } from "./pages/deps.ts";
import { questionRoutes } from "./pages/question.tsx";
import { questionListRoutes } from "./pages/questions.tsx";

/** Every page of the asked side. */
export function consultationRoutes(deps: ConsultationDeps): readonly Route[] {
  return [...questionListRoutes(deps), ...questionRoutes(deps)];
}
