import { monthKey } from "./period.ts";
import type { StoredSnapshot } from "./snapshot-store.ts";

/** A closed month as everyone may download it; `bin/verify-snapshot.ts` needs nothing else. */
export function exportOf(snapshot: StoredSnapshot): string {
  return JSON.stringify({
    month: monthKey(snapshot.month),
    sha256: snapshot.sha256.toString("hex"),
    signature: snapshot.signature?.toString("base64") ?? null,
    ed25519: snapshot.publicKey,
    body: snapshot.body,
  });
}
