import type { Tx } from "#platform/database";

/** How an account wants to be told. In the system it always is. */
export interface Wish {
  readonly language: "vi" | "en";
  readonly byEmail: boolean;
}

export interface Telling extends Wish {
  readonly id: string;
  readonly email: string | null;
}

export function tellingRows(tx: Tx, ids: readonly string[]): Promise<Telling[]> {
  return tx.rows<Telling>(
    `SELECT id, email, notice_language AS language, mails_notices AS "byEmail"
     FROM identity.account
     WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** Undefined where it was so already, or there is no such account. */
export function saveWish(tx: Tx, accountId: string, wish: Wish): Promise<Wish | undefined> {
  return tx.row<Wish>(
    `UPDATE identity.account SET notice_language = $2, mails_notices = $3
     WHERE id = $1 AND (notice_language, mails_notices) IS DISTINCT FROM ($2, $3)
     RETURNING notice_language AS language, mails_notices AS "byEmail"`,
    [accountId, wish.language, wish.byEmail],
  );
}
