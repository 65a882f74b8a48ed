import { fork } from "node:child_process";
import path from "node:path";
import type { Group, Orders, Report } from "./load-client.ts";

export type { Ask, Group } from "./load-client.ts";

/** What one page took under load. */
export interface Times {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Lets the clients work for a while; gives the times of each page of each group. */
export async function load(
  origin: string,
  forMs: number,
  groups: readonly Group[],
): Promise<Readonly<Record<string, Readonly<Record<string, Times>>>>> {
  const { tookMs, times } = await reportOf({ origin, forMs, groups });
  return Object.fromEntries(
    Object.entries(times).map(([group, pages]) => [
      group,
      Object.fromEntries(
        Object.entries(pages).map(([page, all]) => [page, timesOf(all, tookMs)] as const),
      ),
    ]),
  );
}

/** Of one group that asks for one page only. */
export async function loadOne(origin: string, forMs: number, group: Group): Promise<Times> {
  const times = (await load(origin, forMs, [group]))[group.name]?.[group.asks[0]?.page ?? ""];
  if (times === undefined) throw new Error("nothing was asked");
  return times;
}

function reportOf(orders: Orders): Promise<Report> {
  const client = fork(path.join(process.cwd(), "bench/load-client.ts"), { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    client.once("message", (report) => resolve(report as Report)); // sent by load-client.ts
    client.once("exit", (code) => reject(new Error(`the clients ended with ${code}`)));
    client.send(orders);
  });
}

function timesOf(all: readonly number[], tookMs: number): Times {
  const sorted = all.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: (all.length * 1000) / tookMs, p50Ms: at(0.5), p99Ms: at(0.99) };
}
