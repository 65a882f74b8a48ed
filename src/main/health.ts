import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Database } from "#platform/database";
import type { Route } from "#platform/http";

export interface Metrics {
  readonly registry: Registry;
  observe(route: string, method: string, status: number, tookMs: number): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "egov_http_request_seconds",
    help: "Time to answer a request, by route pattern",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [registry],
  });
  return {
    registry,
    observe: (route, method, status, tookMs) =>
      requests.observe({ route, method, status: String(status) }, tookMs / 1000),
  };
}

/** For the machine that watches: is the process alive, and can it serve. What it has done is told by `addMetrics`. */
export function healthRoutes(db: Database, isStopping: () => boolean): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/healthz",
      access: "public",
      handle: () => Promise.resolve({ kind: "json", body: { alive: true } }),
    },
    {
      method: "GET",
      path: "/readyz",
      access: "public",
      async handle() {
        const answers = await db.pool.query("SELECT 1").then(
          () => true,
          () => false,
        );
        const ready = answers && !isStopping();
        const durability =
          db.kind === "embedded" ? "survives a killed process, not a power cut" : "durable commits";
        return {
          kind: "json",
          status: ready ? 200 : 503,
          body: { ready, database: db.kind, durability },
        };
      },
    },
  ];
}
