/**
 * What people wrote, made ready for paper. A name with an emoji, a word of four thousand letters or a letter composed
 * of two must neither stop the print nor run off the page, and what the font cannot show must be seen to be missing.
 */

/**
 * The letters Libertinus Serif has, in regular, bold and italic, for themselves and for their capitals: Latin with all
 * of Vietnamese, Greek, Cyrillic, punctuation, currency, numerals, arrows and simple mathematics. PDF/A forbids to
 * write anything else (ISO 19005-2, 6.2.11.8), so one unknown letter would refuse the whole paper.
 */
const SHOWN = new RegExp(
  `^[${[
    "\\n\\u0020-\\u007e\\u00a0-\\u00ac\\u00ae-\\u017f\\u01a0-\\u01a1\\u01af-\\u01b0\\u01cd-\\u021b",
    "\\u02b0-\\u02b8\\u02c6-\\u02cd\\u02d8-\\u02dd\\u0300-\\u0344\\u0346-\\u034e",
    "\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce\\u0400-\\u045f",
    "\\u1e00-\\u1e9b\\u1e9e\\u1ea0-\\u1ef9",
    "\\u2010-\\u2027\\u2030-\\u2037\\u2039-\\u203e\\u2044\\u2070\\u2074-\\u208e",
    "\\u20ab\\u20ac\\u20b1\\u2103\\u2113\\u2116\\u2122\\u2126\\u2153-\\u215e\\u2160-\\u217f",
    "\\u2190-\\u2199\\u2200\\u2202-\\u2203\\u2208\\u220f\\u2211-\\u2212\\u221a\\u221e\\u222b",
    "\\u2248\\u2260-\\u2261\\u2264-\\u2265",
  ].join("")}]+$`,
  "u",
);
/** Stands for one letter or sign that cannot be shown. */
export const UNSHOWN = "□";
/** A run without a place to break gets one after this many letters: a line of A5 holds more, an e-mail address has fewer. */
const BREAK_AFTER = 36;
const BREAK_HERE = "\u200b";

const letters = new Intl.Segmenter("vi", { granularity: "grapheme" });

/** Signs without a shape, some of which turn the direction of reading; joiners are left, since emoji are made with them. */
const SHAPELESS = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const JOINERS = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** One text for print: composed (NFC), without shapeless signs, blank when nothing is left. */
export function printableText(written: string): string {
  const plain = written
    .replaceAll(/\r\n?|[\u0085\u2028\u2029\v\f]/gu, "\n")
    .replaceAll(/[\t\p{Zs}]/gu, " ")
    .replaceAll(SHAPELESS, "")
    .normalize("NFC");
  const visible = Array.from(letters.segment(plain), ({ segment }) => shown(segment)).join("");
  return withBreaks(visible.replaceAll(/ *\n\s*/gu, "\n").trim());
}

/** The texts of a record made ready for print, in lists and parts too; the rest as it is. */
export function printableData(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, part]) => [key, printable(part)]));
}

function printable(value: unknown): unknown {
  if (typeof value === "string") return printableText(value);
  if (Array.isArray(value)) return value.map(printable);
  return typeof value === "object" && value !== null ? printableData(value) : value;
}

/** The letter itself, nothing for what has no shape of its own, or the mark for what cannot be shown. */
function shown(letter: string): string {
  if (SHOWN.test(letter)) return letter;
  const visible = letter.replaceAll(JOINERS, "").normalize("NFC");
  return visible === "" || SHOWN.test(visible) ? visible : UNSHOWN;
}

function withBreaks(text: string): string {
  let run = 0;
  const parts: string[] = [];
  for (const { segment } of letters.segment(text)) {
    run = /\s/u.test(segment) ? 0 : run + 1;
    if (run > BREAK_AFTER) {
      parts.push(BREAK_HERE);
      run = 1;
    }
    parts.push(segment);
  }
  return parts.join("");
}
