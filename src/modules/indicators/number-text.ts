type Language = "vi" | "en";

/** `1.234` or `1,234`. */
export function numberText(value: number, language: Language): string {
  return value.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
}

/** `4,2` or `4.2`, one decimal. */
export function decimalText(value: number, language: Language): string {
  return value.toLocaleString(language === "vi" ? "vi-VN" : "en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
