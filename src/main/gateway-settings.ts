/** Where the payment gateway is, and what both sides sign with. */
export interface GatewaySettings {
  readonly url: string;
  readonly key: string;
}

/** Money is believed on the word of whoever holds the key: both settings or none, and no simulator in production. */
export function gatewayRefusals(environment: NodeJS.ProcessEnv, production: boolean): string[] {
  const [url, key] = [environment["PAYMENT_GATEWAY_URL"], environment["PAYMENT_GATEWAY_KEY"]];
  if ((url === undefined) !== (key === undefined))
    return ["PAYMENT_GATEWAY_URL and PAYMENT_GATEWAY_KEY are set together or not at all."];
  if (url === undefined) return [];
  if (!URL.canParse(url)) return ["PAYMENT_GATEWAY_URL must be an address."];
  const { protocol, hostname } = new URL(url);
  const isHere = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return production && (protocol !== "https:" || isHere)
    ? [
        "PAYMENT_GATEWAY_URL must be the gateway's own https:// address; a simulator on this machine is refused in production.",
      ]
    : [];
}

export function gatewayIn(environment: NodeJS.ProcessEnv): GatewaySettings | undefined {
  const [url, key] = [environment["PAYMENT_GATEWAY_URL"], environment["PAYMENT_GATEWAY_KEY"]];
  return url === undefined || key === undefined ? undefined : { url, key };
}
