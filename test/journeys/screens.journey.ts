import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { constructionPermit } from "../../apps/construction-permit/app.ts";
import { allRoutes, type ServeDeps } from "../../src/main/serve.ts";
import { act, draftBakery, fillBakery, send, type Sender, signIn, submitBakery } from "./acts.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

/** A phone's width, the same enlarged to 400 % on a desk (WCAG 1.4.10), and a desk. */
const WIDTHS = [320, 360, 1280] as const;
/** Answers for programs, files and figures of the machine room. */
const NO_PAGES =
  /^\/(?:api\/|healthz|readyz|metrics)|\.(?:pdf|bpmn|csv|xlsx|json|ics)$|\/tep\/:file$|\/bien-lai\/:file$|\/mau\/:app\/(?:csv|xlsx)$|\/bao-cao$|\/su-kien$|\/khoa-truy-cap(?:\/moi)?$|^\/(?:dang-nhap|xac-nhan)\/dinh-danh/u;
const folder = mkdtempSync(path.join(tmpdir(), "egov-screens-"));
let city: RunningCity;
let browser: Browser;
let password: string;
const people = new Map<string, { page: Page; sender: Sender }>();
const visited = new Set<string>();
/** Dossiers of Quân: as submitted, waiting for a supplement, and finished; and a draft. */
let submitted: string;
let waiting: string;
let finished: string;
let draft: string;

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
  const quan = (await as("nguoidan")).sender;
  draft = await draftBakery(quan);
  submitted = await submitBakery(quan, PAPER);
  waiting = await submitBakery(quan, PAPER);
  finished = await submitBakery(quan, PAPER);
  const lan = (await as("tiepnhan.quan-1")).sender;
  const asked = { "defect.can-cuoc": "Ảnh mờ, xin chụp lại", "defect.ownerBornOn": "Xin ghi lại" };
  await act(lan, waiting, "bo-sung", asked);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

/** One browser window for each person, signed in; nobody is the public. */
async function as(login: string): Promise<{ page: Page; sender: Sender }> {
  const known = people.get(login);
  if (known !== undefined) return known;
  const context = await newContext();
  const sender =
    login === ""
      ? { city, request: context.request }
      : await signIn(city, context, login, password);
  const made = { page: await context.newPage(), sender };
  people.set(login, made);
  return made;
}

async function newContext(javaScriptEnabled = true): Promise<BrowserContext> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ javaScriptEnabled, viewport, baseURL: city.url });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return context;
}

/** Everything that is wrong with a page as words; an empty list is a good page. */
async function faultsOf(page: Page, at: string, language = "vi"): Promise<string[]> {
  visited.add(at.split("?")[0] ?? "");
  const faults: string[] = [];
  const onConsole = (message: { type(): string; text(): string }): void => {
    const isAnswer = message.text().startsWith("Failed to load resource: the server responded");
    if (message.type() === "error" && !isAnswer) faults.push(message.text());
  };
  const onError = (error: Error): void => void faults.push(error.message);
  page.on("console", onConsole);
  page.on("pageerror", onError);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(at);
  faults.push(...(await faultsOfShown(page, language)));
  page.off("console", onConsole);
  page.off("pageerror", onError);
  return faults.map((fault) => `${at}: ${fault}`);
}

async function faultsOfShown(page: Page, language = "vi"): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    if (!(await fitsItsWidth(page))) faults.push(`sticks out at ${width} px`);
    if (width === 360) faults.push(...(await accessibilityFaults(page)));
  }
  const outline = await page.evaluate(() => ({
    title: document.title.length > "HCM-eGOV".length,
    headings: document.querySelectorAll("h1").length,
    language: document.documentElement.lang,
  }));
  if (!outline.title) faults.push("has no title");
  if (outline.headings !== 1) faults.push(`has ${outline.headings} first headings`);
  if (outline.language !== language) faults.push(`speaks ${outline.language}`);
  return faults;
}

async function faultsAt(login: string, places: readonly string[]): Promise<string[]> {
  const { page } = await as(login);
  const faults: string[] = [];
  for (const at of places) faults.push(...(await faultsOf(page, at)));
  return faults;
}

test("every public page is clean at every width", async () => {
  const places = [
    "/",
    "/tinh-ngay-hen",
    "/tinh-ngay-hen?on=31/02/2026",
    "/thu-tuc",
    "/thu-tuc/ho-kinh-doanh",
    "/tra-cuu",
  ];
  const more = [
    "/lich-nghi",
    "/thong-ke",
    "/thong-ke?theo=thang&co-quan=cu-chi",
    "/thong-ke/hai-long",
    "/thong-ke/chi-so-phuc-vu",
    "/thong-ke/cach-tinh",
    "/thong-ke/so-lieu-khoa",
    "/du-lieu-mo",
    "/dang-nhap",
    "/dang-ky",
    "/khong-co",
    `/kiem-tra/${submitted}`,
  ];
  expect(await faultsAt("", [...places, ...more])).toEqual([]);
});

test("the hall is clean at every width: queues, numbers, the machine and the screen", async () => {
  const { page, sender } = await as("tiepnhan.quan-1");
  await send(sender, "/can-bo/hang-cho/quay", { quay: "1" });
  await page.goto("/can-bo/hang-cho");
  const kiosk = await page.getByRole("link", { name: /Mở máy lấy số/u }).getAttribute("href");
  expect(await faultsAt("tiepnhan.quan-1", ["/can-bo/hang-cho"])).toEqual([]);
  await send(sender, "/can-bo/hang-cho/goi", {});
  expect(await faultsAt("tiepnhan.quan-1", ["/can-bo/hang-cho"])).toEqual([]);
  const { sender: anyone } = await as("");
  const drawn = await send(anyone, kiosk ?? "", { "linh-vuc": "ho-tich", "uu-tien": "elderly" });
  const ticket = (drawn.path.split("?")[0] ?? "").replace("/phieu", "");
  const hall = ["/hang-cho", "/hang-cho/so-lieu", "/hang-cho/quan-1", "/hang-cho/quan-1/man-hinh"];
  const machine = [kiosk ?? "", `${kiosk}?linh-vuc=ho-tich`, `${ticket}/phieu`, ticket];
  expect(await faultsAt("", [...hall, "/hang-cho/quan-1/lay-so", ...machine])).toEqual([]);
  expect(await faultsAt("truongphong.quan-1", ["/can-bo/hang-cho/so-lieu"])).toEqual([]);
  await send(sender, "/can-bo/hang-cho/roi-quay", {});
});

test("booking is clean at every step and width, and so is what came of it", async () => {
  const { sender: anyone } = await as("");
  const service = "/dat-lich/quan-1/kinh-doanh";
  const html = await (await anyone.request.get(service)).text();
  const [day = ""] = /\/dat-lich\/quan-1\/kinh-doanh\/\d{4}-\d\d-\d\d/u.exec(html) ?? [];
  const times = await (await anyone.request.get(day)).text();
  const [time = ""] = new RegExp(`${day}/\\d{4}`, "u").exec(times) ?? [];
  const booked = await send(anyone, time, { name: "Lê Thị Út", phone: "0901 555 666" });
  const wrong = await send(anyone, time, { name: "", phone: "1" });
  expect([booked.status, wrong.status]).toEqual([200, 422]);
  const steps = ["/dat-lich", "/dat-lich/quan-1", service, day, time, "/lich-hen"];
  expect(await faultsAt("", [...steps, booked.path])).toEqual([]);
  expect(await faultsAt("nguoidan", ["/lich-hen-cua-toi"])).toEqual([]);
  const sheet = `/can-bo/lich-hen?ngay=${day.split("/").at(-1)}`;
  expect(await faultsAt("tiepnhan.quan-1", ["/can-bo/lich-hen", sheet])).toEqual([]);
  expect(
    await faultsAt("quantri.van-phong", ["/can-bo/gio-tiep-nhan", "/can-bo/ban-tiep-nhan"]),
  ).toEqual([]);
});

test("every page of an applicant is clean at every width, wherever the dossier stands", async () => {
  const own = (rest: string): string => `/ho-so-nhap/${draft}/${rest}`;
  const steps = ["chu-ho", "ho-kinh-doanh", "nganh-nghe"].map((step) => own(`buoc/${step}`));
  const dossiers = [`${submitted}?moi`, waiting, `${waiting}/bo-sung`, `${waiting}/rut-ho-so`];
  expect(
    await faultsAt("nguoidan", [
      "/thu-tuc/ho-kinh-doanh/nop",
      ...steps,
      own("giay-to"),
      own("kiem-tra"),
      "/ho-so-cua-toi",
      ...dossiers.map((rest) => `/ho-so-cua-toi/${rest}`),
      "/tai-khoan",
      "/uy-quyen",
      "/ai-da-xem",
      "/thong-bao",
    ]),
  ).toEqual([]);
});

test("the desk is clean at every step of a dossier, in the hands of each position", async () => {
  const at = `/can-bo/ho-so/${finished}`;
  const desk = async (login: string): Promise<Sender> => {
    expect(await faultsAt(login, [at])).toEqual([]);
    return (await as(login)).sender;
  };
  await act(await desk("tiepnhan.quan-1"), finished, "tiep-nhan");
  await act(await desk("chuyenvien.quan-1"), finished, "tham-dinh", {
    proposal: `Đủ điều kiện ${"a".repeat(300)}`,
  });
  await act(await desk("truongphong.quan-1"), finished, "xem-xet");
  const hung = await desk("lanhdao.quan-1");
  await send(hung, "/xac-nhan", { password, tiep: at });
  await act(hung, finished, "ky");
  const mai = await as("vanthu.quan-1");
  await expect
    .poll(async () => (await mai.sender.request.get(at)).text(), { timeout: 15_000 })
    .toContain("Trả kết quả cho người nộp");
  await act(await desk("vanthu.quan-1"), finished, "tra-ket-qua");
  expect(await faultsAt("vanthu.quan-1", [at])).toEqual([]);
  expect(await faultsAt("nguoidan", [`/ho-so-cua-toi/${finished}`])).toEqual([]);
  expect(await faultsAt("", [`/kiem-tra/${finished}`])).toEqual([]);
  expect(await faultsAt("nguoidan", [`/ho-so-cua-toi/${finished}/hieu-luc`])).toEqual([]);
});

test("the registers of results are clean at every width: found and not found, a result, its correction", async () => {
  const { page } = await as("chuyenvien.quan-1");
  const register = "/can-bo/so-ket-qua/ho-kinh-doanh";
  await page.goto(`${register}?tim=hoa+sen`);
  const result = await page.locator("table.data tbody a").first().getAttribute("href");
  const places = ["/can-bo/so-ket-qua", register, `${register}?tim=khong-co-gi`];
  expect(
    await faultsAt("chuyenvien.quan-1", [...places, result ?? "", `${result}/dinh-chinh`]),
  ).toEqual([]);
  expect(await faultsAt("vanthu.quan-1", [register])).toEqual([]);
});

test("entering at the counter is clean at every width, from the first question to the receipt", async () => {
  const { page, sender } = await as("tiepnhan.quan-1");
  const begin = "/can-bo/quay/moi/ho-kinh-doanh";
  expect(await faultsAt("tiepnhan.quan-1", ["/can-bo/quay", begin])).toEqual([]);
  await page.getByLabel("Số định danh cá nhân").fill("079190002365");
  await page.getByLabel("Họ và tên").fill("Bùi Thị Hoa");
  await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
  await page.getByText("Nhập cho").waitFor();
  const at = new URL(page.url()).pathname.replace("/buoc/chu-ho", "");
  await fillBakery(sender, at, PAPER);
  const own = [`${at}/buoc/chu-ho`, `${at}/giay-to`, `${at}/kiem-tra`];
  expect(await faultsAt("tiepnhan.quan-1", own)).toEqual([]);
  const entry = (await send(sender, `${at}/kiem-tra`, {})).path;
  const list = ["/can-bo/quay", "/can-bo/quay?cho=khac"];
  expect(await faultsAt("tiepnhan.quan-1", [entry, ...list])).toEqual([]);
});

test("what is to be paid, and who counts it, is clean at every width", async () => {
  const { page: quan, sender } = await as("nguoidan");
  await quan.goto(`/ho-so-cua-toi/${submitted}`);
  const pay = (await quan.getByRole("link", { name: "Nộp trực tuyến" }).getAttribute("href")) ?? "";
  expect(await faultsAt("nguoidan", [pay])).toEqual([]);
  await send(sender, `${pay}/kiem-tra`, {});
  expect(await faultsAt("nguoidan", [`${pay}?da-kiem-tra=co`])).toEqual([]);
  const fee = `/can-bo/thu-phi/${pay.split("/").at(-1)}`;
  const lists = ["/can-bo/thu-phi", "/can-bo/thu-phi?tinh-trang=overpaid", "/can-bo/hoan-tien"];
  expect(await faultsAt("tiepnhan.quan-1", [...lists, fee])).toEqual([]);
  expect(await faultsAt("vanthu.quan-1", ["/can-bo/doi-soat", fee])).toEqual([]);
});

test("blank receipts, their numbers and what is owed of them are clean, the empty list and the refused form too", async () => {
  const blocks = "/can-bo/ho-so-giay/phieu-in-san";
  const lan = await as("tiepnhan.quan-1");
  expect(await faultsAt("tiepnhan.quan-1", [blocks])).toEqual([]);
  const { path: block } = await send(lan.sender, blocks, { "so-luong": "3", dung: "cat" });
  expect(await faultsAt("tiepnhan.quan-1", [blocks, block])).toEqual([]);
  expect(await faultsAt("truongphong.quan-1", [block, `${blocks}/con-no`])).toEqual([]);
  await lan.page.goto(blocks);
  await lan.page.getByLabel("Số lượng phiếu").fill("9999");
  await lan.page.getByRole("button", { name: "Lấy số" }).click();
  await lan.page.locator(".error-summary:focus").waitFor();
  expect(await faultsOfShown(lan.page)).toEqual([]);
});

test("the paper of a dossier, where it is and what is still kept are clean, before anything was noted and after", async () => {
  const lan = await as("tiepnhan.quan-1");
  const place = `/can-bo/ho-so-giay/ho-so/${finished}`;
  expect(await faultsAt("tiepnhan.quan-1", [place])).toEqual([]);
  await send(lan.sender, `${place}/giay-to`, { giay: "can-cuoc", viec: "copy", "so-ban": "1" });
  await send(lan.sender, `${place}/cho-de`, { gia: "2", ngan: "B", o: "14" });
  const lists = ["", "?tim=gi%C3%A1+2", "?tim=khong-co", "/con-giu-ban-chinh"];
  const places = lists.map((one) => `/can-bo/ho-so-giay${one}`);
  expect(await faultsAt("tiepnhan.quan-1", [place, ...places])).toEqual([]);
  await send(lan.sender, `${place}/cho-de-ket-qua`, { gia: "9", ngan: "C" });
  const waitingResults = "/can-bo/ho-so-giay/cho-tra";
  expect(await faultsAt("tiepnhan.quan-1", [waitingResults])).toEqual([]);
  expect(await faultsAt("vanthu.quan-1", [waitingResults])).toEqual([]);
  const slips = "/can-bo/ho-so-giay/ban-giao";
  expect(await faultsAt("tiepnhan.quan-1", [slips, `${slips}/lap`])).toEqual([]);
  const form = await (await lan.sender.request.get(`${slips}/lap`)).text();
  const unit = "Phòng Tài chính - Kế hoạch";
  const code = /name="ho-so" value="([^"]+)"/u.exec(form)?.[1] ?? "";
  const { path: slip } = await send(lan.sender, `${slips}/lap`, { "don-vi": unit, "ho-so": code });
  expect(await faultsAt("tiepnhan.quan-1", [slips, slip])).toEqual([]);
  expect(await faultsAt("chuyenvien.quan-1", [slips, slip])).toEqual([]);
  await lan.page.goto(place);
  await lan.page.getByRole("button", { name: "Ghi nhận đã giao" }).click();
  await lan.page.locator(".error-summary:focus").waitFor();
  expect(await faultsOfShown(lan.page)).toEqual([]);
});

test("lists, figures, account, calendar and errors of officials are clean, the empty ones too", async () => {
  const places = [
    "/can-bo/viec",
    "/can-bo/viec?tim=khong-co-ai",
    "/can-bo/viec?cho=nguoi-nop",
    "/can-bo/tim",
    "/can-bo/tim?q=Hoa+Sen",
    "/can-bo/tim?q=khong+co+gi+nhu+vay",
    "/can-bo/thong-ke",
    "/can-bo/thong-ke/dang-giai-quyet",
    "/can-bo/thong-ke/thoi-gian",
    "/tai-khoan",
    "/thong-bao",
  ];
  const rest = [`/can-bo/ho-so/${waiting}`, "/xac-nhan", "/can-bo/khong-co"];
  expect(await faultsAt("tiepnhan.quan-1", ["/can-bo/uy-quyen"])).toEqual([]);
  expect(
    await faultsAt("chuyenvien.quan-1", ["/can-bo/y-kien", "/can-bo/y-kien/khong-co"]),
  ).toEqual([]);
  expect(await faultsAt("tiepnhan.quan-1", [...places, ...rest])).toEqual([]);
  const book = ["/can-bo/so-theo-doi", "/can-bo/so-theo-doi?tu=01/01/2020&den=02/01/2020"];
  expect(await faultsAt("vanthu.quan-1", book)).toEqual([]);
  const register = `/can-bo/so-cap-so/receipts/${new Date().getFullYear()}`;
  expect(await faultsAt("vanthu.quan-1", ["/can-bo/so-cap-so", register])).toEqual([]);
  expect(await faultsAt("vanthu.quan-1", ["/can-bo/chuyen-so-lieu"])).toEqual([]);
  const mai = (await as("vanthu.quan-1")).page;
  await mai.getByLabel("Thủ tục", { exact: true }).selectOption("ho-kinh-doanh");
  const template = await (
    await mai.request.get("/can-bo/chuyen-so-lieu/mau/ho-kinh-doanh/csv")
  ).text();
  const buffer = Buffer.from(`${template.trimEnd()}\r\nHKD-1\r\n`);
  const old = { name: "so-cu.csv", mimeType: "text/csv", buffer };
  await mai.getByLabel("Tệp CSV hoặc XLSX").setInputFiles(old);
  await mai.getByRole("button", { name: "Chạy thử" }).click();
  await mai.waitForURL(/\/tep\//u);
  expect(await faultsAt("vanthu.quan-1", [new URL(mai.url()).pathname])).toEqual([]);
  const mornings = ["/can-bo/hom-nay", "/can-bo/viec?cua=co-quan&nguoi=chua-ai&han=hai-ngay"];
  expect(await faultsAt("truongphong.quan-1", mornings)).toEqual([]);
  expect(await faultsAt("lanhdao.quan-1", ["/can-bo/hom-nay"])).toEqual([]);
  const figures = ["/can-bo/thong-ke/can-bo", "/can-bo/thong-ke/ho-so"];
  expect(await faultsAt("truongphong.quan-1", figures)).toEqual([]);
  const searched = await (await as("nguoidan")).page.request.get(`/ho-so-cua-toi/${waiting}`);
  const [code = ""] = /[\d.]+H29-\d{6}-\d{4}/u.exec(await searched.text()) ?? [];
  expect(
    await faultsAt("kiemtra.van-phong", ["/can-bo/nhat-ky-xem", `/can-bo/nhat-ky-xem?ma=${code}`]),
  ).toEqual([]);
  const admin = (await as("quantri.van-phong")).sender;
  const today = new Date();
  const month = new Date(Date.UTC(today.getFullYear(), today.getMonth() - 1, 1))
    .toISOString()
    .slice(0, 7);
  await send(admin, "/can-bo/thong-ke/khoa-so", { thang: month });
  const run = await send(admin, "/can-bo/thong-ke/mo-phong", {
    "thu-tuc": "ho-kinh-doanh",
    count: "2",
    unit: "working-days",
    fee: "50000",
    from: `${month}-01`,
    to: `${month}-28`,
  });
  const closing = [
    "/can-bo/thong-ke/khoa-so",
    "/can-bo/thong-ke/trong-so",
    "/can-bo/thong-ke/mo-phong",
    run.path,
  ];
  expect(await faultsAt("quantri.van-phong", closing)).toEqual([]);
  expect(await faultsAt("", [`/thong-ke/so-lieu-khoa/${month}`])).toEqual([]);
  expect(
    await faultsAt("quantri.van-phong", [
      "/can-bo/viec",
      "/can-bo/lich-nghi",
      "/can-bo/gio-lam-viec",
      "/can-bo/he-thong-ket-noi",
      "/can-bo/to-chuc",
      "/can-bo/to-chuc/quan-1",
      "/can-bo/vi-tri",
    ]),
  ).toEqual([]);
});

test("procedures, their editions, and every page of a draft are clean", async () => {
  const { sender } = await as("quantri.van-phong");
  const made = await send(sender, "/can-bo/thu-tuc/giay-phep-xay-dung/ban-thao", {
    from: constructionPermit.editions.at(-1)?.inForceFrom ?? "",
    title: "Bản thảo để xem",
  });
  const parts = [
    "can-cu",
    "thoi-han",
    "phi",
    "noi-dung",
    "quy-trinh",
    "ho-so-mau",
    "ho-so-mau/1",
    "giay-to",
    "giay-to/moi",
    "bieu-mau",
    "bieu-mau/moi",
  ];
  expect(
    await faultsAt("quantri.van-phong", [
      "/can-bo/thu-tuc",
      "/can-bo/thu-tuc/giay-phep-xay-dung",
      "/can-bo/thu-tuc/mai-tang-phi/chuyen-quy-trinh",
      made.path,
      ...parts.map((part) => `${made.path}/${part}`),
    ]),
  ).toEqual([]);
  expect(await faultsAt("kiemtra.van-phong", [made.path])).toEqual([]);
});

test("English pages are whole and clean", async () => {
  const context = await newContext();
  const page = await context.newPage();
  await signIn(city, context, "nguoidan", password);
  const faults = [];
  for (const at of ["/", "/thu-tuc/ho-kinh-doanh", `/ho-so-cua-toi/${submitted}`])
    faults.push(...(await faultsOf(page, `${at}?lang=en`, "en")));
  expect(faults).toEqual([]);
  await context.close();
});

test("no page of the city was left out", () => {
  const nothing = {
    config: {},
    identity: {},
    pages: { dossiers: { apps: new Map() } },
  } as unknown as ServeDeps; // routes are only listed
  const pages = allRoutes(nothing).filter(
    ({ method, path: at }) => method === "GET" && !NO_PAGES.test(at),
  );
  const left = pages.filter(({ path: at }) => {
    const pattern = new RegExp(`^${at.replaceAll(/:\w+/gu, "[^/]+")}$`, "u");
    return ![...visited].some((one) => pattern.test(one));
  });

  expect(pages.length).toBeGreaterThan(20);
  expect(left.map((route) => route.path)).toEqual([]);
});

test("a page that refuses is as clean as the page that asked, and leads the eye and the keys to what is wrong", async () => {
  const { page } = await as("nguoidan");
  await page.goto(`/ho-so-nhap/${draft}/buoc/chu-ho`);
  await page.getByLabel("Ngày sinh").fill("31/02/1985");
  await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
  await page.locator(".error-summary:focus").waitFor();
  expect(await faultsOfShown(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.getByLabel("Ngày sinh").evaluate((one) => one.matches(":focus"))).toBe(true);
  const { page: ofHa } = await as("chuyenvien.quan-1");
  await ofHa.goto(`/can-bo/ho-so/${submitted}`);
  const lan = await as("tiepnhan.quan-1");
  await lan.page.goto(`/can-bo/ho-so/${submitted}`);
  await lan.page.getByText("Từ chối tiếp nhận").first().click();
  await lan.page.getByRole("button", { name: "Từ chối tiếp nhận" }).click();
  await lan.page.getByRole("link", { name: "Hãy ghi rõ nội dung hoặc lý do." }).waitFor();
  expect(await faultsOfShown(lan.page)).toEqual([]);
});

test("the first key leads past the chrome, and every focus is seen", async () => {
  for (const [login, at] of [
    ["", "/thu-tuc"],
    ["tiepnhan.quan-1", "/can-bo/viec"],
  ] as const) {
    const { page } = await as(login);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(at);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Đến nội dung chính" });
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => ({
      isInside: document.activeElement?.closest("main") !== null,
      outline: getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    }));
    expect(seen).toEqual({ isInside: true, outline: "3px" });
  }
});

test("a receipt, a dossier and the figures print on A4 without navigation, and nothing is cut", async () => {
  const { page: quan } = await as("nguoidan");
  const { page: mai } = await as("vanthu.quan-1");
  for (const [page, at, expected] of [
    [quan, `/ho-so-cua-toi/${submitted}`, ["Mã tra cứu", "Nội dung đề nghị", "Tiến trình"]],
    [mai, `/can-bo/ho-so/${finished}`, ["Ai đã dùng thời gian", "Lịch sử", "150.000.000 ₫"]],
    [quan, "/thong-ke", ["Huyện Củ Chi", "Tỷ lệ đúng hạn", "Quận Thủ Đức"]],
  ] as const) {
    await page.goto(at);
    // The printable width of A4 between the margins of the stylesheet, 175 mm.
    await page.setViewportSize({ width: 661, height: 900 });
    await page.emulateMedia({ media: "print" });
    expect([at, await fitsItsWidth(page)]).toEqual([at, true]);
    const file = path.join(folder, "print.pdf");
    await page.pdf({ path: file, preferCSSPageSize: true });
    await page.emulateMedia({ media: null });
    expect(tool("pdfinfo", file)).toMatch(/Page size:\s+59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)/u);
    const text = tool("pdftotext", "-layout", file, "-");
    for (const words of expected) expect(text).toContain(words);
    for (const chrome of ["Đăng xuất", "Tra cứu hồ sơ", "English", "Gửi", "Việc cần làm"])
      expect([at, text.includes(chrome)]).toEqual([at, false]);
  }
});

function tool(name: string, ...args: readonly string[]): string {
  return execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

test("in forced colours what was shown by colour keeps a border", async () => {
  const { page } = await as("nguoidan");
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`/ho-so-cua-toi/${submitted}`);
  const widths = await page.evaluate(() =>
    [".light", ".day-due", ".timeline .now"].map((name) => {
      const one = document.querySelector(name);
      return one === null
        ? ""
        : getComputedStyle(one, name.includes("now") ? "::before" : null).borderTopWidth;
    }),
  );
  await page.emulateMedia({ forcedColors: null });
  expect(widths).toEqual(["1px", "4px", "2px"]);
});
