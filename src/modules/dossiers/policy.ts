import type { Actor } from "#kernel/actor";
import type { Dossier } from "./dossier.ts";

/**
 * What each role may do with a dossier. Rights attach to positions (dated), never to persons; a role missing here may
 * do nothing. `test/policy/permissions.txt` is printed from this table and reviewed as text.
 */
export const PERMISSIONS = {
  see: ["receiver", "specialist", "head", "leader", "clerk", "inspector"],
  "reveal-numbers": ["receiver", "specialist", "head", "leader"],
  accept: ["receiver"],
  "ask-supplement": ["receiver", "specialist"],
  refuse: ["receiver", "head", "leader"],
  examine: ["specialist"],
  work: ["receiver", "specialist", "head", "leader", "clerk"],
  review: ["head"],
  sign: ["leader"],
  release: ["clerk"],
  extend: ["head", "leader"],
  apologise: ["head", "leader"],
  "allow-supplement": ["head"],
  stop: ["head", "leader"],
  "propose-transfer": ["receiver", "specialist"],
  transfer: ["head", "leader"],
  claim: ["receiver", "specialist", "head", "leader", "clerk"],
  "hand-over": ["receiver", "specialist", "head", "leader", "clerk"],
  comment: ["receiver", "specialist", "head", "leader", "clerk"],
  oversee: ["head", "leader"],
  "share-view": ["head"],
  register: ["receiver", "head", "leader", "clerk", "inspector"],
} as const satisfies Record<string, readonly string[]>;

/**
 * How work is arranged is an administrator's, dossiers are not: whoever moves them to another process reads no more of one than
 * its code and step.
 */
export const PROCESS_PERMISSIONS = {
  "process move": ["administrator"],
} as const satisfies Record<string, readonly string[]>;

export type DossierAction = keyof typeof PERMISSIONS;

export interface Caller {
  readonly actor: Actor;
  readonly roles: readonly string[];
  readonly tenantIds: readonly string[];
  /** Procedures that the mandate is limited to; absent for all. */
  readonly appIds?: readonly string[];
}

/** The agency an official acts for: its office hours count. */
export function agencyOf(caller: Caller): string {
  if (caller.actor.kind !== "official") throw new Error(`${caller.actor.kind} acts for no agency`);
  return caller.actor.agencyId;
}

/** Whether a position looks over all the work of its agency, not only what waits for itself. */
export function mayOversee(caller: Pick<Caller, "actor" | "roles">): boolean {
  const allowed: readonly string[] = PERMISSIONS.oversee;
  return caller.actor.kind === "official" && caller.roles.some((role) => allowed.includes(role));
}

/** Whether a position may share a work list with its unit. */
export function mayShareViews(caller: Pick<Caller, "actor" | "roles">): boolean {
  const allowed: readonly string[] = PERMISSIONS["share-view"];
  return caller.actor.kind === "official" && caller.roles.some((role) => allowed.includes(role));
}

/** Denied by default: an official with the role, in an agency that holds the dossier's records today. */
export function may(
  caller: Caller,
  action: DossierAction,
  dossier: Pick<Dossier, "tenantId" | "appId">,
): boolean {
  if (caller.actor.kind !== "official" || !caller.tenantIds.includes(dossier.tenantId))
    return false;
  if (caller.appIds !== undefined && !caller.appIds.includes(dossier.appId)) return false;
  const allowed: readonly string[] = PERMISSIONS[action];
  return caller.roles.some((role) => allowed.includes(role));
}

/** Whether a position may move an agency's running dossiers to another process. */
export function mayMoveProcesses(caller: Caller, tenantId: string, appId: string): boolean {
  const allowed: readonly string[] = PROCESS_PERMISSIONS["process move"];
  if (caller.appIds !== undefined && !caller.appIds.includes(appId)) return false;
  return (
    caller.actor.kind === "official" &&
    caller.tenantIds.includes(tenantId) &&
    caller.roles.some((role) => allowed.includes(role))
  );
}
