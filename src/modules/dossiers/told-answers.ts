import { answersTo } from "#app-kit";
import type { Tx } from "#platform/database";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";

/**
 * What a process learns of the application: only the answers that its decisions and called processes ask for, as they stand
 * now, since a supplement may have changed them. A person's data stay in the dossier.
 */
export async function toldAnswers(
  tx: Tx,
  deps: DossierDeps,
  { appId, edition, answers }: Pick<Dossier, "appId" | "edition" | "answers">,
): Promise<Readonly<Record<string, unknown>>> {
  const { inForceFrom } = editionOf(deps, appId, edition);
  const hash = deps.apps.get(appId)?.processes.get(inForceFrom) ?? "";
  const { nodes } = await deps.workflow.definitions.get(tx, hash);
  const asked = [...nodes.values()].flatMap((node) => answersTo(node.told));
  if (asked.length === 0) return {};
  return {
    answers: Object.fromEntries(
      asked.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
    ),
  };
}
