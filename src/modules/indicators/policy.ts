/** What each role may do with figures beyond reading them. A role missing here may do nothing. */
export const INDICATOR_PERMISSIONS = {
  "official-figures see": ["head", "inspector"],
  "figure-sources see": ["receiver", "specialist", "head", "leader", "clerk", "inspector"],
  "month close": ["administrator"],
  "figure-rule set": ["administrator"],
  "simulation run": ["administrator"],
} as const satisfies Record<string, readonly string[]>;
