import { createHash, timingSafeEqual } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metrics } from "./health.ts";

/**
 * Serves `/metrics` to the machine it runs on and to whoever presents the token; for anyone else there is no such page.
 * It is not among `allRoutes`, because no person ever may open it by who they are.
 */
export function addMetrics(
  app: FastifyInstance,
  metrics: Metrics,
  token: string | undefined,
): void {
  app.get("/metrics", async (request, reply) => {
    if (!isFromThisMachine(request) && !presents(request, token)) return reply.callNotFound();
    return reply
      .header("cache-control", "no-store")
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics());
  });
}

/** A proxy on this machine is no excuse: what it passes on comes from elsewhere, and it says so in a header. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"] as const;

function isFromThisMachine(request: FastifyRequest): boolean {
  return (
    isLoopback(request.socket.remoteAddress ?? "") &&
    PASSED_ON.every((name) => request.headers[name] === undefined)
  );
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/^::ffff:/iu, "");
  return isIPv4(bare) ? bare.startsWith("127.") : isIPv6(address) && address === "::1";
}

function presents(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/iu.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined || given === undefined) return false;
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
