/** Who may search the log of an agency's looks. The person concerned reads their own without any role. */
export const ACCESS_LOG_PERMISSIONS = {
  "access-log search": ["inspector"],
} as const satisfies Record<string, readonly string[]>;
