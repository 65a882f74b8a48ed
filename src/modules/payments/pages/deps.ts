import { type Tx, withApplicant } from "#platform/database";
import type { Exchange } from "#platform/http";
import type { PaymentGateway } from "#platform/payment-gateway";
import type { Frame } from "#ui";

/** The gateway of this installation, with the key that its notices are signed with. */
export interface ConnectedGateway {
  readonly port: PaymentGateway;
  readonly key: string;
  /** Where the simulated bank is, while one stands in for all of them; only outside production. */
  readonly simulatorUrl?: string;
}

/** What the pages of this module are handed by the composition root. */
export interface PaymentPageDeps {
  frame(exchange: Exchange): Frame;
  /** Undefined: transfers are found by reconciliation and at the desk. */
  readonly gateway: ConnectedGateway | undefined;
}

/** Reads of an applicant: policies show what is theirs, in whichever tenant it lies. */
export function asPayer<T>(exchange: Exchange, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = exchange.session?.actor;
  if (actor?.kind !== "applicant") throw new Error("this page is for applicants");
  return withApplicant(exchange.db, { tenantIds: [], actor }, work);
}
