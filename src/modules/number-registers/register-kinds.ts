import type { App } from "#app-kit";
import { vi } from "./messages.vi.ts";
import { en } from "./messages.en.ts";

/** A register that papers of this installation are numbered in. */
export interface RegisterKind {
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  /** What follows the number: `GCN-HKD`; none for receipts. */
  readonly notation: string | null;
}

/** The number as it stands on the paper: `07/GCN-HKD`. */
export function numberText(kind: RegisterKind, number: number): string {
  const digits = String(number).padStart(2, "0");
  return kind.notation === null ? digits : `${digits}/${kind.notation}`;
}

/** Receipts, and every register that a result of these procedures is numbered in. */
export function registerKinds(apps: readonly App[]): readonly RegisterKind[] {
  const results = apps
    .flatMap((app) => app.editions)
    .map(({ result }): [string, RegisterKind] => [
      result.register,
      { name: result.register, title: result.title, notation: result.notation },
    ]);
  const receipts = {
    name: "receipts",
    title: { vi: vi.receipts, en: en.receipts },
    notation: null,
  };
  return [receipts, ...new Map(results).values()];
}
