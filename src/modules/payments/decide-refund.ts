import { isUuid } from "#kernel/ids";
import { dongText } from "#kernel/money";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { PaymentRefusal } from "./charge.ts";
import { allowed, type Caller, type OfficialActor, type PaymentAction } from "./policy.ts";
import { endRefund, recordRefund } from "./record-refund.ts";
import { mayBecome, type Refund } from "./refund.ts";
import { lockedRefund } from "./refund-store.ts";
import { lockedCharge, paymentById } from "./store.ts";
import { tellPayer } from "./tell-payer.ts";

export interface RefundAct {
  readonly id: string;
  readonly version: number;
}

/** The head decides on what another person asked for. Approving takes the number of the decision, rejecting a reason. */
export async function decideRefund(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: RefundAct & { readonly isApproved: boolean; readonly decision: string },
): Promise<Result<Refund, PaymentRefusal>> {
  const found = await refundFor(tx, caller, act, "refund decide");
  if (!found.ok) return found;
  const { refund, official } = found.value;
  if (refund.askedBy === official.officialId) return refused("own-request");
  const state = act.isApproved ? "approved" : "rejected";
  if (!mayBecome(refund.state, state)) return refused("wrong-state");
  const decision = act.decision.trim().slice(0, LONGEST_DECISION);
  if (decision === "") return refused("decision-missing");
  const next: Refund = {
    ...refund,
    state,
    decision,
    decidedBy: official.officialId,
    decidedName: official.name,
    decidedAt: now,
    endedAt: act.isApproved ? null : now,
  };
  const name = act.isApproved ? "refund-approved" : "refund-rejected";
  const saved = await recordRefund(tx, now, next, name);
  const charge = await lockedCharge(tx, refund.tenantId, refund.chargeId);
  if (charge === undefined) throw new Error(`refund ${refund.id} has no charge`);
  await tellPayer(tx, now, charge, name, { amount: dongText(refund.amountVnd) });
  return ok(saved);
}

/** The desk hands out what was paid at the desk, once it is approved. */
export async function payOutRefund(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: RefundAct,
): Promise<Result<Refund, PaymentRefusal>> {
  const found = await refundFor(tx, caller, act, "refund pay-out");
  if (!found.ok) return found;
  const { refund } = found.value;
  const payment = await paymentById(tx, refund.tenantId, refund.paymentId);
  // What came through the gateway goes back through it.
  if (refund.state !== "approved" || payment?.channel === "gateway") return refused("wrong-state");
  return ok(await endRefund(tx, now, refund));
}

async function refundFor(
  tx: Tx,
  caller: Caller,
  act: RefundAct,
  action: PaymentAction,
): Promise<Result<{ readonly refund: Refund; readonly official: OfficialActor }, PaymentRefusal>> {
  if (!isUuid(act.id)) return refused("missing");
  const refund = await lockedRefund(tx, caller.tenantIds, act.id);
  const official = refund && allowed(caller, action, refund);
  if (refund === undefined || official === undefined) return refused("missing");
  return refund.version === act.version ? ok({ refund, official }) : refused("stale");
}

const LONGEST_DECISION = 500;
