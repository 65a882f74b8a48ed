import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-journey-"));
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

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

for (const javaScriptEnabled of [true, false])
  describe(`a bakery is registered in Quận 1, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    const contexts: BrowserContext[] = [];
    let applicant: Page;
    let code = "";
    let lookup = "";
    let dossierUrl = "";
    afterAll(async () => {
      for (const context of contexts) await context.close();
    });

    async function signedIn(login: string, viewport: typeof PHONE): Promise<Page> {
      const context = await browser.newContext({ javaScriptEnabled, viewport, baseURL: city.url });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto("/dang-nhap");
      await page.getByLabel("Tên đăng nhập").fill(login);
      await page.getByLabel("Mật khẩu").fill(password);
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.waitForURL(/can-bo|ho-so/u);
      return page;
    }

    async function looksRight(page: Page): Promise<void> {
      expect(await fitsItsWidth(page)).toBe(true);
      if (javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    }

    const saveAndContinue = (page: Page) =>
      page.getByRole("button", { name: "Lưu và tiếp tục" }).click();

    test("Quân finds the procedure and reads steps, papers, time, fee and basis", async () => {
      applicant = await signedIn("nguoidan", PHONE);
      await applicant.goto("/thu-tuc");
      await looksRight(applicant);
      await applicant.getByRole("link", { name: "Đăng ký thành lập hộ kinh doanh" }).click();
      await applicant.getByText("3 ngày làm việc").first().waitFor();
      await applicant.getByText("100.000 ₫").waitFor();
      await looksRight(applicant);
      await applicant.getByRole("link", { name: "Nộp hồ sơ trực tuyến" }).click();
      await applicant.getByLabel("Cơ quan nhận hồ sơ").selectOption("quan-1");
      await applicant.getByRole("button", { name: "Bắt đầu" }).click();
    });

    test("he answers step by step, is told what is wrong next to it, and loses nothing", async () => {
      expect(await applicant.getByLabel("Họ và tên chủ hộ").inputValue()).toBe("Trần Minh Quân");
      if (javaScriptEnabled) {
        await applicant.getByLabel("Nơi thường trú").fill("Gõ dở, chưa bấm lưu");
        await applicant.getByText(/Đã lưu lúc \d\d:\d\d$/u).waitFor();
        await applicant.reload();
        expect(await applicant.getByLabel("Nơi thường trú").inputValue()).toBe(
          "Gõ dở, chưa bấm lưu",
        );
      }
      await applicant.getByLabel("Một cá nhân").check();
      await applicant.getByLabel("Ngày sinh").fill("31/02/1985");
      await applicant.getByLabel("Nơi thường trú").fill("12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1");
      await saveAndContinue(applicant);
      await applicant.getByRole("link", { name: /Ngày sinh phải theo dạng/u }).waitFor();
      expect(await applicant.getByLabel("Ngày sinh").inputValue()).toBe("31/02/1985");
      await looksRight(applicant);
      await applicant.getByLabel("Ngày sinh").fill("25/4/1985");
      await saveAndContinue(applicant);
      await applicant.getByLabel("Tên hộ kinh doanh").fill("Tiệm bánh Hoa Sen");
      await applicant.getByLabel("Phường, xã, thị trấn").fill("Đa Kao");
      await applicant.getByLabel("Số nhà, tên đường").fill("12 Nguyễn Bỉnh Khiêm");
      await applicant.getByLabel("Của chủ hộ").check();
      await looksRight(applicant);
      await saveAndContinue(applicant);
      await applicant.getByLabel("Tên ngành, nghề").fill("Bán lẻ bánh ngọt");
      await applicant.getByRole("button", { name: "Thêm ngành, nghề" }).click();
      await applicant.getByLabel("Tên ngành, nghề").nth(1).fill("Bán lẻ đồ uống");
      await applicant.getByLabel("Vốn kinh doanh (đồng)").fill("150.000.000");
      await applicant.getByLabel("Số lao động").fill("3");
      await saveAndContinue(applicant);
    });

    test("a disguised file is refused with a sentence, a real one is kept and shown back", async () => {
      const choose = applicant.locator("input[type=file]:not([capture])");
      const upload = applicant.getByRole("button", { name: "Tải lên" });
      const send = async (): Promise<void> => {
        if (!javaScriptEnabled) await upload.click();
      };
      await choose.setInputFiles({
        name: "can-cuoc.pdf",
        mimeType: "application/pdf",
        buffer: PAPER,
      });
      await send();
      await applicant.getByText("không đúng với đuôi tên tệp").first().waitFor();
      await looksRight(applicant);
      await choose.setInputFiles({ name: "căn cước.png", mimeType: "image/png", buffer: PAPER });
      await send();
      await applicant.getByText("Đã nhận").first().waitFor();
      await applicant.getByRole("link", { name: "căn cước.png" }).waitFor();
      await looksRight(applicant);
      await applicant.getByRole("button", { name: "Tiếp tục", exact: true }).click();
    });

    test("he checks, submits, and gets a code, a look-up code and a QR code", async () => {
      await applicant.getByText("150.000.000 ₫").waitFor();
      await looksRight(applicant);
      await applicant.getByRole("button", { name: "Nộp hồ sơ" }).click();
      await applicant.getByText("Hồ sơ đã được nộp").waitFor();
      code = (await applicant.locator("h1").textContent())?.trim() ?? "";
      lookup = (await applicant.locator("strong.code-big").textContent())?.trim() ?? "";
      dossierUrl = new URL(applicant.url()).pathname;
      expect(code).toMatch(/^000\.01\.01\.H29-\d{6}-\d{4}$/u);
      expect(lookup).toMatch(/^[0-9A-Z]{4}$/u);
      await applicant.getByRole("img", { name: /Mã QR/u }).waitFor();
      await looksRight(applicant);
    });

    async function openedBy(login: string): Promise<Page> {
      const page = await signedIn(login, DESK);
      await page.getByLabel("Tìm mã, tên").fill(code);
      await page.getByRole("button", { name: "Lọc" }).click();
      await looksRight(page);
      await page.getByRole("link", { name: code }).click();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await looksRight(page);
      return page;
    }

    test("Lan at the desk asks once for a better picture, Quân answers, and she accepts with a date", async () => {
      const lan = await openedBy("tiepnhan.quan-1");
      await lan.getByText("Yêu cầu bổ sung (một lần, đầy đủ)").first().click();
      await lan
        .getByLabel("Ảnh hoặc bản quét thẻ căn cước của chủ hộ")
        .fill("Ảnh mờ, xin chụp lại");
      await lan.getByRole("button", { name: "Yêu cầu bổ sung (một lần, đầy đủ)" }).click();
      await lan.getByText("Chờ người nộp bổ sung").first().waitFor();
      await applicant.goto(dossierUrl);
      await applicant.getByText("Ảnh mờ, xin chụp lại").waitFor();
      await looksRight(applicant);
      await applicant.getByRole("link", { name: "Bổ sung ngay" }).click();
      await applicant
        .locator("input[type=file]:not([capture])")
        .setInputFiles({ name: "rõ hơn.png", mimeType: "image/png", buffer: PAPER });
      await looksRight(applicant);
      await applicant.getByRole("button", { name: "Gửi bổ sung" }).click();
      await applicant.getByText("Chờ tiếp nhận").first().waitFor();
      await lan.reload();
      await lan.getByRole("button", { name: "Tiếp nhận và hẹn trả" }).click();
      await lan.getByText("Đã tiếp nhận").first().waitFor();
      await looksRight(lan);
    });

    test("Hà examines, Minh agrees", async () => {
      const ha = await openedBy("chuyenvien.quan-1");
      await ha.getByRole("button", { name: "Nhận việc này" }).click();
      await ha.getByRole("button", { name: "Trình trưởng phòng" }).click();
      await ha.getByRole("link", { name: "Hãy ghi rõ nội dung" }).waitFor();
      await ha.getByLabel("Kết quả thẩm định và đề xuất").fill("Hồ sơ đủ điều kiện, đề nghị cấp.");
      await ha.getByRole("button", { name: "Trình trưởng phòng" }).click();
      await ha.getByText("Bước này do vị trí khác làm").waitFor();
      const minh = await openedBy("truongphong.quan-1");
      await minh.getByRole("button", { name: "Đồng ý, trình lãnh đạo ký" }).click();
      await minh.getByText("Bước này do vị trí khác làm").waitFor();
    });

    test("Hùng proves who he is and signs; the signature comes by itself", async () => {
      const hung = await openedBy("lanhdao.quan-1");
      await hung.getByRole("button", { name: "Ký số kết quả" }).click();
      await hung.getByText("Xác nhận lại danh tính").first().waitFor();
      await looksRight(hung);
      await hung.getByLabel("Mật khẩu").fill(password);
      await hung.getByRole("button", { name: "Xác nhận" }).click();
      await hung.getByRole("button", { name: "Ký số kết quả" }).click();
      await hung
        .getByText(/Đã ký, chờ trả kết quả|đang chờ chữ ký số/u)
        .first()
        .waitFor();
      for (let tries = 0; tries < 40; tries += 1) {
        if ((await hung.content()).includes("Đã ký, chờ trả kết quả")) break;
        await new Promise((resolve) => setTimeout(resolve, 250));
        await hung.reload();
      }
      expect(await hung.content()).toContain("Đã ký, chờ trả kết quả");
    });

    test("Mai releases; Quân downloads a certificate that pdfsig calls valid, and rates the service", async () => {
      const mai = await openedBy("vanthu.quan-1");
      await mai.getByRole("button", { name: "Trả kết quả cho người nộp" }).click();
      await mai.getByText("Đã trả kết quả").first().waitFor();
      await applicant.goto(dossierUrl);
      await looksRight(applicant);
      const href = await applicant
        .getByRole("link", { name: "Tải kết quả đã ký số (PDF)" })
        .getAttribute("href");
      const answer = await applicant.request.get(href ?? "");
      const file = path.join(folder, `certificate-${javaScriptEnabled}.pdf`);
      writeFileSync(file, await answer.body());
      const tool = (name: string, ...args: string[]): string =>
        execFileSync(name, [...args, file], {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "ignore"],
        });
      expect(tool("pdfsig", "-nocert")).toContain("Signature is Valid");
      expect(tool("pdfinfo")).toMatch(/Tagged:\s+yes/u);
      await applicant.getByLabel("Rất hài lòng", { exact: true }).check();
      await applicant.getByRole("button", { name: "Gửi đánh giá" }).click();
      await applicant.getByText("Cảm ơn bạn đã đánh giá").waitFor();
      await looksRight(applicant);
    });

    test("anyone verifies the certificate from its QR code, and looks up the steps without names", async () => {
      const context = await browser.newContext({
        javaScriptEnabled,
        viewport: PHONE,
        baseURL: city.url,
      });
      contexts.push(context);
      const anyone = await context.newPage();
      await anyone.goto(`/kiem-tra/${dossierUrl.split("/").at(-1) ?? ""}`);
      await anyone.getByText("Giấy này do cơ quan cấp").waitFor();
      await looksRight(anyone);
      await anyone.goto(`/tra-cuu?ma=${code}`);
      await looksRight(anyone);
      await anyone.getByLabel("Mã tra cứu").fill("0000");
      await anyone.getByRole("button", { name: "Tra cứu" }).click();
      await anyone.getByText("Không có hồ sơ nào khớp").waitFor();
      await anyone.getByLabel("Mã tra cứu").fill(lookup);
      await anyone.getByRole("button", { name: "Tra cứu" }).click();
      await anyone.getByText("Đã trả kết quả").first().waitFor();
      await looksRight(anyone);
      const page = await anyone.content();
      for (const name of ["Trần Minh Quân", "Nguyễn Thị Kim Lan", "Phạm Hữu Hùng", "Hoa Sen"])
        expect(page).not.toContain(name);
      expect((await anyone.goto("/kiem-tra/khong-co"))?.status()).toBe(404);
    });

    test("the public figures show the agencies, and strangers to a page find nothing", async () => {
      const context = await browser.newContext({
        javaScriptEnabled,
        viewport: DESK,
        baseURL: city.url,
      });
      contexts.push(context);
      const anyone = await context.newPage();
      await anyone.goto("/thong-ke");
      await anyone.getByRole("cell", { name: "Huyện Củ Chi" }).waitFor();
      await looksRight(anyone);
      const ofCuChi = await signedIn("tiepnhan.cu-chi", DESK);
      const id = dossierUrl.split("/").at(-1) ?? "";
      expect((await ofCuChi.goto(`/can-bo/ho-so/${id}`))?.status()).toBe(404);
      expect((await applicant.goto(`/can-bo/ho-so/${id}`))?.status()).toBe(404);
    });
  });

test("a session that ends in the middle of a form loses nothing: sign in again and it is sent", async () => {
  const context = await browser.newContext({ baseURL: city.url });
  const page = await context.newPage();
  const signIn = async (): Promise<void> => {
    await page.getByLabel("Tên đăng nhập").fill("nguoidan");
    await page.getByLabel("Mật khẩu").fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
  };
  await page.goto("/thu-tuc/ho-kinh-doanh/nop");
  await signIn();
  await page.getByLabel("Cơ quan nhận hồ sơ").selectOption("cu-chi");
  await page.getByRole("button", { name: "Bắt đầu" }).click();
  await page.getByLabel("Nơi thường trú").fill("Ấp Bàu Tre, Củ Chi");
  await context.clearCookies();
  await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
  await page.getByText("Nội dung bạn vừa nhập vẫn được giữ").waitFor();
  await signIn();
  await page.getByRole("button", { name: "Gửi tiếp" }).click();

  expect(await page.getByLabel("Nơi thường trú").inputValue()).toBe("Ấp Bàu Tre, Củ Chi");
  await context.close();
});

test("what Quân began on his phone he goes on with on another computer, where he left it", async () => {
  const device = async (viewport: typeof PHONE): Promise<[BrowserContext, Page]> => {
    const context = await browser.newContext({ viewport, baseURL: city.url });
    const page = await context.newPage();
    await page.goto("/dang-nhap");
    await page.getByLabel("Tên đăng nhập").fill("nguoidan");
    await page.getByLabel("Mật khẩu").fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL(/ho-so/u);
    return [context, page];
  };
  const [phone, small] = await device(PHONE);
  await small.goto("/thu-tuc/ho-kinh-doanh/nop");
  await small.getByLabel("Cơ quan nhận hồ sơ").selectOption("tan-binh");
  await small.getByRole("button", { name: "Bắt đầu" }).click();
  await small.getByLabel("Các thành viên hộ gia đình").check();
  await small.getByLabel("Ngày sinh").fill("25/4/1985");
  await small.getByLabel("Nơi thường trú").fill("3 Cộng Hòa, P.4, Q. Tân Bình, TP.HCM");
  await small.getByRole("button", { name: "Lưu và tiếp tục" }).click();
  await small.getByRole("heading", { level: 1 }).waitFor();
  const draft = /ho-so-nhap\/([^/]+)/u.exec(small.url())?.[1] ?? "";
  await phone.close();

  const [desk, large] = await device(DESK);
  await large.goto("/ho-so-cua-toi");
  await large.locator(`a[href*="/ho-so-nhap/${draft}"]`).first().click();
  await large.waitForURL(new RegExp(`ho-so-nhap/${draft}`, "u"));
  await large.goto(`/ho-so-nhap/${draft}/buoc/chu-ho`);
  expect(await large.getByLabel("Nơi thường trú").inputValue()).toBe(
    "3 Cộng Hòa, Phường 4, Quận Tân Bình, Thành phố Hồ Chí Minh",
  );
  expect(await large.getByLabel("Các thành viên hộ gia đình").isChecked()).toBe(true);
  expect(await large.getByLabel("Ngày sinh").inputValue()).toBe("25/04/1985");
  await desk.close();
});

test("Hùng is away: Minh chooses the position lent to him, sees what waits for the leader and says under which mandate he acts", async () => {
  const signedIn = async (login: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: DESK, baseURL: city.url });
    const page = await context.newPage();
    await page.goto("/dang-nhap");
    await page.getByLabel("Tên đăng nhập").fill(login);
    await page.getByLabel("Mật khẩu").fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL(/can-bo/u);
    return page;
  };
  const hung = await signedIn("lanhdao.quan-1");
  await hung.goto("/can-bo/to-chuc/quan-1");
  await hung
    .getByLabel("Người được ủy quyền")
    .selectOption({ label: "Lê Quốc Minh, Trưởng phòng" });
  await hung.getByLabel("Số, ký hiệu giấy ủy quyền").fill("12/GUQ-UBND");
  await hung.getByLabel("Đến hết ngày").fill(await hung.getByLabel("Từ ngày").inputValue());
  await hung.getByRole("button", { name: "Ủy quyền", exact: true }).click();
  await hung.getByText("Đã ghi ủy quyền.").waitFor();
  expect(await accessibilityFaults(hung)).toEqual([]);

  const minh = await signedIn("truongphong.quan-1");
  await minh.getByRole("link", { name: "Đổi vị trí" }).click();
  await minh.getByLabel("Phó Chủ tịch (theo ủy quyền)").check();
  expect(await accessibilityFaults(minh)).toEqual([]);
  await minh.getByRole("button", { name: "Chuyển vị trí" }).click();
  await minh.getByText("Phó Chủ tịch (theo ủy quyền) · Quận 1").waitFor();
  await hung.getByRole("button", { name: "Thu hồi ủy quyền cho Lê Quốc Minh" }).click();
  await hung.getByText("đã thu hồi", { exact: true }).waitFor();
  await minh.reload();
  await minh.getByText("Trưởng phòng · Quận 1").waitFor();
  await minh.context().close();
  await hung.context().close();
});
