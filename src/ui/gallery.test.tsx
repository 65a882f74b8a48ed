import { describe, expect, test } from "vitest";
import { CitizenGallery, StaffGallery } from "./gallery.tsx";
import { ErrorView, renderPage } from "./index.ts";

const ASSETS = {
  stylesheet: "/tai-nguyen/style-1.css",
  citizenScript: "/tai-nguyen/citizen-1.js",
  staffScript: "/tai-nguyen/staff-1.js",
};

describe.each([
  ["a citizen's page", CitizenGallery],
  ["an official's page", StaffGallery],
])("%s with every part on it", (_, Gallery) => {
  const html = renderPage(Gallery({ assets: ASSETS, language: "vi" }));

  test("holds no style and no code of its own, as the policy of the site demands", () => {
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+="|<script(?![^>]* src=)/u);
  });

  test("has one first heading, one main landmark and a way past the chrome", () => {
    expect(html.match(/<h1/gu)).toHaveLength(1);
    expect(html.match(/<main/gu)).toHaveLength(1);
    expect(html).toContain('<a class="skip" href="#noi-dung">');
    expect(html).toContain('id="noi-dung"');
  });

  test("gives every id once, and every label, description and error link leads to one", () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/gu)].map((match) => match[1] ?? "");
    const meant = [
      ...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"|<a href="#([^"]+)"/gu),
    ].flatMap((match) => (match[1] ?? match[2] ?? "").split(" "));

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(meant.filter((id) => !ids.includes(id))).toEqual([]);
    expect(meant.length).toBeGreaterThan(15);
  });

  test("shows no icon without hiding it from screen readers", () => {
    expect(
      [...html.matchAll(/<svg[^>]*>/gu)].filter(([tag]) => !tag.includes("aria-hidden")),
    ).toEqual([]);
  });

  test("reads the clock strip as a list of eight days with reasons, and says the reckoning in sentences", () => {
    const strip = /<ol class="strip"[^>]*>.*?<\/ol>/su.exec(html)?.[0] ?? "";

    expect(strip.match(/<li/gu)).toHaveLength(8);
    expect(strip).toContain('<time datetime="2025-04-26">');
    expect(strip).toContain('aria-current="date"');
    expect(html).toContain("Hẹn trả lúc 17:00, thứ Ba, 29/04/2025.");
  });
});

test("the language switch keeps the place and what was asked", () => {
  const html = renderPage(
    ErrorView({
      status: 404,
      reference: "",
      language: "vi",
      path: "/can-bo/viec?han=qua",
      assets: ASSETS,
    }),
  );

  expect(html).toContain('href="/can-bo/viec?han=qua&amp;lang=en"');
});

test("an English page has English chrome", () => {
  const html = renderPage(
    ErrorView({ status: 500, reference: "A7-22", language: "en", path: "/", assets: ASSETS }),
  );

  expect(html).toContain('<html lang="en">');
  expect(html).toContain("Something broke");
  expect(html).toContain("A7-22");
  expect(html).not.toContain("Đăng nhập");
});
