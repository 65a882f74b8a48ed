import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("a city that sets nothing gets the embedded database on port 8080, reachable from its own machine only", () => {
  expect(readConfig({}, "/city")).toMatchObject({
    port: 8080,
    host: "127.0.0.1",
    dataFolder: "/city/data",
    databaseUrl: undefined,
  });
});

test("production refuses the embedded database unless the loss is accepted in words", () => {
  expect(() => readConfig({ NODE_ENV: "production" }, "/city")).toThrow("power cut");
  expect(
    readConfig({ NODE_ENV: "production", EMBEDDED_DATABASE_IN_PRODUCTION: "accepted" }, "/city")
      .production,
  ).toBe(true);
});

test("one database address without the other is refused, and so is a port that is none, both at once", () => {
  const broken = (): unknown =>
    readConfig({ DATABASE_URL: "postgres://localhost/egov", PORT: "eighty" }, "/city");

  expect(broken).toThrow("MIGRATION_DATABASE_URL");
  expect(broken).toThrow("PORT");
});
