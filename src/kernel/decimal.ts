/** A measure as Vietnamese write it: `72,5`, `1.250,75`; thousands with points, the rest after a comma. */
export function decimal(typed: string): number | undefined {
  const plain = /^\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?$/u.test(typed)
    ? typed.replaceAll(".", "")
    : typed;
  return /^\d{1,12}(?:[.,]\d{1,4})?$/u.test(plain) ? Number(plain.replace(",", ".")) : undefined;
}

export function decimalText(value: number): string {
  const [whole = "", part] = String(value).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/gu, ".");
  return part === undefined ? grouped : `${grouped},${part}`;
}
