import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
} from "./running-city.ts";

const PHONE = { width: 360, height: 740 };
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

async function stranger(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: PHONE });
  const page = await context.newPage();
  await page.goto(city.url);
  return page;
}

async function looksRight(page: Page): Promise<void> {
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByText("Định danh mẫu, không phải VNeID").first().waitFor();
  await page.getByLabel(name).check();
  await page.getByRole("button", { name: "Tiếp tục với người này" }).click();
}

const at = (place: string): string => city.url + place;

for (const javaScriptEnabled of [true, false])
  test(`Hoa comes through the sample identity, JavaScript ${javaScriptEnabled ? "on" : "off"}, and is signed out in both places`, async () => {
    const page = await stranger(javaScriptEnabled);
    await page.goto(at("/dang-nhap?tiep=/thong-bao"));
    if (javaScriptEnabled) await looksRight(page);
    await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
    await page.getByText("Định danh mẫu, không phải VNeID").first().waitFor();
    if (javaScriptEnabled) await looksRight(page);
    await choose(page, "Bùi Thị Hoa");
    await page.waitForURL(at("/thong-bao"));
    await page.goto(at("/tai-khoan"));
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await page.getByRole("heading", { name: "Đăng xuất khỏi định danh mẫu" }).waitFor();
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await page.waitForURL(at("/"));

    await page.goto(at("/tai-khoan"));
    expect(new URL(page.url()).pathname).toBe("/dang-nhap");
    await page.context().close();
  });

test("Hoa proves herself anew at the provider, and only she can, before she adds a key", async () => {
  const page = await stranger();
  await page.goto(at("/dang-nhap?tiep=/tai-khoan"));
  await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await choose(page, "Bùi Thị Hoa");
  await page.getByRole("link", { name: "Xác nhận danh tính để thêm" }).click();
  await looksRight(page);
  await page.getByRole("link", { name: "Xác nhận bằng định danh" }).click();
  await choose(page, "Đặng Quốc Toàn");
  await page.getByText("Người vừa xác nhận không phải chủ").waitFor();
  await page.goto(at("/xac-nhan?tiep=/tai-khoan"));
  await page.getByRole("link", { name: "Xác nhận bằng định danh" }).click();
  await choose(page, "Bùi Thị Hoa");

  await page.getByLabel("Tên khóa").waitFor();
  await page.context().close();
});

test("Quân, who has an account from before, joins it after proving both, and finds his dossier", async () => {
  const page = await stranger();
  await page.goto(at("/dang-nhap"));
  await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await choose(page, "Trần Minh Quân");
  await page.getByRole("heading", { name: "Nối với tài khoản đã có" }).waitFor();
  expect(await page.getByLabel("Tên đăng nhập của tài khoản cũ").inputValue()).toBe("nguoidan");
  await looksRight(page);
  await page.getByLabel("Mật khẩu").fill("không phải mật khẩu này");
  await page.getByRole("button", { name: "Nối tài khoản" }).click();
  await page.getByText("Tên đăng nhập hoặc mật khẩu không đúng").waitFor();
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Nối tài khoản" }).click();
  await page.waitForURL(at("/ho-so-cua-toi"));
  await page
    .getByText(/000\.01\.01\.H29-/u)
    .first()
    .waitFor();
  await page.context().clearCookies();
  await page.goto(at("/dang-nhap"));
  await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await choose(page, "Trần Minh Quân");

  await page.waitForURL(at("/ho-so-cua-toi"));
  await page.context().close();
});

test("Toàn turns back at the provider, comes again, and the form he was filling in is still there", async () => {
  const page = await stranger();
  await page.goto(at("/thu-tuc/ho-kinh-doanh/nop"));
  await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await choose(page, "Đặng Quốc Toàn");
  await page.getByLabel("Cơ quan nhận hồ sơ").selectOption("cu-chi");
  await page.getByRole("button", { name: "Bắt đầu" }).click();
  await page.getByLabel("Nơi thường trú").fill("Ấp Bàu Tre, Củ Chi");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
  await page.getByText("Nội dung bạn vừa nhập vẫn được giữ").waitFor();
  await page.getByRole("button", { name: "Dùng định danh mẫu" }).click();
  await page.getByRole("button", { name: "Hủy" }).click();
  await page.getByText("Bạn đã dừng việc đăng nhập bằng định danh").waitFor();
  await looksRight(page);
  await page.getByRole("button", { name: "Dùng định danh mẫu" }).click();
  await choose(page, "Đặng Quốc Toàn");
  await page.getByRole("button", { name: "Gửi tiếp" }).click();

  expect(await page.getByLabel("Nơi thường trú").inputValue()).toBe("Ấp Bàu Tre, Củ Chi");
  await page.context().close();
});

test("a way back that was used, or that began in another browser, opens nothing", async () => {
  const page = await stranger();
  await page.goto(at("/dang-nhap"));
  const back = page.waitForRequest((one) => one.url().includes("/dang-nhap/dinh-danh/ve"));
  await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await choose(page, "Lý Ngọc Ánh");
  const url = (await back).url();
  await page.waitForURL(at("/ho-so-cua-toi"));
  const other = await stranger();

  for (const one of [page, other]) {
    await one.goto(url);
    await one.getByText("Lần đăng nhập này đã quá lâu, đã được dùng").waitFor();
  }
  await other.goto(at("/tai-khoan"));
  expect(new URL(other.url()).pathname).toBe("/dang-nhap");
  await page.context().close();
  await other.context().close();
});
