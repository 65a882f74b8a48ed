import { expect, test } from "vitest";
import fc from "fast-check";
import { printableText, UNSHOWN } from "./printable-text.ts";

test("a name typed on a telephone that sends letters in two parts is composed", () => {
  expect(printableText("Nguyễn Thị Kim Lan".normalize("NFD"))).toBe("Nguyễn Thị Kim Lan");
});

test("a shop name with an emoji keeps its words and shows one mark where a sign is missing", () => {
  expect(printableText("Bánh mì 👩‍🍳 Cô Ba 🇻🇳")).toBe(`Bánh mì ${UNSHOWN} Cô Ba ${UNSHOWN}`);
});

test("signs that turn the direction of reading or have no shape leave nothing on paper", () => {
  expect(printableText("079\u202e085\u202c000\u200b417\ufeff\u00ad\u0000")).toBe("079085000417");
});

test("lines stay lines, and a field of blanks is blank", () => {
  expect(printableText("Hẻm 12 \r\n\r\n\tphường Đa Kao\u2028Quận 1\n")).toBe(
    "Hẻm 12\nphường Đa Kao\nQuận 1",
  );
  expect(printableText(" \u00a0\n\t\u200b ")).toBe("");
});

test("a word that no line can hold gets places to break, an e-mail address of usual length gets none", () => {
  const runs = printableText("Ế".repeat(400)).split("\u200b");
  expect(runs.join("")).toBe("Ế".repeat(400));
  expect(Math.max(...runs.map((run) => run.length))).toBeLessThanOrEqual(36);
  expect(printableText("tranminhquan.tiembanh@example.vn")).toBe(
    "tranminhquan.tiembanh@example.vn",
  );
});

test("whatever is written: prepared twice is prepared once, and no invisible sign but a place to break is left", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (written) => {
      const text = printableText(written);
      expect(text).toBe(text.normalize("NFC"));
      expect(text.replaceAll("\u200b", "")).not.toMatch(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]|(?!\n)\p{Cc}/u);
      expect(printableText(text)).toBe(text);
      expect(text.trim()).toBe(text);
    }),
  );
});
