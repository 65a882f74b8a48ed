/** Weights of the first nine digits (Circular 105/2020/TT-BTC, Art. 5). */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** Tax code of an organisation: ten digits with a check digit, or thirteen for a dependent unit (R38). Digits only, else undefined. */
export function taxCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/gu, "");
  if (!/^\d{10}(?:\d{3})?$/u.test(digits)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return 10 - (sum % 11) === Number(digits[9]) ? digits : undefined;
}

/** A stored code as tax papers write it: `0301234567-001` for a dependent unit. */
export function taxCodeText(stored: string): string {
  return stored.replace(/^(\d{10})(\d{3})$/u, "$1-$2");
}
