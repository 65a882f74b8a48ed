/**
 * `npm run bench -- NAME [--json]`: runs one benchmark of `bench/` with its opponent in the same run and prints a table,
 * or with `--json` one object `{ bench, figures, machine }`. It starts the PostgreSQL server it needs by itself. Sizes may
 * be given as flags, such as `--rounds=1`; the figures of the documentation are those without.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { withPostgres } from "./postgres.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const BENCHES = ["process", "rls", "audit", "start", "pages", "growth", "tenants"] as const;

/** What a benchmark module exports: figures by name, from an administrator's address of an empty durable server. */
interface Bench {
  run(url: string): Promise<Readonly<Record<string, number>>>;
}

async function load(name: string): Promise<{ bench: Bench; remove: () => void }> {
  mkdirSync(path.join(ROOT, ".cache"), { recursive: true });
  // As deep below the root as the sources it is made from, which find their files from where they lie.
  const folder = mkdtempSync(path.join(ROOT, ".cache", "bench-"));
  const bundle = await rolldown({
    input: path.join(ROOT, "bench", `${name}.ts`),
    platform: "node",
    external: (id) => !id.startsWith(".") && !id.startsWith("#") && !path.isAbsolute(id),
    logLevel: "silent",
  });
  const file = path.join(folder, "bench.mjs");
  await bundle.write({ file, format: "esm" });
  const bench = (await import(pathToFileURL(file).href)) as Bench; // bundled from bench/, which exports run
  return { bench, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function main(): Promise<void> {
  const name = BENCHES.find((one) => one === process.argv[2]);
  if (name === undefined) {
    console.error(`npm run bench -- NAME, where NAME is ${BENCHES.join(", ")}`);
    process.exit(2);
  }
  const { bench, remove } = await load(name);
  const figures = await withPostgres((url) => {
    process.env["TEST_POSTGRES_URL"] = url;
    return bench.run(url);
  }, "durable").finally(remove);
  const machine = {
    cpu: cpus()[0]?.model ?? "",
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  if (process.argv.includes("--json"))
    console.log(JSON.stringify({ bench: name, figures, machine }));
  else {
    console.table(
      Object.fromEntries(
        Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(4))]),
      ),
    );
    console.log(
      `${machine.cores} cores (${machine.cpu}), ${machine.memory_gib} GiB, Node ${machine.node}`,
    );
  }
  process.exit(0);
}

await main();
