import type { Account } from "./charge.ts";

/** The scheme's application identifier at NAPAS, and its service "to an account". */
const NAPAS = "A000000727";
const TO_ACCOUNT = "QRIBFTTA";
/** ISO 4217 and ISO 3166. */
const DONG = "704";
const VIETNAM = "VN";

/** What is to be paid, and what the payer's bank shall write beside it. */
export interface Transfer {
  readonly account: Pick<Account, "bankBin" | "number">;
  readonly amountVnd: number;
  readonly reference: string;
}

/**
 * The text behind a VietQR code: EMVCo's merchant-presented tags in the order of their numbers, with the account as
 * NAPAS wants it, used once for one amount, closed by its check sum.
 */
export function vietQr({ account, amountVnd, reference }: Transfer): string {
  const body = [
    tag("00", "01"),
    tag("01", "12"),
    tag(
      "38",
      tag("00", NAPAS) +
        tag("01", tag("00", account.bankBin) + tag("01", account.number)) +
        tag("02", TO_ACCOUNT),
    ),
    tag("53", DONG),
    tag("54", String(amountVnd)),
    tag("58", VIETNAM),
    tag("62", tag("08", reference)),
    "6304",
  ].join("");
  return `${body}${crc16(body)}`;
}

/** Two digits of number, two of length, then the value. */
function tag(id: string, value: string): string {
  if (value.length > 99) throw new Error(`tag ${id} is longer than 99 characters`);
  return `${id}${String(value.length).padStart(2, "0")}${value}`;
}

/** CRC-16/CCITT-FALSE, polynomial 0x1021 from 0xFFFF, as four capital hexadecimal digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, "utf8")) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}
