/** `97,4 %` or `97.4%`: one decimal, rounded down, so that a hundred means every one. */
export function percentText(share: number, language: "vi" | "en"): string {
  const tenths = Math.floor(share * 10 + 1e-9);
  const text = `${Math.floor(tenths / 10)}.${tenths % 10}`.replace(/\.0$/u, "");
  return language === "vi" ? `${text.replace(".", ",")} %` : `${text}%`;
}
