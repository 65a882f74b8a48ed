import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Lock 4: what the sources under a root do that the house forbids, and how many of them were looked at. */
export interface Faults {
  readonly looked: number;
  readonly faults: readonly string[];
}

const LAYERS = ["kernel", "platform", "engines", "modules", "main"] as const;
/** What these may import by a `#` name; the layers may import what lies at or below them, and `#ui` from engines up. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  ui: ["kernel", "ui"],
  "app-kit": ["kernel", "app-kit"],
  apps: ["app-kit"],
};
/** The rooms that hold connections themselves; everyone else is handed a transaction (lock 3). */
const HOLDS_CONNECTIONS =
  /^src\/(?:platform\/(?:database|jobs)\/|main\/(?:open-database|health)\.ts$)/u;
const LONGEST_FILE = 400;

interface Source {
  readonly file: string;
  readonly text: string;
  readonly isTest: boolean;
  /** The folder that a file may not climb out of: `src/platform/outbox`, `src/ui`, `apps/household-business`. */
  readonly room: string;
  readonly layer: string;
}

export function importFaults(root: string): Faults {
  const sources = ["src", "apps"].flatMap((folder) => sourcesIn(root, folder));
  const owners = schemaOwners(sources);
  const faults = sources.flatMap((source) => [
    ...importedNames(source.text).flatMap((name) => importFault(source, name)),
    ...(source.isTest ? [] : [...connectionFaults(source), ...tableFaults(source, owners)]),
    ...(source.text.split("\n").length > LONGEST_FILE + 1
      ? [`${source.file} is longer than ${LONGEST_FILE} lines`]
      : []),
  ]);
  return { looked: sources.length, faults };
}

function sourcesIn(root: string, folder: string): Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name))
    .map((entry) => {
      const file = path.relative(root, path.join(entry.parentPath, entry.name));
      const [top = "", layer = "", room = ""] = file.split(path.sep);
      const isDeep = ["platform", "engines", "modules"].includes(layer);
      return {
        file,
        text: readFileSync(path.join(root, file), "utf8"),
        isTest: /\.test\.tsx?$/u.test(file),
        room: top === "src" && isDeep ? path.join(top, layer, room) : path.join(top, layer),
        layer: top === "apps" ? "apps" : layer,
      };
    })
    .toSorted((one, other) => (one.file < other.file ? -1 : 1));
}

/** Every way to name another file: `import … from`, `export … from`, `import "…"`, `import("…")`, `new URL("…", import.meta.url)`. */
function importedNames(text: string): string[] {
  return [
    ...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"([^"]+)"/gu),
    ...text.matchAll(/new URL\(\s*"([^"]+)",\s*import\.meta\.url/gu),
  ].map((found) => found[1] ?? "");
}

function importFault(source: Source, name: string): string[] {
  const { file, layer, room, isTest } = source;
  if (name.startsWith("#")) {
    if (mayName(layer, name)) return [];
    return [`${file} imports ${name}, which lies above it`];
  }
  if (!name.startsWith(".")) return [];
  const target = path.normalize(path.join(path.dirname(file), name));
  if (target.startsWith(room + path.sep)) return [];
  const [top = ""] = target.split(path.sep);
  if (isTest && top !== "src") return [];
  if (layer === "main" && top === "apps") return []; // the composition root knows every app
  return [`${file} climbs out of its room to ${target}`];
}

function mayName(layer: string, name: string): boolean {
  const other = /^#([a-z-]+)/u.exec(name)?.[1] ?? "";
  const beside = BESIDE[layer];
  if (beside !== undefined) return beside.includes(other);
  const height = LAYERS.findIndex((one) => one === layer);
  if (other === "ui" || other === "app-kit") return height >= LAYERS.indexOf("engines");
  const otherHeight = LAYERS.findIndex((one) => one === other);
  return otherHeight >= 0 && otherHeight <= height;
}

function connectionFaults({ file, text }: Source): string[] {
  if (HOLDS_CONNECTIONS.test(file)) return [];
  return /\bfrom "pg"|\.pool\b/u.test(text)
    ? [`${file} takes a connection past withTenant, withApplicant and the named doors`]
    : [];
}

/** A schema belongs to the room that carries its name; the audit log's is shorter than its room. */
function schemaOwners(sources: readonly Source[]): ReadonlyMap<string, string> {
  const owners = new Map(sources.map(({ room }) => [path.basename(room), room]));
  const auditLog = owners.get("audit-log");
  return auditLog === undefined ? owners : owners.set("audit", auditLog);
}

function tableFaults({ file, text, room }: Source, owners: ReadonlyMap<string, string>): string[] {
  const read = text.matchAll(
    /\b(?:FROM|JOIN|INTO|UPDATE|TABLE|USING|REFERENCES)\s+([a-z_]+)\.([a-z_]+)/gu,
  );
  return [...read].flatMap(([, schema = "", table = ""]) => {
    const owner = owners.get(schema);
    return owner === undefined || owner === room || schema === "platform"
      ? []
      : [`${file} reaches into ${schema}.${table}, a table of ${owner}`];
  });
}
