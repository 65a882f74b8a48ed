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

/** Working time as people say it: hours below a day, days of eight hours above (R21). */
export function workingText(minutes: number, language: Language): string {
  const isDays = minutes >= MINUTES_A_DAY;
  const count = decimalText(minutes / (isDays ? MINUTES_A_DAY : 60), language).replace(
    /[,.]0$/u,
    "",
  );
  if (language === "vi") return `${count} ${isDays ? "ngày" : "giờ"}`;
  return `${count} ${isDays ? "days" : "hours"}`;
}

export const MINUTES_A_DAY = 480;
