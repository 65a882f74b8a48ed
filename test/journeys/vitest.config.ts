import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/journeys/**/*.journey.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
