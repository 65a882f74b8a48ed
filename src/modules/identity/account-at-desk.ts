import { CITY_WIDE, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { folded } from "#kernel/vietnamese-text";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import { insertAccounts, lockTries } from "./store.ts";

/** Whoever stands at a desk, as the card in the official's hand says. */
export interface PersonAtDesk {
  readonly citizenId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/**
 * The account of a citizen who comes to a desk, or a new one that nobody can enter before that citizen comes through the
 * national identity with the same number. An account that somebody only registered under the number is not theirs: no
 * proof stands behind it.
 */
export function accountAtDesk(
  db: Database,
  now: Date,
  session: Pick<Session, "actor">,
  person: PersonAtDesk,
): Promise<Result<{ readonly id: string; readonly name: string }, "other-name">> {
  return withDoor(
    db,
    "sign_in",
    async (tx) => {
      await lockTries(tx, `citizen:${person.citizenId}`);
      const known = await provenAccountOf(tx, person.citizenId);
      if (known !== undefined)
        return folded(known.name) === folded(person.name) ? ok(known) : refused("other-name");
      return ok(await open(tx, now, session, person));
    },
    [CITY_WIDE],
  );
}

async function open(
  tx: Tx,
  now: Date,
  session: Pick<Session, "actor">,
  person: PersonAtDesk,
): Promise<{ readonly id: string; readonly name: string }> {
  const id = uuidv7(now.getTime());
  await insertAccounts(tx, now, [
    {
      id,
      kind: "applicant",
      login: id, // nobody types it: this account has no password
      name: person.name,
      email: person.email === "" ? null : person.email,
      phone: person.phone === "" ? null : person.phone,
      citizenId: person.citizenId,
      officialId: null,
      passwordHash: null,
      isDemo: false,
    },
  ]);
  await appendLeaf({ ...tx, actor: session.actor }, now, {
    action: "account-opened-at-desk",
    subjectKind: "account",
    subjectId: id,
    payload: {},
  });
  return { id, name: person.name };
}

/** Linked to the national identity first, then of the demo city, then opened at a desk and not entered since. */
function provenAccountOf(
  tx: Tx,
  citizenId: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return tx.row(
    `SELECT a.id, a.name
     FROM identity.account a
     LEFT JOIN identity.linked_identity l ON l.account_id = a.id
     WHERE a.citizen_id = $1 AND a.kind = 'applicant'
       AND (l.account_id IS NOT NULL OR a.is_demo
         OR (a.password_hash IS NULL AND NOT EXISTS (SELECT FROM identity.passkey p WHERE p.account_id = a.id)))
     ORDER BY l.account_id IS NULL, NOT a.is_demo, a.created_at
     LIMIT 1`,
    [citizenId],
  );
}
