import type { Route } from "#platform/http";
import type { PaymentPageDeps } from "./pages/deps.ts";
import { feeRoutes } from "./pages/fee.tsx";
import { feesRoute } from "./pages/fees.tsx";
import { gatewayNoticeRoute } from "./pages/gateway-notice.ts";
import { payRoutes } from "./pages/pay.tsx";
import { reconciliationRoutes } from "./pages/reconciliation.tsx";
import { refundRoutes } from "./pages/refunds.tsx";

/** Every page of this module. `onApproved` is called when a refund waits to be sent. */
export function paymentRoutes(deps: PaymentPageDeps, onApproved: () => void): readonly Route[] {
  return [
    ...payRoutes(deps),
    gatewayNoticeRoute(deps),
    feesRoute(deps),
    ...feeRoutes(deps),
    ...refundRoutes(deps, onApproved),
    ...reconciliationRoutes(deps),
  ];
}
