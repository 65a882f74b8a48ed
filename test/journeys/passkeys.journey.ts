import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act, signIn, submitBakery } from "./acts.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

let city: RunningCity;
let browser: Browser;
let password: string;
let foreign: Server;
let dossier: string;
beforeAll(async () => {
  const started = await startCity();
  city = { ...started, url: started.url.replace("127.0.0.1", "localhost") };
  browser = await openBrowser();
  ({ password } = city);
  dossier = await waitingToBeSigned();
  foreign = createServer((_, answer) => answer.end("<!doctype html><title>Trang khác</title>"));
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", () => resolve()));
}, 120_000);
afterAll(async () => {
  foreign.close();
  await browser.close();
  await city.stop();
});

/** Quân's bakery, received, examined and reviewed by the officials of Quận 1. */
async function waitingToBeSigned(): Promise<string> {
  const as = async (login: string) =>
    signIn(city, await browser.newContext({ baseURL: city.url }), login, password);
  const id = await submitBakery(await as("nguoidan"), PAPER);
  await act(await as("tiepnhan.quan-1"), id, "tiep-nhan");
  await act(await as("chuyenvien.quan-1"), id, "tham-dinh", { proposal: "Đủ điều kiện." });
  await act(await as("truongphong.quan-1"), id, "xem-xet");
  return id;
}

/** A person's browser with a device that holds keys and always finds the right finger. */
async function withDevice(
  login: string,
  viewport: typeof PHONE,
): Promise<{ context: BrowserContext; page: Page; device: CDPSession }> {
  const context = await browser.newContext({ viewport, baseURL: city.url });
  const page = await context.newPage();
  const device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/dang-nhap");
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL(/can-bo|ho-so/u);
  return { context, page, device };
}

async function addKey(page: Page, name: string): Promise<void> {
  await page.goto("/tai-khoan");
  await page.getByRole("link", { name: "Xác nhận danh tính để thêm hoặc gỡ khóa" }).click();
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Xác nhận" }).click();
  await page.getByLabel("Tên khóa").fill(name);
  await looksRight(page);
  await page.getByRole("button", { name: "Thêm khóa truy cập trên thiết bị này" }).click();
  await page.getByText("Mã khôi phục", { exact: true }).waitFor();
  await looksRight(page);
}

async function looksRight(page: Page): Promise<void> {
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
}

test("Quân adds his phone, signs in with a touch from then on, and what he sent once opens nothing again", async () => {
  const { context, page } = await withDevice("nguoidan", PHONE);
  await addKey(page, "Điện thoại của Quân");
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.goto("/dang-nhap?tiep=/thong-bao");
  await looksRight(page);
  const sent = page.waitForRequest((one) => one.method() === "POST");
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();
  const body = (await sent).postData() ?? "";
  await page.waitForURL((url) => url.pathname === "/thong-bao");

  await page.goto("/tai-khoan");
  await page.getByText("dùng gần nhất lúc").waitFor();
  const again = await context.request.post("/dang-nhap", {
    data: body,
    headers: { origin: city.url, "content-type": "application/x-www-form-urlencoded" },
  });
  expect(again.status()).toBe(422);
  expect(await again.text()).toContain("Khóa truy cập chưa được chấp nhận");
  await context.close();
});

test("a page of another address gets an answer from Quân's own device, and the city refuses it", async () => {
  const { context, page } = await withDevice("tiepnhan.quan-1", DESK);
  await addKey(page, "Máy ở bàn tiếp nhận");
  const asked = (await (await context.request.get("/dang-nhap/khoa-truy-cap")).json()) as {
    challenge: string;
  };
  const { port } = foreign.address() as AddressInfo; // it listens on a port
  await page.goto(`http://localhost:${port}/`);
  const credential = await page.evaluate(answerElsewhere, asked.challenge);
  await context.clearCookies();
  const answer = await context.request.post("/dang-nhap", {
    form: { credential },
    headers: { origin: city.url },
  });

  expect(credential).toContain('"signature"');
  expect(answer.status()).toBe(422);
  expect((await context.cookies()).map((one) => one.name)).not.toContain("egov");
  await context.close();
});

/** What a page that looks like the city's could do with a question of the city's. */
async function answerElsewhere(challenge: string): Promise<string> {
  const text = (bytes: ArrayBuffer): string =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  const base64 = challenge.replaceAll("-", "+").replaceAll("_", "/");
  const key = (await navigator.credentials.get({
    publicKey: {
      challenge: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
      rpId: "localhost",
      userVerification: "required",
    },
  })) as PublicKeyCredential; // a public key was asked for
  const response = key.response as AuthenticatorAssertionResponse; // of an existing key
  return JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
    },
  });
}

test("Hùng, who signs in with his key, proves himself with it once more before he signs the certificate", async () => {
  const { context, page } = await withDevice("lanhdao.quan-1", DESK);
  await addKey(page, "Máy ở phòng lãnh đạo");
  await context.clearCookies();
  await page.goto(`/dang-nhap?tiep=/can-bo/ho-so/${dossier}`);
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();
  await page.getByRole("button", { name: "Ký số kết quả" }).click();
  await page.getByText("Xác nhận lại danh tính").first().waitFor();
  await looksRight(page);
  await page.getByRole("button", { name: "Xác nhận bằng khóa truy cập" }).click();
  await page.getByRole("button", { name: "Ký số kết quả" }).click();

  await page
    .getByText(/Đã ký, chờ trả kết quả|đang chờ chữ ký số/u)
    .first()
    .waitFor();
  await context.close();
});

test("a key is renamed and removed by its holder, and then opens nothing any more", async () => {
  const { context, page } = await withDevice("vanthu.quan-1", PHONE);
  await addKey(page, "Máy cũ");
  await page.goto("/tai-khoan");
  await page.getByText("Đổi tên").first().click();
  await page.getByLabel("Tên khóa").first().fill("Máy tính bảng");
  await page.getByRole("button", { name: "Lưu tên" }).click();
  await page.getByText("Máy tính bảng").first().waitFor();
  await looksRight(page);
  await page.getByRole("button", { name: /^Gỡ khóa/u }).click();
  await page.getByText("Máy tính bảng").first().waitFor({ state: "detached" });
  await context.clearCookies();
  await page.goto("/dang-nhap");
  await page.getByRole("button", { name: "Dùng khóa truy cập" }).click();

  await page.getByText("Khóa truy cập chưa được chấp nhận").waitFor();
  await looksRight(page);
  await context.close();
});

test("without JavaScript the page says that keys cannot be used, and the password still opens", async () => {
  const plain = await openBrowser(["--blink-settings=scriptEnabled=false"]);
  const page = await plain.newPage({ baseURL: city.url });
  await page.goto("/dang-nhap");
  await page.locator("noscript p").waitFor();
  expect(await page.getByRole("button", { name: "Dùng khóa truy cập" }).isVisible()).toBe(false);
  await page.getByLabel("Tên đăng nhập").fill("chuyenvien.quan-1");
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();

  await page.waitForURL(/can-bo/u);
  await plain.close();
});
