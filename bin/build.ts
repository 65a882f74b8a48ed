import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

/** Builds `dist/`: the server bundle, and assets whose names carry the hash of their content. */

const ROOT = path.resolve(import.meta.dirname, "..");
const DIST = path.join(ROOT, "dist");
const FONTS = path.join(ROOT, "node_modules/@fontsource/be-vietnam-pro/files");
const FONT_WEIGHTS = [400, 600, 700];
/** The ranges of the two subsets as their publisher cuts them: Vietnamese letters first, Latin for the rest. */
const FONT_RANGES = {
  vietnamese:
    "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
} as const;

/** Builds unless an unchanged build is there; gives whether anything was done. */
export async function build(): Promise<boolean> {
  const fingerprint = fingerprintOfSources();
  const mark = path.join(DIST, "fingerprint");
  if (existsSync(mark) && readFileSync(mark, "utf8") === fingerprint) return false;
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(path.join(DIST, "assets"), { recursive: true });
  writeFileSync(path.join(DIST, "assets.json"), JSON.stringify(await buildAssets()));
  await serverBundle();
  writeFileSync(mark, fingerprint);
  return true;
}

async function serverBundle(): Promise<void> {
  const bundle = await rolldown({
    input: {
      main: path.join(ROOT, "src/main/main.ts"),
      "print-worker": path.join(ROOT, "src/engines/printing/print-worker.ts"),
    },
    platform: "node",
    external: (id) => !id.startsWith(".") && !id.startsWith("#") && !path.isAbsolute(id),
    logLevel: "warn",
  });
  await bundle.write({ dir: DIST, format: "esm", sourcemap: true });
  await bundle.close();
}

interface BuiltAssets {
  readonly stylesheet: string;
  readonly citizenScript: string;
  readonly staffScript: string;
  readonly diagramScript: string;
  readonly passkeyScript: string;
  readonly icon: string;
  readonly fonts: readonly string[];
}

/** Stylesheet, fonts and scripts into `dist/assets`; gives their addresses. */
async function buildAssets(): Promise<BuiltAssets> {
  const fonts = fontFiles();
  const [citizenScript, staffScript, diagramScript, passkeyScript] = await Promise.all([
    script("citizen"),
    script("staff"),
    script("diagram"),
    script("passkey"),
  ]);
  return {
    stylesheet: stylesheet(fonts),
    citizenScript,
    staffScript,
    diagramScript,
    passkeyScript,
    icon: asset("icon.svg", readFileSync(path.join(ROOT, "src/ui/icon.svg"))),
    fonts: fonts.filter((font) => font.weight === BODY_WEIGHT).map((font) => font.url),
  };
}

/** The weight of running text: asked for at once, so that the first words do not jump. */
const BODY_WEIGHT = 400;

async function script(name: string): Promise<string> {
  return asset(`${name}.js`, Buffer.from(await bundleIslands(name)));
}

/** The islands of one kind of page as one module, for browsers of the last years. */
export async function bundleIslands(name: string): Promise<string> {
  const bundle = await rolldown({
    input: path.join(ROOT, `src/ui/islands/${name}.ts`),
    platform: "browser",
    transform: { target: "es2022" },
    plugins: [WITHOUT_INLINE_STYLE],
    logLevel: "warn",
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

/** Turbo writes the style of its progress bar into the page, which our pages refuse; our stylesheet draws one instead. */
const WITHOUT_INLINE_STYLE = {
  name: "without-inline-style",
  transform: {
    filter: { id: /@hotwired[/\\]turbo/ },
    handler(code: string): string {
      const act = "this.installStylesheetElement();";
      if (!code.includes(act)) throw new Error("Turbo no longer installs a style where it did");
      return code.replace(act, "");
    },
  },
};

function stylesheet(fonts: readonly Font[]): string {
  const folder = path.join(ROOT, "src/ui/css");
  const parts = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  const faces = fonts.map(
    (font) =>
      `@font-face{font-family:"Be Vietnam Pro";font-weight:${font.weight};font-display:swap;src:url("${font.url}") format("woff2");unicode-range:${font.range}}`,
  );
  return asset("style.css", Buffer.from(squeezed([...faces, ...parts].join("\n"))));
}

/** Without comments and without the spaces that only readers need; text within quotes is left alone. */
function squeezed(css: string): string {
  return css.replaceAll(
    /("(?:[^"\\]|\\.)*")|\/\*[^]*?\*\/|\s*([{};,])\s*|\s+/gu,
    (_, quoted: string | undefined, mark: string | undefined) => quoted ?? mark ?? " ",
  );
}

interface Font {
  readonly url: string;
  readonly weight: number;
  readonly range: string;
}

function fontFiles(): readonly Font[] {
  return Object.entries(FONT_RANGES).flatMap(([subset, range]) =>
    FONT_WEIGHTS.map((weight) => {
      const file = path.join(FONTS, `be-vietnam-pro-${subset}-${weight}-normal.woff2`);
      const url = asset(`font-${subset}-${weight}.woff2`, readFileSync(file));
      return { url, weight, range };
    }),
  );
}

function asset(name: string, content: Buffer): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`);
  writeFileSync(path.join(DIST, "assets", hashed), content);
  return `/tai-nguyen/${hashed}`;
}

function fingerprintOfSources(): string {
  const hash = createHash("sha256");
  for (const folder of ["src", "apps", "db", "bin"])
    for (const entry of readdirSync(path.join(ROOT, folder), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue;
      const file = path.join(entry.parentPath, entry.name);
      hash.update(path.relative(ROOT, file)).update(readFileSync(file));
    }
  return hash.update(readFileSync(path.join(ROOT, "package-lock.json"))).digest("hex");
}

if (import.meta.main) console.log((await build()) ? "built dist/" : "dist/ is up to date");
