import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
} from "./running-city.ts";

const HALL = { width: 1080, height: 1400 };
const TELEVISION = { width: 1920, height: 1080 };
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

let city: RunningCity;
let browser: Browser;
let password: string;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
}, 120_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await city.stop();
});

async function open(viewport: typeof HALL, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport, baseURL: city.url });
  contexts.push(context);
  return context.newPage();
}

async function signedIn(login: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await open(DESK, javaScriptEnabled);
  await page.goto("/dang-nhap");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL(/can-bo|ho-so/u);
  return page;
}

for (const javaScriptEnabled of [true, false])
  describe(`a morning at the desk of Quận 1, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    let lan: Page;
    let machine: Page;
    let screen: Page;
    let label = "";

    async function looksRight(page: Page): Promise<void> {
      expect(await fitsItsWidth(page)).toBe(true);
      if (javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    }

    test("Lan sits down at counter 1 and opens the machine and the screen", async () => {
      lan = await signedIn("tiepnhan.quan-1", javaScriptEnabled);
      await lan.getByRole("link", { name: "Hàng chờ" }).click();
      await lan.getByRole("button", { name: "Quầy 1" }).click();
      await lan.getByText("Quầy 1 đang mở").waitFor();
      machine = await open(HALL, javaScriptEnabled);
      const place = await lan.getByRole("link", { name: /Mở máy lấy số/u }).getAttribute("href");
      await machine.goto(place ?? "");
      screen = await open(TELEVISION, javaScriptEnabled);
      await screen.goto("/hang-cho/quan-1/man-hinh");
      await looksRight(machine);
      await looksRight(screen);
    });

    test("a pensioner draws a number with two touches, and the slip says that the law lets him go first", async () => {
      await machine.getByRole("link", { name: /Hộ tịch, chứng thực/u }).click();
      await looksRight(machine);
      await machine.getByRole("button", { name: /Người cao tuổi/u }).click();
      await machine.getByText("Ưu tiên: Người cao tuổi").waitFor();
      label = (await machine.locator(".board-number").textContent())?.trim() ?? "";
      expect(label).toMatch(/^A\d{3}$/u);
      await looksRight(machine);
    });

    test("Lan calls by the fair rule until it is his turn; the screen shows it without anyone touching it", async () => {
      for (let calls = 0; calls < 8; calls += 1) {
        if (javaScriptEnabled) await lan.keyboard.press("n");
        else await lan.getByRole("button", { name: /Gọi số tiếp theo|Xong, gọi/u }).click();
        await lan.getByText("Đang được mời").waitFor();
        if ((await lan.locator(".in-hand-label").textContent()) === label) break;
        await lan.getByRole("button", { name: "Bắt đầu phục vụ" }).click();
        await lan.getByText("Đang được phục vụ").waitFor();
      }
      expect(await lan.locator(".in-hand-label").textContent()).toBe(label);
      await looksRight(lan);
      await screen.locator(".board-newest", { hasText: label }).waitFor({ timeout: 15_000 });
      if (javaScriptEnabled)
        await screen
          .getByRole("status")
          .filter({ hasText: `Mời số ${label} đến quầy 1` })
          .waitFor({ state: "attached" });
      await looksRight(screen);
    });

    test("she links his dossier, says so when the code is wrong, and finishes; the screen is free again", async () => {
      await lan.getByRole("button", { name: "Bắt đầu phục vụ" }).click();
      await lan.getByText("Đang được phục vụ").waitFor();
      await lan.getByLabel("Mã hồ sơ").fill("000.01.01.H29-250101-9999");
      await lan.getByRole("button", { name: "Gắn hồ sơ" }).click();
      await lan.getByText("Không có hồ sơ nào của cơ quan bạn mang mã này.").waitFor();
      await looksRight(lan);
      await lan.getByRole("button", { name: "Xong", exact: true }).click();
      await lan.getByText("Chưa mời ai").waitFor();
      await screen
        .locator(".board-newest", { hasText: label })
        .waitFor({ state: "detached", timeout: 15_000 });
      await lan.getByRole("button", { name: "Rời quầy" }).click();
      await lan.getByText("Chọn quầy của bạn").waitFor();
    });

    test("who only looks from home sees how long people wait, and gets no number without the code by the door", async () => {
      const phone = await open(PHONE, javaScriptEnabled);
      await phone.goto("/hang-cho/quan-1/lay-so");
      await phone.getByText("Hãy quét mã QR tại cửa").waitFor();
      await looksRight(phone);
      await phone.goto("/hang-cho/quan-1");
      await phone.getByText("Hộ tịch, chứng thực").first().waitFor();
      await looksRight(phone);
    });
  });

for (const javaScriptEnabled of [true, false])
  describe(`a baker books Tuesday at nine and moves it, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    let phone: Page;
    let code = "";
    let telephone = "";

    async function looksRight(page: Page): Promise<void> {
      expect(await fitsItsWidth(page)).toBe(true);
      if (javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    }

    test("step by step: where, what, which day, what time, who", async () => {
      phone = await open(PHONE, javaScriptEnabled);
      telephone = javaScriptEnabled ? "0901 234 567" : "0901 234 568";
      await phone.goto("/dat-lich");
      await phone.getByRole("link", { name: "Bộ phận Một cửa Quận 1" }).click();
      await phone.getByRole("link", { name: "Đăng ký kinh doanh" }).click();
      await looksRight(phone);
      await phone
        .getByRole("link", { name: /thứ Ba/u })
        .first()
        .click();
      await looksRight(phone);
      await phone.getByRole("link", { name: /^09:00/u }).click();
      await phone.getByLabel("Họ và tên người đến").fill("Trần Minh Quân");
      await phone.getByLabel("Số điện thoại").fill("12");
      await phone.getByRole("button", { name: "Đặt lịch" }).click();
      await phone.getByRole("link", { name: /Số điện thoại không đúng/u }).waitFor();
      expect(await phone.getByLabel("Họ và tên người đến").inputValue()).toBe("Trần Minh Quân");
      await looksRight(phone);
      await phone.getByLabel("Số điện thoại").fill(telephone);
      await phone.getByRole("button", { name: "Đặt lịch" }).click();
      await phone.getByText("Đã đặt lịch").waitFor();
      code = (await phone.locator("h1 .num").textContent()) ?? "";
      expect(code).toMatch(/^[2-9B-Z]{8}$/u);
      await looksRight(phone);
    });

    test("the calendar file opens, and a second booking for the same matter is refused in words", async () => {
      const href = await phone.getByRole("link", { name: /\.ics/u }).getAttribute("href");
      const file = await phone.request.get(href ?? "");
      expect(file.headers()["content-type"]).toContain("text/calendar");
      expect(await file.text()).toContain("T020000Z");
      await phone.goto("/dat-lich/cu-chi/kinh-doanh");
      await phone
        .getByRole("link", { name: /thứ Ba/u })
        .first()
        .click();
      await phone.getByRole("link", { name: /^10:00/u }).click();
      await phone.getByLabel("Họ và tên người đến").fill("Trần Minh Quân");
      await phone.getByLabel("Số điện thoại").fill(telephone);
      await phone.getByRole("button", { name: "Đặt lịch" }).click();
      await phone
        .getByText(/đã giữ một lịch hẹn/u)
        .first()
        .waitFor();
      await looksRight(phone);
    });

    test("he finds it again by code and number, moves it to ten, and cancels it", async () => {
      await phone.goto("/lich-hen");
      await phone.getByLabel("Mã đặt lịch").fill(code.toLowerCase());
      await phone.getByLabel("Số điện thoại").fill("0909 999 999");
      await phone.getByRole("button", { name: "Xem lịch hẹn" }).click();
      await phone.getByText("Không có lịch hẹn nào với mã").waitFor();
      await looksRight(phone);
      await phone.getByLabel("Số điện thoại").fill(telephone);
      await phone.getByRole("button", { name: "Xem lịch hẹn" }).click();
      await phone.getByRole("link", { name: "Đổi ngày, giờ" }).click();
      await phone.getByText(`Bạn đang đổi lịch hẹn ${code}`).waitFor();
      await phone
        .getByRole("link", { name: /thứ Tư/u })
        .last()
        .click();
      await phone.getByRole("link", { name: /^10:00/u }).click();
      await phone.getByRole("button", { name: "Đổi sang giờ này" }).click();
      await phone.getByText("Đã đổi lịch").waitFor();
      await phone.getByText(/10:00/u).first().waitFor();
      await looksRight(phone);
      await phone.getByRole("button", { name: "Hủy lịch hẹn" }).click();
      await phone.getByText("Đã hủy").waitFor();
    });
  });
