/** A Vietnamese telephone number as `+84…`: mobiles of nine digits after the zero, landlines of ten. Undefined otherwise. */
export function phoneNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.\-()]/gu, "").replace(/^(?:\+?84|0084)/u, "0");
  return /^0(?:[35789]\d{8}|2\d{9})$/u.test(digits) ? `+84${digits.slice(1)}` : undefined;
}
