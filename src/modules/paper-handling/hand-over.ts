/** The register that hand-over slips are numbered in, an office and a year each. */
export const HAND_OVERS = "paper-hand-overs";

/** A slip with which paper goes from one unit to another. */
export interface PaperHandOver {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly year: number;
  readonly number: number;
  readonly fromUnit: string;
  readonly toUnit: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly madeName: string;
  readonly openItems: number;
  readonly version: number;
}

export interface HandOverItem {
  readonly id: string;
  readonly folderId: string;
  readonly publicId: string;
  readonly code: string;
  readonly applicantName: string;
  readonly kept: number;
  readonly ordinal: number;
  readonly fromPlace: "desk" | "unit";
  readonly state: "sent" | "confirmed" | "refused";
  readonly reason: string | null;
  readonly answeredAt: Date | null;
  readonly answeredName: string | null;
}

/** `12/2025`, as it is quoted. */
export function handOverText(slip: { readonly year: number; readonly number: number }): string {
  return `${String(slip.number).padStart(2, "0")}/${slip.year}`;
}
