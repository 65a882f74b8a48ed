import { withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import { noteFactor } from "./audit.ts";
import type { IdentityDeps } from "./deps.ts";
import { saveWish, tellingRows, type Telling, type Wish } from "./telling-store.ts";

/** How somebody wants to be told: the language, and whether by e-mail beside the notices in the system. */
export function createTelling(deps: IdentityDeps) {
  return {
    of: async (session: Session): Promise<Telling | undefined> => {
      const [found] = await withDoor(deps.db, "sign_in", (tx) =>
        tellingRows(tx, [session.accountId]),
      );
      return found;
    },
    /** Asked for again as it is already, nothing is written. */
    choose: (now: Date, session: Session, wish: Wish) =>
      noteFactor(deps, now, session, "told-otherwise", { ...wish }, (tx) =>
        saveWish(tx, session.accountId, wish),
      ),
  };
}
