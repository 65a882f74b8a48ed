import path from "node:path";
import { build } from "./build.ts";

/** `npm run check:counters`: derives every counter again from the events and says where they differ. */
process.env["EGOV_TASK"] = "check-counters";
await build();
await import(path.resolve(import.meta.dirname, "../dist/main.js"));
