import path from "node:path";
import { build } from "./build.ts";

/** Builds what changed, then becomes the server. */
await build();
await import(path.resolve(import.meta.dirname, "../dist/main.js"));
