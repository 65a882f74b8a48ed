import path from "node:path";
import { build } from "./build.ts";

/**
 * `npm run export:log > log.ndjson`: writes the whole audit log as lines of JSON; `node bin/verify-log.ts log.ndjson` then
 * needs nothing else. The export holds what was done by whom: keep it as the records it is made from are kept.
 */
process.env["EGOV_TASK"] = "export-log";
await build();
await import(path.resolve(import.meta.dirname, "../dist/main.js"));
