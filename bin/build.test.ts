import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundleIslands } from "./build.ts";

/** On a slow third-generation line this is about a second; a citizen's page must not ask for more. */
const CITIZEN_BUDGET_BYTES = 30 * 1024;
const STAFF_BUDGET_BYTES = 60 * 1024;

test("all scripts of a citizen's page fit in 30 KB on the wire", async () => {
  const code = await bundleIslands("citizen");
  const passkey = await bundleIslands("passkey");

  expect(code).toContain("auto-save");
  expect(code).not.toContain("PublicKeyCredential");
  expect(passkey).toContain("pass-key");
  expect(gzipSync(code).byteLength + gzipSync(passkey).byteLength).toBeLessThanOrEqual(
    CITIZEN_BUDGET_BYTES,
  );
});

test("an official's page asks for no drawing library, and what it loads writes no style into the page", async () => {
  const code = await bundleIslands("staff");

  expect(code).not.toContain("djs-container");
  expect(code).not.toMatch(/new Function|\beval\(/u);
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(STAFF_BUDGET_BYTES);
});
