import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Button, LinkTo } from "./index.ts";

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " javascript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<b>x</b>",
  "vbscript:x",
  "//evil.example/path",
  "/\\evil.example",
  "/\t/evil.example",
  "ftp://files.example",
])("an address typed by a stranger, %j, becomes plain words", (href) => {
  expect(renderToString(<LinkTo href={href}>Hợp đồng thuê nhà</LinkTo>)).toBe(
    "<span>Hợp đồng thuê nhà</span>",
  );
  expect(renderToString(<Button href={href}>Mở</Button>)).not.toContain("href");
});

test.each([
  "/thu-tuc",
  "?sau=abc",
  "#loi",
  "https://congbao.example/nghi-dinh",
  "mailto:mot-cua@quan1.example",
  "tel:1022",
])("an ordinary address, %j, leads there", (href) => {
  expect(renderToString(<LinkTo href={href}>Mở</LinkTo>)).toBe(`<a href="${href}">Mở</a>`);
});
