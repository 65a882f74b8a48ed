import { randomBytes } from "node:crypto";
import type { ConnectedGateway } from "#modules/payments";
import { createHttpGateway, startGatewaySimulator } from "#platform/payment-gateway";
import type { Config } from "./config.ts";

export interface GatewayConnection {
  readonly gateway: ConnectedGateway | undefined;
  stop(): Promise<void>;
}

/**
 * The payment gateway of the settings. Outside production, where none is set, a simulated bank stands in on this
 * machine with a key that lives as long as the process; production runs without rather than with a pretended one.
 */
export async function connectGateway(
  config: Config,
  now: () => Date,
  noticeUrl: () => string,
): Promise<GatewayConnection> {
  const nothing = async (): Promise<void> => undefined;
  if (config.paymentGateway !== undefined) {
    const { url, key } = config.paymentGateway;
    return { gateway: { port: createHttpGateway({ url, key, now }), key }, stop: nothing };
  }
  if (config.production || config.process === "worker")
    return { gateway: undefined, stop: nothing };
  const key = randomBytes(32).toString("hex");
  const simulator = await startGatewaySimulator({ key, now, noticeUrl });
  return {
    gateway: {
      port: createHttpGateway({ url: simulator.url, key, now }),
      key,
      simulatorUrl: simulator.url,
    },
    stop: () => simulator.stop(),
  };
}
