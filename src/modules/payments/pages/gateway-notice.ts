import type { Route } from "#platform/http";
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from "#platform/payment-gateway";
import { hearGateway, statusFor } from "../hear-gateway.ts";
import { paths } from "../paths.ts";
import type { PaymentPageDeps } from "./deps.ts";

/** Where the gateway tells its news. Anyone may knock; only what bears the gateway's signature is believed. */
export function gatewayNoticeRoute(deps: PaymentPageDeps): Route {
  return {
    method: "POST",
    path: paths.gatewayNotice(),
    access: "public",
    handle: async (exchange) => {
      if (deps.gateway === undefined) return { kind: "missing" };
      const headers = {
        timestamp: exchange.header(TIMESTAMP_HEADER),
        signature: exchange.header(SIGNATURE_HEADER),
      };
      const { db, now, rawBody, address } = exchange;
      const heard = { headers, body: rawBody, address };
      const outcome = await hearGateway(db, now, deps.gateway.key, heard);
      return { kind: "json", status: statusFor(outcome), body: { outcome } };
    },
  };
}
