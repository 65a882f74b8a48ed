/** What each role may do with figures beyond reading them. A role missing here may do nothing. */
export const INDICATOR_PERMISSIONS = {
  "official-figures see": ["head", "inspector"],
} as const satisfies Record<string, readonly string[]>;
