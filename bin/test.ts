import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { postgresBin, withPostgres } from "./postgres.ts";

/** Runs every check by human name with its time, and ends with one plain line `N passed, N failed`. */

const ROOT = path.resolve(import.meta.dirname, "..");
const BIN = path.join(ROOT, "node_modules/.bin");
const quick = process.argv.includes("--quick");
let passed = 0;
let failed = 0;

interface Outcome {
  readonly ok: boolean;
  readonly passed?: number;
  readonly failed?: number;
  readonly output: string;
}

async function step(name: string, work: () => Promise<Outcome>): Promise<void> {
  const startedAt = performance.now();
  const outcome = await work();
  passed += outcome.passed ?? (outcome.ok ? 1 : 0);
  failed += outcome.failed ?? (outcome.ok ? 0 : 1);
  if (!outcome.ok && outcome.failed === 0) failed += 1;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const counts = outcome.passed === undefined ? "" : ` (${outcome.passed} tests)`;
  console.log(`${outcome.ok ? "ok  " : "FAIL"} ${name}${counts} ${seconds} s`);
  for (const [line] of outcome.output.matchAll(/^counted: .*$/gmu)) console.log(`     ${line}`);
  if (!outcome.ok) console.log(outcome.output.slice(-12_000));
}

function run(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, PATH: `${BIN}:${process.env["PATH"] ?? ""}`, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

async function vitest(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const report = path.join(mkdtempSync(path.join(tmpdir(), "egov-report-")), "report.json");
  const outcome = await run(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args],
    environment,
  );
  if (!existsSync(report)) return { ...outcome, ok: false };
  const counts = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  }; // vitest's own report
  rmSync(path.dirname(report), { recursive: true });
  const ranSome = counts.numPassedTests + counts.numFailedTests > 0;
  const left = counts.numPendingTests;
  const mayLeave = args.length === 0; // what needs two connections is left to the step on the server
  return {
    ok: outcome.ok && ranSome && (left === 0 || mayLeave),
    passed: counts.numPassedTests,
    failed: counts.numFailedTests + (mayLeave ? 0 : left),
    output:
      left > 0 && !mayLeave ? `${outcome.output}\n${left} tests were skipped` : outcome.output,
  };
}

interface Need {
  readonly isThere: () => boolean;
  readonly packages: readonly string[];
  readonly purpose: string;
}

const has = (program: string): boolean => spawnSync("which", [program]).status === 0;
const QUICK_NEEDS: readonly Need[] = [
  {
    isThere: () => ["pdftotext", "pdfinfo", "pdffonts", "pdfsig", "qpdf"].every(has),
    packages: ["poppler-utils", "qpdf"],
    purpose: "checking printed and signed PDFs",
  },
];
const NEEDS: readonly Need[] = [
  ...QUICK_NEEDS,
  {
    isThere: () => postgresBin() !== undefined,
    packages: ["postgresql"],
    purpose: "trying stores on a real PostgreSQL server",
  },
  {
    isThere: () => has("chromium"),
    packages: ["chromium"],
    purpose: "journeys in a browser",
  },
];

/** Before the first step, so that nobody waits ten minutes for a missing browser: installs from Debian where it may, or stops with words. */
function needDebian(needs: readonly Need[]): void {
  const missing = (): readonly Need[] => needs.filter(({ isThere }) => !isThere());
  if (missing().length === 0) return;
  const packages = missing().flatMap((need) => need.packages);
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    console.log(`     installing ${packages.join(", ")} from Debian's packages`);
    spawnSync("apt-get", ["update", "-qq"]);
    spawnSync("apt-get", ["install", "-y", "-qq", ...packages], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const still = missing();
  if (still.length === 0) return;
  for (const need of still)
    console.error(
      `For ${need.purpose} install as root: apt-get install ${need.packages.join(" ")}`,
    );
  console.log(`0 passed, ${still.length} failed`);
  process.exit(1);
}

/** Test files that open a database, found by what they import, so that a new one cannot be forgotten. */
function storeTests(): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(path.join(ROOT, "src"), {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!/\.test\.tsx?$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (/testDatabase|open\w*City|Stage\.open/.test(readFileSync(file, "utf8")))
      found.push(path.relative(ROOT, file));
  }
  return found;
}

needDebian(quick ? QUICK_NEEDS : NEEDS);
await step("types", () => run("tsc", []));
await step("lint", () => run("oxlint", ["--type-aware"]));
await step("format", () => run("oxfmt", ["--check", "."]));
// Opening an embedded database for each file is half of that step's time, so the quick one takes a server where there is one.
if (quick && postgresBin() !== undefined) {
  const stores = storeTests();
  await step("store tests on a real PostgreSQL server", () =>
    withPostgres((url) => vitest(stores, { TEST_POSTGRES_URL: url })),
  );
  await step("unit, policy and architecture on the embedded database", () =>
    vitest(stores.map((file) => `--exclude=${file}`)),
  );
} else
  await step("unit, store, policy and architecture on the embedded database", () => vitest([]));
if (!quick) {
  await step("store tests again on a real PostgreSQL server", () =>
    withPostgres((url) => vitest(storeTests(), { TEST_POSTGRES_URL: url })),
  );
  await step(
    "kills: SIGKILL at any moment of submit, pay, accept and sign on a real PostgreSQL server",
    () =>
      withPostgres((url) =>
        vitest(["--config", "test/kills/vitest.config.ts"], { TEST_POSTGRES_URL: url }),
      ),
  );
  await step("processes: several on one PostgreSQL, stopping, refusing and production", () =>
    withPostgres((url) =>
      vitest(["--config", "test/processes/vitest.config.ts"], { TEST_POSTGRES_URL: url }),
    ),
  );
  await step("browser journeys in Chromium", () =>
    vitest(["--config", "test/journeys/vitest.config.ts"]),
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
