import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Checkboxes, Field, FileInput, Radios, Select, TextArea } from "./index.ts";

const WRONG = { hint: "Mười hai chữ số", error: "Hãy nhập đủ 12 chữ số" };
const OPTIONS = [
  { value: "1", label: "Quận 1" },
  { value: "3", label: "Quận 3" },
];

test.each([
  ["text", <Field id="so" label="Số định danh" {...WRONG} />],
  ["long text", <TextArea id="so" label="Số định danh" {...WRONG} />],
  ["choice", <Select id="so" label="Số định danh" options={OPTIONS} {...WRONG} />],
  ["file", <FileInput id="so" label="Số định danh" {...WRONG} />],
])("a wrong %s is named by its label and told by its hint and its error", (_, view) => {
  const html = renderToString(view);

  expect(html).toContain('<label class="label" for="so">');
  expect(html).toContain('aria-describedby="so-hint so-error"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('id="so-hint"');
  expect(html).toContain('id="so-error"');
});

test.each([
  ["one of a few", <Radios id="quan" label="Quận" options={OPTIONS} {...WRONG} />],
  ["any of a few", <Checkboxes id="quan" label="Quận" options={OPTIONS} {...WRONG} />],
])(
  "a question with %s is a group with a legend, and its error leads to the first answer",
  (_, view) => {
    const html = renderToString(view);

    expect(html).toMatch(/<fieldset[^>]* aria-describedby="quan-hint quan-error"/u);
    expect(html).toContain('<legend class="label">Quận</legend>');
    expect(html).toMatch(/<input[^>]* id="quan" name="quan" value="1"/u);
    expect(html).toMatch(/<input[^>]* id="quan-3" name="quan" value="3"/u);
  },
);

test("what Mr Quân typed comes back as text, never as markup", () => {
  const typed = '"><script>alert(1)</script>';
  const html = renderToString(
    <>
      <Field id="ten" label="Tên" value={typed} error={typed} />
      <TextArea id="ghi-chu" label="Ghi chú" value={"</textarea><script>"} />
    </>,
  );

  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script");
});

test("a field without hint or error points at nothing", () => {
  expect(renderToString(<Field id="ten" label="Tên" />)).not.toMatch(
    /aria-describedby|aria-invalid/u,
  );
});

test("a paper sent at once names the part of the page that shows it back, and what it is about to the ear", () => {
  const html = renderToString(
    <FileInput id="can-cuoc" label="Chọn tệp" about="Thẻ căn cước" isSentAtOnce part="giay-1" />,
  );

  expect(html).toContain('<file-upload data-part="giay-1">');
  expect(html).toContain('Chọn tệp<span class="sr">: Thẻ căn cước</span>');
});
