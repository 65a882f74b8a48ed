/** A Vietnamese telephone number as `+84…`: mobiles of nine digits after the zero, landlines of ten. Undefined otherwise. */
export function phoneNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.\-()]/gu, "").replace(/^(?:\+?84|0084)/u, "0");
  return /^0(?:[35789]\d{8}|2\d{9})$/u.test(digits) ? `+84${digits.slice(1)}` : undefined;
}

/** A stored number as it is read aloud in Viet Nam: `0901 234 567`, `028 3829 1234`. What is no such number stays as it is. */
export function phoneText(stored: string): string {
  const match = /^\+84(?:([35789]\d{2})(\d{3})(\d{3})|(2\d)(\d{4})(\d{4}))$/u.exec(stored);
  if (match === null) return stored;
  const groups = match.slice(1).filter((group) => group !== undefined);
  return `0${groups.join(" ")}`;
}
