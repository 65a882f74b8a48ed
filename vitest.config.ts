import { defineConfig } from "vitest/config";

// Store tests start a PGlite each, so the pool stays at the two cores of the smallest machine we support.
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: [
      "src/**/*.test.{ts,tsx}",
      "test/architecture/**/*.test.ts",
      "test/policy/**/*.test.ts",
      "bin/**/*.test.ts",
      "apps/**/*.test.ts",
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Rooms hold no state of their own (STYLE 5), so a worker loads them once for all its files: that is a third of the time.
    isolate: false,
  },
});
