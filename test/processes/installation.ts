import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MAIN = path.join(ROOT, "dist/main.js");

export interface Running {
  readonly process: ChildProcess;
  /** Where it listens; empty for a worker. */
  readonly url: string;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string | null>;
  /** Everything it said so far. */
  output(): string;
}

/** What a start that is refused says, and with which code it ends. */
export interface Refused {
  readonly status: number | null;
  readonly words: string;
}

/** A city's installation on a real PostgreSQL: roles and database made by `setup-database`, one folder, its processes. */
export interface Installation {
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  /** An administrator's connection to the installation's database, for looking from outside. */
  readonly admin: Client;
  /** Starts the built program; resolves once it says where it listens, or that it is a worker. */
  start(more?: Readonly<Record<string, string>>): Promise<Running>;
  remove(): Promise<void>;
}

export const PRODUCTION = {
  NODE_ENV: "production",
  PUBLIC_ORIGIN: "https://motcua.example",
  METRICS_TOKEN: "6f1d2c8be07a4935b1ce80d47f3a9265",
  DEMO_SIGNATURE_IN_PRODUCTION: "accepted",
  OIDC_ISSUER: "https://dinh-danh.invalid",
  OIDC_CLIENT_ID: "mot-cua",
  OIDC_CLIENT_SECRET: "3b8e14c7a95d40f2b6e19a7c",
} as const;

export function serverAddress(): string {
  const url = process.env["TEST_POSTGRES_URL"];
  if (url === undefined)
    throw new Error("TEST_POSTGRES_URL must name a throw-away PostgreSQL server; npm test does");
  return url;
}

/** Only what is given here reaches the program, besides where it finds its runtime. */
export function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: process.env["HOME"], ...settings };
}

export async function openInstallation(name: string): Promise<Installation> {
  const folder = mkdtempSync(path.join(tmpdir(), `egov-${name}-`));
  const addressAs = (role: string): string => {
    const url = new URL(serverAddress());
    url.username = `${name}_${role}`;
    url.password = randomBytes(12).toString("hex");
    url.pathname = `/${name}`;
    return url.href;
  };
  const database = {
    DATABASE_URL: addressAs("server"),
    MIGRATION_DATABASE_URL: addressAs("owner"),
  };
  const made = spawnSync(process.execPath, [path.join(ROOT, "bin/setup-database.ts")], {
    env: environment({ ...database, ADMIN_DATABASE_URL: serverAddress() }),
  });
  if (made.status !== 0) throw new Error(`setup-database: ${made.stderr.toString()}`);
  const adminUrl = new URL(serverAddress());
  adminUrl.pathname = `/${name}`;
  const admin = new Client({ connectionString: adminUrl.href });
  await admin.connect();
  const settings = { ...PRODUCTION, ...database, DATA_FOLDER: folder, PORT: "0" };
  const all: Running[] = [];
  return {
    folder,
    settings,
    admin,
    start: async (more = {}) => {
      const running = launch({ ...settings, ...more });
      all.push(running);
      return withAddress(running);
    },
    remove: async () => {
      for (const one of all) one.process.kill("SIGKILL");
      await Promise.all(all.map((one) => one.ended));
      await admin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function launch(settings: Readonly<Record<string, string>>, program = MAIN): Running {
  const child = spawn(process.execPath, [program], {
    cwd: ROOT,
    env: environment(settings),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("close", (code, signal) => resolve(code ?? signal)),
  );
  return { process: child, url: "", ended, output: () => output };
}

export async function withAddress(running: Running): Promise<Running> {
  const said = (): RegExpExecArray | null =>
    /HCM-eGOV: (?<address>http\S+|worker)/u.exec(running.output());
  while (said() === null) {
    if (running.process.exitCode !== null)
      throw new Error(`the program stopped at its start: ${running.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const address = said()?.groups?.["address"] ?? "";
  return { ...running, url: address === "worker" ? "" : address };
}

/** Starts a program that is expected to refuse, and waits for its end. */
export async function refusalOf(
  settings: Readonly<Record<string, string>>,
  program = MAIN,
): Promise<Refused> {
  const running = launch(settings, program);
  const tooLong = setTimeout(() => running.process.kill("SIGKILL"), 30_000);
  const code = await running.ended;
  clearTimeout(tooLong);
  return { status: typeof code === "number" ? code : null, words: running.output().trim() };
}
