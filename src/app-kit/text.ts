/** A text in both languages; Vietnamese is the source. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export function text(vi: string, en: string): Text {
  return { vi, en };
}
