import { readFileSync } from "node:fs";
import path from "node:path";
import { Pool } from "pg";
import pino from "pino";
import { startingCalendar } from "#kernel/holiday-data";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { reckonDeadlinePage } from "#modules/deadlines";
import { type Database, migrate, migrationsIn, openEmbedded, openServer } from "#platform/database";
import { holdFolder } from "#platform/folder-lock";
import { createServer } from "#platform/http";
import { type Assets, ErrorView, renderPage } from "#ui";
import { type Config, ConfigRefused, readConfig } from "./config.ts";
import { createMetrics, healthRoutes } from "./health.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
/** What is in flight at SIGTERM gets this long; a load balancer has looked at /readyz by then. */
const STOP_WITHIN_MS = 20_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, ROOT);
  const log = pino({ level: "info" }, pino.destination(2));
  const db = await openDatabase(config, (sentence) => log.warn({ slow: sentence }));
  const assets = JSON.parse(readFileSync(path.join(ROOT, "dist/assets.json"), "utf8")) as Assets; // written by our own build
  const metrics = createMetrics();
  let stopping = false;
  const time = { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS };
  const server = await createServer({
    db,
    routes: [reckonDeadlinePage(assets, time), ...healthRoutes(db, metrics, () => stopping)],
    now: () => new Date(),
    production: config.production,
    ...(config.origin === undefined ? {} : { origin: config.origin }),
    trustProxy: config.trustProxy,
    assetsFolder: path.join(ROOT, "dist/assets"),
    resolveSession: () => Promise.resolve(undefined),
    renderError: ({ status, reference, language, path: at }) =>
      renderPage(ErrorView({ status, reference, language, path: at, assets })),
    log: (entry) => log.error(entry),
    observe: (...seen) => metrics.observe(...seen),
  });
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void server
      .close()
      .then(() => db.close())
      .then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const address = await server.listen({ port: config.port, host: config.host });
  console.log(`HCM-eGOV: ${address}`);
  if (db.kind === "embedded")
    console.log(
      "Embedded database in ./data: survives a killed process, not a power cut. For a real city set DATABASE_URL.",
    );
}

async function openDatabase(config: Config, onSlow: (sentence: string) => void): Promise<Database> {
  const migrations = migrationsIn(path.join(ROOT, "db/migrations"));
  if (config.databaseUrl === undefined || config.migrationDatabaseUrl === undefined) {
    const lock = holdFolder(config.dataFolder);
    if (lock === undefined)
      throw new ConfigRefused(
        `Another process owns ${config.dataFolder}. Two on one folder would lose rows; stop the other one first.`,
      );
    const embedded = await openEmbedded({
      folder: path.join(config.dataFolder, "database"),
      migrations,
      onSlow,
    });
    return { ...embedded, close: () => embedded.close().then(() => lock.release()) };
  }
  const migrator = new Pool({ connectionString: config.migrationDatabaseUrl, max: 1 });
  await migrate(migrator, migrations);
  await migrator.end();
  return openServer({ url: config.databaseUrl, maxConnections: 10, onSlow });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ConfigRefused ? error.message : error);
  process.exit(1);
}
