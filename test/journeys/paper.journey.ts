import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { minuteOfDay } from "#kernel/calendar-day";
import { act, fillBakery, type Sender, signIn } from "./acts.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const UNIT = "Phòng Tài chính - Kế hoạch";

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

type Person = Sender & { readonly page: Page };

for (const javaScriptEnabled of [true, false])
  describe(`paper at the desk of Quận 1, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    let lan: Person;
    let ha: Person;
    /** Public id and code of Hoa's dossier. */
    let id = "";
    let code = "";

    async function at(login: string): Promise<Person> {
      const viewport = { width: 1280, height: 900 };
      const context = await browser.newContext({
        viewport,
        baseURL: city.url,
        javaScriptEnabled,
      });
      const sender = await signIn(city, context, login, password);
      return { ...sender, page: await context.newPage() };
    }

    async function looksRight(page: Page): Promise<void> {
      expect(await fitsItsWidth(page)).toBe(true);
      if (javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    }

    /** The text of a paper that a link of the page leads to. */
    async function printed({ page, request }: Person, link: string | RegExp): Promise<string> {
      const href = await page.getByRole("link", { name: link }).first().getAttribute("href");
      const answer = await request.get(href ?? "");
      expect(answer.status()).toBe(200);
      const file = path.join(city.folder, "printed.pdf");
      writeFileSync(file, await answer.body());
      const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
      return text.normalize("NFC").replaceAll(/\s+/gu, " ");
    }

    test("Lan takes two slips while everything works and prints them", async () => {
      lan = await at("tiepnhan.quan-1");
      ha = await at("chuyenvien.quan-1");
      const { page } = lan;
      await page.goto("/can-bo/ho-so-giay/phieu-in-san");
      await page.getByLabel("Số lượng phiếu").fill("2");
      await page.getByRole("button", { name: "Lấy số" }).click();
      await page.getByText("Cất sẵn, chưa dùng").waitFor();
      await looksRight(page);
      const [first = ""] = ((await page.locator("h1").textContent()) ?? "").split(" – ");
      const slips = await printed(lan, "In các số chưa dùng (PDF)");
      expect(slips.split(`Số: ${first}`)).toHaveLength(3);
      code = first;
    });

    test("the power came back: she enters Hoa's tea shop under the number and the minute on the slip, and a number nobody took is refused", async () => {
      const slip = code;
      const { page } = lan;
      await page.goto("/can-bo/quay");
      await page.getByRole("link", { name: "Đăng ký thành lập hộ kinh doanh" }).click();
      await page.getByLabel("Số định danh cá nhân").fill("079190002365");
      await page.getByLabel("Họ và tên").fill("Bùi Thị Hoa");
      await page.getByRole("button", { name: "Bắt đầu nhập" }).click();
      await page.getByText("Nhập cho").waitFor();
      const draft = new URL(page.url()).pathname.replace("/buoc/chu-ho", "");
      id = draft.split("/").at(-1) ?? "";
      await fillBakery(lan, draft, PAPER);
      await page.goto(`${draft}/kiem-tra`);
      const minute = minuteOfDay(new Date());
      const time = [Math.floor(minute / 60), minute % 60]
        .map((part) => String(part).padStart(2, "0"))
        .join(":");
      await page.getByLabel("Số phiếu giấy").fill("9999/2015");
      await page.getByLabel("Giờ nhận ghi trên phiếu").fill(time);
      await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
      await page.getByRole("link", { name: "Cơ quan chưa lấy số phiếu này." }).waitFor();
      await looksRight(page);
      await page.getByLabel("Số phiếu giấy").fill(slip);
      await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
      await page.getByText("Hồ sơ đã vào sổ").waitFor();
      code = (await page.locator("h1").textContent())?.trim() ?? "";
      await page.goto("/can-bo/ho-so-giay/phieu-in-san");
      await page.getByRole("link", { name: slip }).first().click();
      await page.getByText("Đã nhập").first().waitFor();
      await page.getByText(`nhận lúc ${time}`).waitFor();
      await looksRight(page);
    });

    test("she keeps Hoa's original with a note for it, and sends the folder to the unit; Hà confirms it and gives it a place", async () => {
      const { page } = lan;
      await page.goto(`/can-bo/ho-so/${id}`);
      await page.getByRole("link", { name: "Mở hồ sơ giấy" }).click();
      await page.getByLabel("Giữ bản chính", { exact: true }).check();
      await page.getByRole("button", { name: "Ghi nhận", exact: true }).click();
      await page.getByText("Giữ 1 bản chính").first().waitFor();
      await looksRight(page);
      const custody = await printed(lan, "In biên nhận giữ bản chính (PDF)");
      expect(custody).toContain("Bùi Thị Hoa");
      await page.goto("/can-bo/ho-so-giay/ban-giao/lap");
      await page.getByLabel("Đơn vị nhận").selectOption(UNIT);
      await page.getByLabel("Hoặc ghi mã hồ sơ").fill(code);
      await page.getByRole("button", { name: "Lập phiếu và lấy số" }).click();
      await page.getByText("Còn 1 hồ sơ chưa xác nhận").waitFor();
      await looksRight(page);
      expect(await printed(lan, "In phiếu (PDF)")).toContain(code);
      await ha.page.goto("/can-bo/ho-so-giay/ban-giao");
      await ha.page
        .getByRole("link", { name: /^\d+\/\d{4}$/u })
        .first()
        .click();
      await ha.page.getByRole("button", { name: "Ghi xác nhận" }).click();
      await ha.page.getByText("Đã nhận xong").waitFor();
      await looksRight(ha.page);
      await ha.page.goto(`/can-bo/ho-so-giay/ho-so/${id}`);
      await ha.page.getByLabel("Giá", { exact: true }).fill("2");
      await ha.page.getByLabel("Ô", { exact: true }).fill("14");
      await ha.page.getByRole("button", { name: "Ghi chỗ để" }).click();
      await page.goto(`/can-bo/ho-so-giay?tim=${encodeURIComponent("giá 2 · ô 14")}`);
      await page.getByRole("link", { name: code }).waitFor();
      await page.getByText(`Tại ${UNIT}`).first().waitFor();
      await looksRight(page);
    });

    test("the answer waits at the desk; Hoa's brother gets it only with his authority scanned, and signs for it", async () => {
      await act(lan, id, "tu-choi", { reason: "Tên hộ kinh doanh trùng với hộ khác trong quận." });
      const { page } = lan;
      await page.goto(`/can-bo/ho-so-giay/ho-so/${id}`);
      await page.getByLabel("Giá", { exact: true }).first().fill("9");
      await page.getByRole("button", { name: "Xếp kết quả" }).click();
      await page.getByText("Kết quả chờ nhận").first().waitFor();
      await page.getByRole("radio", { name: /^Người mang giấy ủy quyền/u }).check();
      await page.getByLabel("Số định danh của người nhận").fill("079085000417");
      await page.getByLabel("Họ và tên người mang giấy ủy quyền").fill("Bùi Văn Sơn");
      await page.getByLabel("Giấy ủy quyền", { exact: true }).fill("Số 15 ngày 20/11/2026");
      await page.getByRole("button", { name: "Ghi nhận đã giao" }).click();
      await page.getByRole("link", { name: /Không giao khi chưa có giấy ủy quyền/u }).waitFor();
      await looksRight(page);
      await page.getByLabel("Bản quét giấy ủy quyền").setInputFiles({
        name: "giay-uy-quyen.png",
        mimeType: "image/png",
        buffer: PAPER,
      });
      await page.getByRole("button", { name: "Ghi nhận đã giao" }).click();
      await page.getByText("Đã ghi nhận giao.").waitFor();
      await looksRight(page);
      const signed = await printed(lan, "In phiếu để người nhận ký (PDF)");
      expect(signed).toContain("Bùi Văn Sơn");
      expect(signed).toContain("079 ••• ••• 417");
      await page.getByText("Còn giữ 1 bản chính").first().waitFor();
    });
  });
