/** An agency's identifier (Decision 20/2020; R20): groups of digits and capital letters, at most 35 characters. */
export interface OrganId {
  /** As it came; what is printed and sent back. */
  readonly asReceived: string;
  /** From parent to child, the first level first: `H29.01.00.000`. Two writings of one agency compare equal. */
  readonly normal: string;
}

const LONGEST = 35;
/** The first level is a letter and two digits; older identifiers carry it last. */
const FIRST_LEVEL = /^[A-Z]\d{2}$/u;

/** Reads an identifier in either direction; undefined when it is none. */
export function organId(text: string): OrganId | undefined {
  const asReceived = text.trim();
  if (asReceived.length > LONGEST || !/^[0-9A-Z]+(?:\.[0-9A-Z]+)*$/u.test(asReceived))
    return undefined;
  const groups = asReceived.split(".");
  const isChildFirst = !FIRST_LEVEL.test(groups[0] ?? "") && FIRST_LEVEL.test(groups.at(-1) ?? "");
  return { asReceived, normal: (isChildFirst ? groups.toReversed() : groups).join(".") };
}
