import fc from "fast-check";
import { expect, test } from "vitest";
import { citizenId, maskedCitizenId } from "./citizen-id.ts";
import { dong, dongText } from "./money.ts";
import { percentText } from "./percent.ts";
import { phoneNumber, phoneText } from "./phone.ts";
import { taxCode, taxCodeText } from "./tax-code.ts";
import { vietnameseAddress } from "./vietnamese-address.ts";
import { composed, folded, isUnreadable } from "./vietnamese-text.ts";

test("decomposed and composed Vietnamese are stored alike and found without marks", () => {
  expect(composed("Trần Thị Hoà".normalize("NFD"))).toBe("Trần Thị Hoà");
  expect(folded("Đường Hòa Bình")).toBe("duong hoa binh");
  expect(folded("hoà")).toBe(folded("hòa"));
  expect(composed("một\r\nhai\u0000\u0007")).toBe("một\nhai");
  expect(isUnreadable("Tr\uFFFDn")).toBe(true);
  expect(isUnreadable("\uD800")).toBe(true);
});

// R38

test("a citizen number tells province, sex and year of birth, and is shown masked", () => {
  expect(citizenId("079 185 000417")).toEqual({
    digits: "079185000417",
    provinceCode: "079",
    isFemale: true,
    birthYear: 1985,
  });
  expect(citizenId("079205012345")?.birthYear).toBe(2005);
  expect(maskedCitizenId("079185000417")).toBe("079 ••• ••• 417");
  for (const wrong of [
    "123456789",
    "000185000417",
    "097185000417",
    "079985000417",
    "07918500041a",
    "",
  ])
    expect(citizenId(wrong)).toBeUndefined();
});

test("telephone numbers are kept in one form, whatever way they are written", () => {
  for (const written of ["0901 234 567", "+84901234567", "84 901.234.567", "0084901234567"])
    expect(phoneNumber(written)).toBe("+84901234567");
  expect(phoneNumber("028 3829 1234")).toBe("+842838291234");
  for (const wrong of ["12345", "0101234567", "09012345678", "abc"])
    expect(phoneNumber(wrong)).toBeUndefined();
  expect(["+84901234567", "+842838291234", "một số"].map(phoneText)).toEqual([
    "0901 234 567",
    "028 3829 1234",
    "một số",
  ]);
});

// R38

test("a tax code with one digit wrong is refused", () => {
  expect(taxCode("0301471330")).toBe(taxCode("0301471330"));
  const valid = Array.from({ length: 10 }, (_, digit) => `030000000${digit}`).filter(
    (code) => taxCode(code) !== undefined,
  );
  expect(valid).toHaveLength(1);
  expect(taxCode("030123456")).toBeUndefined();
  expect(["0301471330001", "0301471330"].map(taxCodeText)).toEqual([
    "0301471330-001",
    "0301471330",
  ]);
});

test("an address is written out from the house upwards, and one that leaves out a level is none", () => {
  expect(vietnameseAddress("12  Nguyễn Bỉnh Khiêm , P. Đa Kao, Q1, TP.HCM")).toBe(
    "12 Nguyễn Bỉnh Khiêm, Phường Đa Kao, Quận 1, Thành phố Hồ Chí Minh",
  );
  expect(vietnameseAddress("Ấp Bàu Tre, X. Tân An Hội, H. Củ Chi,")).toBe(
    "Ấp Bàu Tre, Xã Tân An Hội, Huyện Củ Chi",
  );
  expect(vietnameseAddress("5 Phan Đình Phùng, Phú Nhuận, hcm")).toBe(
    "5 Phan Đình Phùng, Phú Nhuận, Thành phố Hồ Chí Minh",
  );
  for (const wrong of [
    "",
    "Quận 1",
    "12 Nguyễn Bỉnh Khiêm, Quận 1",
    "12 Nguyễn Bỉnh Khiêm,, Q1",
    "a,b,c,d,e,f,g",
  ])
    expect(vietnameseAddress(wrong)).toBeUndefined();
  const parts = fc.array(fc.stringMatching(/^[\p{L}\d][\p{L}\d .]{0,12}$/u), {
    minLength: 3,
    maxLength: 6,
  });
  fc.assert(
    fc.property(parts, (levels) => {
      const once = vietnameseAddress(levels.join(","));
      expect(once === undefined ? undefined : vietnameseAddress(once)).toBe(once);
    }),
  );
});

test("money is read and written in dong", () => {
  expect(dong("150.000.000")).toBe(150_000_000);
  expect(dong("100.000 ₫")).toBe(100_000);
  for (const wrong of ["", "1.00", "-5", "1e6", "một triệu"]) expect(dong(wrong)).toBeUndefined();
  fc.assert(fc.property(fc.nat(), (amount) => dong(dongText(amount)) === amount));
});

test("a share is rounded down: 99,96 % is not a hundred", () => {
  expect(percentText(97.4, "vi")).toBe("97,4 %");
  expect(percentText(99.96, "vi")).toBe("99,9 %");
  expect(percentText(89, "vi")).toBe("89 %");
  expect(percentText(97.46, "en")).toBe("97.4%");
  expect(percentText(100, "vi")).toBe("100 %");
});
