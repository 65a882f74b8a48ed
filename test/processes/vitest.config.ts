import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/processes/**/*.process.ts"],
    globalSetup: ["test/processes/build-once.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
