import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act, send, type Sender, signIn, submitBakery } from "./acts.ts";
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
let dossier: string;
const people = new Map<string, { readonly page: Page; readonly sender: Sender }>();

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
  dossier = await submitBakery((await as("nguoidan")).sender, PAPER);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

/** One window for each person, without scripts: the register works as plain pages. */
async function as(login: string): Promise<{ readonly page: Page; readonly sender: Sender }> {
  const known = people.get(login);
  if (known !== undefined) return known;
  const context: BrowserContext = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
    baseURL: city.url,
  });
  const sender =
    login === ""
      ? { city, request: context.request }
      : await signIn(city, context, login, password);
  const made = { page: await context.newPage(), sender };
  people.set(login, made);
  return made;
}

test("five officials bring the bakery's certificate out, and it enters the register", async () => {
  await act((await as("tiepnhan.quan-1")).sender, dossier, "tiep-nhan");
  await act((await as("chuyenvien.quan-1")).sender, dossier, "tham-dinh", { proposal: "Đủ" });
  await act((await as("truongphong.quan-1")).sender, dossier, "xem-xet");
  const { sender: hung } = await as("lanhdao.quan-1");
  const at = `/can-bo/ho-so/${dossier}`;
  await send(hung, "/xac-nhan", { password, tiep: at });
  await act(hung, dossier, "ky");
  const { sender: mai } = await as("vanthu.quan-1");
  await expect
    .poll(async () => (await mai.request.get(at)).text(), { timeout: 15_000 })
    .toContain("Trả kết quả cho người nộp");
  await act(mai, dossier, "tra-ket-qua");
}, 60_000);

/** The page is told in words, fits a phone and is free of faults that a machine sees. */
async function good(page: Page, words: RegExp | string): Promise<void> {
  await page.getByText(words).first().waitFor({ timeout: 5000 });
  const looked = await browser.newContext({ storageState: await page.context().storageState() });
  const seen = await looked.newPage();
  await seen.goto(page.url());
  for (const width of [360, 1280]) {
    await seen.setViewportSize({ width, height: 800 });
    expect([page.url(), await fitsItsWidth(seen)]).toEqual([page.url(), true]);
  }
  expect(await accessibilityFaults(seen)).toEqual([]);
  await looked.close();
}

/** Finds the bakery's certificate in the register of Quận 1, typed as somebody in a hurry types. */
async function findResult(login: string, words: string): Promise<Page> {
  const { page } = await as(login);
  await page.goto("/can-bo/so-ket-qua");
  await good(page, "Sổ của cơ quan");
  await page.getByRole("link", { name: "Giấy chứng nhận đăng ký hộ kinh doanh" }).click();
  await page.getByLabel("Số, tên hoặc số định danh").fill(words);
  await page.getByRole("button", { name: "Lọc" }).click();
  await good(page, "Tiệm bánh Hoa Sen");
  await page.locator("table.data tbody a").first().click();
  return page;
}

async function decide(page: Page, button: string): Promise<void> {
  await send((await as("lanhdao.quan-1")).sender, "/xac-nhan", {
    password,
    tiep: "/can-bo/so-ket-qua",
  });
  await page.getByLabel("Số quyết định").fill("15/QĐ-UBND");
  await page.getByRole("button", { name: button }).click();
  await page.getByText("Đã quyết định.").waitFor();
}

test("the bakery's house number is corrected by a new signed paper, the old one says by which, and then the result is revoked", async () => {
  const ha = await findResult("chuyenvien.quan-1", "tiem banh hoa sen");
  await good(ha, "079 ••• ••• 417");
  await ha.getByRole("link", { name: "Đề nghị đính chính nội dung" }).click();
  await good(ha, "Sửa lại những mục ghi sai");
  await ha.getByRole("button", { name: "Gửi lãnh đạo" }).click();
  await ha.getByRole("link", { name: "Hãy ghi lý do." }).waitFor();
  await ha.getByLabel("Số nhà, tên đường").fill("14 Nguyễn Bỉnh Khiêm");
  await ha.getByLabel("Lý do", { exact: true }).fill("Ghi nhầm số nhà so với hợp đồng thuê");
  await ha.getByRole("button", { name: "Gửi lãnh đạo" }).click();
  await good(ha, "Đã gửi đề nghị đến lãnh đạo.");

  const { page: hung } = await as("lanhdao.quan-1");
  await hung.goto("/thong-bao");
  await hung
    .getByText(/chờ bạn quyết định/u)
    .first()
    .waitFor();
  await hung.goto("/can-bo/so-ket-qua");
  await hung.getByRole("table", { name: "Chờ lãnh đạo quyết định" }).getByRole("link").click();
  await good(hung, "Ghi nhầm số nhà so với hợp đồng thuê");
  await hung.getByText("14 Nguyễn Bỉnh Khiêm").first().waitFor();
  const result = new URL(hung.url()).pathname;
  const preview = await hung.context().request.get(`${result}/ban-in.pdf`);
  expect(preview.headers()["content-type"]).toBe("application/pdf");
  await decide(hung, "Ký và cấp giấy");
  await expect
    .poll(async () => (await hung.context().request.get(result)).text(), { timeout: 15_000 })
    .toContain("Giấy đính chính");

  const { page: anyone } = await as("");
  await anyone.goto(`/kiem-tra/${dossier}`);
  await good(anyone, "Giấy này đã được đính chính, không còn dùng được.");
  const told = await anyone.locator("main").innerText();
  expect(told).toContain("Giấy thay thế, số");
  expect(told).not.toContain("Ghi nhầm");
  expect(told).not.toContain("Trần Minh Quân");

  const { page: quan } = await as("nguoidan");
  await quan.goto(`/ho-so-cua-toi/${dossier}`);
  await quan.getByRole("link", { name: "Hiệu lực và các lần cấp" }).click();
  await good(quan, "Ghi nhầm số nhà so với hợp đồng thuê");
  const papers = quan.locator("[aria-labelledby=giay-da-cap] tbody a");
  expect(await papers.count()).toBe(2);
  const corrected = (await papers.nth(1).getAttribute("href")) ?? "";
  const pdf = await (await quan.context().request.get(corrected)).body();
  const file = path.join(city.folder, "dinh-chinh.pdf");
  writeFileSync(file, pdf);
  const signature = execFileSync("pdfsig", [file], { encoding: "utf8" });
  expect(signature).toContain("Signature is Valid");
  const printed = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" });
  expect(printed).toContain("14 Nguyễn Bỉnh Khiêm");
  expect(printed).toContain("Đính chính");

  const paper = corrected.split("/").at(-1) ?? "";
  await anyone.goto(`/kiem-tra/${paper}`);
  await good(anyone, "còn hiệu lực");
  const mai = await findResult("vanthu.quan-1", "TRẦN MINH QUÂN");
  await mai.getByRole("radio", { name: "Thu hồi" }).check();
  await mai.getByLabel("Lý do", { exact: true }).fill("Kê khai gian dối");
  await mai.getByRole("button", { name: "Gửi lãnh đạo" }).click();
  await mai.getByText("Đã gửi đề nghị đến lãnh đạo.").waitFor();
  await hung.goto(result);
  await decide(hung, "Thu hồi kết quả");
  await good(hung, "Đã thu hồi");

  await anyone.goto(`/kiem-tra/${paper}`);
  await good(anyone, "Giấy này đã bị thu hồi, không còn hiệu lực.");
  const answer = await anyone.context().request.get(`/api/results/${paper}`);
  expect(await answer.json()).toMatchObject({
    standing: "revoked",
    by: "15/QĐ-UBND",
    paper: "correction",
    name: null,
  });
  await quan.goto("/thong-bao");
  await quan
    .getByText(/đã bị thu hồi/u)
    .first()
    .waitFor();
}, 180_000);

test("the register is taken along as a file with masked numbers, and a reception official is offered none", async () => {
  const { page: mai } = await as("vanthu.quan-1");
  const at = "/can-bo/so-ket-qua/ho-kinh-doanh/so-ket-qua";
  const csv = await (await mai.context().request.get(`${at}.csv?tim=hoa+sen`)).text();
  expect(csv).toContain("Tiệm bánh Hoa Sen");
  expect(csv).toContain("079 ••• ••• 417");
  expect(csv).not.toContain("079085000417");
  const xlsx = await mai.context().request.get(`${at}.xlsx`);
  expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK");
  const { page: lan } = await as("tiepnhan.quan-1");
  expect((await lan.context().request.get(`${at}.csv`)).status()).toBe(404);
});
