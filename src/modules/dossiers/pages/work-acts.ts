import { type StepWork, workAt } from "#app-kit";
import { keepUpload, recordFile, refusalWords } from "#platform/files";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { editionOf } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import { paths } from "../paths.ts";
import { may } from "../policy.ts";
import { dossierByPublicId } from "../store.ts";
import { slotAt, workStep } from "../work-step.ts";
import { actOn, answer, inOneTenant } from "./act-in-tenant.ts";
import type { PageDeps } from "./page-deps.ts";
import { showStaffDossier } from "./staff-dossier.tsx";
import { findingsIn, NOTE } from "./work-form.tsx";

/** Steps that a procedure brings itself: their papers, sent at once or with the form, and their completion. */
export function workRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/can-bo/ho-so/:id/buoc",
      access: "official",
      uploads: true,
      handle: (exchange) => complete(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/ho-so/:id/buoc-tep",
      access: "official",
      uploads: true,
      handle: (exchange) => keepPapers(deps, exchange),
    },
  ];
}

async function complete(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const at = await stepInFront(deps, exchange);
  if (at === undefined) return { kind: "missing" };
  const { form, now } = exchange;
  const { dossier, work } = at;
  if (work === undefined || form.get("step") !== work.step)
    return showStaffDossier(deps, exchange, "wrong-state");
  const problem = await keepUploads(deps, exchange, dossier, work);
  if (problem !== undefined) return showStaffDossier(deps, exchange, "incomplete", { problem });
  const done = await inOneTenant(exchange, (tx, caller) =>
    workStep(tx, now, deps.dossiers, caller, {
      ...actOn(exchange),
      step: work.step,
      outcome: form.get("outcome") ?? "",
      answers: findingsIn(work, form),
      note: form.get(NOTE) ?? "",
    }),
  );
  return answer(deps, exchange, done);
}

async function keepPapers(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const at = await stepInFront(deps, exchange);
  if (at?.work === undefined) return { kind: "missing" };
  const problem = await keepUploads(deps, exchange, at.dossier, at.work);
  return problem === undefined
    ? { kind: "redirect", to: paths.staffDossier(at.dossier.publicId) }
    : showStaffDossier(deps, exchange, "incomplete", { problem });
}

/** The dossier and what is worked at its step, for someone whose role the step has; everything else looks missing. */
async function stepInFront(
  deps: PageDeps,
  exchange: Exchange,
): Promise<{ readonly dossier: Dossier; readonly work: StepWork | undefined } | undefined> {
  const session = officialSession(exchange);
  const dossier = await asOfficial(exchange, (tx) =>
    dossierByPublicId(tx, exchange.params["id"] ?? ""),
  );
  if (dossier === undefined || !may(session, "work", dossier)) return undefined;
  if (!session.roles.includes(dossier.stepRole ?? "")) return { dossier, work: undefined };
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  return { dossier, work: workAt(edition, dossier.step) };
}

/** Keeps what was sent for the papers of a step; gives the words of the first that was not taken. */
async function keepUploads(
  deps: PageDeps,
  exchange: Exchange,
  dossier: Dossier,
  work: StepWork,
): Promise<string | undefined> {
  for (const paper of work.papers) {
    const slot = slotAt(work.step, paper.id);
    for (const received of exchange.uploads.get(slot) ?? []) {
      const kept = await keepUpload(deps, dossier.tenantId, received);
      if (!kept.ok) return `${received.name}: ${refusalWords(kept.error, exchange.language)}`;
      await asOfficial(exchange, (tx) =>
        recordFile(tx, exchange.now, kept.value, {
          subjectKind: "dossier",
          subjectId: dossier.id,
          slot,
          applicantId: null,
        }),
      );
    }
  }
  return undefined;
}
