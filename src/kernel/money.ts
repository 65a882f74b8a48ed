/** Dong, whole; there is no smaller coin. Reads `150.000.000`, `150 000 000 ₫`; undefined when it is no amount. */
export function dong(text: string): number | undefined {
  const plain = text.replaceAll(/[\s₫đ]/giu, "");
  if (!/^(?:\d{1,15}|\d{1,3}(?:[.,]\d{3}){1,4})$/u.test(plain)) return undefined;
  return Number(plain.replaceAll(/[.,]/gu, ""));
}

/** `100.000 ₫`. */
export function dongText(amount: number): string {
  return `${String(amount).replaceAll(/\B(?=(?:\d{3})+$)/gu, ".")} ₫`;
}
