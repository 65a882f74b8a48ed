import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, dayIn, formatDay } from "#kernel/calendar-day";
import { act, fillBakery, send, type Sender, signIn, submitBakery } from "./acts.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
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

/** A person at a screen of their own. */
async function at(login: string): Promise<Sender & { readonly page: Page }> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ viewport, baseURL: city.url });
  const sender = await signIn(city, context, login, password);
  return { ...sender, page: await context.newPage() };
}

async function looksRight(page: Page): Promise<void> {
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
}

/** Begins an entry for Hoa, who stands at the counter; gives the address of her draft. */
async function beginForHoa(page: Page, agency?: string): Promise<string> {
  await page.goto("/can-bo/quay");
  await page.getByRole("link", { name: "Đăng ký thành lập hộ kinh doanh" }).click();
  if (agency !== undefined) await page.getByLabel("Cơ quan giải quyết").selectOption(agency);
  await page.getByLabel("Số định danh cá nhân").fill("079190002365");
  await page.getByLabel("Họ và tên").fill("Bùi Thị Hoa");
  return page.url();
}

async function draftAt(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
  await page.getByText("Nhập cho").waitFor();
  return new URL(page.url()).pathname.replace("/buoc/chu-ho", "");
}

async function printed({ request }: Sender, entry: string): Promise<string> {
  const answer = await request.get(`${entry.split("?")[0]}/giay-tiep-nhan.pdf`);
  expect(answer.status()).toBe(200);
  const file = path.join(city.folder, "printed.pdf");
  writeFileSync(file, await answer.body());
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
}

test("Lan enters Hoa's tea shop at the counter, accepts it at once and prints form 01; Hoa finds it when she signs in", async () => {
  const lan = await at("tiepnhan.quan-1");
  const { page } = lan;
  await beginForHoa(page);
  const draft = await draftAt(page);
  expect(await page.getByLabel("Họ và tên chủ hộ").inputValue()).toBe("Bùi Thị Hoa");
  await looksRight(page);
  await fillBakery(lan, draft, PAPER);
  await page.goto(`${draft}/kiem-tra`);
  await page.getByText("Đọc lại cho người nộp nghe").waitFor();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await page.getByText("Hồ sơ đã vào sổ").waitFor();
  await looksRight(page);
  await page.getByRole("button", { name: "Tiếp nhận ngay" }).click();
  await page.getByText("Hẹn trả kết quả").waitFor();
  const code = await page.getByRole("heading", { level: 1 }).textContent();
  const form01 = await printed(lan, page.url());
  expect(form01).toContain(code);
  expect(form01).toContain("quét tại nơi tiếp nhận");
  expect(form01).toContain("Nguyễn Thị Kim Lan");

  const hoa = await (await browser.newContext({ baseURL: city.url })).newPage();
  await hoa.goto("/dang-nhap?tiep=/ho-so-cua-toi");
  await hoa.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await hoa.getByLabel("Bùi Thị Hoa").check();
  await hoa.getByRole("button", { name: "Tiếp tục với người này" }).click();
  await hoa.getByRole("link", { name: code ?? "", exact: true }).waitFor();
});

test("what came by post is entered with postmark and arrival, and its receipt bears the sender's address", async () => {
  const lan = await at("tiepnhan.quan-1");
  const { page } = lan;
  await beginForHoa(page);
  await page.getByLabel("Qua bưu chính").check();
  await page.getByText("Hồ sơ gửi qua bưu chính").click();
  await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
  await page.getByRole("link", { name: "Ngày gửi phải có và không sau ngày đến." }).waitFor();
  await looksRight(page);
  const today = dayIn(new Date());
  const arrived = formatDay(addDays(today, -1));
  await page.getByLabel("Ngày gửi theo dấu bưu điện").fill(formatDay(addDays(today, -3)));
  await page.getByLabel("Ngày đến").fill(arrived);
  await page.getByLabel("Giờ đến").fill("09:30");
  await page.getByLabel("Địa chỉ trả lời").fill("Tổ 3, ấp Bàu Tre, Củ Chi");
  const draft = await draftAt(page);
  await fillBakery(lan, draft, PAPER);
  const entry = await send(lan, `${draft}/kiem-tra`, {});
  expect(entry.html).toContain(`09:30, ${arrived}`);
  const form01 = await printed(lan, entry.path);
  expect(form01).toContain("Gửi đến: Tổ 3, ấp Bàu Tre, Củ Chi");
  expect(form01).toContain(`Thời gian nhận hồ sơ: 09:30, ${arrived}`);
});

// R16
test("the desk of Tân Bình takes in for Quận 1: form 01 names both, Quận 1 sees who took it in, Tân Bình only follows it", async () => {
  const desk = await at("tiepnhan.tan-binh");
  const { page } = desk;
  await beginForHoa(page, "quan-1");
  const draft = await draftAt(page);
  await page.getByText("Nộp đến").waitFor();
  await fillBakery(desk, draft, PAPER);
  const entry = await send(desk, `${draft}/kiem-tra`, {});
  await page.goto(entry.path);
  await page.getByText("Hồ sơ đã vào sổ của cơ quan có thẩm quyền").waitFor();
  expect(await page.getByRole("button", { name: "Tiếp nhận ngay" }).count()).toBe(0);
  await looksRight(page);
  const form01 = await printed(desk, entry.path);
  expect(form01).toContain("ỦY BAN NHÂN DÂN QUẬN 1");
  expect(form01.replaceAll(/\s+/gu, " ")).toContain(
    "Bộ phận một cửa Quận Tân Bình, tiếp nhận cho Ủy ban nhân dân Quận 1",
  );
  const code = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await page.goto("/can-bo/quay?cho=khac");
  await page.getByRole("link", { name: code }).waitFor();
  await looksRight(page);
  const id = draft.split("/").at(-1) ?? "";
  expect((await desk.request.get(`/can-bo/ho-so/${id}`)).status()).toBe(404);

  const lan = await at("tiepnhan.quan-1");
  await lan.page.goto(`/can-bo/ho-so/${id}`);
  await lan.page.getByText("Nhận tại Quận Tân Bình").waitFor();
  expect((await lan.request.get(`/can-bo/quay/ho-so/${id}`)).status()).toBe(404);
});

test("Hà finds that Củ Chi is competent, Minh passes the dossier on, and Quân goes from the old code to the new one", async () => {
  const quan = await at("nguoidan");
  const id = await submitBakery(quan, PAPER);
  const lan = await at("tiepnhan.quan-1");
  await act(lan, id, "tiep-nhan");
  const ha = await at("chuyenvien.quan-1");
  await ha.page.goto(`/can-bo/ho-so/${id}`);
  await ha.page.getByText("Đề nghị chuyển cơ quan có thẩm quyền").click();
  await ha.page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await ha.page.getByRole("link", { name: "Hãy ghi rõ nội dung hoặc lý do." }).waitFor();
  await looksRight(ha.page);
  await ha.page.getByLabel("Cơ quan có thẩm quyền").selectOption("cu-chi");
  await ha.page.getByLabel("Lý do chuyển").fill("Địa điểm kinh doanh ở Củ Chi");
  await ha.page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await ha.page.getByText("Có đề nghị chuyển cơ quan có thẩm quyền").waitFor();

  const minh = await at("truongphong.quan-1");
  await minh.page.goto(`/can-bo/ho-so/${id}`);
  await minh.page.getByText("Trần Ngọc Hà: Huyện Củ Chi.").waitFor();
  await looksRight(minh.page);
  await minh.page.getByRole("button", { name: "Chuyển hồ sơ và báo người nộp" }).click();
  await minh.page.getByText("Đã chuyển đến").waitFor();
  await expect
    .poll(
      async () => {
        await quan.page.goto(`/ho-so-cua-toi/${id}`);
        return quan.page.locator(".filed-by a").count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await looksRight(quan.page);
  await quan.page.locator(".filed-by a").click();
  await quan.page.getByText("Chuyển đến từ").waitFor();
  await quan.page.getByText("Chờ tiếp nhận").first().waitFor();
  await looksRight(quan.page);

  const there = new URL(quan.page.url()).pathname.split("/").at(-1) ?? "";
  const desk = await at("tiepnhan.cu-chi");
  await desk.page.goto(`/can-bo/ho-so/${there}`);
  await desk.page.getByText("Chuyển đến từ").waitFor();
  await desk.page.getByRole("link", { name: "căn cước.png" }).waitFor();
  expect((await desk.request.get(`/can-bo/ho-so/${id}`)).status()).toBe(404);
  expect((await act(desk, there, "tiep-nhan")).status).toBe(200);
});
