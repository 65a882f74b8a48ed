import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { fillBakery, type Sender, signIn } from "../test/journeys/acts.ts";
import { openBrowser, type RunningCity, startCity, PAPER } from "../test/journeys/running-city.ts";

/**
 * Draws the pictures of the guides for people (docs/pictures/guides) from the running demo city, so that they can be drawn again
 * whenever a screen changes: `node bin/draw-guides.ts [NAME …]`.
 */
const FOLDER = path.join(import.meta.dirname, "../docs/pictures/guides");
const DESK = { width: 1100, height: 720 };
const PHONE = { width: 390, height: 780 };

type At = Sender & { readonly page: Page };

interface Picture {
  readonly name: string;
  readonly login: string;
  /** Leads to what is shown. */
  show(at: At): Promise<unknown>;
}

/** The dossier of this name, opened from the agency's list. */
const dossier =
  (title: string, further?: (page: Page) => Promise<unknown>) =>
  async ({ page }: At): Promise<void> => {
    await page.goto(`/can-bo/viec?cua=co-quan&tim=${encodeURIComponent(title)}`);
    await page.locator("table a, .table-frame a").first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await further?.(page);
  };

const page =
  (place: string) =>
  async (at: At): Promise<unknown> =>
    at.page.goto(place);

const PICTURES: readonly Picture[] = [
  { name: "applicant-procedure", login: "nguoidan", show: page("/thu-tuc/ho-kinh-doanh") },
  {
    name: "applicant-form",
    login: "nguoidan",
    show: async ({ page: window }) => {
      await window.goto("/thu-tuc/ho-kinh-doanh/nop");
      await window.locator("select, input[type=radio]").first().waitFor();
    },
  },
  {
    name: "applicant-papers",
    login: "nguoidan",
    show: async (at) => {
      const started = await at.request.post("/thu-tuc/ho-kinh-doanh/nop", {
        form: { agency: "quan-1" },
        headers: { origin: at.city.url },
      });
      const draft = new URL(started.url()).pathname.split("/").slice(0, 3).join("/");
      await fillBakery(at, draft, PAPER);
      await at.page.goto(`${draft}/giay-to`);
    },
  },
  {
    name: "applicant-dossier",
    login: "nguoidan",
    show: async ({ page: window }) => {
      await window.goto("/ho-so-cua-toi");
      await window.locator("main a[href^='/ho-so-cua-toi/']").first().click();
      await window.getByRole("heading", { level: 1 }).waitFor();
    },
  },
  { name: "reception-entry", login: "tiepnhan.quan-1", show: page("/can-bo/quay") },
  {
    name: "reception-dossier",
    login: "tiepnhan.quan-1",
    show: dossier("Tiệm bánh Phạm Ngũ Lão"),
  },
  { name: "reception-queue", login: "tiepnhan.quan-1", show: page("/can-bo/hang-cho") },
  { name: "reception-paper", login: "tiepnhan.quan-1", show: page("/can-bo/ho-so-giay") },
  { name: "specialist-list", login: "chuyenvien.quan-1", show: page("/can-bo/viec") },
  { name: "specialist-dossier", login: "chuyenvien.quan-1", show: dossier("Quán phở Bến Thành") },
  { name: "leader-morning", login: "lanhdao.quan-1", show: page("/can-bo/hom-nay") },
  { name: "leader-sign", login: "lanhdao.quan-1", show: dossier("Tiệm hoa Đa Kao") },
  {
    name: "administrator-procedures",
    login: "quantri.van-phong",
    show: page("/can-bo/thu-tuc"),
  },
  { name: "administrator-days-off", login: "quantri.van-phong", show: page("/can-bo/lich-nghi") },
  { name: "administrator-organisation", login: "quantri.van-phong", show: page("/can-bo/to-chuc") },
];

async function draw(
  browser: Browser,
  city: RunningCity,
  password: string,
  picture: Picture,
): Promise<void> {
  const viewport = picture.login === "nguoidan" ? PHONE : DESK;
  const context = await browser.newContext({ viewport, baseURL: city.url });
  const sender = await signIn(city, context, picture.login, password);
  const window = await context.newPage();
  await picture.show({ ...sender, page: window });
  await window.waitForLoadState("networkidle");
  await window.screenshot({ path: path.join(FOLDER, `${picture.name}.png`) });
  await context.close();
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  mkdirSync(FOLDER, { recursive: true });
  const city = await startCity();
  const browser = await openBrowser();
  try {
    const { password } = city;
    for (const picture of PICTURES)
      if (wanted.length === 0 || wanted.includes(picture.name))
        await draw(browser, city, password, picture);
  } finally {
    await browser.close();
    await city.stop();
  }
}

await main();
