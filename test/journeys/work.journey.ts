import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { constructionPermit } from "../../apps/construction-permit/app.ts";
import { act, send, type Sender, signIn } from "./acts.ts";
import { fileSample } from "./file-sample.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const LIST = "/can-bo/viec";
const folder = mkdtempSync(path.join(tmpdir(), "egov-work-"));
let city: RunningCity;
let browser: Browser;
let password: string;
const people = new Map<string, { page: Page; sender: Sender }>();
/** Quân's altered house, from the desk to the leader. */
let permit = "";

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

/** One browser window for each person; without scripts it is another one. */
async function as(login: string, javaScriptEnabled = true) {
  const name = `${login} ${javaScriptEnabled}`;
  const known = people.get(name);
  if (known !== undefined) return known;
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ javaScriptEnabled, viewport, baseURL: city.url });
  const sender = await signIn(city, context, login, password);
  const made = { page: await context.newPage(), sender };
  people.set(name, made);
  return made;
}

async function looksRight(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
}

const textOf = (pdf: Buffer): string => {
  const file = path.join(folder, "paper.pdf");
  writeFileSync(file, pdf);
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" })
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ");
};

test("Hà walks her list by J, chooses by X, and hands what is chosen to a colleague", async () => {
  const { page } = await as("chuyenvien.quan-1");
  await page.goto(`${LIST}?cua=vi-tri`);
  await page.locator("table.data tbody tr").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const chosen = page.locator("table.data tr.at input[type=checkbox]");
  expect(await chosen.isChecked()).toBe(true);
  const code = (await page.locator("table.data tr.at a").textContent())?.trim() ?? "";
  await page.getByRole("button", { name: "Chuyển hồ sơ đã chọn" }).click();
  const row = page.locator("table.data tbody tr").filter({ hasText: code });
  await expect.poll(() => row.textContent()).toContain("Lý Phương Hà");
});

test("Ctrl+K jumps to a dossier by a piece of its name, and the page of the same answers works without JavaScript", async () => {
  const { page } = await as("chuyenvien.quan-1");
  await page.goto(LIST);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("searchbox").fill("pho ben thanh");
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /Quán phở Bến Thành/u })
    .waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/can-bo\/ho-so\//u);
  await page.getByText("Quán phở Bến Thành").first().waitFor();
  const { page: plain } = await as("chuyenvien.quan-1", false);
  await plain.goto("/can-bo/tim");
  await plain.getByLabel("Mã, tên hoặc trang").fill("pho ben thanh");
  await plain.getByRole("button", { name: "Tìm" }).click();
  await plain.getByRole("link", { name: /Quán phở Bến Thành/u }).click();
  await plain.getByRole("heading", { level: 1 }).waitFor();
});

test.each([true, false])(
  "Minh keeps two lists, orders them, shares one with the unit and opens with it (JavaScript %s)",
  async (javaScriptEnabled) => {
    const { page } = await as("truongphong.quan-1", javaScriptEnabled);
    const mark = javaScriptEnabled ? "" : " (giấy)";
    const keep = async (query: string, name: string, isShared: boolean): Promise<void> => {
      await page.goto(`${LIST}?${query}`);
      await page.getByText("Lưu danh sách này").click();
      await page.getByLabel("Tên danh sách").fill(name);
      if (isShared) await page.getByLabel("Dùng chung cho cả phòng").check();
      await page.getByRole("button", { name: "Lưu", exact: true }).click();
      await page
        .getByRole("navigation", { name: "Danh sách đã lưu" })
        .getByRole("link", { name, exact: !isShared })
        .first()
        .waitFor();
    };
    await keep("cua=co-quan&han=qua", `Trễ của cơ quan${mark}`, false);
    await keep("cua=co-quan&cho=ky", `Chờ ký${mark}`, true);
    const order = async (label: string): Promise<void> => {
      await page.locator("summary", { hasText: "Sắp xếp danh sách đã lưu" }).click();
      await page.getByRole("button", { name: `${label}: Chờ ký${mark}`, exact: true }).click();
      await page.getByRole("navigation", { name: "Danh sách đã lưu" }).waitFor();
    };
    await order("Đưa lên");
    const names = page.getByRole("navigation", { name: "Danh sách đã lưu" }).getByRole("link");
    await expect
      .poll(async () => (await names.allTextContents()).map((one) => one.trim()))
      .toEqual(expect.arrayContaining([`Chờ ký${mark} · chung của phòng`]));
    const shown = (await names.allTextContents()).join("|");
    expect(shown.indexOf(`Chờ ký${mark}`)).toBeLessThan(shown.indexOf(`Trễ của cơ quan${mark}`));
    await order("Mở đầu tiên");
    await page.getByRole("link", { name: `★ Chờ ký${mark}` }).waitFor();
    if (javaScriptEnabled) await looksRight(page);
    await page.goto(LIST);
    expect(page.url()).toContain("cho=ky");
    await page.getByText("Tiệm hoa Đa Kao").waitFor();
  },
);

test("the shared list stands with whoever is in Minh's unit, and nobody's own list does", async () => {
  const { page } = await as("chuyenvien.quan-1");
  await page.goto(LIST);
  await page.getByRole("link", { name: /Chờ ký · chung của phòng/u }).waitFor();
  expect(await page.getByText("Trễ của cơ quan").count()).toBe(0);
  const lan = await as("tiepnhan.quan-1");
  await lan.page.goto(LIST);
  expect(await lan.page.getByText("chung của phòng").count()).toBe(0);
});

test("Minh is told that Hà named him in a remark, and the notice leads to the dossier", async () => {
  const { page: ha } = await as("chuyenvien.quan-1");
  await ha.goto(LIST);
  await ha.getByRole("row").filter({ hasText: "Quán phở Bến Thành" }).getByRole("link").click();
  await ha.getByLabel("Viết ý kiến").fill("Xin ý kiến @Lê Quốc Minh về tên quán.");
  await ha.getByRole("button", { name: "Gửi", exact: true }).click();
  await ha.getByText("Xin ý kiến @Lê Quốc Minh về tên quán.").waitFor();
  const { page: minh } = await as("truongphong.quan-1");
  await minh.goto("/thong-bao");
  await minh.getByText("Trần Ngọc Hà nhắc đến bạn").waitFor();
  await minh.getByRole("button", { name: /Bạn được nhắc trong hồ sơ/u }).click();
  await minh.waitForURL(/\/can-bo\/ho-so\//u);
  await minh.getByText("Quán phở Bến Thành").first().waitFor();
});

/** Paid, accepted, inspected and agreed to by both departments: what comes before a text is written. */
async function permitToBeWorded(): Promise<void> {
  const { sender: quan } = await as("nguoidan");
  permit = await fileSample(quan, constructionPermit, {
    agency: "quan-1",
    sample: "Ông Quân sửa nhà",
    paper: PAPER,
  });
  const shown = await (await quan.request.get(`/ho-so-cua-toi/${permit}`)).text();
  const code = /<h1[^>]*>\s*([0-9A-Z.-]+)/u.exec(shown)?.[1] ?? "";
  const fee = /href="\/thanh-toan\/([^"]+)"/u.exec(shown)?.[1] ?? "";
  const { sender: lan } = await as("tiepnhan.quan-1");
  const desk = await (await lan.request.get(`/can-bo/thu-phi/${fee}`)).text();
  const field = (name: string): string =>
    new RegExp(`name="${name}"[^>]* value="([^"]*)"`, "u").exec(desk)?.[1] ?? "";
  await send(lan, `/can-bo/thu-phi/${fee}/nop`, {
    version: field("version"),
    "so-tien": field("so-tien"),
    "cach-nop": "cash",
    "nguoi-nop": "Trần Minh Quân",
  });
  await act(lan, permit, "tiep-nhan");
  const { sender: ha } = await as("chuyenvien.quan-1");
  await ha.request.post(`/can-bo/ho-so/${permit}/buoc-tep`, {
    headers: { origin: city.url },
    multipart: { "inspect.anh": { name: "nhà.png", mimeType: "image/png", buffer: PAPER } },
  });
  await act(ha, permit, "buoc", {
    step: "inspect",
    outcome: "inspected",
    inspectedOn: "24/11/2026",
    place: "10,77689; 106,70042",
    measuredArea: "80,5",
    level: "1,2",
    observed: "Nhà hai tầng, tường còn tốt.",
  });
  for (const department of ["so-quy-hoach-kien-truc", "so-tai-nguyen-va-moi-truong"]) {
    const { sender } = await as(`chuyenvien.${department}`);
    const asked = await (await sender.request.get("/can-bo/y-kien")).text();
    const question = new RegExp(`href="(/can-bo/y-kien/[^"]+)">${code}<`, "u").exec(asked)?.[1];
    const answer = { outcome: "agree", opinion: "" };
    expect((await send(sender, `${question}/tra-loi`, answer)).html).toContain("Đã trả lời");
  }
  await expect
    .poll(async () => (await ha.request.get(`/can-bo/ho-so/${permit}`)).text(), { timeout: 30_000 })
    .toContain("Chỉ giới xây dựng");
}

test("Hà begins the permit's text with the template, Minh sends it back to her step with a reason, and the rounds list both", async () => {
  await permitToBeWorded();
  const at = `/can-bo/ho-so/${permit}`;
  const { page: ha } = await as("chuyenvien.quan-1");
  await ha.goto(at);
  const begun = await ha.getByLabel("Điều kiện của giấy phép").inputValue();
  expect(begun).toMatch(/^Xây dựng đúng vị trí, cốt nền 1,2 m .*không vượt 3 tầng/u);
  await looksRight(ha);
  await ha.getByRole("button", { name: "Trình trưởng phòng" }).click();
  await ha.getByText("Bước này do vị trí khác làm").waitFor();
  const { page: minh } = await as("truongphong.quan-1", false);
  await minh.goto(at);
  await minh.getByText("Trả lại bước trước").first().click();
  await minh.getByLabel("Trả về bước").selectOption({ label: "Tổng hợp, dự thảo giấy phép" });
  await minh.getByRole("button", { name: "Trả lại bước trước" }).click();
  await minh.getByRole("link", { name: "Hãy ghi rõ nội dung hoặc lý do." }).waitFor();
  await minh.getByLabel("Lý do trả lại").fill("Ghi rõ giờ được thi công.");
  await minh.getByRole("button", { name: "Trả lại bước trước" }).click();
  await ha.goto(at);
  const round = ha.locator("section", { has: ha.locator("#vong-trinh") });
  expect(await round.textContent()).toMatch(
    /Trần Ngọc Hà.*Lê Quốc Minh.*Ghi rõ giờ được thi công/su,
  );
  await looksRight(ha);
});

test("the second draft is compared with the first, agreed to, and is what the leader reads before signing", async () => {
  const at = `/can-bo/ho-so/${permit}`;
  const { page: ha } = await as("chuyenvien.quan-1");
  await ha.goto(at);
  const text = ha.getByLabel("Điều kiện của giấy phép");
  await text.fill(`${await text.inputValue()} Chỉ thi công từ 6 giờ đến 18 giờ.`);
  await ha.getByRole("button", { name: "Trình trưởng phòng" }).click();
  await ha.getByText("Bước này do vị trí khác làm").waitFor();
  const { page: minh } = await as("truongphong.quan-1");
  await minh.goto(at);
  expect(await minh.locator("ins").allTextContents()).toEqual([
    expect.stringContaining("Chỉ thi công từ 6 giờ đến 18 giờ."),
  ]);
  await minh.getByText("chưa được duyệt").waitFor();
  await looksRight(minh);
  await minh.getByRole("button", { name: "Đồng ý, trình lãnh đạo ký" }).click();
  await minh.getByText("Bước này do vị trí khác làm").waitFor();
  const { page: hung } = await as("lanhdao.quan-1");
  await hung.goto(at);
  await hung.getByText("đã được duyệt").first().waitFor();
  await looksRight(hung);
  const preview = await hung.request.get(`${at}/ban-in.pdf`);
  expect(textOf(await preview.body())).toContain("Chỉ thi công từ 6 giờ đến 18 giờ.");
});

test("forms 05 and 06 open as paper and say who had it and when, filled in by nobody", async () => {
  const { page: mai } = await as("vanthu.quan-1");
  const sheet = await mai.request.get(`/can-bo/ho-so/${permit}/phieu-kiem-soat.pdf`);
  const passed = textOf(await sheet.body());
  for (const words of ["PHIẾU KIỂM SOÁT", "Trần Ngọc Hà", "Lê Quốc Minh"])
    expect(passed).toContain(words);
  expect(passed).toMatch(/\d{1,2} giờ \d\d|\d\d:\d\d/u);
  const book = textOf(await (await mai.request.get("/can-bo/so-theo-doi.pdf")).body());
  for (const words of ["SỔ THEO DÕI HỒ SƠ", "Trần Minh Quân", "trực tuyến"])
    expect(book).toContain(words);
  expect(book).toMatch(/\d\d\/\d\d\/\d{4}/u);
});
