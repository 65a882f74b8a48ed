import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, validate } from "vietqr-ts";
import { newReference, referenceIn } from "./reference.ts";
import { crc16, vietQr } from "./vietqr.ts";

/** What a program that shares nothing with ours reads. */
function readByOthers(payload: string) {
  const { data } = parse(payload);
  if (data === undefined) throw new Error(`unreadable: ${payload}`);
  return { data, verdict: validate(data, payload) };
}

test("a banking app that knows only the standard reads bank, account, amount and reference of Quận 1's code", () => {
  const payload = vietQr({
    account: { bankBin: "970436", number: "0071000123456" },
    amountVnd: 75_000,
    reference: "LP7K3M9Q2XAC",
  });
  const { data, verdict } = readByOthers(payload);

  expect(data).toMatchObject({
    bankCode: "970436",
    accountNumber: "0071000123456",
    amount: "75000",
    currency: "704",
    countryCode: "VN",
    message: "LP7K3M9Q2XAC",
    initiationMethod: "dynamic",
  });
  expect(verdict).toMatchObject({ isValid: true, isCorrupted: false });
});

test("one changed digit of the amount is found by its check sum", () => {
  const payload = vietQr({
    account: { bankBin: "970436", number: "0071000123456" },
    amountVnd: 75_000,
    reference: "LP7K3M9Q2XAC",
  }).replace("540575000", "540515000");

  expect(readByOthers(payload).verdict.isValid).toBe(false);
});

test("the check sum is CRC-16/CCITT-FALSE: its published test value, and that of a code printed by NAPAS", () => {
  expect(crc16("123456789")).toBe("29B1");
  expect(
    crc16(
      "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304",
    ),
  ).toBe("2E2E");
});

test("whatever the account and amount, the independent reader gives back what was meant", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{6}$/u),
      fc.stringMatching(/^[0-9A-Z]{6,19}$/u),
      fc.integer({ min: 1, max: 1_000_000_000 }),
      (bankBin, number, amountVnd) => {
        const reference = newReference();
        const payload = vietQr({ account: { bankBin, number }, amountVnd, reference });
        const { data, verdict } = readByOthers(payload);
        expect(data).toMatchObject({
          bankCode: bankBin,
          accountNumber: number,
          amount: String(amountVnd),
          message: reference,
        });
        expect(verdict.isCorrupted).toBe(false);
      },
    ),
    { numRuns: 50 },
  );
});

test("a reference is found again in what a bank makes of it, and no letter in it is misread", () => {
  const reference = newReference();
  expect(reference).toMatch(/^LP[34679AC-HJKMNPQRT-Y]{10}$/u);
  const split = `${reference.slice(0, 4)} ${reference.slice(4).toLowerCase()}`;
  expect(referenceIn(`MBVCB.123 ${split} TRAN MINH QUAN chuyen tien`)).toBe(reference);
  expect(referenceIn("TRAN MINH QUAN chuyen tien le phi")).toBeUndefined();
});
