import { randomInt } from "node:crypto";

/** Letters and digits that no one misreads and every bank lets through. */
const ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";
const LENGTH = 10;
/** Lệ phí: what a cashier looks for in a bank statement. */
const PREFIX = "LP";

/** A name for a charge that a payer writes into a transfer. Random, so that nobody can count or guess another's. */
export function newReference(): string {
  const drawn = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${PREFIX}${drawn.join("")}`;
}

const WRITTEN = new RegExp(`${PREFIX}[${ALPHABET}]{${LENGTH}}`, "u");

/** The reference within what a bank passed on: banks put words of their own around it, and spaces into it. */
export function referenceIn(text: string): string | undefined {
  return WRITTEN.exec(text.toUpperCase().replaceAll(/[\s.\-_]/gu, ""))?.[0];
}
