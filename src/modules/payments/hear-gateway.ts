import { type Database, withDoor } from "#platform/database";
import { judgeSignature, readNotice, type SignedHeaders } from "#platform/payment-gateway";
import { type GatewayOutcome, insertStrayNotice, type StrayOutcome } from "./gateway-store.ts";
import { settleRefund } from "./send-refunds.ts";
import { settleTransfer } from "./settle-transfer.ts";

/** One request to the address that the gateway tells its news to, as it arrived. */
export interface Heard {
  readonly headers: SignedHeaders;
  readonly body: Uint8Array;
  readonly address: string;
}

export type HeardOutcome = GatewayOutcome | StrayOutcome;

/**
 * Hears the gateway: signature over the raw bytes first, then what they say. Every notice is written down with what
 * was made of it, the forged and the unreadable too. Killed at any moment, nothing is half done, and the gateway, which
 * got no answer, says it again.
 */
export async function hearGateway(
  db: Database,
  now: Date,
  key: string,
  heard: Heard,
): Promise<HeardOutcome> {
  const verdict = judgeSignature(key, now, heard.headers, heard.body);
  if (verdict !== "good") return putAside(db, now, heard, verdict);
  const notice = readNotice(Buffer.from(heard.body).toString("utf8"));
  if (notice === undefined) return putAside(db, now, heard, "unreadable");
  const outcome =
    notice.kind === "refund"
      ? await settleRefund(db, now, notice)
      : await settleTransfer(db, now, notice.payment);
  return outcome === "unknown-account" ? putAside(db, now, heard, outcome) : outcome;
}

async function putAside(
  db: Database,
  now: Date,
  { address, body }: Heard,
  outcome: StrayOutcome,
): Promise<StrayOutcome> {
  const text = Buffer.from(body).toString("utf8");
  await withDoor(db, "payments", (tx) =>
    insertStrayNotice(tx, now, { outcome, address, body: text }),
  );
  return outcome;
}

/** 2xx means: understood and written down, do not say it again. */
export function statusFor(outcome: HeardOutcome): 200 | 401 | 422 {
  if (outcome === "bad-signature" || outcome === "too-old") return 401;
  return outcome === "unreadable" ? 422 : 200;
}
