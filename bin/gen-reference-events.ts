import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

interface Source {
  readonly file: string;
  readonly text: string;
}

/**
 * `docs/reference/events.md`: every event written to the outbox, where it is written and who listens. Names come from
 * each module's `events.ts`; a listener is whoever marks an event with `receiveOnce` after asking for its name.
 */
export async function eventsPage(
  root: string,
): Promise<{ readonly page: string; readonly gaps: readonly string[] }> {
  const sources = sourcesIn(root);
  const modules = readdirSync(path.join(root, "src/modules")).toSorted();
  const gaps: string[] = [];
  const parts: string[] = [];
  for (const name of modules) {
    const own = sources.filter(({ file }) => file.startsWith(`src/modules/${name}/`));
    const facts = await factsOf(root, name);
    if (own.some(({ text }) => /\bemit\(/u.test(text)) && facts.length === 0)
      gaps.push(
        `src/modules/${name} writes to the outbox and has no events.ts that names its events`,
      );
    if (facts.length === 0) continue;
    const lines = facts.map((fact) => {
      const writers = own.filter(({ file, text }) => mayWrite(file) && text.includes(`"${fact}"`));
      if (writers.length === 0)
        gaps.push(`${fact} is named by src/modules/${name} and never written`);
      return `| \`${fact}\` | 1 | ${files(writers)} | ${listenersTo(fact, sources).join(", ") || "nobody yet"} |`;
    });
    parts.push(
      `## ${name}\n\n| event | version | written by | who listens |\n|---|---|---|---|\n${lines.join("\n")}\n`,
    );
  }
  return { page: `${HEAD}\n${parts.join("\n")}`, gaps };
}

const HEAD = `# Events

Facts in the past tense, written to \`outbox.event\` in the transaction of the change and relayed after it, at least once and in the
order of their subject; a listener marks what it has seen (\`receiveOnce\`). The body holds code, state and the detail of the change.
A changed meaning gets a new name, so the version of a name stays 1.
`;

/** Commands and jobs write events; the list names them, and pages only show them. */
function mayWrite(file: string): boolean {
  return !file.endsWith("/events.ts") && !file.includes("/pages/");
}

/** The lists that a module's `events.ts` exports as `…_EVENTS`. */
async function factsOf(root: string, name: string): Promise<readonly string[]> {
  const file = path.join(root, "src/modules", name, "events.ts");
  if (!existsSync(file)) return [];
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>; // a module of ours, looked at by name
  return Object.entries(exported)
    .toSorted(([one], [other]) => (one < other ? -1 : 1)) // not every loader sorts what a file exports
    .flatMap(([key, value]) =>
      key.endsWith("_EVENTS") && Array.isArray(value) ? value.map(String) : [],
    );
}

/** `if (event.name !== "x") return; … receiveOnce(tx, now, "receiver", …)`: the receiver that is named next is the one that asked. */
function listenersTo(fact: string, sources: readonly Source[]): string[] {
  return sources.flatMap(({ file, text }) => {
    const asked = new RegExp(
      String.raw`(?:[!=]==|case) "${fact}"[^]*?receiveOnce\([^,]+,[^,]+,\s*"(?<receiver>[^"]+)"`,
      "u",
    ).exec(text);
    const receiver = asked?.groups?.["receiver"];
    return receiver === undefined ? [] : [`${receiver} (\`${file}\`)`];
  });
}

function files(sources: readonly Source[]): string {
  return sources.map(({ file }) => `\`${path.basename(file)}\``).join(", ");
}

function sourcesIn(root: string): Source[] {
  return readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
    .filter((entry) => !/\.test\.tsx?$/u.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
}
