import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { OwnerKind } from "#app-kit";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { newAppFiles } from "./new-app-files.ts";

/** What a new procedure is begun from; everything else is written so that it can be changed. */
export interface NewApp {
  /** Folder in `apps/`, English: `tree-felling`. */
  readonly folder: string;
  readonly vi: string;
  readonly en: string;
  readonly ownerKind: OwnerKind;
  /** First day in force of its first edition. */
  readonly on: CalendarDay;
}

const OWNERS: readonly OwnerKind[] = ["ward", "district", "department"];
const USAGE = `node bin/new-app.ts FOLDER "TÊN TIẾNG VIỆT" "ENGLISH TITLE" ${OWNERS.join("|")}
for example: node bin/new-app.ts tree-felling "Cấp giấy phép chặt hạ cây xanh" "Permit to fell a tree" district`;

/** Writes the folder of a procedure that holds as it stands, and lists it in `src/main/apps.ts`. Gives the files; throws with the reason. */
export function newApp(root: string, app: NewApp): readonly string[] {
  const { folder } = app;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(folder))
    throw new Error(`"${folder}" is no folder name: small letters, figures and dashes`);
  if (app.vi.trim() === "" || app.en.trim() === "") throw new Error("a title is empty");
  if (existsSync(path.join(root, "apps", folder)))
    throw new Error(`apps/${folder} is there already`);
  const id = addressOf(app.vi);
  const others = appSources(root);
  if (others.some((text) => text.includes(`id: "${id}"`)))
    throw new Error(`another procedure has the address ${id}`);
  const name = nameOf(folder);
  const files = newAppFiles({ ...app, id, name, code: freeCode(others) });
  for (const [file, text] of files) {
    const at = path.join(root, "apps", folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  list(root, folder, name);
  return [...files.keys()].map((file) => `apps/${folder}/${file}`);
}

function appSources(root: string): readonly string[] {
  return readdirSync(path.join(root, "apps")).map((folder) =>
    readFileSync(path.join(root, "apps", folder, "app.ts"), "utf8"),
  );
}

/** The address of a procedure: its title without marks. */
function addressOf(title: string): string {
  return title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[đĐ]/gu, "d")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
}

function nameOf(folder: string): string {
  return folder.replaceAll(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

/** Codes of the national register of procedures begin with 1 to 3; until there is one, the next free of those that begin with 9. */
function freeCode(others: readonly string[]): string {
  const taken = others.flatMap((text) =>
    [...text.matchAll(/"9\.(\d{6})\./gu)].map(([, number]) => Number(number)),
  );
  return `9.${String(Math.max(0, ...taken) + 1).padStart(6, "0")}.000.00.00.H29`;
}

/** Imports and entries of `src/main/apps.ts` are lines in no order that matters; the new ones come last. */
function list(root: string, folder: string, name: string): void {
  const file = path.join(root, "src/main/apps.ts");
  const text = readFileSync(file, "utf8");
  const listed = text
    .replace(
      /(\n)(\n\/\*\* The specialist apps)/u,
      `$1import { ${name} } from "../../apps/${folder}/app.ts";$1$2`,
    )
    .replace(/\n\];\n/u, `\n  ${name},\n];\n`);
  if (!listed.includes(`  ${name},\n];`) || !listed.includes(`/${folder}/app.ts`))
    throw new Error("src/main/apps.ts does not end in its list of apps");
  writeFileSync(file, listed);
}

if (import.meta.main) {
  const [folder = "", vi = "", en = "", owner = ""] = process.argv.slice(2);
  const ownerKind = OWNERS.find((one) => one === owner);
  try {
    if (ownerKind === undefined) throw new Error(USAGE);
    const root = path.resolve(import.meta.dirname, "..");
    const files = newApp(root, { folder, vi, en, ownerKind, on: dayIn(new Date()) });
    console.log(`${files.join("\n")}\nsrc/main/apps.ts\n`);
    console.log("npm run format && npx tsc && npx vitest run src/main/apps.test.ts");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
