import { createPublicKey, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pino from "pino";
import { createPrinter } from "#engines/printing";
import { createApiTokens } from "#modules/api-tokens";
import { createCalendars } from "#modules/deadlines";
import { createDossierDeps, loadYear, publishProcesses } from "#modules/dossiers";
import { noteAllFinished } from "#modules/indicators";
import { createIdentity, hasDemoAccounts } from "#modules/identity";
import { cityAgencies } from "#modules/organisation";
import { createEditionWatch } from "#modules/specialist-apps";
import { GATEWAY_NOTICE_PATH } from "#modules/payments";
import {
  createRegisters,
  publishRegisters,
  recordReleased,
  recordResult,
  type Registers,
} from "#modules/result-registers";
import { tenantIdOf } from "#modules/tenancy";
import { exportLog, sequenceOnce } from "#platform/audit-log";
import { type Database, withDoor } from "#platform/database";
import { createClamdScanner, createDiskStore, createS3Store, noScanner } from "#platform/files";
import { createLiveUpdates, hearOthers } from "#platform/live-updates";
import { createFolderMailer, createSmtpMailer } from "#platform/mail";
import { createFileKeySigner, type Signer } from "#platform/signing";
import type { Assets } from "#ui";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { APPS } from "./apps.ts";
import { connectGateway } from "./connect-gateway.ts";
import { figureDifferences } from "./check-counters.ts";
import { type Config, ConfigRefused, readConfig } from "./config.ts";
import {
  accountsIn,
  type DemoAccounts,
  demoPassword,
  fillCity,
  isCityFilled,
  keepAccounts,
  printedAccounts,
} from "./demo-city.ts";
import { createMetrics } from "./health.ts";
import { type InstallationKeys, installationKeys } from "./keys.ts";
import { nationalIdentity } from "./national-identity.ts";
import { officialScope } from "./official-scope.ts";
import { inTurn, openDatabase, unlessTaken } from "./open-database.ts";
import { closeServer, startServer } from "./serve.ts";
import { startWorkers, type Workers } from "./workers.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
/** What is in flight at SIGTERM gets this long: a slow upload too, and less than the 90 seconds systemd waits. */
const STOP_WITHIN_MS = 80_000;
/** Between two slices of the demo year, so that pages keep their pace on one connection. */
const SLICE_REST_MS = 40;
/** Whom the certificate of the demo names. */
const DEMO_CERTIFICATE = "Chữ ký số minh họa của thành phố";
/** Held by the process that loads the demo year. */
const YEAR_LOCK = 724_005;
const LOOK_EVERY_MS = 500;

async function main(): Promise<void> {
  const config = readConfig(process.env, ROOT);
  const log = pino({ level: "info" }, pino.destination(2));
  const now = (): Date => new Date();
  const onError = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.stack : String(error) });
  const db = await openDatabase(config, ROOT, (sentence) => log.warn({ slow: sentence }));
  if (process.env["EGOV_TASK"] === "check-counters") return checkCounters(db);
  const { keys, signer } = await inTurn(db, () => keysAndSigner(config, now()));
  if (process.env["EGOV_TASK"] === "export-log") return writeLog(db, keys.checkpoint);
  const store =
    config.files.s3 === undefined
      ? createDiskStore(path.join(config.dataFolder, "files"), keys.master)
      : createS3Store(config.files.s3, keys.master);
  const calendars = createCalendars();
  const registers = createRegisters(APPS);
  const dossiers = createDossierDeps(calendars, APPS, (tx, at, released) =>
    recordResult(tx, at, registers, released),
  );
  const site = { origin: config.origin ?? "", address: "" };
  const { national, sample } = nationalIdentity(
    config,
    () => site.address,
    (entry) => log.warn(entry),
  );
  const identity = createIdentity({
    db,
    ...(national === undefined ? {} : { nationalIdentity: national }),
    origin: () => site.origin,
    secretKey: keys.master,
    acceptsApplicantPasswords: !config.production,
    requiresSecondFactor: config.production,
    resolveOfficial: (officialId, at, sessionId) => officialScope(db, officialId, at, sessionId),
  });
  if (config.production && (await hasDemoAccounts(db)))
    throw new ConfigRefused(
      "This database holds demo accounts with a known password. In production start with an empty database.",
    );
  const accounts = config.isDemo
    ? await inTurn(db, () => demoCity(config, db, { dossiers, identity, store }))
    : undefined;
  const editions = createEditionWatch(
    db,
    async (learned) => {
      registers.learn(learned);
      await dossiers.learn(learned);
    },
    onError,
  );
  await editions.lookNow(now());
  await withDoor(db, "directory", async (tx) => {
    await publishProcesses(tx, now(), dossiers);
    await publishRegisters(tx, now(), registers);
  });
  const year = { isLoading: accounts !== undefined };
  const scanner =
    config.files.clamd === undefined ? noScanner() : createClamdScanner(config.files.clamd);
  const printer = createPrinter(workerFile());
  const metrics = createMetrics();
  const live = createLiveUpdates();
  const stopHearing = config.process === "worker" ? undefined : await hearOthers(db, live, onError);
  const connection = await connectGateway(
    config,
    now,
    () => `${site.address}${GATEWAY_NOTICE_PATH}`,
  );
  const state = { isStopping: false, workers: undefined as Promise<Workers> | undefined };
  const server =
    config.process === "worker"
      ? undefined
      : await startServer({
          config,
          db,
          now,
          assets: JSON.parse(readFileSync(path.join(ROOT, "dist/assets.json"), "utf8")) as Assets, // written by our own build
          assetsFolder: path.join(ROOT, "dist/assets"),
          identity,
          tokens: createApiTokens(db),
          registers,
          sample,
          metrics,
          checkpointKey: pemOf(keys.checkpoint),
          pages: {
            dossiers,
            store,
            scanner,
            printer,
            origin: () => site.origin,
            isLoading: () => year.isLoading,
          },
          live,
          editions,
          onChanged: () => void state.workers?.then((workers) => workers.nudgeRelay()),
          gateway: connection.gateway,
          onRefundApproved: () => void state.workers?.then((workers) => workers.nudgeRefunds()),
          onOrdered: () => void state.workers?.then((workers) => workers.nudgeSigning()),
          isStopping: () => state.isStopping,
          log: (entry) => log.error(entry),
        });
  const stop = async (): Promise<void> => {
    if (state.isStopping) return; // npm and the terminal both pass Ctrl-C on: twice means once
    state.isStopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    live.close();
    if (server !== undefined) await closeServer(server);
    await stopHearing?.();
    await (await state.workers)?.stop();
    await connection.stop();
    await printer.close();
    await db.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  if (server !== undefined) {
    const address = await server.listen({ port: config.port, host: config.host });
    if (state.isStopping) return;
    site.address = address;
    site.origin = config.origin ?? address;
    announce(config, db, address, accounts);
  }
  if (signer !== undefined) {
    const mailer =
      config.smtpUrl === undefined
        ? createFolderMailer(path.join(config.dataFolder, "outgoing-mail"), config.mailFrom)
        : createSmtpMailer(config.smtpUrl, config.mailFrom);
    state.workers = startWorkers({
      db,
      now,
      dossiers,
      registers,
      signer,
      store,
      mailer,
      gateway: connection.gateway?.port,
      live,
      editions,
      checkpointKey: keys.checkpoint,
      origin: () => site.origin,
      onError,
    });
    await state.workers;
    if (server === undefined) console.log("HCM-eGOV: worker");
  }
  if (accounts !== undefined) {
    await fillYear(db, now(), { dossiers, registers }, () => state.isStopping).catch(
      (error: unknown) => {
        if (!state.isStopping) onError(error); // a closed database ends the loading; the next start goes on
      },
    );
    year.isLoading = false;
  }
}

/** The secrets of this installation; a process that only serves does not touch the key that signs. */
async function keysAndSigner(
  config: Config,
  now: Date,
): Promise<{ readonly keys: InstallationKeys; readonly signer: Signer | undefined }> {
  const keys = installationKeys(path.join(config.dataFolder, "keys"));
  if (config.process === "server") return { keys, signer: undefined };
  const folder = path.join(config.dataFolder, "keys/signing");
  const refusal = `${folder} holds no certificate but the demo's, which proves nothing to anybody. Lay signer.key (PKCS#8), signer.der and authority.der there, or set DEMO_SIGNATURE_IN_PRODUCTION=accepted.`;
  const mustBeReal = config.production && !config.acceptsDemoSignature;
  const isThere = ["signer.key", "signer.der", "authority.der"].every((name) =>
    existsSync(path.join(folder, name)),
  );
  if (mustBeReal && !isThere) throw new ConfigRefused(refusal);
  const signer = await createFileKeySigner(folder, now);
  if (mustBeReal && signer.certificateName === DEMO_CERTIFICATE) throw new ConfigRefused(refusal);
  return { keys, signer };
}

function pemOf(checkpoint: KeyObject): string {
  return createPublicKey(checkpoint).export({ type: "spki", format: "pem" }).toString();
}

async function checkCounters(db: Database): Promise<void> {
  const differences = await figureDifferences(db, new Date(), createCalendars());
  await db.close();
  console.log(
    differences.length === 0
      ? "Every counter equals what the events say."
      : `${differences.length} counters differ:\n${differences.join("\n")}`,
  );
  process.exit(differences.length === 0 ? 0 : 1);
}

/** Everything that is sequenced by now, a line at a time; a slow reader holds the next page back. */
async function writeLog(db: Database, key: KeyObject): Promise<void> {
  while ((await sequenceOnce(db, new Date(), key)) > 0);
  await exportLog(db, createPublicKey(key), async (line) => {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
  });
  await db.close();
  process.exitCode = 0;
}

/** Prints the address and whom one can log in as. */
function announce(
  config: Config,
  db: Database,
  address: string,
  accounts: DemoAccounts | undefined,
): void {
  console.log(`HCM-eGOV: ${address}`);
  if (accounts !== undefined) {
    console.log(`\nThành phố minh họa. Mật khẩu chung: ${accounts.password}`);
    for (const { role, login, name } of accounts.accounts)
      console.log(`  ${role.padEnd(12)} ${login.padEnd(24)} ${name}`);
    console.log(`  (${path.join(config.dataFolder, "accounts.json")})\n`);
  }
  if (db.kind === "embedded")
    console.log(
      `Embedded database in ${config.dataFolder}: survives a killed process, not a power cut. For a real city set DATABASE_URL.`,
    );
  if (config.files.clamd === undefined) console.log("No virus scanner: set CLAMD=host:port.");
}

async function demoCity(
  config: Config,
  db: Database,
  deps: Omit<Parameters<typeof fillCity>[2], "password">,
): Promise<DemoAccounts> {
  const known = accountsIn(config.dataFolder);
  const accounts = known ?? { password: demoPassword(), accounts: printedAccounts() };
  if (known === undefined) keepAccounts(config.dataFolder, accounts);
  const now = new Date();
  if (!(await isCityFilled(db, now)))
    await fillCity(db, now, { ...deps, password: accounts.password });
  return accounts;
}

async function fillYear(
  db: Database,
  now: Date,
  {
    dossiers,
    registers,
  }: { readonly dossiers: ReturnType<typeof createDossierDeps>; readonly registers: Registers },
  isStopping: () => boolean,
): Promise<void> {
  const districts = cityAgencies().filter((agency) => agency.kind === "district");
  let said = 0;
  const load = async (): Promise<void> => {
    await loadYear(db, now, dossiers, {
      appId: householdBusiness.id,
      organIds: new Map(districts.map((agency) => [agency.slug, agency.organId])),
      onSlice: async ({ loaded, of }) => {
        const tenth = Math.floor((loaded / of) * 10);
        if (tenth > said) console.log(`Đang nạp hồ sơ của năm: ${tenth * 10} %`);
        said = Math.max(said, tenth);
        await new Promise((resolve) => setTimeout(resolve, SLICE_REST_MS));
        return !isStopping();
      },
    });
    for (const { slug } of districts)
      if (!isStopping()) {
        await noteAllFinished(db, tenantIdOf(slug));
        await recordReleased(db, tenantIdOf(slug), registers);
      }
  };
  // One process loads; the others look now and then whether it is done, and go on for it if it was killed.
  while (!isStopping()) {
    if ((await unlessTaken(db, YEAR_LOCK, () => load().then(() => true))) === true) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** The printing thread's program: built beside this file, or its source when run from the source. */
function workerFile(): URL {
  const built = path.join(ROOT, "dist/print-worker.js");
  return pathToFileURL(
    existsSync(built) ? built : path.join(ROOT, "src/engines/printing/print-worker.ts"),
  );
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ConfigRefused ? error.message : error);
  process.exit(1);
}
