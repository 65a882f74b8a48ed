import { CITY_WIDE } from "#kernel/ids";
import { appendLeaf } from "#platform/audit-log";
import { type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import type { IdentityDeps } from "./deps.ts";

/** A change of how somebody signs in, with its leaf in the log, in one transaction. Where nothing changed, none is written. */
export function noteFactor<T>(
  deps: IdentityDeps,
  now: Date,
  session: Pick<Session, "accountId" | "actor">,
  action: string,
  payload: Readonly<Record<string, unknown>>,
  change: (tx: Tx) => Promise<T | undefined>,
): Promise<T | undefined> {
  return withDoor(
    deps.db,
    "sign_in",
    async (tx) => {
      const changed = await change(tx);
      if (changed === undefined) return undefined;
      await appendLeaf({ ...tx, actor: session.actor }, now, {
        action,
        subjectKind: "account",
        subjectId: session.accountId,
        payload,
      });
      return changed;
    },
    [CITY_WIDE],
  );
}
