import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFileKeySigner, judgeSignedPaper } from "#platform/signing";
import { certificateOf, HOA_SEN } from "../../../test/world/papers.ts";
import { createPrinter } from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-signed-print-"));
const printer = createPrinter(new URL("print-worker.ts", import.meta.url));
const now = new Date("2025-04-29T03:00:00Z");
afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const certificate = certificateOf(HOA_SEN);

const tool = (name: string, ...args: string[]): string =>
  execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

// R41
test("a certificate that was printed and signed is valid, tagged, clean and says the same words", async () => {
  const signer = await createFileKeySigner(path.join(folder, "keys"), now);
  const printed = await printer.print("result", certificate, now);
  const signed = await signer.sign(printed, {
    reason: "Cấp giấy chứng nhận",
    location: "Quận 1",
    signedAt: now,
  });
  const [before, after] = ["printed.pdf", "signed.pdf"].map((name) => path.join(folder, name));
  if (before === undefined || after === undefined) throw new Error("two names make two files");
  writeFileSync(before, printed);
  writeFileSync(after, signed);

  expect(tool("pdfsig", "-nocert", after)).toMatch(
    /Total document signed[\s\S]*Signature is Valid/u,
  );
  expect(tool("pdfinfo", after)).toMatch(/Tagged:\s+yes/u);
  expect(tool("qpdf", "--check", after)).toContain("No syntax or stream encoding errors found");
  expect(tool("pdftotext", "-layout", after, "-")).toBe(tool("pdftotext", "-layout", before, "-"));
});

test("a certificate with another capital does not pass as the one that was prepared", async () => {
  const signer = await createFileKeySigner(path.join(folder, "keys"), now);
  const printed = await printer.print("result", certificate, now);
  const richer = await printer.print(
    "result",
    certificateOf({ ...HOA_SEN, capital: "9 tỷ ₫" }),
    now,
  );
  const about = { reason: "", location: "", signedAt: now };

  expect(await judgeSignedPaper(printed, await signer.sign(richer, about))).toEqual({
    ok: false,
    error: "not-what-was-prepared",
  });
});
