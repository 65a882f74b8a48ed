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

const PLACE = "/can-bo/chuyen-so-lieu";
let city: RunningCity;
let browser: Browser;
let password: string;
let mai: Page;
let headings: readonly string[];

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
  mai = await as("vanthu.quan-1");
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

async function as(login: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    baseURL: city.url,
  });
  await signIn(city, context, login, password);
  return context.newPage();
}

/** Sound whatever day it is: received yesterday, promised within the month. */
const inDays = (days: number): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh" }).format(
    Date.now() + days * 86_400_000,
  );

function file(changes: readonly Readonly<Record<string, string>>[]): Buffer {
  const bakery: Readonly<Record<string, string>> = {
    "Họ và tên người nộp": "Phạm Thị Hoa",
    "Số định danh người nộp": "079190000417",
    "Ngày tiếp nhận": inDays(-1),
    "Ngày hẹn trả": inDays(20),
    "Bước đang giải quyết": "Thẩm định",
    "Hộ kinh doanh do ai thành lập?": "Một cá nhân",
    "Họ và tên chủ hộ": "Phạm Thị Hoa",
    "Số định danh cá nhân": "079190000417",
    "Ngày sinh": "12/03/1990",
    "Nơi thường trú": "12 Nguyễn Trãi, Phường Bến Thành, Quận 1",
    "Số điện thoại": "0901 234 567",
    "Tên hộ kinh doanh": "Tiệm bánh Hoa Sữa",
    "Phường, xã, thị trấn": "Phường Bến Thành",
    "Số nhà, tên đường": "12 Nguyễn Trãi",
    "Địa điểm kinh doanh": "Của chủ hộ",
    "Ngành, nghề 1: Tên ngành, nghề": "Làm bánh",
    "Vốn kinh doanh (đồng)": "50.000.000",
    "Số lao động": "3",
  };
  const rows = changes.map((change) => {
    const row = { ...bakery, ...change };
    return headings.map((heading) => `"${row[heading] ?? ""}"`).join(",");
  });
  return Buffer.from(`${headings.map((one) => `"${one}"`).join(",")}\r\n${rows.join("\r\n")}\r\n`);
}

async function tryFile(name: string, buffer: Buffer): Promise<void> {
  await mai.goto(PLACE);
  await mai.getByLabel("Thủ tục", { exact: true }).selectOption("ho-kinh-doanh");
  await mai.getByLabel("Tệp CSV hoặc XLSX").setInputFiles({ name, mimeType: "text/csv", buffer });
  await mai.getByRole("button", { name: "Chạy thử" }).click();
}

async function looksRight(): Promise<void> {
  for (const width of [360, 1280]) {
    await mai.setViewportSize({ width, height: 900 });
    expect(await fitsItsWidth(mai)).toBe(true);
    expect(await accessibilityFaults(mai)).toEqual([]);
  }
}

test("Mai takes the template, tries a file with faults, and is told each cell to mend; nothing is written", async () => {
  const template = await mai.request.get(`${PLACE}/mau/ho-kinh-doanh/csv`);
  headings = (await template.text())
    .replace("\uFEFF", "")
    .trim()
    .split(/,(?! )/u)
    .map((one) => one.replaceAll('"', ""));
  const faulty: readonly Readonly<Record<string, string>>[] = [
    { "Mã hồ sơ cũ": "HKD-1", "Ngày hẹn trả": "01/01/2020" },
    { "Mã hồ sơ cũ": "HKD-2", "Bước đang giải quyết": "Đóng dấu" },
  ];
  await tryFile("so-cu.csv", file(faulty));

  expect(await mai.content()).toContain("Ngày hẹn trả trước ngày tiếp nhận.");
  expect(await mai.content()).toContain("Thủ tục không có bước này.");
  expect(await mai.getByRole("button", { name: "Nhập chính thức" }).count()).toBe(0);
  await looksRight();
  const report = await mai.request.get(`${new URL(mai.url()).pathname}/bao-cao`);
  expect((await report.text()).split("\r\n")[1]).toMatch(
    /^2,Ngày hẹn trả,01\/01\/2020,Ngày hẹn trả trước ngày tiếp nhận\.$/u,
  );
});

test("the mended file is tried, imported by a decision, and its dossiers stand on the specialist’s list under their old codes", async () => {
  await tryFile("so-cu.csv", file([{ "Mã hồ sơ cũ": "HKD-1" }, { "Mã hồ sơ cũ": "HKD-2" }]));
  expect(await mai.content()).toContain("Tệp không có lỗi");
  await looksRight();
  await mai.getByRole("button", { name: "Nhập chính thức" }).click();
  expect(await mai.content()).toContain("Hãy ghi số quyết định.");
  await mai.getByLabel("Số quyết định cho phép chuyển").fill("09/QĐ-UBND");
  await mai.getByRole("button", { name: "Nhập chính thức" }).click();
  for (let tries = 0; tries < 60 && !(await mai.content()).includes("Đã nhập xong"); tries += 1) {
    await mai.waitForTimeout(1000);
    await mai.reload();
  }
  expect(await mai.content()).toContain("Đã nhập xong");
  await looksRight();

  const ha = await as("chuyenvien.quan-1");
  await ha.goto("/can-bo/viec?tim=HKD-2");
  expect(await ha.content()).toContain("Tiệm bánh Hoa Sữa");
}, 120_000);

test("the same file brought again makes no second dossier, and the list of files says what became of each", async () => {
  await tryFile("so-cu.csv", file([{ "Mã hồ sơ cũ": "HKD-1" }]));
  await mai.getByLabel("Số quyết định cho phép chuyển").fill("10/QĐ-UBND");
  await mai.getByRole("button", { name: "Nhập chính thức" }).click();
  for (let tries = 0; tries < 60 && !(await mai.content()).includes("Đã nhập xong"); tries += 1) {
    await mai.waitForTimeout(1000);
    await mai.reload();
  }
  expect(await mai.content()).toContain("Dòng bỏ qua");
  const ha = await as("chuyenvien.quan-1");
  await ha.goto("/can-bo/viec?tim=HKD-1");
  expect((await ha.content()).split("Tiệm bánh Hoa Sữa").length).toBe(
    (await haOf(ha, "HKD-2")).split("Tiệm bánh Hoa Sữa").length,
  );
  await mai.goto(PLACE);
  await looksRight();
}, 120_000);

async function haOf(page: Page, code: string): Promise<string> {
  await page.goto(`/can-bo/viec?tim=${code}`);
  return page.content();
}
