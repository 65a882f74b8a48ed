import type { Ask } from "./load.ts";
import type { ServedCity } from "./served-city.ts";

/** Both servers must answer with the same words in the same order; a minute that passed between them is forgiven once. */
export async function sameText(ask: Ask, servers: readonly ServedCity[]): Promise<void> {
  for (let again = true; ; again = false) {
    const [ours = "", theirs = ""] = await Promise.all(
      servers.map((server) => textOf(server, ask)),
    );
    if (ours === theirs && ours.length > 0) return;
    if (!again) throw new Error(`${ask.path} differs:\n${firstDifference(ours, theirs)}`);
  }
}

async function textOf(server: ServedCity, { path, cookie }: Ask): Promise<string> {
  const headers: Record<string, string> = { accept: "text/html" };
  if (cookie !== undefined) headers["cookie"] = cookie;
  const answer = await fetch(server.origin + path, { headers });
  if (answer.status !== 200)
    throw new Error(`${path} answered ${answer.status}: ${server.written()}`);
  const html = await answer.text();
  return html
    .slice(html.indexOf("<body"))
    .replaceAll(/<!--[^]*?-->/gu, "") // React parts neighbouring texts by these
    .replaceAll(/<[^>]*>/gu, "\n")
    .replaceAll(/&(?:#x27|#39|apos);/gu, "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll(/\n+/gu, "\n");
}

function firstDifference(ours: string, theirs: string): string {
  const others = theirs.split("\n");
  const at = ours.split("\n").findIndex((line, index) => line !== others[index]);
  return `ours ${JSON.stringify(ours.split("\n").slice(at, at + 3))}, React's ${JSON.stringify(others.slice(at, at + 3))}`;
}
