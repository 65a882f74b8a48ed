import { type Answers, formOfStep, recordSchema, type StepWork, workAt } from "#app-kit";
import { type FieldError, validateAll } from "#engines/forms";
import { ok, refused, type Result } from "#kernel/result";
import { filesOf } from "#platform/files";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { entered, left } from "./financial-duty.ts";
import { insertFinding } from "./finding-store.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

export interface WorkDone {
  readonly outcome: string;
  readonly answers: Answers;
  readonly note: string;
}

/**
 * An official completes a step that the procedure itself brings (inspection, measuring, expert review, confirming that a
 * duty was paid): findings, papers and outcome as the edition asks for them. Rights follow the step's role in the process.
 */
export async function workStep(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & WorkDone & { readonly step: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "work", step: act.step });
  if (!found.ok) return found;
  const before = found.value;
  const edition = editionOf(deps, before.appId, before.edition);
  const work = workAt(edition, act.step);
  const outcome = work?.outcomes.find((one) => one.id === act.outcome);
  if (work === undefined || outcome === undefined) return refused("wrong-state");
  if (!caller.roles.includes(before.stepRole ?? "")) return refused("missing");
  const note = act.note.trim();
  if (outcome.needsReason && note === "") return refused("reason-missing");
  if (wrongFindings(work, act.answers).length > 0) return refused("incomplete");
  if (await lacksPapers(tx, before, work)) return refused("incomplete");
  const byName = tx.actor.kind === "official" ? tx.actor.name : "";
  await insertFinding(tx, now, before, { ...act, note, byName });
  const step = await completeStep(tx, now, deps, before, outcome.id);
  const gone = await left(tx, now, deps, before, work);
  const next = await entered(tx, now, edition, { ...gone, ...step });
  return ok(
    await recordChange(tx, now, {
      before,
      next,
      name: "step-worked",
      detail: { step: work.step, outcome: outcome.id, outcomeWords: outcome.label.vi, note },
    }),
  );
}

/** What is wrong with the findings, question by question. */
export function wrongFindings(work: StepWork, answers: Answers): readonly FieldError[] {
  return validateAll(formOfStep(work), schemaOf(work), answers);
}

const schemas = new WeakMap<StepWork, ReturnType<typeof recordSchema>>();

/** A schema lives as long as its step, so that it is compiled once. */
function schemaOf(work: StepWork): ReturnType<typeof recordSchema> {
  const known = schemas.get(work) ?? recordSchema(formOfStep(work));
  schemas.set(work, known);
  return known;
}

/** Files of a step stand beside the applicant's papers under a name of their own. */
export function slotAt(step: string, paperId: string): string {
  return `${step}.${paperId}`;
}

async function lacksPapers(tx: Tx, dossier: Dossier, work: StepWork): Promise<boolean> {
  const needed = work.papers.filter((paper) => paper.isRequired);
  if (needed.length === 0) return false;
  const slots = new Set((await filesOf(tx, "dossier", dossier.id)).map((file) => file.slot));
  return needed.some((paper) => !slots.has(slotAt(work.step, paper.id)));
}
