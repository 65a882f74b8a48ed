import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A picture of one point, which stands for any paper. */
export const PAPER = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export interface RunningCity {
  readonly url: string;
  readonly process: ChildProcess;
  readonly folder: string;
  /** Of every account of the demo city. */
  readonly password: string;
  stop(): Promise<number | null>;
}

/** Starts the program as the README does, on a free port and a fresh data folder (or the given one). */
export async function startCity(
  folder = mkdtempSync(path.join(tmpdir(), "egov-city-")),
): Promise<RunningCity> {
  const child = spawn(process.execPath, [path.join(ROOT, "bin/start.ts")], {
    cwd: ROOT,
    env: { ...process.env, PORT: "0", DATA_FOLDER: folder, NODE_ENV: "development" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /HCM-eGOV: (http\S+)/.exec(output);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`the city stopped with ${code}: ${output}`)));
  });
  const exited = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => resolve(code)),
  );
  const accounts = readFileSync(path.join(folder, "accounts.json"), "utf8");
  const { password } = JSON.parse(accounts) as { password: string }; // written by the program under test
  return {
    url,
    process: child,
    folder,
    password,
    stop: async () => {
      child.kill("SIGTERM");
      const code = await exited;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const args = [...CHROMIUM_FLAGS, ...flags];
  return chromium.launch({ executablePath: "/usr/bin/chromium", args });
}

/** WCAG 2.2 AA as far as a machine can judge; the findings as words. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // no page has a frame; the other mode opens a second page for every judgement
    .exclude("bpmn-diagram svg") // a drawing beside the list that says the same, and large
    .options({
      runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    })
    .analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

/** True when nothing sticks out sideways. */
export function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
  );
}
