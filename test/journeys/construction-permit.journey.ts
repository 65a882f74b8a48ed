import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { constructionPermit } from "../../apps/construction-permit/app.ts";
import { fileSample } from "./file-sample.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-permit-"));
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const PLANNING = "chuyenvien.so-quy-hoach-kien-truc";
const ENVIRONMENT = "chuyenvien.so-tai-nguyen-va-moi-truong";

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
  describe(`a company builds a house in Quận 1, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    const contexts: BrowserContext[] = [];
    let applicant: Page;
    let code = "";
    let dossier = "";
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
      await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
      await page.waitForURL(/can-bo|ho-so/u);
      return page;
    }

    async function looksRight(page: Page): Promise<void> {
      expect(await fitsItsWidth(page)).toBe(true);
      if (javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    }

    const openedBy = async (login: string): Promise<Page> => {
      const page = await signedIn(login, DESK);
      await page.goto(`/can-bo/ho-so/${dossier}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await looksRight(page);
      return page;
    };

    test("the company reads the procedure, files with drawings and is told what to pay", async () => {
      applicant = await signedIn("nguoidan", PHONE);
      await applicant.goto("/thu-tuc/giay-phep-xay-dung");
      await applicant.getByText("15 ngày").first().waitFor();
      await looksRight(applicant);
      const sender = { city, request: applicant.context().request };
      dossier = await fileSample(sender, constructionPermit, {
        agency: "quan-1",
        sample: "Công ty xây nhà cho nhân viên",
        paper: PAPER,
      });
      await applicant.goto(`/ho-so-cua-toi/${dossier}`);
      code = (await applicant.locator("h1").textContent())?.trim() ?? "";
      await applicant.getByText("150.000 ₫").first().waitFor();
      await looksRight(applicant);
    });

    test("the company pays, Lan asks once for a better drawing, and then accepts with a date", async () => {
      const lan = await openedBy("tiepnhan.quan-1");
      await lan.getByText("150.000 ₫").first().waitFor();
      await applicant
        .getByRole("link", { name: /Nộp|nộp/u })
        .first()
        .click();
      await looksRight(applicant);
      await applicant.getByRole("link", { name: /mô phỏng/u }).click();
      await applicant.getByRole("button", { name: "Chuyển tiền" }).click();
      await applicant.getByRole("status").waitFor();
      await lan.reload();
      await lan.getByText("Yêu cầu bổ sung (một lần, đầy đủ)").first().click();
      await lan.getByLabel("Bản vẽ thiết kế xin phép xây dựng").fill("Thiếu mặt cắt, xin gửi lại");
      await lan.getByRole("button", { name: "Yêu cầu bổ sung (một lần, đầy đủ)" }).click();
      await lan.getByText("Chờ người nộp bổ sung").first().waitFor();
      await applicant.goto(`/ho-so-cua-toi/${dossier}`);
      await applicant.getByRole("link", { name: "Bổ sung ngay" }).click();
      await applicant
        .locator("input[type=file]:not([capture])")
        .setInputFiles({ name: "ban-ve-2.png", mimeType: "image/png", buffer: PAPER });
      if (javaScriptEnabled)
        await applicant.getByRole("link", { name: "ban-ve-2.png" }).first().waitFor();
      await applicant.getByRole("button", { name: "Gửi bổ sung" }).click();
      await applicant.getByText("Chờ tiếp nhận").first().waitFor();
      await lan.reload();
      await lan.getByRole("button", { name: "Tiếp nhận và hẹn trả" }).click();
      await lan.getByText("Đã tiếp nhận").first().waitFor();
      await looksRight(lan);
    });

    test("Hà inspects: what is missing is said beside its question, the picture is kept; the planning extract is taken and confirmed, the departments are asked", async () => {
      const ha = await openedBy("chuyenvien.quan-1");
      await ha.getByLabel("Ngày kiểm tra").fill("hôm qua");
      await ha.getByRole("button", { name: "Xong, chuyển bước tiếp theo" }).click();
      await ha.getByRole("link", { name: /Ngày kiểm tra phải theo dạng/u }).waitFor();
      expect(await ha.getByLabel("Ngày kiểm tra").inputValue()).toBe("hôm qua");
      await looksRight(ha);
      await ha.getByLabel("Ngày kiểm tra").fill("24/11/2026");
      await ha.getByLabel("Vị trí (vĩ độ; kinh độ)").fill("10,77689; 106,70042");
      await ha.getByLabel("Diện tích đo được (m²)").fill("80,5");
      await ha.getByLabel("Cốt nền (m)").fill("1,2");
      await ha.getByLabel("Nhận xét hiện trạng").fill("Đất trống, lối vào 4 m.");
      await ha
        .locator("input[type=file]:not([capture])")
        .setInputFiles({ name: "mặt tiền.png", mimeType: "image/png", buffer: PAPER });
      if (javaScriptEnabled) await ha.getByRole("link", { name: "mặt tiền.png" }).first().waitFor();
      await ha.getByRole("button", { name: "Xong, chuyển bước tiếp theo" }).click();
      await ha.getByLabel("Đồ án quy hoạch").fill("Quy hoạch chi tiết khu 1");
      await ha.getByLabel("Chức năng sử dụng đất").fill("Đất ở");
      await ha.getByLabel("Lộ giới (m)").fill("12");
      await ha.getByLabel("Tầng cao tối đa").fill("5");
      await ha
        .getByText("Cung cấp thông tin quy hoạch › Trích lục quy hoạch", { exact: true })
        .waitFor();
      await looksRight(ha);
      await ha.getByRole("button", { name: "Trình trưởng phòng xác nhận" }).click();
      await ha.getByText("Bước này do vị trí khác làm").waitFor();
      const minh = await openedBy("truongphong.quan-1");
      await minh.getByRole("button", { name: "Xác nhận thông tin quy hoạch" }).click();
      await minh.getByText("Đang chờ các cơ quan phối hợp cho ý kiến").waitFor();
      await minh.getByText("Sở Quy hoạch - Kiến trúc").first().waitFor();
      await looksRight(minh);
    });

    test("two departments find the question with the drawings, see no personal number, and answer", async () => {
      for (const [login, choice, opinion] of [
        [PLANNING, "Đồng ý", ""],
        [ENVIRONMENT, "Đồng ý có điều kiện", "Giữ khoảng lùi 2,4 m."],
      ] as const) {
        const official = await signedIn(login, DESK);
        await official.goto("/can-bo/y-kien");
        await looksRight(official);
        await official.getByRole("link", { name: code }).click();
        await expect
          .poll(
            async () => {
              await official.reload();
              return official.content();
            },
            { timeout: 20_000 },
          )
          .toContain("ban-ve.png");
        await looksRight(official);
        expect(await official.content()).not.toContain("0100109106");
        await official.getByLabel(choice, { exact: true }).check();
        await official.getByLabel("Nội dung ý kiến").fill(opinion);
        await official.getByRole("button", { name: "Gửi ý kiến" }).click();
        await official.getByText("Đã trả lời").first().waitFor();
        await looksRight(official);
        expect((await official.goto(`/can-bo/ho-so/${dossier}`))?.status()).toBe(404);
      }
    });

    test("the opinions come back by themselves; Hà drafts, Minh agrees, Hùng signs, Mai releases", async () => {
      const ha = await openedBy("chuyenvien.quan-1");
      await expect
        .poll(
          async () => {
            await ha.reload();
            return ha.content();
          },
          { timeout: 30_000 },
        )
        .toContain("Chỉ giới xây dựng");
      await ha.getByText("Giữ khoảng lùi 2,4 m.").first().waitFor();
      await ha.getByLabel("Chỉ giới xây dựng").fill("Trùng lộ giới");
      await ha.getByLabel("Điều kiện của giấy phép").fill("Giữ khoảng lùi 2,4 m.");
      await ha.getByRole("button", { name: "Trình trưởng phòng" }).click();
      await ha.getByText("Bước này do vị trí khác làm").waitFor();
      const minh = await openedBy("truongphong.quan-1");
      await minh.getByRole("button", { name: "Đồng ý, trình lãnh đạo ký" }).click();
      await minh.getByText("Bước này do vị trí khác làm").waitFor();
      const hung = await openedBy("lanhdao.quan-1");
      await hung.getByRole("button", { name: "Ký số kết quả" }).click();
      await hung.getByLabel("Mật khẩu").fill(password);
      await hung.getByRole("button", { name: "Xác nhận", exact: true }).click();
      await hung.getByRole("button", { name: "Ký số kết quả" }).click();
      const mai = await openedBy("vanthu.quan-1");
      await expect
        .poll(
          async () => {
            await mai.reload();
            return mai.content();
          },
          { timeout: 20_000 },
        )
        .toContain("Trả kết quả cho người nộp");
      await mai.getByRole("button", { name: "Trả kết quả cho người nộp" }).click();
      await mai.getByText("Đã trả kết quả").first().waitFor();
    });

    test("the permit is valid, tagged and says what was found; anyone verifies it, and the figures count it", async () => {
      await applicant.goto(`/ho-so-cua-toi/${dossier}`);
      await looksRight(applicant);
      const href = await applicant
        .getByRole("link", { name: "Tải kết quả đã ký số (PDF)" })
        .getAttribute("href");
      const file = path.join(folder, `permit-${javaScriptEnabled}.pdf`);
      writeFileSync(file, await (await applicant.request.get(href ?? "")).body());
      const tool = (name: string, ...args: string[]): string =>
        execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      expect(tool("pdfsig", "-nocert", file)).toContain("Signature is Valid");
      expect(tool("pdfinfo", file)).toMatch(/Tagged:\s+yes/u);
      const said = tool("pdftotext", "-layout", file, "-")
        .normalize("NFC")
        .replaceAll(/\s+/gu, " ");
      for (const words of ["GIẤY PHÉP XÂY DỰNG", "Cốt nền 1,2 m", "192,5 m²", "0100109106"])
        expect(said).toContain(words);
      await applicant.goto(`/kiem-tra/${dossier}`);
      await applicant.getByText("Giấy này do cơ quan cấp").waitFor();
      await applicant.goto("/thong-ke?theo=thu-tuc");
      await applicant
        .locator("table")
        .getByText("Cấp giấy phép xây dựng nhà ở riêng lẻ")
        .first()
        .waitFor();
    });
  });
