import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { DataTable, FilterBar, Light, Money, Pager, Timeline, When } from "./index.ts";

const COLUMNS = [
  { key: "code", label: "Mã hồ sơ" },
  { key: "fee", label: "Lệ phí", align: "end" },
] as const;

test("a list of dossiers names its columns, and each value again for a phone", () => {
  const html = renderToString(
    <DataTable
      caption="Hồ sơ đang giữ"
      columns={COLUMNS}
      rows={[{ id: "7", code: "0007", fee: <Money vnd={100_000} /> }]}
    />,
  );

  expect(html).toContain("<caption>Hồ sơ đang giữ</caption>");
  expect(html).toContain('<th scope="col" class="number num">Lệ phí</th>');
  expect(html).toContain('data-label="Lệ phí"');
  expect(html).toContain("100.000 ₫");
});

test("an empty list says so instead of showing bare headings", () => {
  const html = renderToString(
    <DataTable caption="Hồ sơ" columns={COLUMNS} rows={[]} empty="Không còn việc nào." />,
  );

  expect(html).toContain("Không còn việc nào.");
  expect(html).not.toContain("<table");
});

test("a list that fits on one page has no pager; a longer one goes both ways", () => {
  expect(renderToString(<Pager language="vi" />)).toBe("");

  const html = renderToString(<Pager next="?sau=b" previous="?truoc=a" language="vi" />);
  expect(html).toContain('<a href="?sau=b" rel="next">Trang sau</a>');
  expect(html).toContain('<a href="?truoc=a" rel="prev">Trang trước</a>');
});

test("filters go into the address and can be cleared", () => {
  const html = renderToString(
    <FilterBar action="/can-bo/viec" language="vi">
      {null}
    </FilterBar>,
  );

  expect(html).toContain('method="get" action="/can-bo/viec"');
  expect(html).toContain('<a href="/can-bo/viec">Bỏ lọc</a>');
});

test("an overdue dossier is told by words and shape, not by colour alone", () => {
  const html = renderToString(<Light state="late" words="Quá hạn 2 ngày" />);

  expect(html).toContain("Quá hạn 2 ngày");
  expect(html).toContain("<path");
});

test("an instant at the end of a UTC day is the next morning in Ho Chi Minh City", () => {
  const at = new Date("2025-04-25T18:05:00Z");

  expect(renderToString(<When at={at} />)).toContain("01:05, 26/04/2025");
  expect(renderToString(<When at={at} withTime={false} />)).toContain(">26/04/2025<");
});

test("the story of a dossier marks where it stands and says what is still to come", () => {
  const html = renderToString(
    <Timeline
      language="vi"
      items={[
        { title: "Tiếp nhận", at: new Date("2025-04-25T09:30:00Z"), who: "Bộ phận một cửa" },
        { title: "Thẩm định", state: "now" },
        { title: "Trả kết quả", state: "next" },
      ]}
    />,
  );

  expect(html).toContain("16:30, 25/04/2025");
  expect(html.match(/aria-current="step"/gu)).toHaveLength(1);
  expect(html).toContain("(chưa đến)");
});
