import { consultationAt, type Edition, linkedPartAt, workAt } from "#app-kit";
import { type Definition, type ElementMapping, planMigration } from "#engines/workflow";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";

/** From which process of a procedure to which, and where each step goes that has another id there. */
export interface MoveAsked {
  readonly appId: string;
  readonly fromHash: string;
  readonly toHash: string;
  readonly mapping: ElementMapping;
}

/** `unworked`: the dossier's own edition, which it keeps (R39), does not say how the new step is worked. */
export type NoPlaceReason = "gone" | "unlike" | "unworked" | "ended" | "busy";

/** A step of a dossier that has no place in the new process, and why. */
export interface NoPlace {
  readonly step: string;
  readonly name: string;
  readonly why: NoPlaceReason;
}

/** Where the dossier's row stands after the move. */
export type StandsAt = Pick<Dossier, "step" | "stepRole" | "holderId">;

/** Worked by the desk in every procedure. */
const DESK_STEPS: readonly string[] = ["receive", "examine", "review", "sign", "release"];

/** Whether a running dossier has a place in the new process; read only, so that a dry run asks the same as the move. */
export async function judgeMove(
  tx: Tx,
  deps: DossierDeps,
  asked: MoveAsked,
  dossier: Dossier,
): Promise<Result<StandsAt, readonly NoPlace[]>> {
  const { definitions } = deps.workflow;
  const to = await definitions.get(tx, asked.toHash);
  const unworked = unworkedIn(to, editionOf(deps, dossier.appId, dossier.edition));
  if (unworked.length > 0) return refused(unworked);
  const { instanceId } = dossier;
  const plan = await planMigration(tx, deps.workflow, { ...asked, instanceId });
  if (plan.ok) return ok(standsAt(dossier, asked.mapping, plan.value.kept));
  if (plan.error.kind !== "stands-on-nothing")
    return refused([{ step: dossier.step ?? "", name: dossier.step ?? "", why: "ended" }]);
  return refused(
    plan.error.elements.map(({ id, name }) => ({
      step: id,
      name: name === "" ? id : name,
      why: to.nodes.has(asked.mapping[id] ?? id) ? "unlike" : "gone",
    })),
  );
}

function unworkedIn(to: Definition, edition: Edition): NoPlace[] {
  const isKnown = (id: string): boolean =>
    DESK_STEPS.includes(id) ||
    workAt(edition, id) !== undefined ||
    consultationAt(edition, id) !== undefined ||
    linkedPartAt(edition, id) !== undefined;
  return [...to.nodes.values()]
    .filter((node) => node.kind === "user" && !isKnown(node.id))
    .map(({ id, name }) => ({ step: id, name, why: "unworked" }));
}

/** The task keeps its id; who holds it keeps it only while it is work of the same role. A called process is left as it is. */
function standsAt(
  dossier: Dossier,
  mapping: ElementMapping,
  kept: readonly { readonly id: string; readonly node: { readonly id: string; role: string } }[],
): StandsAt {
  const { step, stepRole, holderId, taskId } = dossier;
  const task = kept.find((token) => token.id === taskId);
  if (task !== undefined) {
    const isSameRole = task.node.role === stepRole;
    return {
      step: task.node.id,
      stepRole: task.node.role,
      holderId: isSameRole ? holderId : null,
    };
  }
  const next = step === null ? null : taskId === null ? (mapping[step] ?? step) : step;
  return { step: next, stepRole, holderId };
}
