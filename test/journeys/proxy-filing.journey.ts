import { execFileSync } from "node:child_process";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { send, signIn } from "./acts.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const PHONE = { width: 360, height: 740 };

let city: RunningCity;
let browser: Browser;
let password: string;
let quan: Page;
let hoa: Page;
let draft = "";
beforeAll(async () => {
  city = await startCity();
  browser = await openBrowser();
  ({ password } = city);
  quan = await opened(PHONE);
  await signIn(city, quan.context(), "nguoidan", password);
  hoa = await opened(PHONE);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await city.stop();
});

async function opened(viewport: typeof PHONE): Promise<Page> {
  return (await browser.newContext({ viewport, baseURL: city.url })).newPage();
}

async function looksRight(page: Page): Promise<void> {
  expect(await fitsItsWidth(page)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
}

async function comesAsHoa(): Promise<void> {
  await hoa.getByLabel("Bùi Thị Hoa").check();
  await hoa.getByRole("button", { name: "Tiếp tục với người này" }).click();
}

test("Quân asks to file for Hoa; she signs in as herself, proves it once more and agrees", async () => {
  await quan.goto("/tai-khoan");
  await quan.getByRole("link", { name: "Xem và quản lý ủy quyền" }).click();
  await looksRight(quan);
  await quan.getByRole("button", { name: "Gửi lời xin" }).click();
  await quan.getByRole("link", { name: /Thời hạn phải theo dạng/u }).waitFor();
  await looksRight(quan);
  await quan.getByLabel("Họ và tên người được đại diện").fill("Bùi Thị Hoa");
  await quan.getByLabel("Số định danh cá nhân của người ấy").fill("079190002365");
  await quan.getByLabel("Đăng ký thành lập hộ kinh doanh").check();
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await quan.getByLabel("Đến hết ngày").fill(until);
  await quan.getByRole("button", { name: "Gửi lời xin" }).click();
  await quan.getByText("Chờ đồng ý").waitFor();
  await looksRight(quan);

  await hoa.goto("/dang-nhap?tiep=/uy-quyen");
  await hoa.getByRole("link", { name: "Dùng định danh mẫu" }).click();
  await comesAsHoa();
  await hoa.getByText("Có người xin được nộp hồ sơ thay bạn").waitFor();
  await looksRight(hoa);
  await hoa.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await hoa.getByRole("link", { name: "Xác nhận bằng định danh" }).click();
  await comesAsHoa();
  await hoa.getByRole("button", { name: "Đồng ý", exact: true }).click();
  await hoa.getByText("Đang có hiệu lực").waitFor();
});

test("he begins a dossier for her, filled in with what is known of her, and every page says who acts", async () => {
  await quan.goto("/thu-tuc/ho-kinh-doanh/nop");
  await quan.getByLabel("Cơ quan nhận hồ sơ").selectOption("quan-1");
  await quan.getByLabel("Hồ sơ này nộp cho ai").selectOption({ label: "Nộp thay cho Bùi Thị Hoa" });
  await looksRight(quan);
  await quan.getByRole("button", { name: "Bắt đầu" }).click();
  await quan.getByText("Người nộp thay").waitFor();
  expect(await quan.getByLabel("Họ và tên chủ hộ").inputValue()).toBe("Bùi Thị Hoa");
  await looksRight(quan);
  draft = new URL(quan.url()).pathname.split("/")[2] ?? "";
  await hoa.goto(`/ho-so-nhap/${draft}/buoc/chu-ho`);
  await hoa.getByText("Người nộp thay").waitFor();
});

test("he submits it; both see it, the desk and the receipt name them both, and both are told", async () => {
  const sender = { city, request: quan.context().request };
  const steps = {
    "chu-ho": {
      founder: "person",
      ownerName: "Bùi Thị Hoa",
      ownerCitizenId: "079190002365",
      ownerBornOn: "12/08/1990",
      ownerAddress: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
      ownerPhone: "0907654321",
    },
    "ho-kinh-doanh": {
      businessName: "Tiệm trà Hoa",
      ward: "Đa Kao",
      street: "12 Nguyễn Bỉnh Khiêm",
      premises: "own",
    },
    "nganh-nghe": { "trades.0.name": "Bán lẻ trà", capitalVnd: "150000000", workers: "1" },
  };
  for (const [step, fields] of Object.entries(steps))
    expect((await send(sender, `/ho-so-nhap/${draft}/buoc/${step}`, fields)).status).toBe(200);
  await sender.request.post(`/ho-so-nhap/${draft}/giay-to`, {
    headers: { origin: city.url },
    multipart: { "can-cuoc": { name: "căn cước.png", mimeType: "image/png", buffer: PAPER } },
  });
  const sent = await send(sender, `/ho-so-nhap/${draft}/kiem-tra`, {});
  expect(sent.path).toContain(`/ho-so-cua-toi/${draft}`);

  for (const page of [quan, hoa]) {
    await page.goto(`/ho-so-cua-toi/${draft}`);
    await page.getByText("Người nộp thay").waitFor();
    await page.getByRole("link", { name: "căn cước.png" }).waitFor();
    await looksRight(page);
    await page.goto("/thong-bao");
    await page
      .getByText(/^Đã nhận hồ sơ/u)
      .first()
      .waitFor();
  }
  await quan.goto("/ho-so-cua-toi");
  await quan.getByText("Hồ sơ nộp thay người khác").waitFor();
  await looksRight(quan);
  await hoa.goto("/ho-so-cua-toi");
  await hoa.getByText("Tiệm trà Hoa").first().waitFor();
  const receipt = await hoa.context().request.get(`/ho-so-cua-toi/${draft}/giay-tiep-nhan.pdf`);
  const words = execFileSync("pdftotext", ["-", "-"], { input: await receipt.body() }).toString();
  expect(words.replaceAll(/\s+/gu, " ")).toContain("Bùi Thị Hoa (người nộp thay: Trần Minh Quân)");
  const lan = await opened({ width: 1280, height: 900 });
  await signIn(city, lan.context(), "tiepnhan.quan-1", password);
  await lan.goto(`/can-bo/ho-so/${draft}`);
  await lan.getByText("Người nộp thay").first().waitFor();
  await looksRight(lan);
});

test("Hoa ends it: at once he files nothing more for her, and what he filed is still hers", async () => {
  await hoa.goto("/uy-quyen");
  await hoa.getByRole("button", { name: "Chấm dứt ngay" }).click();
  await hoa.getByText("Đã chấm dứt").waitFor();
  const sender = { city, request: quan.context().request };

  expect((await send(sender, `/ho-so-cua-toi/${draft}/danh-gia`, { stars: "5" })).status).toBe(404);
  await quan.goto("/thu-tuc/ho-kinh-doanh/nop");
  expect(await quan.getByText("Hồ sơ này nộp cho ai").count()).toBe(0);
  const again = await send(sender, "/thu-tuc/ho-kinh-doanh/nop", {
    agency: "quan-1",
    cho: "01900000-0000-7000-8000-0000000000aa",
  });
  expect(again.status).toBe(422);
  expect(again.html).toContain("Ủy quyền này không còn hiệu lực");
  expect((await hoa.goto(`/ho-so-cua-toi/${draft}`))?.status()).toBe(200);
});

test("at the desk Lan finds a mandate by its code, and writes down the paper that she saw", async () => {
  const sender = { city, request: quan.context().request };
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await send(sender, "/uy-quyen", {
    kind: "family",
    name: "Lý Ngọc Ánh",
    citizenId: "079155000871",
    until,
  });
  await quan.goto("/uy-quyen");
  const code = (await quan.locator("li strong.num").first().textContent()) ?? "";
  const lan = await opened({ width: 1280, height: 900 });
  await signIn(city, lan.context(), "tiepnhan.quan-1", password);
  await lan.goto("/can-bo/uy-quyen");
  await looksRight(lan);
  await lan.getByLabel("Mã ủy quyền").fill(code);
  await lan.getByRole("button", { name: "Tìm", exact: true }).click();
  await lan.getByText("Lý Ngọc Ánh").waitFor();
  await looksRight(lan);
  await lan.getByLabel("Giấy đã xem").fill("Giấy ủy quyền có chứng thực của phường Đa Kao");
  await lan.getByRole("button", { name: "Đã xem giấy, ghi nhận đồng ý" }).click();
  await lan.getByText("Đã ghi nhận").waitFor();

  await quan.goto("/thu-tuc/ho-kinh-doanh/nop");
  await quan.getByLabel("Hồ sơ này nộp cho ai").selectOption({ label: "Nộp thay cho Lý Ngọc Ánh" });
});
