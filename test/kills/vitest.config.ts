import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/kills/**/*.kill.ts"],
    testTimeout: 180_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
