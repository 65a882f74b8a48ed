import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, dayIn, formatDay } from "#kernel/calendar-day";
import { signIn } from "./acts.ts";
import { fitsItsWidth, openBrowser, type RunningCity, startCity } from "./running-city.ts";

/** Two people publish and a citizen waits for it: longer than other journeys where the machine is busy. */
const PATIENT_MS = 150_000;
let city: RunningCity;
let browser: Browser;
let password: string;
/** Minh's draft of a shorter term. */
let draft: string;

beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

/** Nobody here has JavaScript. */
async function pageOf(login: string, at: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: city.url });
  if (login !== "") await signIn(city, context, login, password);
  const page = await context.newPage();
  await page.goto(at);
  return page;
}

/** The process of the edition in force, as its file has it. */
function drawnProcess(): string | undefined {
  const file = path.resolve(import.meta.dirname, "../../apps/household-business/process.ts");
  return readFileSync(file, "utf8").split("`")[1];
}

test("the administrator forks the edition in force, shortens its term, and reads the change as a sentence", async () => {
  const page = await pageOf("quantri.van-phong", "/can-bo/thu-tuc");
  await page.getByRole("link", { name: "Đăng ký thành lập hộ kinh doanh" }).click();
  await page.getByLabel("Tên bản thảo").fill("Rút ngắn còn 2 ngày");
  await page.getByRole("button", { name: "Lập bản thảo" }).click();
  draft = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Thời hạn", exact: true }).click();
  await page.getByLabel("Giải quyết").fill("hai");
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByRole("link", { name: /Thời hạn giải quyết phải là số nguyên/u }).waitFor();
  await page.getByLabel("Giải quyết").fill("2");
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByRole("link", { name: "← Rút ngắn còn 2 ngày" }).click();

  await page.getByText("Thời hạn giải quyết: 3 ngày làm việc → 2 ngày làm việc").waitFor();
  await page.getByText("2/4 đạt").waitFor();
  await page.goto(`${draft}?lang=en`);
  await page.getByText("Term of processing: 3 working days → 2 working days").waitFor();
  await page.goto(`${draft}?lang=vi`);
  await page.context().close();
});

test("two who edit the same page: the second is shown what the first changed, and keeps what was typed", async () => {
  const first = await pageOf("quantri.van-phong", `${draft}/giay-to/can-cuoc`);
  const second = await first.context().newPage();
  await second.goto(`${draft}/phi`);
  await second.getByLabel("Mức cố định (đồng)").fill("50.000");
  await first.getByLabel("Bắt buộc").uncheck();
  await first.getByRole("button", { name: "Lưu" }).click();
  await second.getByRole("button", { name: "Lưu" }).click();

  await second.getByText("Người khác vừa sửa bản thảo này").waitFor();
  await second.getByText(/thẻ căn cước của chủ hộ» không còn bắt buộc/u).waitFor();
  expect(await second.getByLabel("Mức cố định (đồng)").inputValue()).toBe("50.000");
  await second.getByRole("button", { name: "Lưu" }).click();
  await second.getByText("Đã lưu").waitFor();
  await second.goto(draft);
  await second.getByText("Phí, lệ phí: 100.000 ₫ → 50.000 ₫").waitFor();
  await first.goto(`${draft}/giay-to/can-cuoc`);
  await first.getByLabel("Bắt buộc").check();
  await first.getByRole("button", { name: "Lưu" }).click();
  await first.context().close();
});

test("a diagram that cannot run is refused by the names of its elements, and the draft is as before", async () => {
  const page = await pageOf("quantri.van-phong", `${draft}/quy-trinh`);
  const xml = drawnProcess()
    ?.replace('userTask id="examine"', 'scriptTask id="examine"')
    .replace(
      '</bpmn:userTask>\n    <bpmn:userTask id="review"',
      '</bpmn:scriptTask>\n    <bpmn:userTask id="review"',
    );
  const buffer = Buffer.from(xml ?? "");
  await page
    .getByLabel("Hoặc tải lên tệp BPMN 2.0")
    .setInputFiles({ name: "quy-trinh.bpmn", mimeType: "application/xml", buffer });
  await page.getByRole("button", { name: "Lưu" }).click();

  await page.getByRole("link", { name: /Không chạy được: Thẩm định \(examine\)/u }).waitFor();
  await page.goto(draft);
  expect(await page.getByText("Sửa sơ đồ quy trình").count()).toBe(0);
  await page.goto(`${draft}/quy-trinh`);
  const renamed = drawnProcess()?.replace('name="Thẩm định"', 'name="Thẩm định hồ sơ"');
  await page.getByLabel("Hoặc tải lên tệp BPMN 2.0").setInputFiles({
    name: "quy-trinh.bpmn",
    mimeType: "application/xml",
    buffer: Buffer.from(renamed ?? ""),
  });
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByText("Đã lưu").waitFor();
  await page.context().close();
});

test("the samples say what the change does; with a reason they expect it, and last year's dossiers try it", async () => {
  const page = await pageOf("quantri.van-phong", draft);
  await page.getByLabel("Hiệu lực từ ngày").fill(formatDay(dayIn(new Date())));
  await page.getByLabel("Số quyết định").fill("1234/QĐ-UBND");
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await page.getByRole("link", { name: /Bản thảo chưa đạt kiểm tra/u }).waitFor();
  for (const [number, due] of [
    [1, "17:00, 28/04/2025"],
    [2, "17:00, 03/02/2025"],
  ] as const) {
    await page.goto(`${draft}/ho-so-mau/${number}`);
    await page.getByLabel("Hẹn trả").fill(due);
    await page.getByLabel("Phí, lệ phí").fill("50.000");
    await page.getByRole("button", { name: "Lưu" }).click();
    await page.getByRole("link", { name: "Hãy ghi lý do sửa hồ sơ mẫu." }).waitFor();
    expect(await page.getByLabel("Hẹn trả").inputValue()).toBe(due);
    await page.getByLabel("Lý do sửa hồ sơ mẫu").fill("Thời hạn còn 2 ngày, phí giảm một nửa");
    await page.getByRole("button", { name: "Lưu" }).click();
    await page.getByText("Đã lưu").waitFor();
  }
  await page.goto(draft);
  await page.getByText("4/4 đạt").waitFor();
  await page.getByRole("button", { name: "Chạy mô phỏng" }).click();
  await page
    .getByText(/Thời hạn mới 2 ngày làm việc|2 ngày làm việc/u)
    .first()
    .waitFor();
  await page.context().close();
});

test(
  "who proposed cannot approve; the second person does, and from its day the public sees the new term without a restart",
  async () => {
    const minh = await pageOf("quantri.van-phong", draft);
    await minh.getByLabel("Hiệu lực từ ngày").fill(formatDay(dayIn(new Date())));
    await minh.getByRole("button", { name: "Gửi đề nghị" }).click();
    await minh.getByRole("link", { name: /phải ghi số quyết định/u }).waitFor();
    await minh.getByLabel("Số quyết định").fill("1234/QĐ-UBND");
    await minh.getByRole("button", { name: "Gửi đề nghị" }).click();
    await minh.getByText("Người đề nghị không tự duyệt").waitFor();
    expect(await minh.getByRole("button", { name: "Duyệt và ban hành" }).count()).toBe(0);
    const control = await pageOf("kiemtra.van-phong", draft);
    await control.getByRole("button", { name: "Duyệt và ban hành" }).click();
    await control.getByText("Đã ban hành. Phiên bản có hiệu lực").waitFor();

    const citizen = await pageOf("", "/thu-tuc/ho-kinh-doanh");
    await expect
      .poll(async () => (await citizen.reload(), citizen.getByText("2 ngày làm việc").count()), {
        timeout: 20_000,
        interval: 500,
      })
      .toBeGreaterThan(0);
    await citizen.getByText("50.000 ₫").waitFor();
    for (const page of [minh, control, citizen]) await page.context().close();
  },
  PATIENT_MS,
);

test(
  "running dossiers go to the new process only by a decision: tried first, then moved, each on record",
  async () => {
    const minh = await pageOf("quantri.van-phong", "/can-bo/thu-tuc/ho-kinh-doanh");
    await minh.getByRole("link", { name: "Chuyển hồ sơ đang giải quyết" }).click();
    await minh.getByLabel("Cơ quan").selectOption({ label: "Quận 1" });
    await minh.getByRole("button", { name: "Xem hồ sơ đang chạy" }).click();
    await minh.getByText("Mọi hồ sơ ở trang này đều có chỗ").waitFor();
    await minh.setViewportSize({ width: 360, height: 800 });
    expect(await fitsItsWidth(minh)).toBe(true);
    await minh.setViewportSize({ width: 1280, height: 800 });
    await minh.getByLabel("Lý do chuyển").fill("Thống nhất tên bước");
    await minh.getByRole("button", { name: "Chuyển hồ sơ" }).click();
    await minh.getByLabel("Mật khẩu").fill(password);
    await minh.getByRole("button", { name: "Xác nhận", exact: true }).click();
    expect(await minh.getByLabel("Lý do chuyển").inputValue()).toBe("Thống nhất tên bước");
    await minh.getByRole("button", { name: "Chuyển hồ sơ" }).click();
    await minh.getByRole("link", { name: "Hãy ghi số quyết định." }).waitFor();
    await minh.getByLabel("Số quyết định").fill("15/QĐ-UBND");
    await minh.getByRole("button", { name: "Chuyển hồ sơ" }).click();
    await minh.getByRole("heading", { name: "Báo cáo chuyển quy trình: 15/QĐ-UBND" }).waitFor();
    await expect
      .poll(async () => (await minh.reload(), minh.getByText("Đã xong").count()), {
        timeout: 90_000,
        interval: 1_000,
      })
      .toBe(1);
    await minh.getByText("Không có hồ sơ nào phải ở lại.").waitFor();
    expect(await fitsItsWidth(minh)).toBe(true);
    await minh.setViewportSize({ width: 360, height: 800 });
    expect(await fitsItsWidth(minh)).toBe(true);
    const leader = await pageOf("lanhdao.quan-1", minh.url());
    expect(await leader.getByText("15/QĐ-UBND").count()).toBe(0);
    for (const page of [minh, leader]) await page.context().close();
  },
  PATIENT_MS,
);

test(
  "a coming edition is announced to the public with its day, and withdrawn before it",
  async () => {
    const from = formatDay(addDays(dayIn(new Date()), 40));
    const minh = await pageOf("quantri.van-phong", "/can-bo/thu-tuc/ho-kinh-doanh");
    await minh.getByLabel("Tên bản thảo").fill("Thêm căn cứ");
    await minh.getByRole("button", { name: "Lập bản thảo" }).click();
    const next = new URL(minh.url()).pathname;
    await minh.getByRole("link", { name: "Căn cứ pháp lý" }).click();
    await minh.getByLabel("Văn bản căn cứ").fill("Nghị định 01/2021/NĐ-CP, Điều 87");
    await minh.getByRole("button", { name: "Lưu" }).click();
    await minh.goto(next);
    await minh.getByLabel("Hiệu lực từ ngày").fill(from);
    await minh.getByRole("button", { name: "Gửi đề nghị" }).click();
    const control = await pageOf("kiemtra.van-phong", next);
    await control.getByRole("button", { name: "Duyệt và ban hành" }).click();
    await control.getByText("Đã ban hành. Phiên bản có hiệu lực").waitFor();
    const citizen = await pageOf("", "/thu-tuc/ho-kinh-doanh");
    await expect
      .poll(
        async () => (
          await citizen.reload(),
          citizen.getByText(`Có thay đổi từ ngày ${from}`).count()
        ),
        {
          timeout: 20_000,
          interval: 500,
        },
      )
      .toBe(1);
    await citizen.getByText("Nghị định 01/2021/NĐ-CP, Điều 87").first().waitFor();

    await minh.goto("/can-bo/thu-tuc/ho-kinh-doanh");
    await minh.getByLabel("Lý do thu hồi").fill("Chờ hướng dẫn");
    await minh.getByRole("button", { name: "Thu hồi trước ngày hiệu lực" }).click();
    await minh.getByText("Đã thu hồi phiên bản").waitFor();
    await citizen.reload();
    expect(await citizen.getByText(`Có thay đổi từ ngày ${from}`).count()).toBe(0);
    for (const page of [minh, control, citizen]) await page.context().close();
  },
  PATIENT_MS,
);
