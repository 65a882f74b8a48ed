import type { Route } from "#platform/http";
import { controlPaperRoutes } from "./pages/control-paper.ts";
import { paperRoutes } from "./pages/draft-papers.tsx";
import { applicantSide } from "./pages/draft-side.tsx";
import { draftRoutes } from "./pages/draft-steps.tsx";
import { findRoutes } from "./pages/find.tsx";
import { handOverManyRoutes } from "./pages/hand-over-many.tsx";
import { knownPaperRoutes } from "./pages/known-papers.tsx";
import { knownRecordRoutes } from "./pages/known-record-acts.ts";
import { morningRoutes } from "./pages/morning.tsx";
import { myDossierRoutes } from "./pages/my-dossiers.tsx";
import { myPaperRoutes } from "./pages/my-papers.ts";
import { supplementRoutes } from "./pages/my-supplement.tsx";
import type { PageDeps } from "./pages/page-deps.ts";
import { processMoveRoutes } from "./pages/process-moves.tsx";
import { procedureRoutes } from "./pages/procedures.tsx";
import { publicRoutes } from "./pages/public.tsx";
import { registerRoutes } from "./pages/register.tsx";
import { savedViewRoutes } from "./pages/saved-views.tsx";
import { staffActRoutes } from "./pages/staff-acts.ts";
import { staffDossierRoutes } from "./pages/staff-dossier.tsx";
import type { Tries } from "./pages/tries.ts";
import { workRoutes } from "./pages/work-acts.ts";
import { withdrawRoutes } from "./pages/withdraw.tsx";
import { worklistRoutes } from "./pages/worklist.tsx";

/** Every page of the one-stop shop. `onOrdered` is called when a signature waits to be made. */
export function dossierRoutes(
  deps: PageDeps,
  tries: Tries,
  onOrdered: () => void,
): readonly Route[] {
  const own = applicantSide(deps);
  return [
    ...procedureRoutes(deps),
    ...draftRoutes(deps, own),
    ...paperRoutes(deps, own),
    ...knownPaperRoutes(deps, own),
    ...knownRecordRoutes(deps, own),
    ...myDossierRoutes(deps),
    ...myPaperRoutes(deps),
    ...supplementRoutes(deps),
    ...withdrawRoutes(deps),
    ...publicRoutes(deps, tries),
    ...morningRoutes(deps),
    ...worklistRoutes(deps),
    ...handOverManyRoutes(deps),
    ...savedViewRoutes(),
    ...findRoutes(deps),
    ...registerRoutes(deps),
    ...controlPaperRoutes(deps),
    ...staffDossierRoutes(deps),
    ...staffActRoutes(deps, onOrdered),
    ...workRoutes(deps),
    ...processMoveRoutes(deps),
  ];
}
