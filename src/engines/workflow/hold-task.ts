import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { setHolder } from "./store.ts";

/** Takes a free task; taking what one already holds changes nothing. */
export async function claimTask(
  tx: Tx,
  claim: { readonly taskId: string; readonly officialId: string },
): Promise<Result<null, "taken" | "not-open">> {
  const { taskId, officialId } = claim;
  const change = { taskId, holderId: officialId, by: officialId, from: "free-or-own" } as const;
  const done = await setHolder(tx, change);
  return done === "done" ? ok(null) : refused(done);
}

/** Puts a task back where everyone of its role finds it; only its holder may, and twice changes nothing. */
export async function releaseTask(
  tx: Tx,
  release: { readonly taskId: string; readonly officialId: string },
): Promise<Result<null, "taken" | "not-open">> {
  const { taskId, officialId } = release;
  const change = { taskId, holderId: null, by: officialId, from: "free-or-own" } as const;
  const done = await setHolder(tx, change);
  return done === "done" ? ok(null) : refused(done);
}

/** Gives a task to a colleague, whoever holds it now; who may do so is the caller's to judge. */
export async function handOverTask(
  tx: Tx,
  handing: { readonly taskId: string; readonly toOfficialId: string },
): Promise<Result<null, "not-open">> {
  const { taskId, toOfficialId } = handing;
  const done = await setHolder(tx, { taskId, holderId: toOfficialId, by: null, from: "anyone" });
  return done === "done" ? ok(null) : refused("not-open");
}
