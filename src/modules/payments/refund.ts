export const REFUND_STATES = ["asked", "approved", "rejected", "sent", "done", "failed"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Money that goes back: asked for with a reason, decided by another person, ended by whoever moves it. */
export interface Refund {
  readonly tenantId: string;
  readonly id: string;
  readonly chargeId: string;
  readonly paymentId: string;
  readonly amountVnd: number;
  readonly reason: string;
  readonly state: RefundState;
  readonly askedBy: string;
  readonly askedName: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedName: string | null;
  readonly decidedAt: Date | null;
  /** The number of the decision, or why it was rejected. */
  readonly decision: string | null;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
}

const NEXT: Readonly<Record<RefundState, readonly RefundState[]>> = {
  asked: ["approved", "rejected"],
  approved: ["sent", "done", "failed"],
  sent: ["done", "failed"],
  rejected: [],
  done: [],
  failed: [],
};

export function mayBecome(from: RefundState, to: RefundState): boolean {
  return NEXT[from].includes(to);
}

/** True for a refund that takes of its payment: asked for, on its way or done. */
export function counts(refund: Pick<Refund, "state">): boolean {
  return refund.state !== "rejected" && refund.state !== "failed";
}
