import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "./acts.ts";
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
beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

async function looksRight(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
}

test("the city's administrator proves who he is, gives a system a token for Quận 1, sees it used, and ends it", async () => {
  const context = await browser.newContext({ baseURL: city.url });
  await signIn(city, context, "quantri.van-phong", password);
  const page = await context.newPage();
  await page.goto("/can-bo/viec");
  await page.getByRole("link", { name: "Hệ thống kết nối" }).click();
  await looksRight(page);
  const fill = async (): Promise<void> => {
    await page.getByLabel("Tên hệ thống").fill("Kho dữ liệu dùng chung của thành phố");
    await page.getByLabel("Dữ liệu của").selectOption({ label: "Quận 1" });
    await page.getByLabel("Trạng thái và ngày hẹn của hồ sơ").check();
    const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("Dùng đến hết ngày").fill(day);
    await page.getByRole("button", { name: "Cấp mã" }).click();
  };
  await fill();
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Xác nhận" }).click();
  await page.getByRole("button", { name: "Cấp mã" }).click();
  await page.getByRole("link", { name: "Hãy ghi tên hệ thống." }).waitFor();
  await looksRight(page);
  await fill();
  await page.getByText("Đã cấp mã truy cập").waitFor();
  const token = (await page.locator(".token code").textContent()) ?? "";
  await looksRight(page);

  const ask = (): Promise<Response> =>
    fetch(`${city.url}/api/dossiers/changes`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await page.goto("/can-bo/he-thong-ket-noi");
  expect(await page.getByText(token).count()).toBe(0);
  expect(await page.getByText("Chưa dùng").count()).toBe(0);
  await page.getByRole("button", { name: /^Thu hồi/u }).click();
  await page.getByText("Đã thu hồi").waitFor();
  expect((await ask()).status).toBe(401);
  await context.close();
});
