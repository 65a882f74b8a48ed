/** What each role may do with the calendars that every clock counts by. A role missing here may do nothing. */
export const DEADLINE_PERMISSIONS = {
  "days-off publish": ["administrator"],
  "office-hours publish": ["administrator"],
} as const satisfies Record<string, readonly string[]>;
