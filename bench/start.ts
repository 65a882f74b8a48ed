import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median } from "./rounds.ts";

const ROUNDS = 3;

/** From the start command to the first page, on the embedded database: everything to be built and made, then nothing. */
export async function run(): Promise<Record<string, number>> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = mkdtempSync(path.join(tmpdir(), "egov-bench-start-"));
    rmSync(path.join(process.cwd(), "dist"), { recursive: true, force: true });
    cold.push(await firstPage(folder));
    warm.push(await firstPage(folder));
    rmSync(folder, { recursive: true, force: true });
  }
  return { cold_s: median(cold), warm_s: median(warm) };
}

async function firstPage(folder: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["bin/start.ts"], {
    env: { ...process.env, PORT: "0", DATA_FOLDER: folder, NODE_ENV: "development" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const url = await new Promise<string>((resolve) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = /HCM-eGOV: (http\S+)/u.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const answer = await fetch(`${url}/thu-tuc`);
  await answer.text();
  const tookS = (performance.now() - startedAt) / 1000;
  if (answer.status !== 200) throw new Error(`the first page answered ${answer.status}`);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  return tookS;
}
