import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";

/** The program as it is started for a city, on a PostgreSQL and a data folder of its own. */
export interface ServedCity {
  readonly origin: string;
  /** Resident memory of the serving process. */
  memoryMib(): number;
  /** What it wrote last, for whoever got a wrong answer. */
  written(): string;
  stop(): Promise<void>;
}

export interface CityPlace {
  /** As the owner of everything, past row security: for filling and for looking at plans. */
  readonly adminUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  remove(): void;
}

/** Builds what changed, as the start does; gives the program. */
export function buildProgram(root: string): string {
  const done = spawnSync(process.execPath, [path.join(root, "bin/build.ts")], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return path.join(root, "dist/main.js");
}

/** An empty database with its two roles on the given server, and a folder for keys and papers. */
export async function placeForCity(url: string): Promise<CityPlace> {
  const name = `bench_${Date.now()}`;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  for (const role of ["egov_app", "egov_migrator"])
    await admin.query(
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} LOGIN PASSWORD 'test'; END IF; END $$`,
    );
  await admin.query(`CREATE DATABASE ${name} OWNER egov_migrator`);
  await admin.end();
  const urlAs = (role?: string): string => {
    const own = new URL(url);
    if (role !== undefined) [own.username, own.password] = [role, "test"];
    own.pathname = `/${name}`;
    return own.href;
  };
  const folder = mkdtempSync(path.join(tmpdir(), "egov-bench-city-"));
  return {
    adminUrl: urlAs(),
    folder,
    environment: {
      NODE_ENV: "development",
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_FOLDER: folder,
      DATABASE_URL: urlAs("egov_app"),
      MIGRATION_DATABASE_URL: urlAs("egov_migrator"),
      TRUST_PROXY: "127.0.0.1",
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Fills the empty database with the named city, without the year of a demo; gives the cookies of those who sign in. */
export async function fillCity(
  place: CityPlace,
  program: string,
  logins: readonly string[],
): Promise<readonly string[]> {
  const city = await serve(place, program);
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  await admin.query(
    `INSERT INTO dossiers.loaded_slice (tenant_id, month, dossiers)
     SELECT t.id, (date_trunc('month', now()) - m * interval '1 month')::date, 0
     FROM tenancy.tenant t, generate_series(-1, 14) AS m
     ON CONFLICT DO NOTHING`,
  );
  await admin.end();
  const cookies = await Promise.all(logins.map((login) => signIn(city, place, login)));
  await city.stop();
  return cookies;
}

/** Starts a built program; only the serving half of it, so that nothing else works meanwhile. */
export async function serve(place: CityPlace, program: string): Promise<ServedCity> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...place.environment, EGOV_PROCESS: "server" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = (words: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = words.exec(output);
        if (found !== null) resolve(found[1] ?? "");
      };
      child.stdout.on("data", look);
      void ended.then(() => reject(new Error(`the program stopped: ${output}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  const origin = await said(/HCM-eGOV: (http\S+)/u);
  return {
    origin,
    written: () => output.slice(-2_000),
    memoryMib: () => residentMib(child.pid ?? 0),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function residentMib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024);
}

/** Signs an official in as the sign-in page does; gives the cookie. */
async function signIn(city: ServedCity, place: CityPlace, login: string): Promise<string> {
  const kept = readFileSync(path.join(place.folder, "accounts.json"), "utf8");
  const { password } = JSON.parse(kept) as { readonly password: string }; // written by the program
  const answer = await fetch(`${city.origin}/dang-nhap`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ login, password, tiep: "/can-bo/viec" }),
  });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("egov="));
  if (cookie === undefined) throw new Error(`${login} was not let in: ${answer.status}`);
  return cookie.split(";")[0] ?? "";
}
