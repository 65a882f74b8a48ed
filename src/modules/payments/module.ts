import type { Route } from "#platform/http";
import type { PaymentPageDeps } from "./pages/deps.ts";
import { gatewayNoticeRoute } from "./pages/gateway-notice.ts";
import { payRoutes } from "./pages/pay.tsx";

/** Every page of this module. */
export function paymentRoutes(deps: PaymentPageDeps): readonly Route[] {
  return [...payRoutes(deps), gatewayNoticeRoute(deps)];
}
