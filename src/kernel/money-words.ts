/**
 * An amount in words, as a receipt must say it: `Một trăm linh năm nghìn đồng`. Northern spelling (nghìn, linh), as
 * official papers use; the units follow the place: mười lăm, hai mươi mốt, tư after a ten.
 */
export function dongInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new Error(`${amount} is no amount of dong`);
  const words = amount === 0 ? DIGITS[0] : spelled(amount);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`;
}

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;
const SCALES = ["", " nghìn", " triệu"] as const;
const BILLION = 1_000_000_000;

/** Billions are counted themselves: a thousand billions is `một nghìn tỷ`. */
function spelled(amount: number): string {
  const billions = Math.floor(amount / BILLION);
  const rest = amount % BILLION;
  if (billions === 0) return triples(rest, false);
  const high = `${spelled(billions)} tỷ`;
  return rest === 0 ? high : `${high} ${triples(rest, true)}`;
}

/** Up to nine digits by threes; behind a greater number every group says its hundreds. */
function triples(amount: number, isBehind: boolean): string {
  const parts: string[] = [];
  for (const scale of [2, 1, 0]) {
    const group = Math.floor(amount / 1000 ** scale) % 1000;
    if (group === 0) continue;
    const isFull = isBehind || parts.length > 0;
    parts.push(`${triple(group, isFull)}${SCALES[scale] ?? ""}`);
  }
  return parts.join(" ");
}

function triple(group: number, isFull: boolean): string {
  const [hundred, ten, unit] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const parts: string[] = [];
  if (hundred > 0 || isFull) parts.push(`${digit(hundred)} trăm`);
  if (ten > 1) parts.push(`${digit(ten)} mươi`);
  else if (ten === 1) parts.push("mười");
  else if (unit > 0 && parts.length > 0) parts.push("linh");
  if (unit > 0) parts.push(unitAfter(ten, unit));
  return parts.join(" ");
}

function unitAfter(ten: number, unit: number): string {
  if (unit === 1 && ten > 1) return "mốt";
  if (unit === 4 && ten > 1) return "tư";
  return unit === 5 && ten > 0 ? "lăm" : digit(unit);
}

function digit(value: number): string {
  return DIGITS[value] ?? "";
}
