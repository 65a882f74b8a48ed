import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderPage } from "#ui";
import { CitizenGallery } from "../../src/ui/gallery.tsx";
import { act, draftBakery, type Sender, signIn, submitBakery } from "./acts.ts";
import { openBrowser, type RunningCity, startCity } from "./running-city.ts";

const PAPER = {
  name: "căn cước.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};
const DISGUISED = { ...PAPER, name: "căn cước.pdf", mimeType: "application/pdf" };
let city: RunningCity;
let browser: Browser;
let password: string;
let quan: Sender;
let draft: string;

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
  quan = await signIn(city, await newContext(), "nguoidan", password);
  draft = await draftBakery(quan);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

function newContext(javaScriptEnabled = true): Promise<BrowserContext> {
  return browser.newContext({ javaScriptEnabled, baseURL: city.url });
}

async function pageOf(login: string, at: string, javaScriptEnabled = true): Promise<Page> {
  const context = await newContext(javaScriptEnabled);
  if (login !== "") await signIn(city, context, login, password);
  const page = await context.newPage();
  await page.goto(at);
  return page;
}

/** Every part on one page, under the city's own address, styles and scripts. */
async function galleryPage(): Promise<Page> {
  const page = await pageOf("", "/");
  const assets = {
    stylesheet: (await page.locator("link[rel=stylesheet]").getAttribute("href")) ?? "",
    citizenScript: (await page.locator("script[src]").first().getAttribute("src")) ?? "",
  };
  const body = renderPage(CitizenGallery({ assets, language: "vi" }));
  await page.route("**/thanh-phan", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("/thanh-phan");
  return page;
}

test("a paper is kept at once with size and pages, a second try included, and what is refused says why beside it", async () => {
  const page = await pageOf("nguoidan", `/ho-so-nhap/${draft}/giay-to`);
  const choose = page.locator("input[type=file]:not([capture])");
  expect(await page.getByRole("button", { name: "Tải lên" }).isVisible()).toBe(false);

  await choose.setInputFiles(DISGUISED);
  await page.locator(".error").getByText("không đúng với đuôi tên tệp").waitFor();
  await page.context().setOffline(true);
  await choose.setInputFiles(PAPER);
  await page.getByText("Tệp chưa đến nơi.").waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Gửi lại" }).click();
  await page.getByText("Đã nhận: căn cước.png · 1 kB").waitFor();
  expect(await page.locator("[role=status].sr").textContent()).toBe("Đã nhận tệp căn cước.png");
  expect(await choose.evaluate((one) => one.matches(":focus"))).toBe(true);

  const pdf = await (await pageOf("", "/lich-nghi")).pdf({ preferCSSPageSize: true });
  await choose.setInputFiles({ name: "hợp đồng.pdf", mimeType: "application/pdf", buffer: pdf });
  await page.getByText(/Đã nhận: hợp đồng\.pdf · \d+ kB · \d+ trang/u).waitFor();
  await page.reload();
  await page.getByText(/hợp đồng\.pdf · \d+ kB · \d+ trang/u).waitFor();
  await page.getByRole("button", { name: "Bỏ tệp này hợp đồng.pdf" }).click();
  await page.getByText("hợp đồng.pdf").waitFor({ state: "detached" });
  await page.context().close();
});

test("a paper chosen after the session ended stays chosen, and arrives after signing in beside it", async () => {
  const page = await pageOf("nguoidan", `/ho-so-nhap/${draft}/giay-to`);
  await page.context().clearCookies();
  await page
    .locator("input[type=file]:not([capture])")
    .setInputFiles({ ...PAPER, name: "mặt sau.png" });
  const signInAgain = page.getByRole("link", { name: /Phiên làm việc đã hết/u });
  await signInAgain.waitFor();
  await signIn(city, page.context(), "nguoidan", password);
  await page.getByRole("button", { name: "Gửi lại" }).click();
  await page.getByText("Đã nhận: mặt sau.png").waitFor();
  await page.context().close();
});

for (const javaScriptEnabled of [true, false])
  test(`a wrong answer beside it loses no paper, and no answer is sent without it, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async () => {
    const id = await submitBakery(quan, PAPER.buffer);
    const lan = await signIn(city, await newContext(), "tiepnhan.quan-1", password);
    await act(lan, id, "bo-sung", {
      "defect.can-cuoc": "Ảnh mờ, xin chụp lại",
      "defect.ownerBornOn": "Xin ghi lại",
    });
    const page = await pageOf("nguoidan", `/ho-so-cua-toi/${id}/bo-sung`, javaScriptEnabled);
    const answer = page.getByRole("button", { name: "Gửi bổ sung" });
    await answer.click();
    await page.getByRole("link", { name: "Hãy chọn tệp mới cho giấy tờ này." }).waitFor();

    await page.getByRole("textbox", { name: "Ngày sinh" }).fill("31/02/1985");
    await page.locator("input[type=file]:not([capture])").setInputFiles(PAPER);
    if (javaScriptEnabled) await page.getByText("Đã nhận: căn cước.png").waitFor();
    expect(await page.getByRole("textbox", { name: "Ngày sinh" }).inputValue()).toBe("31/02/1985");
    await answer.click();
    await page.getByRole("link", { name: /Ngày sinh phải theo dạng/u }).waitFor();
    await page.getByText("Đã nhận: căn cước.png").waitFor();
    await page.getByRole("textbox", { name: "Ngày sinh" }).fill("25/04/1985");
    await answer.click();
    await page.getByText("Chờ tiếp nhận").first().waitFor();
    await page.context().close();
  });

test("without scripts a chosen paper goes along with 'continue', and can be taken back", async () => {
  const own = await draftBakery(quan);
  const page = await pageOf("nguoidan", `/ho-so-nhap/${own}/giay-to`, false);
  await page.locator("input[type=file]:not([capture])").setInputFiles(PAPER);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByText("Bước 5 trên 5").waitFor();
  await page.getByText("căn cước.png").waitFor();
  await page.goBack();
  await page.reload();
  await page.getByRole("button", { name: "Bỏ tệp này" }).click();
  await page.locator(".received").waitFor({ state: "detached" });
  await page.context().close();
});

test("what is typed is saved by itself; leaving before that asks first", async () => {
  const page = await pageOf("nguoidan", `/ho-so-nhap/${draft}/buoc/chu-ho`);
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.getByLabel("Nơi thường trú").click();
  await page.keyboard.type("Ấp Bàu Tre");
  await page.evaluate(() => setTimeout(() => location.assign("/thu-tuc"), 0));
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await page.getByText(/Đã lưu lúc \d\d:\d\d$/u).waitFor();
  await page.goto("/thu-tuc");
  expect(asked).toEqual(["beforeunload"]);
  await page.context().close();
});

test("large type is one switch, kept for the next page, and sticks out nowhere", async () => {
  const page = await pageOf("", "/thu-tuc/ho-kinh-doanh");
  await page.setViewportSize({ width: 320, height: 700 });
  const size = () =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const usual = await size();
  await page.getByRole("button", { name: "Chữ to" }).click();
  await page.goto("/tra-cuu");
  expect(await size()).toBeGreaterThan(usual * 1.2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.getByRole("button", { name: "Chữ thường" }).click();
  expect(await size()).toBe(usual);
  await page.context().close();
});

test("the room left in a long answer is counted, and a code is copied by a button", async () => {
  const page = await galleryPage();
  await page.getByLabel("Ghi chú").fill("a".repeat(503));
  await page.locator(".counted-out").getByText("Quá 3 ký tự").waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Sao chép" }).first().click();
  await page.getByRole("button", { name: "Đã sao chép" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "000.00.01.H29-250425-0007",
  );
  await page.context().close();
});

test("the process is drawn with its token in letters that can be read, and without scripts the list says the same", async () => {
  const id = await submitBakery(quan, PAPER.buffer);
  const at = `/can-bo/ho-so/${id}`;
  const page = await pageOf("tiepnhan.quan-1", at);
  const token = page.locator("bpmn-diagram .token");
  await token.waitFor();
  const shown = await token.boundingBox();
  expect(shown?.width).toBeGreaterThan(80);
  await page.getByRole("button", { name: "Phóng to" }).click();
  expect((await token.boundingBox())?.width).toBeGreaterThan(shown?.width ?? 0);
  await page.context().close();

  const plain = await pageOf("tiepnhan.quan-1", at, false);
  await plain.getByText("Người giữ: chưa ai nhận").waitFor();
  expect(await plain.getByRole("heading", { name: "Sơ đồ" }).isVisible()).toBe(false);
  await plain.context().close();
});

test("an official moves by keys, finds the list of them, and can switch the single ones off", async () => {
  await submitBakery(quan, PAPER.buffer);
  const page = await pageOf("tiepnhan.quan-1", "/can-bo/viec");
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
  await page.keyboard.press("j");
  const first = await focused();
  await page.keyboard.press("j");
  const second = await focused();
  await page.keyboard.press("k");
  expect([first, second].every((one) => one.startsWith("000."))).toBe(true);
  expect(await focused()).toBe(first);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: /Tìm nhanh/u });
  await palette.getByRole("link", { name: first }).or(palette.getByText("Việc cần làm")).waitFor();
  await page.keyboard.type(first.slice(-11));
  await palette.getByRole("link", { name: first }).waitFor();
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toContain(first);
  await page.keyboard.press("Escape");
  expect(await palette.count()).toBe(0);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Phím tắt" }).waitFor();
  await page.getByRole("button", { name: "Tắt phím đơn" }).click();
  const before = await focused();
  await page.keyboard.press("j");
  expect(await focused()).toBe(before);
  await page.getByRole("button", { name: "Phím tắt" }).click();
  await page.getByRole("button", { name: "Bật phím đơn" }).waitFor();
  await page.context().close();
});
