import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { createPrinter } from "#engines/printing";
import { type ApiTokens, createApiTokens } from "#modules/api-tokens";
import { createIdentity } from "#modules/identity";
import { createEditionWatch } from "#modules/specialist-apps";
import { createDiskStore, type FileStore, noScanner } from "#platform/files";
import { createServer, type Route, type Session } from "#platform/http";
import { createLiveUpdates } from "#platform/live-updates";
import { readConfig } from "../../src/main/config.ts";
import { createMetrics } from "../../src/main/health.ts";
import { allRoutes } from "../../src/main/serve.ts";
import type { OneStopCity } from "../world/dossiers.ts";

export interface WholeServer {
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  readonly tokens: ApiTokens;
  close(): Promise<void>;
}

/** Where the files of a test lie, with the store that keeps them there. */
export function openStore(): { readonly folder: string; readonly store: FileStore } {
  const folder = mkdtempSync(path.join(tmpdir(), "egov-policy-"));
  return { folder, store: createDiskStore(folder, Buffer.alloc(32, 1)) };
}

/** Every route of the program over one city, without its workers; who is signed in is handed in, and so is the time. */
export async function openWholeServer(
  city: OneStopCity,
  by: {
    readonly folder: string;
    readonly store: FileStore;
    readonly sessions: ReadonlyMap<string, Session>;
    now(): Date;
  },
): Promise<WholeServer> {
  const origin = (): string => "http://hcm.example";
  const tokens = createApiTokens(city.db);
  const printer = createPrinter(
    new URL("../../src/engines/printing/print-worker.ts", import.meta.url),
  );
  const deps = {
    config: readConfig({}, by.folder),
    db: city.db,
    now: () => by.now(),
    assets: { stylesheet: "/x.css" },
    assetsFolder: by.folder,
    tokens,
    registers: city.registers,
    identity: createIdentity({
      db: city.db,
      origin,
      secretKey: Buffer.alloc(32),
      acceptsApplicantPasswords: true,
      requiresSecondFactor: false,
      resolveOfficial: async () => undefined,
    }),
    metrics: createMetrics(),
    checkpointKey: "",
    pages: {
      dossiers: city.deps,
      store: by.store,
      scanner: noScanner(),
      printer,
      origin,
      isLoading: () => false,
    },
    live: createLiveUpdates(),
    editions: createEditionWatch(
      city.db,
      async () => undefined,
      () => undefined,
    ),
    onChanged: () => undefined,
    gateway: undefined,
    onRefundApproved: () => undefined,
    onOrdered: () => undefined,
    isStopping: () => false,
    log: () => undefined,
  };
  const routes = allRoutes(deps);
  const app = await createServer({
    ...deps,
    routes,
    production: false,
    trustProxy: [],
    resolveSession: async (token) => by.sessions.get(token),
    resolveToken: (token, scope, now) => tokens.resolve(token, scope, now),
    renderError: ({ status }) => `error ${status}`,
    renderExpired: () => "sign in and go on",
    observe: () => undefined,
  });
  return {
    app,
    routes,
    tokens,
    close: async () => {
      await app.close();
      await printer.close();
      await city.db.close();
      rmSync(by.folder, { recursive: true, force: true });
    },
  };
}
