import type { PlacedTask } from "#engines/workflow";
import type { Actor } from "#kernel/actor";

/** Who answers for an agency that was asked; the process names the role, the position must have it. */
export const CONSULTATION_PERMISSIONS = {
  "consultation see": ["specialist", "head", "leader", "inspector"],
  "consultation answer": ["specialist", "head", "leader"],
} as const satisfies Record<string, readonly string[]>;

export interface Caller {
  readonly actor: Actor;
  readonly roles: readonly string[];
  readonly tenantIds: readonly string[];
}

/** Denied by default: an official of the asked agency with one of the roles. */
export function mayOnQuestion(
  caller: Caller,
  deed: keyof typeof CONSULTATION_PERMISSIONS,
  task: Pick<PlacedTask, "tenantId" | "subjectKind">,
): boolean {
  if (caller.actor.kind !== "official" || task.subjectKind !== "dossier") return false;
  const allowed: readonly string[] = CONSULTATION_PERMISSIONS[deed];
  return (
    caller.tenantIds.includes(task.tenantId) && caller.roles.some((role) => allowed.includes(role))
  );
}

export function mayAnswer(caller: Caller, task: PlacedTask): boolean {
  return mayOnQuestion(caller, "consultation answer", task) && caller.roles.includes(task.role);
}
