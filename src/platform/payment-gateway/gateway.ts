import { type CalendarDay } from "#kernel/calendar-day";

/** A transfer as the gateway knows it. */
export interface GatewayPayment {
  readonly transactionId: string;
  /** What the payer or the payer's bank wrote; the reference stands somewhere in it. */
  readonly reference: string;
  /** The account that it went to. */
  readonly account: string;
  /** In the smallest coin of the currency. */
  readonly amount: number;
  readonly currency: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly paidAt: Date;
  readonly payer: string;
}

export interface GatewayRefund {
  readonly refundId: string;
  readonly transactionId: string;
  readonly amountVnd: number;
  readonly reason: string;
}

/** What a gateway says by itself: that money came, or what became of a refund. */
export type GatewayNotice =
  | { readonly kind: "payment"; readonly payment: GatewayPayment }
  | {
      readonly kind: "refund";
      readonly refundId: string;
      readonly transactionId: string;
      readonly status: "succeeded" | "failed";
    };

/**
 * The way to whoever moves the money. Nothing here is called inside a transaction. A gateway that cannot be reached
 * throws; asking again with the same refund id refunds once.
 */
export interface PaymentGateway {
  paymentsFor(reference: string): Promise<readonly GatewayPayment[]>;
  refund(refund: GatewayRefund): Promise<"accepted" | "refused">;
  /** The settlement file of a day, as CSV. */
  settlement(on: CalendarDay): Promise<string>;
}
