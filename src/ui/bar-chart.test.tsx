import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { BarChart } from "./index.ts";

test("a bar never leaves its frame, whatever the figures of a district", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (value, max) => {
      const html = renderToString(
        <BarChart caption="Đúng hạn" rows={[{ label: "Quận 1", value, max, text: "…" }]} />,
      );
      const width = Number(/class="bar-value" width="([^"]+)"/u.exec(html)?.[1]);

      expect(width).toBeGreaterThanOrEqual(0);
      expect(width).toBeLessThanOrEqual(100);
    }),
  );
});

test("the figures of the chart are a table that a blind reader reads", () => {
  const html = renderToString(
    <BarChart
      caption="Đúng hạn, tháng 4 năm 2025"
      rows={[{ label: "Quận 1", value: 97.4, max: 100, text: "97,4 %", state: "ok" }]}
    />,
  );

  expect(html).toContain("<caption>Đúng hạn, tháng 4 năm 2025</caption>");
  expect(html).toContain('<th scope="row">Quận 1</th>');
  expect(html).toContain('<td class="number num">97,4 %</td>');
});
