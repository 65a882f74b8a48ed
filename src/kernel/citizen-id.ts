/** A personal identification number: 12 digits (Law on Identity 2023; R38). */
export interface CitizenId {
  readonly digits: string;
  /** Three digits: where the birth was registered. */
  readonly provinceCode: string;
  readonly isFemale: boolean;
  readonly birthYear: number;
}

/**
 * Reads twelve digits: province 001–096, then one digit for century and sex (0 and 1: 1900s, 2 and 3: 2000s …, odd is
 * female), then two of the birth year, then six of a serial. Undefined when the structure does not hold.
 */
export function citizenId(text: string): CitizenId | undefined {
  const digits = text.replaceAll(/\s/gu, "");
  if (!/^0\d{11}$/u.test(digits)) return undefined;
  const provinceCode = digits.slice(0, 3);
  const province = Number(provinceCode);
  if (province < 1 || province > 96) return undefined;
  const centuryAndSex = Number(digits[3]);
  if (centuryAndSex > 3) return undefined;
  const birthYear = 1900 + 100 * Math.floor(centuryAndSex / 2) + Number(digits.slice(4, 6));
  return { digits, provinceCode, isFemale: centuryAndSex % 2 === 1, birthYear };
}

/** `079 ••• ••• 417`: what is shown until someone entitled asks. */
export function maskedCitizenId(digits: string): string {
  return `${digits.slice(0, 3)} ••• ••• ${digits.slice(-3)}`;
}
