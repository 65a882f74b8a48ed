import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PLANTED = path.join(import.meta.dirname, "planted");
/** What planted files lean on, so that nothing is refused only because it is not there. */
const AROUND: Readonly<Record<string, string>> = {
  "src/kernel/ids.ts": `export const uuidv7 = (): string => "";\n`,
  "src/platform/outbox/outbox.ts": `export const emit = 1;\n`,
  "src/platform/outbox/index.ts": `export { emit } from "./outbox.ts";\n`,
  "src/platform/database/index.ts": `export const withTenant = 1;\n`,
  "src/modules/petitions/index.ts": `export { planted } from "./store.ts";\n`,
  "src/modules/petitions/store.ts": `export const planted = 1;\n`,
  "src/modules/dossiers/store.ts": `export const planted = 1;\n`,
};

/** A small house of its own under our settings, with every violation in its place; the guards look at it as at ours. */
export interface PlantedTree {
  readonly root: string;
  /** Where each planted file lies, by its name. */
  readonly files: ReadonlyMap<string, string>;
  remove(): void;
}

export function plantTree(): PlantedTree {
  const root = mkdtempSync(path.join(tmpdir(), "egov-planted-"));
  for (const name of ["package.json", "tsconfig.json", ".oxlintrc.json"])
    cpSync(path.join(ROOT, name), path.join(root, name));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"));
  const lay = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(AROUND)) lay(file, text);
  const files = new Map<string, string>();
  for (const name of readdirSync(PLANTED)) {
    const text = readFileSync(path.join(PLANTED, name), "utf8");
    const place = /^\/\/ (\S+)\n/u.exec(text)?.[1];
    if (place === undefined) throw new Error(`${name} does not say where it is planted`);
    lay(place, text);
    files.set(path.basename(name, ".ts"), place);
  }
  return { root, files, remove: () => rmSync(root, { recursive: true, force: true }) };
}
