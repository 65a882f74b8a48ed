import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Where the newest PostgreSQL of Debian keeps its programs; undefined when there is none from 15 on. */
export function postgresBin(): string | undefined {
  const base = "/usr/lib/postgresql";
  if (!existsSync(base)) return undefined;
  return readdirSync(base)
    .filter(
      (version) => Number(version) >= 15 && existsSync(path.join(base, version, "bin/initdb")),
    )
    .map((version) => path.join(base, version, "bin"))
    .at(-1);
}

/** A throw-away PostgreSQL on loopback for the time of one step; it refuses to run as root, so another user runs it. */
export async function withPostgres<T>(
  work: (url: string) => Promise<T>,
  durability: "durable" | "fast" = "fast",
): Promise<T> {
  const bin = postgresBin();
  if (bin === undefined) throw new Error("PostgreSQL 15 or newer was not found");
  const folder = mkdtempSync(path.join(tmpdir(), "egov-postgres-"));
  const data = path.join(folder, "data");
  const port = await freePort();
  const asOwner = (program: string, args: readonly string[]) => {
    const command = path.join(bin, program);
    const result =
      process.getuid?.() === 0
        ? spawnSync(
            "setpriv",
            ["--reuid=postgres", "--regid=postgres", "--clear-groups", command, ...args],
            { cwd: "/", stdio: ["ignore", "ignore", "pipe"] },
          )
        : spawnSync(command, args, { stdio: ["ignore", "ignore", "pipe"] });
    if (result.status !== 0)
      throw new Error(`${program}: ${result.stderr?.toString() ?? "failed"}`);
  };
  if (process.getuid?.() === 0) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(spawnSync("id", [flag, "postgres"]).stdout.toString()),
    );
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
  asOwner("initdb", [
    "-D",
    data,
    "-A",
    "trust",
    "-U",
    "postgres",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=${durability === "durable" ? "on" : "off"} -c max_connections=200`;
  asOwner("pg_ctl", ["-D", data, "-o", options, "-l", path.join(folder, "log"), "-w", "start"]);
  try {
    return await work(`postgres://postgres@127.0.0.1:${port}/postgres`);
  } finally {
    asOwner("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}
