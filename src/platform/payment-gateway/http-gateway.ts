import type { GatewayPayment, PaymentGateway } from "./gateway.ts";
import { readPayment } from "./notice.ts";
import { SIGNATURE_HEADER, signMessage, TIMESTAMP_HEADER } from "./signature.ts";

/** A person waits for the answer to "check again". */
const ANSWER_WITHIN_MS = 8_000;

/** The gateway behind an address; every request is signed with the key that its own notices are signed with. */
export function createHttpGateway(options: {
  readonly url: string;
  readonly key: string;
  readonly now: () => Date;
}): PaymentGateway {
  const { url, key, now } = options;
  const ask = async (method: "GET" | "POST", path: string, body = ""): Promise<Response> => {
    const { timestamp, signature } = signMessage(key, now(), `${method} ${path}\n${body}`);
    const answer = await fetch(new URL(path, url), {
      method,
      ...(method === "POST" ? { body } : {}),
      headers: {
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signature,
        "content-type": "application/json",
      },
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!answer.ok && answer.status !== 422)
      throw new Error(`the payment gateway answered ${answer.status} to ${method} ${path}`);
    return answer;
  };
  return {
    paymentsFor: async (reference) => {
      const path = `/v1/payments?reference=${encodeURIComponent(reference)}`;
      const list: unknown = await (await ask("GET", path)).json();
      return (Array.isArray(list) ? list : [])
        .map((one: unknown) =>
          typeof one === "object" && one !== null
            ? readPayment(one as Record<string, unknown>) // just looked at
            : undefined,
        )
        .filter((one): one is GatewayPayment => one !== undefined);
    },
    refund: async (refund) => {
      const answer = await ask("POST", "/v1/refunds", JSON.stringify(refund));
      return answer.status === 422 ? "refused" : "accepted";
    },
    settlement: async (on) => (await ask("GET", `/v1/settlements/${on}.csv`)).text(),
  };
}
