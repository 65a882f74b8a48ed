import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { funeralGrant } from "../../apps/funeral-grant/app.ts";
import { act, type Fields, send, type Sender, signIn } from "./acts.ts";
import { fileSample } from "./file-sample.ts";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
  PAPER,
} from "./running-city.ts";

const WARD = "phuong-ben-nghe";
const DEPARTMENT = "so-lao-dong-thuong-binh-va-xa-hoi";
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

const signedBy = async (login: string): Promise<Sender> =>
  signIn(city, await browser.newContext({ baseURL: city.url }), login, password);

async function did(login: string, id: string, deed: string, fields?: Fields): Promise<void> {
  const { html } = await act(await signedBy(login), id, deed, fields);
  expect([deed, /error-summary/u.test(html)]).toEqual([deed, false]);
}

async function signs(agency: string, id: string): Promise<void> {
  const leader = await signedBy(`lanhdao.${agency}`);
  await send(leader, "/xac-nhan", { password, tiep: `/can-bo/ho-so/${id}` });
  await act(leader, id, "ky");
}

const textAt = async ({ request }: Sender, at: string): Promise<string> =>
  (await request.get(at)).text();

/** The part that was handed over, as the specialist of an agency finds it in the work list. */
async function partAt(agency: string): Promise<string> {
  const specialist = await signedBy(`chuyenvien.${agency}`);
  const link = /href="\/can-bo\/ho-so\/(?<id>[^"]+)"[^>]*>[^<]*<[^]*?Trần Văn Kiên/u;
  await expect
    .poll(async () => link.test(await textAt(specialist, "/can-bo/viec?tim=Kien")), {
      timeout: 90_000,
    })
    .toBe(true);
  return link.exec(await textAt(specialist, "/can-bo/viec?tim=Kien"))?.groups?.["id"] ?? "";
}

async function workedThrough(agency: string): Promise<string> {
  const id = await partAt(agency);
  await did(`chuyenvien.${agency}`, id, "tham-dinh", { proposal: "Đủ điều kiện" });
  await did(`truongphong.${agency}`, id, "xem-xet", { decision: "approve" });
  await signs(agency, id);
  const clerk = await signedBy(`vanthu.${agency}`);
  await expect
    .poll(() => textAt(clerk, `/can-bo/ho-so/${id}`), { timeout: 90_000 })
    .toContain("Trả kết quả cho người nộp");
  await act(clerk, id, "tra-ket-qua");
  return id;
}

async function looksRight(login: string, at: string, said: readonly string[]): Promise<void> {
  for (const width of [360, 1280]) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      baseURL: city.url,
    });
    await signIn(city, context, login, password);
    const page: Page = await context.newPage();
    for (const language of ["vi", "en"]) {
      await page.goto(`${at}?lang=${language}`);
      expect(await fitsItsWidth(page)).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.goto(`${at}?lang=vi`);
    for (const words of said) await page.getByText(words).first().waitFor();
    await context.close();
  }
}

test("a son files once with his ward; district and department follow, and he reads one case with three parts", async () => {
  const quan = await signedBy("nguoidan");
  const lead = await fileSample(quan, funeralGrant, { agency: WARD, paper: PAPER });
  await did(`tiepnhan.${WARD}`, lead, "tiep-nhan");
  await did(`hotich.${WARD}`, lead, "buoc", { step: "confirm", outcome: "confirmed" });
  await signs(WARD, lead);

  const check = await partAt("quan-1");
  await looksRight("chuyenvien.quan-1", `/can-bo/ho-so/${check}`, [
    "Phần của hồ sơ liên thông",
    "Xác nhận của phường",
  ]);
  await looksRight(`lanhdao.${WARD}`, `/can-bo/ho-so/${lead}`, [
    "Liên thông: phần việc của từng cơ quan",
    "Đang giải quyết",
    "Chưa cơ quan nào trễ hạn phần việc.",
  ]);
  expect(await textAt(quan, "/thu-tuc")).not.toContain("Thẩm tra hồ sơ mai táng phí");
  expect((await quan.request.get(`/ho-so-cua-toi/${check}`)).status()).toBe(404);
  await workedThrough("quan-1");
  await workedThrough(DEPARTMENT);

  const clerk = await signedBy(`vanthu.${WARD}`);
  await expect
    .poll(() => textAt(clerk, `/can-bo/ho-so/${lead}`), { timeout: 90_000 })
    .toContain("Trả kết quả cho người nộp");
  await act(clerk, lead, "tra-ket-qua");
  await looksRight("nguoidan", `/ho-so-cua-toi/${lead}`, [
    "Từng phần của hồ sơ liên thông",
    "Quyết định trợ cấp mai táng phí",
  ]);
  const page = await textAt(quan, `/ho-so-cua-toi/${lead}`);
  const results = [...page.matchAll(/href="([^"]+ket-qua\.pdf)"/gu)].map((found) => found[1] ?? "");
  expect(new Set(results).size).toBe(3);
  for (const href of results)
    expect((await (await quan.request.get(href)).body()).subarray(0, 4).toString()).toBe("%PDF");
  const mine = await textAt(quan, "/ho-so-cua-toi");
  expect([mine.includes(lead), mine.includes(check)]).toEqual([true, false]);
}, 600_000);
