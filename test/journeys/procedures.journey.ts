import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { birthRegistration } from "../../apps/birth-registration/app.ts";
import { groundwaterExtraction } from "../../apps/groundwater-extraction/app.ts";
import { investmentRegistration } from "../../apps/investment-registration/app.ts";
import { landUseChange } from "../../apps/land-use-change/app.ts";
import { act, type Fields, send, type Sender, signIn } from "./acts.ts";
import { fileSample } from "./file-sample.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
} from "./running-city.ts";

let city: RunningCity;
let browser: Browser;
let password: string;
const PAPER = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  const accounts = readFileSync(path.join(city.folder, "accounts.json"), "utf8");
  ({ password } = JSON.parse(accounts) as { password: string });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

const APPS: readonly App[] = [
  birthRegistration,
  investmentRegistration,
  landUseChange,
  groundwaterExtraction,
];

test.each(APPS.map((app) => [app.title.vi, app] as const))(
  "%s is read on a phone, in Vietnamese and in English",
  async (_, app) => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      baseURL: city.url,
    });
    const page = await context.newPage();
    for (const language of ["vi", "en"] as const) {
      await page.goto(`/thu-tuc/${app.id}?lang=${language}`);
      expect((await page.locator("h1").textContent())?.trim()).toBe(app.title[language]);
      expect(await fitsItsWidth(page)).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await context.close();
  },
);

interface Deed {
  readonly login: string;
  readonly act: string;
  readonly fields?: Fields;
}

const worked = (login: string, step: string, outcome: string, fields: Fields): Deed => ({
  login,
  act: "buoc",
  fields: { step, outcome, ...fields },
});

const signedBy = async (login: string): Promise<Sender> =>
  signIn(city, await browser.newContext({ baseURL: city.url }), login, password);

/** From the application to the signed result in the applicant's hands; gives what the paper says. */
async function lived(app: App, agency: string, deeds: readonly Deed[]): Promise<string> {
  const quan = await signedBy("nguoidan");
  const id = await fileSample(quan, app, { agency, paper: PAPER });
  for (const { login, act: name, fields } of deeds) {
    const { html } = await act(await signedBy(`${login}.${agency}`), id, name, fields);
    expect([name, /error-summary/u.test(html)]).toEqual([name, false]);
  }
  const leader = await signedBy(`lanhdao.${agency}`);
  await send(leader, "/xac-nhan", { password, tiep: `/can-bo/ho-so/${id}` });
  await act(leader, id, "ky");
  const clerk = await signedBy(`vanthu.${agency}`);
  await expect
    .poll(async () => (await clerk.request.get(`/can-bo/ho-so/${id}`)).text(), { timeout: 20_000 })
    .toContain("Trả kết quả cho người nộp");
  await act(clerk, id, "tra-ket-qua");
  const page = await (await quan.request.get(`/ho-so-cua-toi/${id}`)).text();
  const href = /href="([^"]+)"[^>]*>[^<]*Tải kết quả đã ký số/u.exec(page)?.[1] ?? "";
  const file = path.join(mkdtempSync(path.join(tmpdir(), "egov-procedures-")), "result.pdf");
  writeFileSync(file, await (await quan.request.get(href)).body());
  const tool = (name: string, ...args: string[]): string =>
    execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  expect(tool("pdfsig", "-nocert", file)).toContain("Signature is Valid");
  return tool("pdftotext", "-layout", file, "-").normalize("NFC").replaceAll(/\s+/gu, " ");
}

test("a child is registered in its ward, by the ward's own officials", async () => {
  const said = await lived(birthRegistration, "phuong-ben-nghe", [
    { login: "tiepnhan", act: "tiep-nhan" },
    worked("hotich", "enter-register", "entered", {
      book: "01/2026",
      page: "12",
      personalNumber: "079326000123",
    }),
  ]);
  expect(said).toContain("TRẦN BẢO AN");
}, 120_000);

test("a well is licensed by the department for what its expert found, after a second measurement", async () => {
  const measured = worked("chuyenvien", "measure", "measured", {
    measuredOn: "24/11/2026",
    well: "10,97302; 106,49318",
    level: "31,2",
    trialFlow: "140",
  });
  const found = {
    aquiferFound: "Pleistocen dưới (qp₁)",
    depthFound: "92,5",
    flowGranted: "110,5",
    yearsGranted: "5",
    conditions: "Lắp đồng hồ đo lưu lượng.",
  };
  const said = await lived(groundwaterExtraction, "so-tai-nguyen-va-moi-truong", [
    { login: "tiepnhan", act: "tiep-nhan" },
    measured,
    worked("chuyenvien", "appraise", "again", { ...found, note: "Đo trong giờ bơm." }),
    measured,
    worked("chuyenvien", "appraise", "propose", found),
    { login: "truongphong", act: "xem-xet" },
  ]);
  expect(said).toContain("110,5 m³/ngày đêm");
  expect(said).toContain("trước ngày 31 tháng 01 hằng năm");
}, 120_000);
