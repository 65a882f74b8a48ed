/**
 * Completes `package-lock.json` after a dependency changed.
 *
 * npm 11 leaves a platform's optional binary out of the lock file when the registry at hand does not hold it, and
 * then `npm ci` refuses the very file that `npm install` wrote (npm/cli issue 9846). An entry with version, system
 * and processor is all that `npm ci` compares, so this writes the missing ones. Run: `node bin/complete-lock.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";

type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
};

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = /arm64|x64|ia32|ppc64|riscv64|s390x|wasm32|arm/u;
const exact = /^\d+\.\d+\.\d+[\w.-]*$/u;

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Entry>;
};
let added = 0;

for (const [folder, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!exact.test(version)) continue;
    const hoisted = `node_modules/${name}`;
    const nested = `${folder}/${hoisted}`;
    if (lock.packages[nested] || lock.packages[hoisted]?.version === version) continue;
    const system = SYSTEMS.find((one) => name.includes(one));
    const processor = PROCESSORS.exec(name.split("/").at(-1) ?? "")?.[0];
    lock.packages[lock.packages[hoisted] ? nested : hoisted] = {
      version,
      ...(processor ? { cpu: [processor] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(system ? { os: [system] } : {}),
    };
    added += 1;
  }

const sorted = Object.entries(lock.packages).toSorted(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(
  "package-lock.json",
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
);
console.log(`${added} entries added to package-lock.json`);
