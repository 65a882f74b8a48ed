import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act, draftBakery, send, type Sender, signIn, submitBakery } from "./acts.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
} from "./running-city.ts";

/** A picture of its own, told apart from every other paper of the city by what stands after its end. */
const PAPER = Buffer.concat([
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  Buffer.from("căn cước của Quân"),
]);
const CODE = /[\d.]+H29-\d{6}-\d{4}/u;
let city: RunningCity;
let browser: Browser;
let password: string;
/** Quân's first bakery, with his card, and its code. */
let first: { readonly id: string; readonly code: string };

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
  const { sender, context } = await as("nguoidan");
  const id = await submitBakery(sender, PAPER);
  const html = await (await sender.request.get(`/ho-so-cua-toi/${id}`)).text();
  first = { id, code: CODE.exec(html)?.[0] ?? "" };
  await context.close();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

async function as(
  login: string,
  options: { readonly javaScriptEnabled?: boolean; readonly hasTouch?: boolean } = {},
): Promise<{ context: BrowserContext; sender: Sender }> {
  const context = await browser.newContext({
    baseURL: city.url,
    viewport: { width: 360, height: 740 },
    ...options,
  });
  return { context, sender: await signIn(city, context, login, password) };
}

for (const javaScriptEnabled of [true, false])
  test(`Quân uses the card of his first bakery again for a second one, takes that back, agrees anew, and Lan reads where it is from, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async () => {
    const { context, sender } = await as("nguoidan", { javaScriptEnabled });
    const page = await context.newPage();
    const draft = await draftBakery(sender);
    await page.goto(`/ho-so-nhap/${draft}/giay-to`);
    expect(await page.locator(".received").count()).toBe(0);
    const offer = page.locator(".offered li").filter({ hasText: first.code });
    await offer.getByRole("button", { name: "Đồng ý dùng lại" }).click();
    await page.getByText(`Dùng lại từ hồ sơ ${first.code}`).waitFor();
    if (javaScriptEnabled) {
      expect(await fitsItsWidth(page)).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);
    }

    await page.getByRole("button", { name: "Rút lại đồng ý và bỏ" }).click();
    await page.locator(".received").waitFor({ state: "detached" });
    await offer.getByRole("button", { name: "Đồng ý dùng lại" }).click();
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
    await page.waitForURL(/\/ho-so-cua-toi\//u);

    const desk = await as("tiepnhan.quan-1", { javaScriptEnabled });
    const lan = await desk.context.newPage();
    await lan.goto(`/can-bo/ho-so/${draft}`);
    await lan.getByText(`Dùng lại từ hồ sơ ${first.code}`).waitFor();
    await lan.getByText("Người nộp đồng ý lúc").waitFor();
    await desk.context.close();

    await page.goto("/ai-da-xem");
    const rows = page.locator("tbody tr");
    const consent = rows.filter({ hasText: "Dùng lại giấy tờ" }).first();
    expect(await consent.textContent()).toContain("Bạn đã đồng ý");
    await context.close();
  });

test("whoever opens a dossier at the desk is read by its applicant as office and position, and by the city's inspector with the name", async () => {
  const desk = await as("chuyenvien.quan-1");
  const lan = await desk.context.newPage();
  await lan.goto(`/can-bo/ho-so/${first.id}`);
  const name = (await lan.locator(".me strong").textContent()) ?? "";
  await desk.context.close();

  const own = await as("nguoidan");
  const quan = await own.context.newPage();
  await quan.goto(`/ho-so-cua-toi/${first.id}`);
  await quan.getByRole("link", { name: "Ai đã xem hồ sơ này" }).click();
  const row = quan.locator("tbody tr").filter({ hasText: "Trang hồ sơ" }).first();
  expect(await row.textContent()).toMatch(/Chuyên viên, .*Quận 1.*Giải quyết hồ sơ/u);
  expect(await quan.content()).not.toContain(name);
  expect(await accessibilityFaults(quan)).toEqual([]);

  const inspector = await as("kiemtra.van-phong");
  const search = await inspector.context.newPage();
  await search.goto("/can-bo/nhat-ky-xem");
  await search.getByLabel("Mã hồ sơ").fill(first.code);
  await search.getByRole("button", { name: "Tra cứu" }).click();
  await search.getByText(name).first().waitFor();
  await inspector.context.close();
  await quan.reload();
  await quan.getByText("Thanh tra, kiểm tra").first().waitFor();
  await own.context.close();
});

test("on a phone the camera is a choice beside the files, and the picture that arrived is shown", async () => {
  const { context, sender } = await as("nguoidan", { hasTouch: true });
  const page = await context.newPage();
  await page.goto(`/ho-so-nhap/${await draftBakery(sender)}/giay-to`);
  const camera = page.getByLabel(/Chụp bằng máy ảnh/u);
  expect(await camera.getAttribute("capture")).toBe("environment");
  await camera.setInputFiles({ name: "mặt trước.png", mimeType: "image/png", buffer: PAPER });
  await page.getByRole("img", { name: "Ảnh đã nhận: mặt trước.png" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
});

const HEAD = {
  founder: "person",
  ownerName: "Trần Minh Quân",
  ownerCitizenId: "079085000417",
  ownerBornOn: "25/04/1985",
  ownerAddress: "Nơi ở cũ",
  ownerPhone: "0901234567",
};

/** A draft of Quân's whose address is not the one that the register holds; opened at its first step. */
async function movedHouse(sender: Sender, page: Page): Promise<string> {
  const draft = await draftBakery(sender);
  await send(sender, `/ho-so-nhap/${draft}/buoc/chu-ho`, HEAD);
  await page.goto(`/ho-so-nhap/${draft}/buoc/chu-ho`);
  return draft;
}

/** Through the sample identity; the first time, Quân's account from before is joined to it. */
async function byIdentity(javaScriptEnabled: boolean) {
  const context = await browser.newContext({
    baseURL: city.url,
    viewport: { width: 360, height: 740 },
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await page.goto("/dang-nhap");
  await page.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await page.getByLabel("Trần Minh Quân").check();
  await page.getByRole("button", { name: "Tiếp tục với người này" }).click();
  const join = page.getByRole("button", { name: "Nối tài khoản" });
  await join.or(page.getByRole("heading", { name: "Hồ sơ của tôi" })).waitFor();
  if (await join.isVisible()) {
    await page.getByLabel("Mật khẩu").fill(password);
    await join.click();
    await page.waitForURL("**/ho-so-cua-toi");
  }
  return { context, page, sender: { city, request: context.request } };
}

test("the bakery's certificate comes out; Quân's number was only typed, so its register is not searched and the page says how to change that", async () => {
  await act((await as("tiepnhan.quan-1")).sender, first.id, "tiep-nhan");
  await act((await as("chuyenvien.quan-1")).sender, first.id, "tham-dinh", { proposal: "Đủ" });
  await act((await as("truongphong.quan-1")).sender, first.id, "xem-xet");
  const { sender: hung } = await as("lanhdao.quan-1");
  await send(hung, "/xac-nhan", { password, tiep: `/can-bo/ho-so/${first.id}` });
  await act(hung, first.id, "ky");
  const { sender: mai } = await as("vanthu.quan-1");
  await expect
    .poll(async () => (await mai.request.get(`/can-bo/ho-so/${first.id}`)).text(), {
      timeout: 15_000,
    })
    .toContain("Trả kết quả cho người nộp");
  await act(mai, first.id, "tra-ket-qua");

  const { context, sender } = await as("nguoidan");
  const page = await context.newPage();
  await movedHouse(sender, page);
  await page.getByText("do bạn tự khai").waitFor();
  expect(await page.getByRole("button", { name: "Đồng ý tra cứu" }).count()).toBe(0);
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
}, 60_000);

for (const javaScriptEnabled of [true, false])
  test(`Quân, known to the national identity, agrees, fills in from his certificate, changes an answer, and Lan and his own log tell where it is from, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async () => {
    const { context, page, sender } = await byIdentity(javaScriptEnabled);
    const good = async (): Promise<void> => {
      if (!javaScriptEnabled) return;
      expect(await fitsItsWidth(page)).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);
    };
    const draft = await movedHouse(sender, page);
    const address = page.getByLabel("Nơi thường trú");
    await page.getByText("Chưa sổ nào được mở").waitFor();
    await good();
    await page.getByRole("button", { name: "Đồng ý tra cứu" }).click();
    const use = page.getByRole("button", { name: "Dùng để điền" });
    await use.first().waitFor();
    expect(await address.inputValue()).toBe("Nơi ở cũ");
    await good();
    await use.first().click();
    await page.getByText("Đã điền từ sổ").waitFor();
    expect(await address.inputValue()).toContain("12 Nguyễn Bỉnh Khiêm");
    await good();
    await page.getByRole("button", { name: "Rút lại đồng ý và bỏ" }).click();
    await page.getByText("Chưa sổ nào được mở").waitFor();
    expect(await address.inputValue()).toBe("");

    await page.getByRole("button", { name: "Đồng ý tra cứu" }).click();
    await use.first().click();
    await page.getByText("Đã điền từ sổ").waitFor();
    await address.fill("7 Nguyễn Huệ, Bến Nghé, Quận 1");
    await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
    await page.goto(`/ho-so-nhap/${draft}/kiem-tra`);
    await page.getByText("Đã sửa so với sổ").waitFor();
    await good();
    await page.request.post(`/ho-so-nhap/${draft}/giay-to`, {
      headers: { origin: city.url },
      multipart: { "can-cuoc": { name: "thẻ.png", mimeType: "image/png", buffer: PAPER } },
    });
    await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
    await page.waitForURL(/\/ho-so-cua-toi\//u);

    const desk = await as("tiepnhan.quan-1", { javaScriptEnabled });
    const lan = await desk.context.newPage();
    await lan.goto(`/can-bo/ho-so/${draft}`);
    await lan.getByText("Đã sửa so với sổ").waitFor();
    await lan.getByText("Người nộp đồng ý lúc").first().waitFor();
    await desk.context.close();

    await page.goto("/ai-da-xem");
    const line = page.locator("tbody tr").filter({ hasText: "Lấy thông tin để điền" }).first();
    expect(await line.textContent()).toContain("Bạn đã đồng ý");
    await good();
    await context.close();
  }, 60_000);
