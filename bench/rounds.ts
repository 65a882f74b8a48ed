export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Runs `work` in so many clients at once until the time is over; gives completed works a second. */
export async function perSecond(
  clients: number,
  forMs: number,
  work: (client: number) => Promise<boolean>,
): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - startedAt < forMs && (await work(client))) done += 1;
    }),
  );
  return (done * 1000) / (performance.now() - startedAt);
}

/** A number given as `--name=20` after the name of the bench, to try it out smaller or larger than it is meant. */
export function flag(name: string, usual: number): number {
  const given = process.argv.find((one) => one.startsWith(`--${name}=`));
  return given === undefined ? usual : Number(given.slice(name.length + 3));
}
