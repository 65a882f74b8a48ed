import { Agent, request } from "node:http";

/**
 * The clients of a bench, in a process of their own: so many connections, each asking the next page when it has the last
 * one. Started by `load.ts`; Node runs this file as it is, so it imports nothing of the program.
 */

/** One page of a signed-in person, or of the public when there is no cookie. */
export interface Ask {
  readonly page: string;
  readonly path: string;
  readonly cookie?: string;
  /** Whom the proxy in front names; the limit of requests is by address. */
  readonly address: string;
}

export interface Orders {
  readonly origin: string;
  readonly groups: readonly Group[];
  readonly forMs: number;
}

/** Clients that go round a list of pages; their times are told apart from those of other groups. */
export interface Group {
  readonly name: string;
  readonly connections: number;
  readonly asks: readonly Ask[];
  /** Asks so often a second, whatever the answers take; undefined asks again at once. */
  readonly perSecond?: number;
}

/** Times in milliseconds by group and page. */
export interface Report {
  readonly tookMs: number;
  readonly times: Readonly<Record<string, Readonly<Record<string, number[]>>>>;
}

process.once("message", (orders: Orders) => {
  work(orders).then(
    (report) => process.send?.(report, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function work({ origin, groups, forMs }: Orders): Promise<Report> {
  const times: Record<string, Record<string, number[]>> = {};
  const startedAt = performance.now();
  const until = startedAt + forMs;
  await Promise.all(
    groups.map(async (group) => {
      const agent = new Agent({ keepAlive: true, maxSockets: group.connections });
      const own: Record<string, number[]> = (times[group.name] = {});
      let next = 0;
      await Promise.all(
        Array.from({ length: group.connections }, async (_, client) => {
          for (let turn = 0; performance.now() < until; turn += 1) {
            await dueAt(startedAt, group, client, turn);
            const ask = group.asks[(next += 1) % group.asks.length];
            if (ask === undefined) return;
            (own[ask.page] ??= []).push(await ask1(origin, agent, ask));
          }
        }),
      );
      agent.destroy();
    }),
  );
  return { tookMs: performance.now() - startedAt, times };
}

/** Spreads the asks of a paced group evenly over its clients. */
async function dueAt(startedAt: number, group: Group, client: number, turn: number): Promise<void> {
  if (group.perSecond === undefined) return;
  const place = turn * group.connections + client;
  const waitMs = startedAt + (place * 1000) / group.perSecond - performance.now();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** Asks as a browser behind the proxy of the city does; gives how long the whole answer took. */
function ask1(origin: string, agent: Agent, ask: Ask): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      origin + ask.path,
      {
        agent,
        headers: {
          accept: "text/html",
          "accept-encoding": "gzip, br",
          "x-forwarded-for": ask.address,
          ...(ask.cookie === undefined ? {} : { cookie: ask.cookie }),
        },
      },
      (answer) => {
        answer.on("error", reject);
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve(performance.now() - startedAt);
          else reject(new Error(`${ask.path} answered ${answer.statusCode}`));
        });
        answer.resume();
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}
