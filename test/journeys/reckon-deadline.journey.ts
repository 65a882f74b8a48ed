import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  fitsItsWidth,
  openBrowser,
  type RunningCity,
  startCity,
} from "./running-city.ts";

let city: RunningCity;
let browser: Browser;
beforeAll(async () => {
  [city, browser] = await Promise.all([startCity(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await city.stop();
});

async function pageAt(options: { width: number; javaScriptEnabled: boolean }): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 800 },
    javaScriptEnabled: options.javaScriptEnabled,
  });
  return context.newPage();
}

describe.each([
  { width: 360, javaScriptEnabled: false },
  { width: 1280, javaScriptEnabled: true },
])("at $width pixels, JavaScript $javaScriptEnabled", (options) => {
  test("a shop owner works out the date of a dossier received on Friday 25 April 2025 and reads why", async () => {
    const page = await pageAt(options);
    await page.goto(`${city.url}/tinh-ngay-hen`);
    await page.getByLabel("Ngày tiếp nhận").fill("25/4/2025");
    await page.getByLabel("Giờ tiếp nhận").fill("16:30");
    await page.getByRole("button", { name: "Tính ngày hẹn" }).click();

    await page.getByText("17:00, thứ Ba 29/04/2025").waitFor();
    await page.getByText("ngày làm bù cho 02/05/2025").waitFor();
    expect(
      await page.getByRole("list", { name: "Cách tính từng ngày" }).getByRole("listitem").count(),
    ).toBe(8);
    expect(await fitsItsWidth(page)).toBe(true);
    if (options.javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("link", { name: "English" }).click();
    await page.getByText("17:00, Tuesday 29/04/2025").waitFor();
    expect(await page.getByLabel("Day of receipt").inputValue()).toBe("25/4/2025");
    await page.context().close();
  });

  test("nonsense is answered beside the field, all at once, with nothing lost", async () => {
    const page = await pageAt(options);
    const answer = await page.goto(
      `${city.url}/tinh-ngay-hen?on=31/02/2025&at=25:99&count=0&unit=days`,
    );

    expect(answer?.status()).toBe(422);
    expect(await page.getByRole("alert").getByRole("link").count()).toBe(3);
    expect(await page.getByLabel("Ngày tiếp nhận").inputValue()).toBe("31/02/2025");
    if (options.javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  test("a page that does not exist says so kindly", async () => {
    const page = await pageAt(options);
    const answer = await page.goto(`${city.url}/khong-co`);

    expect(answer?.status()).toBe(404);
    await page.getByRole("heading", { name: "Không tìm thấy trang" }).waitFor();
    if (options.javaScriptEnabled) expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });
});

test("a second start on the same data folder is refused with words", () => {
  const second = spawnSync(
    process.execPath,
    [path.resolve(import.meta.dirname, "../../bin/start.ts")],
    {
      env: { ...process.env, PORT: "0", DATA_FOLDER: city.folder },
    },
  );

  expect(second.status).toBe(1);
  expect(second.stderr.toString()).toContain("Another process owns");
});

test("the watching machine learns that the city is ready and what its database survives", async () => {
  const ready = await fetch(`${city.url}/readyz`);

  expect(await ready.json()).toEqual({
    ready: true,
    database: "embedded",
    durability: "survives a killed process, not a power cut",
  });
  expect(await (await fetch(`${city.url}/metrics`)).text()).toContain("egov_http_request_seconds");
});

test("no page allows or holds inline code or style", async () => {
  const page = await fetch(city.url);
  const policy = page.headers.get("content-security-policy") ?? "";

  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(await page.text()).not.toMatch(/ style=|<script(?! src)/);
});

test("SIGTERM ends the city in order", async () => {
  const other = await startCity();

  expect(await other.stop()).toBe(0);
});
