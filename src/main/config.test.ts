import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const PRODUCTION = {
  NODE_ENV: "production",
  PUBLIC_ORIGIN: "https://motcua.example",
  OIDC_ISSUER: "https://dinh-danh.example",
  OIDC_CLIENT_ID: "mot-cua",
  OIDC_CLIENT_SECRET: "3b8e14c7a95d40f2b6e19a7c",
};

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
    readConfig({ ...PRODUCTION, EMBEDDED_DATABASE_IN_PRODUCTION: "accepted" }, "/city").production,
  ).toBe(true);
});

test("production refuses passwords and tokens that anybody could guess, each by name", () => {
  const refusalOf = (settings: NodeJS.ProcessEnv): string => {
    try {
      readConfig({ ...PRODUCTION, ...settings }, "/city");
      return "";
    } catch (error) {
      return String(error);
    }
  };
  const good = {
    DATABASE_URL: "postgres://egov_server:k7%25Qp2xw@db/egov",
    MIGRATION_DATABASE_URL: "postgres://egov_owner@db/egov",
    METRICS_TOKEN: "6f1d2c8be07a4935b1ce80d47f3a9265",
  };
  expect(refusalOf(good)).toBe("");
  for (const password of ["postgres", "Password", "egov_server", "%E2%80%A6"])
    expect(
      refusalOf({ ...good, DATABASE_URL: `postgres://egov_server:${password}@db/egov` }),
    ).toContain("The password in DATABASE_URL is a default");
  expect(
    refusalOf({ ...good, MIGRATION_DATABASE_URL: "postgres://egov_owner:secret@db/egov" }),
  ).toContain("MIGRATION_DATABASE_URL");
  for (const token of ["", "secret", "a".repeat(40)])
    expect(refusalOf({ ...good, METRICS_TOKEN: token })).toContain("METRICS_TOKEN");
  for (const origin of ["", "http://motcua.example", "https://motcua.example/", "motcua"])
    expect(refusalOf({ ...good, PUBLIC_ORIGIN: origin })).toContain("PUBLIC_ORIGIN");
});

test("one database address without the other is refused, and so is a port that is none, both at once", () => {
  const broken = (): unknown =>
    readConfig({ DATABASE_URL: "postgres://localhost/egov", PORT: "eighty" }, "/city");

  expect(broken).toThrow("MIGRATION_DATABASE_URL");
  expect(broken).toThrow("PORT");
});

test("server and worker run apart on a shared database only, and a worker must be told the public address", () => {
  const shared = {
    DATABASE_URL: "postgres://egov_server@db/egov",
    MIGRATION_DATABASE_URL: "postgres://egov_owner@db/egov",
  };
  expect(() => readConfig({ EGOV_PROCESS: "worker" }, "/city")).toThrow("shared DATABASE_URL");
  expect(() => readConfig({ ...shared, EGOV_PROCESS: "worker" }, "/city")).toThrow("PUBLIC_ORIGIN");
  expect(readConfig({ ...shared, EGOV_PROCESS: "server" }, "/city").process).toBe("server");
});

test("an object store or a scanner that is named by halves is refused, so that nothing lies elsewhere or unscanned", () => {
  const whole = {
    S3_ENDPOINT: "https://luu-tru.example",
    S3_BUCKET: "ho-so",
    S3_ACCESS_KEY_ID: "MOTCUA",
    S3_SECRET_ACCESS_KEY: "6f1d2c8be07a",
    CLAMD: "[::1]:3310",
  };
  expect(readConfig(whole, "/city").files).toEqual({
    s3: {
      endpoint: "https://luu-tru.example",
      region: "us-east-1",
      bucket: "ho-so",
      accessKeyId: "MOTCUA",
      secretAccessKey: "6f1d2c8be07a",
    },
    clamd: { host: "::1", port: 3310 },
  });
  for (const name of ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])
    expect(() => readConfig({ ...whole, [name]: undefined }, "/city"), name).toThrow("together");
  expect(() => readConfig({ ...whole, S3_ENDPOINT: "luu-tru" }, "/city")).toThrow("S3_ENDPOINT");
  for (const clamd of ["localhost", "", "localhost:x", ":3310"])
    expect(() => readConfig({ CLAMD: clamd }, "/city"), clamd).toThrow("CLAMD");
});

test("a payment gateway has an address and a key or neither; production refuses a simulator and a guessable key", () => {
  const refusalOf = (settings: NodeJS.ProcessEnv): string => {
    try {
      readConfig(settings, "/city");
      return "";
    } catch (error) {
      return String(error);
    }
  };
  const url = "https://cong-thanh-toan.example";
  const key = "6f1d2c8be07a4935b1ce80d47f3a9265";
  const production = { ...PRODUCTION, EMBEDDED_DATABASE_IN_PRODUCTION: "accepted" };
  expect(refusalOf({ PAYMENT_GATEWAY_URL: url })).toContain("set together");
  expect(refusalOf({ PAYMENT_GATEWAY_KEY: key })).toContain("set together");
  for (const wrong of ["http://cong.example", "https://localhost:9", "https://127.0.0.1", "cong"])
    expect(
      refusalOf({ ...production, PAYMENT_GATEWAY_URL: wrong, PAYMENT_GATEWAY_KEY: key }),
    ).toContain("PAYMENT_GATEWAY_URL");
  expect(
    refusalOf({ ...production, PAYMENT_GATEWAY_URL: url, PAYMENT_GATEWAY_KEY: "secret" }),
  ).toContain("PAYMENT_GATEWAY_KEY must be random");
  expect(
    readConfig({ ...production, PAYMENT_GATEWAY_URL: url, PAYMENT_GATEWAY_KEY: key }, "/city")
      .paymentGateway,
  ).toEqual({ url, key });
});
