import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import {
  readStep,
  StepFields,
  summaryOf,
  validateAll,
  validateStep,
  visibleSteps,
} from "./index.ts";

const edition = householdBusiness.editions[1];
const sample = edition?.samples[1];
if (edition === undefined || sample === undefined) throw new Error("the app lost its edition");
const { form, schema } = edition;
const step = (id: string) => {
  const found = form.steps.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const sent = (fields: Record<string, string>) => new URLSearchParams(fields);

test("what Bà Út types is stored composed and in its form, whatever way she writes it", () => {
  const read = readStep(
    step("nganh-nghe"),
    sent({
      capitalVnd: "150.000.000 ₫",
      workers: "3",
      "trades.0.name": "Bán bánh mì".normalize("NFD"),
    }),
    {},
  );
  expect(read.answers).toEqual({
    capitalVnd: 150_000_000,
    workers: 3,
    trades: [{ name: "Bán bánh mì" }],
  });
  const owner = readStep(
    step("chu-ho"),
    sent({
      ownerBornOn: "5/4/1985",
      ownerCitizenId: "079 085 000 417",
      ownerPhone: "0901.234.567",
    }),
    {},
  );
  expect(owner.answers).toMatchObject({
    ownerBornOn: "1985-04-05",
    ownerCitizenId: "079085000417",
    ownerPhone: "+84901234567",
  });
  const shown = summaryOf(form, { ...sample.answers, ...owner.answers }, "vi");
  expect(shown.flatMap((section) => section.rows.map((row) => row.value))).toContain(
    "0901 234 567",
  );
});

test("nonsense stays as typed and gets a sentence next to it in both languages", () => {
  const read = readStep(
    step("nganh-nghe"),
    sent({ capitalVnd: "một tỷ", workers: "-1", "trades.0.name": " " }),
    {},
  );
  const errors = validateStep(form, schema, step("nganh-nghe"), read.answers);
  const html = renderToString(
    <StepFields step={step("nganh-nghe")} answers={read.answers} errors={errors} language="vi" />,
  );

  expect(errors.map((error) => error.fieldId).sort()).toEqual([
    "capitalVnd",
    "trades.0.name",
    "workers",
  ]);
  expect(html).toContain('value="một tỷ"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain("phải là số tiền đồng");
  expect(errors.every((error) => error.en !== "" && error.vi !== "")).toBe(true);
});

test("an address is kept written out, and one without its ward or district says what it takes", () => {
  const owner = (ownerAddress: string) => {
    const { answers } = readStep(step("chu-ho"), sent({ ownerAddress }), {});
    const errors = validateStep(form, schema, step("chu-ho"), answers);
    return { answers, error: errors.find((one) => one.fieldId === "ownerAddress")?.vi };
  };
  expect(owner("12 Nguyễn Bỉnh Khiêm, P. Đa Kao, Q.1")).toMatchObject({
    answers: { ownerAddress: "12 Nguyễn Bỉnh Khiêm, Phường Đa Kao, Quận 1" },
    error: undefined,
  });
  const short = owner("Ấp Bàu Tre");
  expect(short.answers).toMatchObject({ ownerAddress: "Ấp Bàu Tre" });
  expect(short.error).toContain("phải đủ các cấp");
});

test("bytes that are no text are refused with their place", () => {
  const read = readStep(step("chu-ho"), new URLSearchParams("ownerName=Tr%FFn"), {});
  expect(read.errors.map((error) => error.fieldId)).toEqual(["ownerName"]);
});

test("members are asked of a family only, and answers nobody was asked for do not count", () => {
  expect(visibleSteps(form, { founder: "person" }).map((one) => one.id)).not.toContain(
    "thanh-vien",
  );
  expect(visibleSteps(form, { founder: "family" }).map((one) => one.id)).toContain("thanh-vien");
  expect(validateAll(form, schema, sample.answers)).toEqual([]);
  const alone = { ...sample.answers, founder: "person", members: [{ name: "" }] };
  expect(validateAll(form, schema, alone)).toEqual([]);
  const { members: _, ...without } = sample.answers;
  expect(validateAll(form, schema, without).map((error) => error.fieldId)).toEqual(["members"]);
});

test("a group grows and shrinks by its own buttons, and keeps what was typed", () => {
  const trades = { "trades.0.name": "Bánh mì", "trades.1.name": "Cà phê" };
  const grown = readStep(step("nganh-nghe"), sent({ ...trades, _add: "trades" }), {});
  const shrunk = readStep(step("nganh-nghe"), sent({ ...trades, _remove: "trades.0" }), {});

  expect(grown).toMatchObject({
    isEditing: true,
    answers: { trades: [{ name: "Bánh mì" }, { name: "Cà phê" }, {}] },
  });
  expect(shrunk).toMatchObject({ isEditing: true, answers: { trades: [{ name: "Cà phê" }] } });
});

test("the summary says everything in words, and what is missing as well", () => {
  const rows = summaryOf(form, sample.answers, "vi").flatMap((section) => section.rows);
  const value = (label: string) => rows.find((row) => row.label === label)?.value;

  expect(value("Vốn kinh doanh (đồng)")).toBe("150.000.000 ₫");
  expect(value("Địa điểm kinh doanh")).toBe("Thuê hoặc mượn");
  expect(value("Thư điện tử")).toBe("không có thông tin");
  expect(value("Thành viên 1")).toContain("Lê Thị Út");
});

test("markup in an answer stays text", () => {
  const html = renderToString(
    <StepFields
      step={step("ho-kinh-doanh")}
      answers={{ businessName: '"><script>alert(1)</script>' }}
      errors={[]}
      language="en"
    />,
  );
  expect(html).not.toContain("<script>");
});
