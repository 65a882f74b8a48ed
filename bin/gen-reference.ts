/**
 * `npm run gen`: writes what is generated into `docs/reference` and `db/schema.sql`: routes, settings, tables, events
 * and the whole schema. `bin/gen-reference.test.ts` fails when one of them is not current.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { migrationsIn, openEmbedded } from "#platform/database";
import type { Reference } from "./gen-reference-pages.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

type Pages = typeof import("./gen-reference-pages.ts");

/** The routes lie in pages written in JSX, which Node does not run: they are bundled first. */
async function load(): Promise<{ pages: Pages; remove: () => void }> {
  mkdirSync(path.join(ROOT, ".cache"), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, ".cache", "gen-"));
  const bundle = await rolldown({
    input: path.join(ROOT, "bin/gen-reference-pages.ts"),
    platform: "node",
    external: (id) => !id.startsWith(".") && !id.startsWith("#") && !path.isAbsolute(id),
    logLevel: "silent",
  });
  const file = path.join(folder, "pages.mjs");
  await bundle.write({ file, format: "esm" });
  const pages = (await import(pathToFileURL(file).href)) as Pages; // bundled from the file of that type
  return { pages, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function generate(): Promise<Reference> {
  const { pages, remove } = await load();
  const db = await openEmbedded({ migrations: migrationsIn(path.join(ROOT, "db/migrations")) });
  try {
    return await pages.reference(ROOT, db);
  } finally {
    await db.close();
    remove();
  }
}

const { files, gaps } = await generate();
for (const [file, text] of files) {
  mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
  writeFileSync(path.join(ROOT, file), text);
}
if (gaps.length > 0) console.error(gaps.join("\n"));
process.exit(gaps.length > 0 ? 1 : 0);
