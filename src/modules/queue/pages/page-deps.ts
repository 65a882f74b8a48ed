import { createHash } from "node:crypto";
import type { CalendarDay } from "#kernel/calendar-day";
import type { Calendars } from "#modules/deadlines";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type Exchange, officialSession } from "#platform/http";
import type { LiveUpdates } from "#platform/live-updates";
import type { Frame } from "#ui";
import type { Desk } from "../desk.ts";
import { deskByKioskKey, deskBySlug } from "../desk-store.ts";
import type { Estimate } from "../estimate.ts";
import type { Subject } from "../ticket.ts";
import { filled, type Words } from "../words.ts";

/** What the pages of this module are handed by the composition root. */
export interface QueuePageDeps {
  readonly live: LiveUpdates;
  readonly calendars: Calendars;
  frame(exchange: Exchange): Frame;
  /** Address of this site as people reach it, for QR codes. */
  origin(): string;
  /** Something was committed: open pages should hear of it now and not with the next beat. */
  onChanged(): void;
  /** What a code typed at a counter stands for, as far as the caller may see it. */
  findSubject(tx: Tx, code: string): Promise<Subject | undefined>;
  subjectHref(subject: Subject): string | undefined;
}

/** The desk of an address, whichever record-holder's it is. */
export function deskAt(exchange: Exchange): Promise<Desk | undefined> {
  const { db, params } = exchange;
  return withDoor(db, "public-queue", (tx) => deskBySlug(tx, params["desk"] ?? ""));
}

export function deskOfKiosk(exchange: Exchange): Promise<Desk | undefined> {
  const { db, params } = exchange;
  return withDoor(db, "public-queue", (tx) => deskByKioskKey(tx, params["key"] ?? ""));
}

const PUBLIC = { kind: "public" } as const;

/** Anyone's read or act at one desk: drawing a number, reading the board. */
export function atDesk<T>(
  { db }: Pick<Exchange, "db">,
  desk: Pick<Desk, "tenantId">,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withTenant(db, { tenantIds: [desk.tenantId], actor: PUBLIC }, work);
}

/** An official's act at the desk of their agency. */
export function asOfficialAt<T>(
  exchange: Exchange,
  desk: Pick<Desk, "tenantId">,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { actor } = officialSession(exchange);
  return withTenant(exchange.db, { actor, tenantIds: [desk.tenantId] }, work);
}

/** Stands in the QR code by the door and is another one every day: who has it was there today. */
export function doorToken(desk: Pick<Desk, "kioskKey">, on: CalendarDay): string {
  return createHash("sha256").update(`${desk.kioskKey} ${on}`).digest("base64url").slice(0, 12);
}

/** An estimate in words, and how it was made. */
export function estimateWords(
  estimate: Estimate,
  words: Words,
): { readonly text: string; readonly how: string } {
  switch (estimate.kind) {
    case "soon":
      return { text: words["wait.soon"], how: words["wait.soon-how"] };
    case "unknown":
      return { text: words["wait.unknown"], how: words[`wait.${estimate.why}`] };
    case "about":
      return {
        text: filled(words["wait.about"], { minutes: estimate.minutes }),
        how: filled(words["wait.how"], { ...estimate, mean: estimate.meanMinutes }),
      };
  }
}
