import { expect, test } from "vitest";
import { day, type Edition, recordSchema, text, workingDays } from "#app-kit";
import { readTable, writeTable } from "#engines/rules";
import { constructionPermit } from "../../../apps/construction-permit/app.ts";
import { FEE } from "../../../apps/construction-permit/fee.ts";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { differencesBetween } from "./edition-differences.ts";
import { readEdition } from "./edition-schema.ts";
import { mistakesIn, runSamples } from "./run-samples.ts";

// R39

const edition = newest(householdBusiness.editions);

function newest(editions: readonly Edition[]): Edition {
  const found = editions.at(-1);
  if (found === undefined) throw new Error("an app has an edition");
  return found;
}

async function told(before: Edition, after: Edition, language: "vi" | "en" = "vi") {
  return (await differencesBetween(before, after)).map(({ words }) => words[language]);
}

test("an edition and itself differ in nothing", async () => {
  expect(await differencesBetween(edition, edition)).toEqual([]);
});

test("what is no edition is refused with the place that does not fit", () => {
  const fee = readEdition({ ...edition, feeVnd: -1 });
  expect(!fee.ok && fee.error.join()).toContain("/feeVnd");
  const stranger = readEdition({ ...edition, script: "alert(1)" });
  expect(!stranger.ok && stranger.error.join()).toContain("additional properties");
  const never = readEdition({ ...edition, inForceFrom: "2026-02-31" });
  expect(never.ok).toBe(false);
});

test("a shorter term and a later paper are told as an official would tell them, in both languages", async () => {
  const [first, ...others] = edition.papers;
  if (first === undefined) throw new Error("the household business asks for papers");
  const after: Edition = {
    ...edition,
    clock: { ...edition.clock, processing: workingDays(2) },
    feeVnd: 50_000,
    papers: [
      { ...first, isRequired: false },
      ...others.slice(1),
      {
        id: "anh",
        title: text("Ảnh biển hiệu", "Picture of the sign"),
        explain: text("Thấy rõ chữ.", "The words are seen."),
        isRequired: true,
        copies: 1,
      },
    ],
  };

  expect(await told(edition, after)).toEqual([
    "Thời hạn giải quyết: 3 ngày làm việc → 2 ngày làm việc",
    "Phí, lệ phí: 100.000 ₫ → 50.000 ₫",
    "Bỏ giấy tờ: Biên bản họp thành viên hộ gia đình về việc thành lập",
    "Giấy tờ «Ảnh hoặc bản quét thẻ căn cước của chủ hộ» không còn bắt buộc",
    "Thêm giấy tờ: Ảnh biển hiệu",
  ]);
  expect(await told(edition, after, "en")).toContain(
    "Term of processing: 3 working days → 2 working days",
  );
});

test("a field that need not be answered any more, another choice and another order are told by the field's name", async () => {
  const steps = edition.form.steps.map((step) => ({
    ...step,
    items: step.items.toReversed().map((item) =>
      item.id === "ownerPhone" && "kind" in item
        ? { ...item, isRequired: false }
        : item.id === "premises" && "kind" in item
          ? {
              ...item,
              options: [
                ...(item.options ?? []),
                { value: "market", label: text("Sạp chợ", "Market stall") },
              ],
            }
          : item,
    ),
  }));
  const form = { ...edition.form, steps };
  const words = await told(edition, { ...edition, form, schema: recordSchema(form) });

  expect(words).toContain("Trường «Số điện thoại» không còn bắt buộc");
  expect(words).toContain("Thêm lựa chọn của trường «Địa điểm kinh doanh»: Sạp chợ");
  expect(words).toContain("Đổi thứ tự trường của biểu mẫu");
});

test("a row of the fee table that costs more is told as the row that goes and the row that comes", async () => {
  const before = newest(constructionPermit.editions);
  const read = await readTable(FEE);
  if (!read.ok) throw new Error("the fee table is read");
  const rows = read.value.rows.map(({ cells, results, note }) => ({
    cells: cells.map((cell) => cell.text),
    results: results.map((one) => (one === "75000" ? "90000" : one)),
    note,
  }));
  const after = { ...before, rules: { ...before.rules, fee: writeTable(read.value, rows) } };

  expect(await told(before, after)).toEqual([
    'Bỏ dòng của bảng tính phí: Chủ đầu tư "person", Loại giấy phép "new" → 75000',
    'Thêm dòng của bảng tính phí: Chủ đầu tư "person", Loại giấy phép "new" → 90000',
  ]);
});

test("a table that is written again reads as it was read", async () => {
  const read = await readTable(FEE);
  if (!read.ok) throw new Error("the fee table is read");
  const rows = read.value.rows.map(({ cells, results, note }) => ({
    cells: cells.map((cell) => cell.text),
    results,
    note,
  }));
  expect(await readTable(writeTable(read.value, rows))).toEqual(read);
});

test("a sample says what came of it beside what it promised", async () => {
  expect((await runSamples(edition)).flatMap(mistakesIn)).toEqual([]);
  const shorter = {
    ...edition,
    inForceFrom: day("2026-12-01"),
    clock: { ...edition.clock, processing: workingDays(2) },
  };
  const words = (await runSamples(shorter)).flatMap(mistakesIn).map((one) => one.vi);
  expect(words[0]).toBe("hẹn trả 17:00, 28/04/2025, không phải 17:00, 29/04/2025");
  expect(words).toHaveLength(2);
});
