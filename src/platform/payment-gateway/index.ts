export type { GatewayNotice, GatewayPayment, GatewayRefund, PaymentGateway } from "./gateway.ts";
export { createHttpGateway } from "./http-gateway.ts";
export { readNotice, writeNotice } from "./notice.ts";
export { readSettlement, writeSettlement } from "./settlement.ts";
export {
  judgeSignature,
  REPLAY_WINDOW_MS,
  SIGNATURE_HEADER,
  type SignedHeaders,
  signMessage,
  TIMESTAMP_HEADER,
} from "./signature.ts";
export { type GatewaySimulator, startGatewaySimulator } from "./simulator.ts";
