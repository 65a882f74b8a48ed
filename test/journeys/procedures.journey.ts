import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
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
  PAPER,
} from "./running-city.ts";

let city: RunningCity;
let browser: Browser;
let password: string;
beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
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

/** One act of one official; `paper` is the slot where the step wants one. */
interface Deed {
  readonly login: string;
  readonly act: string;
  readonly fields?: Fields;
  readonly paper?: string;
}

/** What happens beside the acts of the deciding agency. */
type Beside = (dossier: string, quan: Sender) => Promise<void>;

const worked = (login: string, step: string, outcome: string, fields: Fields): Deed => ({
  login,
  act: "buoc",
  fields: { step, outcome, ...fields },
});

const signedBy = async (login: string): Promise<Sender> =>
  signIn(city, await browser.newContext({ baseURL: city.url }), login, password);

/** From the application to the signed result in the applicant's hands; gives what the paper says. */
async function lived(app: App, agency: string, deeds: readonly (Deed | Beside)[]): Promise<string> {
  const quan = await signedBy("nguoidan");
  const id = await fileSample(quan, app, { agency, paper: PAPER });
  for (const deed of deeds)
    if (typeof deed === "function") await deed(id, quan);
    else await done(deed, agency, id);
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

async function done(deed: Deed, agency: string, id: string): Promise<void> {
  const official = await signedBy(`${deed.login}.${agency}`);
  if (deed.paper !== undefined)
    await official.request.post(`/can-bo/ho-so/${id}/buoc-tep`, {
      headers: { origin: city.url },
      multipart: { [deed.paper]: { name: "giấy.png", mimeType: "image/png", buffer: PAPER } },
    });
  const { html } = await act(official, id, deed.act, deed.fields);
  expect([deed.act, /error-summary/u.test(html)]).toEqual([deed.act, false]);
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

test("an investor from abroad is registered by the department, on a paper in Vietnamese and English", async () => {
  const said = await lived(investmentRegistration, "so-ke-hoach-va-dau-tu", [
    async (id, investor) => {
      const page = await (await investor.request.get(`/ho-so-cua-toi/${id}?lang=en`)).text();
      expect(page).toContain("Investment registration certificate");
      await investor.request.get(`/ho-so-cua-toi/${id}?lang=vi`);
    },
    { login: "tiepnhan", act: "tiep-nhan" },
    worked("chuyenvien", "assess", "propose", {
      marketAccess: "conditional",
      conditions: "Không kinh doanh trò chơi có thưởng.",
      conditionsEn: "No games of chance.",
    }),
    { login: "truongphong", act: "xem-xet" },
  ]);
  for (const words of ["LOTUS SOFTWARE PTE. LTD.", "INVESTMENT REGISTRATION CERTIFICATE"])
    expect(said.toUpperCase()).toContain(words);
  expect(said).toContain("Không kinh doanh trò chơi có thưởng.");
  expect(said).toContain("No games of chance.");
}, 120_000);

test("land changes hands: the tax department says what is owed, and the days of paying are nobody’s days", async () => {
  const owedByTaxNotice: Beside = async (id, quan) => {
    const page = await (await quan.request.get(`/ho-so-cua-toi/${id}`)).text();
    const code = /<h1[^>]*>\s*([0-9A-Z.-]+)/u.exec(page)?.[1] ?? "";
    const tax = await signedBy("chuyenvien.cuc-thue-thanh-pho");
    const asked = await (await tax.request.get("/can-bo/y-kien")).text();
    const question = new RegExp(`href="(/can-bo/y-kien/[^"]+)">${code}<`, "u").exec(asked)?.[1];
    const answered = await send(tax, `${question}/tra-loi`, {
      outcome: "owed",
      opinion: "Thuế thu nhập 12.000.000 đồng, thông báo 77/TB.",
    });
    expect(answered.html).toContain("Đã trả lời");
    const ha = await signedBy("chuyenvien.quan-1");
    await expect
      .poll(async () => (await ha.request.get(`/can-bo/ho-so/${id}`)).text(), { timeout: 30_000 })
      .toContain("Số thông báo của cơ quan thuế");
  };
  const stopsTheClock: Beside = async (id, quan) => {
    const page = await (await quan.request.get(`/ho-so-cua-toi/${id}`)).text();
    expect(page).toContain("Chờ người nộp thực hiện nghĩa vụ tài chính");
  };
  const said = await lived(landUseChange, "quan-1", [
    { login: "tiepnhan", act: "tiep-nhan" },
    worked("chuyenvien", "verify", "verified", { entry: "Chuyển nhượng trọn thửa cho ông Quân." }),
    owedByTaxNotice,
    worked("chuyenvien", "announce", "owed", { notice: "77/TB-CT", amountVnd: "12.000.000" }),
    stopsTheClock,
    {
      ...worked("tiepnhan", "duty", "paid", { paidOn: "24/11/2026", paidVnd: "12.000.000" }),
      paper: "duty.giay-nop-tien",
    },
    paidAtTheDesk,
    { login: "truongphong", act: "xem-xet" },
  ]);
  expect(said).toContain("Chuyển nhượng trọn thửa cho ông Quân.");
  expect(said).toContain("TRẦN MINH QUÂN");
}, 120_000);

/** The fee of the procedure, in cash at the desk. */
async function paidAtTheDesk(id: string, quan: Sender): Promise<void> {
  const page = await (await quan.request.get(`/ho-so-cua-toi/${id}`)).text();
  const fee = (/href="(\/thanh-toan\/[^"]+)"/u.exec(page)?.[1] ?? "").replace(
    "/thanh-toan/",
    "/can-bo/thu-phi/",
  );
  const desk = await signedBy("tiepnhan.quan-1");
  const shown = await (await desk.request.get(fee)).text();
  const field = (name: string): string =>
    new RegExp(`name="${name}"[^>]* value="([^"]*)"`, "u").exec(shown)?.[1] ?? "";
  const taken = await send(desk, `${fee}/nop`, {
    version: field("version"),
    "so-tien": field("so-tien"),
    "cach-nop": "cash",
    "nguoi-nop": "Trần Minh Quân",
  });
  expect(taken.html).not.toContain("error-summary");
}
