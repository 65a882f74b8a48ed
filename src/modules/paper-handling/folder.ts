import { type Result, ok, refused } from "#kernel/result";
import type { Dossier } from "#modules/dossiers";
import type { PaperRefusal } from "./refusals.ts";

/** Where the paper of a dossier can be. */
export const PLACES = ["desk", "under-way", "unit"] as const;
export type Place = (typeof PLACES)[number];

export interface Folder {
  readonly tenantId: string;
  /** The dossier's own id. */
  readonly id: string;
  readonly publicId: string;
  readonly code: string;
  readonly appId: string;
  readonly accountId: string;
  readonly applicantName: string;
  readonly place: Place;
  readonly unit: string;
  readonly keeperId: string | null;
  readonly keeperName: string | null;
  readonly shelf: string | null;
  readonly since: Date;
  readonly kept: number;
  readonly endedAt: Date | null;
  readonly resultState: "waiting" | "collected" | "archived" | null;
  readonly resultReadyAt: Date | null;
  readonly resultShelf: string | null;
  readonly reminders: number;
  readonly version: number;
}

export const NOTED_KINDS = ["checked", "original", "copy"] as const;
export type NotedKind = (typeof NOTED_KINDS)[number];

/** A paper of the checklist as the desk saw it. */
export interface NotedPaper {
  readonly tenantId: string;
  readonly id: string;
  readonly folderId: string;
  readonly slot: string;
  readonly title: string;
  readonly kind: NotedKind;
  readonly pieces: number;
  readonly note: string;
  readonly notedAt: Date;
  readonly notedBy: string;
  readonly notedName: string;
  readonly deliveryId: string | null;
  readonly returnedAt: Date | null;
  readonly returnedTo: string | null;
}

/** An original that the office still has. */
export function isKept(paper: Pick<NotedPaper, "kind" | "deliveryId">): boolean {
  return paper.kind === "original" && paper.deliveryId === null;
}

const LONGEST_SHELF = 60;

/** Giá, ngăn, ô as one line, `Giá 2 · Ngăn B · Ô 14`; the rack is the least that finds anything again. */
export function shelfText(parts: {
  readonly rack: string;
  readonly row: string;
  readonly box: string;
}): Result<string, PaperRefusal> {
  const named = [
    ["Giá", parts.rack],
    ["Ngăn", parts.row],
    ["Ô", parts.box],
  ] as const;
  if (parts.rack.trim() === "") return refused("shelf-missing");
  const text = named
    .filter(([, value]) => value.trim() !== "")
    .map(([name, value]) => `${name} ${value.trim()}`)
    .join(" · ");
  return text.length > LONGEST_SHELF ? refused("shelf-missing") : ok(text);
}

/** Only what was answered can be collected: a released result, or a refusal. */
export function hasResult(dossier: Pick<Dossier, "state">): boolean {
  return dossier.state === "done" || dossier.state === "refused";
}
