/** Text as it is stored: composed (NFC), without control characters but the line break. */
export function composed(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\r\n?/gu, "\n")
    .replaceAll(/[^\P{Cc}\n]/gu, "");
}

/** Text as it is searched: lower case, without marks, đ as d; so `òa` and `oà` are found alike. */
export function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

/** True when the text holds what cannot be stored as it is: unpaired surrogates or the replacement of unreadable bytes. */
export function isUnreadable(text: string): boolean {
  return text.includes("\uFFFD") || !text.isWellFormed();
}
