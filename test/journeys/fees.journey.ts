import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn, submitBakery } from "./acts.ts";
import { openBrowser, type RunningCity, startCity, PAPER } from "./running-city.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-fees-"));
let city: RunningCity;
let browser: Browser;
let password: string;
/** Where Quân pays, and where the desk works with the same charge. */
let pay: string;
let fee: string;

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
  rmSync(folder, { recursive: true });
});

/** Nobody here has JavaScript. */
async function pageOf(login: string, at: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: city.url });
  await signIn(city, context, login, password);
  const page = await context.newPage();
  await page.goto(at);
  return page;
}

async function payAtTheBank(quan: Page): Promise<void> {
  await quan.getByRole("button", { name: "Chuyển tiền" }).click();
  await quan.getByText("hệ thống một cửa trả lời 200").waitFor();
}

test("Quân sees what his bakery costs, pays at the bank, and has a receipt that says it in words", async () => {
  const context = await browser.newContext({ baseURL: city.url });
  const submitted = await submitBakery(await signIn(city, context, "nguoidan", password), PAPER);
  await context.close();
  const quan = await pageOf("nguoidan", `/ho-so-cua-toi/${submitted}`);
  await quan.getByRole("link", { name: "Nộp trực tuyến" }).click();
  pay = new URL(quan.url()).pathname;
  fee = pay.replace("/thanh-toan/", "/can-bo/thu-phi/");
  await quan.getByText("Một trăm nghìn đồng").waitFor();
  await quan.getByRole("button", { name: "Tôi đã chuyển khoản, kiểm tra lại" }).click();
  await quan.getByText("Ngân hàng chưa báo khoản tiền nào").waitFor();

  await quan.getByRole("link", { name: "mở ngân hàng mô phỏng" }).click();
  await payAtTheBank(quan);
  await quan.goto(pay);
  await quan.getByText("Đã nhận đủ tiền").waitFor();
  const href = await quan.getByRole("link", { name: /Tải biên lai/u }).getAttribute("href");
  const file = path.join(folder, "receipt.pdf");
  writeFileSync(file, await (await quan.request.get(href ?? "")).body());
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  expect(text.normalize("NFC")).toContain("Một trăm nghìn đồng");
});

test("he pays once more by mistake; Mai asks for it back, Minh decides, and the bank gives it back", async () => {
  const quan = await pageOf("nguoidan", pay);
  const mai = await pageOf("vanthu.quan-1", fee);
  const reference = await mai.getByRole("code").first().textContent();
  expect(reference).toMatch(/^LP/u);
  await quan.goto(await bankLink(reference ?? ""));
  await payAtTheBank(quan);

  await mai.reload();
  await mai.getByText("Đã ghi nhận, thừa").waitFor();
  await mai.getByLabel("Lý do").fill("Nộp hai lần");
  await mai.getByRole("button", { name: "Gửi đề nghị" }).click();
  await mai.getByText("Chờ duyệt").first().waitFor();

  const minh = await pageOf("truongphong.quan-1", "/can-bo/hoan-tien");
  await minh.getByRole("button", { name: "Duyệt hoàn tiền" }).click();
  await minh.getByRole("link", { name: "Hãy ghi số quyết định" }).waitFor();
  await minh.getByLabel("Số quyết định").fill("12/QĐ-UBND");
  await minh.getByRole("button", { name: "Duyệt hoàn tiền" }).click();
  await expect
    .poll(async () => (await minh.request.get("/can-bo/hoan-tien")).text(), { timeout: 20_000 })
    .toContain("Đã hoàn");
  await quan.goto(pay);
  await quan.getByText("Đã nhận đủ tiền").waitFor();
});

/** The simulated bank with a transfer filled in, as the page of an open charge links to it. */
async function bankLink(reference: string): Promise<string> {
  const context = await browser.newContext({ baseURL: city.url });
  const sender = await signIn(city, context, "nguoidan", password);
  const other = await submitBakery(sender, PAPER);
  const page = await context.newPage();
  await page.goto(`/ho-so-cua-toi/${other}`);
  await page.getByRole("link", { name: "Nộp trực tuyến" }).click();
  const href = await page.getByRole("link", { name: "mở ngân hàng mô phỏng" }).getAttribute("href");
  await context.close();
  const link = new URL(href ?? "");
  link.searchParams.set("reference", reference);
  return link.href;
}

test("Lan takes the other fee in cash with a receipt, and Mai finds the day of the bank in order", async () => {
  const lan = await pageOf("tiepnhan.quan-1", "/can-bo/thu-phi?tinh-trang=due");
  await lan.locator("main table a").first().click();
  await lan.getByLabel("Số tiền thu").fill("lot");
  await lan.getByRole("button", { name: "Thu tiền và lập biên lai" }).click();
  await lan.getByRole("link", { name: "Ghi số tiền bằng đồng" }).waitFor();
  await lan.getByLabel("Số tiền thu").fill("100.000");
  await lan.getByRole("button", { name: "Thu tiền và lập biên lai" }).click();
  await lan.getByText("Đã thu tiền và lập biên lai").waitFor();
  await lan.getByText("Tiền mặt tại quầy").first().waitFor();

  const mai = await pageOf("vanthu.quan-1", "/can-bo/doi-soat");
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  await mai.locator("#ngay-cong").fill(today);
  await mai.getByRole("button", { name: "Lấy tệp từ cổng và đối soát" }).click();
  await mai.getByText("Mọi giao dịch đều khớp").waitFor();
});
