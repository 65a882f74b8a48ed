/** How people shorten the levels of an address; a full stop or a number shows that a letter is one of them. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^(?:tp\.?\s?hcm|tphcm|hcm)$/iu, "Thành phố Hồ Chí Minh"],
  [/^tp\.\s*/iu, "Thành phố "],
  [/^tx\.\s*/iu, "Thị xã "],
  [/^tt\.\s*/iu, "Thị trấn "],
  [/^p(?:\.\s*|(?=\d))/iu, "Phường "],
  [/^q(?:\.\s*|(?=\d))/iu, "Quận "],
  [/^h\.\s*/iu, "Huyện "],
  [/^x\.\s*/iu, "Xã "],
];

/** House and street or hamlet, then ward or commune, then the level above; more levels may follow. */
const FEWEST_PARTS = 3;
const MOST_PARTS = 6;

/**
 * A Vietnamese address in one line, from the house upwards with commas between the levels, as it is written on papers:
 * `12 Nguyễn Bỉnh Khiêm, Phường Đa Kao, Quận 1`. Shortened levels are written out. Undefined when a level is missing.
 */
export function vietnameseAddress(text: string): string | undefined {
  const parts = text.split(",").map((part) => part.trim().replaceAll(/\s+/gu, " "));
  const [place = "", ...levels] = parts.at(-1) === "" ? parts.slice(0, -1) : parts;
  if (levels.length + 1 < FEWEST_PARTS || levels.length + 1 > MOST_PARTS) return undefined;
  if (![place, ...levels].every((part) => /[\p{L}\d]/u.test(part))) return undefined;
  return [place, ...levels.map(writtenOut)].join(", ");
}

function writtenOut(level: string): string {
  for (const [short, full] of SHORT) if (short.test(level)) return level.replace(short, full);
  return level;
}
