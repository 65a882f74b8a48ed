import { answersFrom, type Edition, type Text } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import type { Database } from "#platform/database";
import type { Consent } from "./consent-store.ts";
import type { Draft } from "./draft-store.ts";

/** A result in a register of the city, as it stands today. */
export interface KnownRecord {
  readonly tenantId: string;
  readonly id: string;
  readonly typeId: string;
  readonly number: string;
  readonly issuedOn: CalendarDay;
  readonly state: "valid" | "corrected" | "revoked";
  readonly content: Readonly<Record<string, unknown>>;
  /** Of its register. */
  readonly title: Text;
  /** Who keeps it. */
  readonly agencyName: string;
}

/** Whose results, in which registers, for whom. */
export interface RecordsAsked {
  /** The asking is in the log of this tenant. */
  readonly tenantId: string;
  readonly citizenNumber: string;
  readonly typeIds: readonly string[];
  readonly reader: {
    readonly ref: string;
    readonly name: string;
    readonly agencyName: string;
    readonly purpose: string;
  };
}

/** The registers of the city, handed in by the composition root. */
export interface KnownRecords {
  /** Title of a register. */
  titleOf(typeId: string): Text | undefined;
  /** What the city issued to a person; consent must have been judged before. */
  find(db: Database, now: Date, asked: RecordsAsked): Promise<readonly KnownRecord[]>;
}

/** A result that answers some of a form, with what it answers. */
export interface OfferedRecord {
  readonly record: KnownRecord;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What may be filled in, the latest first; a revoked result answers nothing. */
export function offeredOf(
  edition: Edition,
  found: readonly KnownRecord[],
): readonly OfferedRecord[] {
  return found
    .filter((record) => record.state !== "revoked")
    .flatMap((record) => {
      const prefill = edition.prefill?.find((one) => one.from === record.typeId);
      const answers = prefill === undefined ? {} : answersFrom(prefill, record.content);
      return Object.keys(answers).length === 0 ? [] : [{ record, answers }];
    });
}

/** The consent that registers are searched for this draft, while it holds. */
export function searchConsent(consents: readonly Consent[]): Consent | undefined {
  return consents.find((one) => one.kind === "register-search");
}

/** The consent under which answers were filled in, while it holds. */
export function fillConsent(consents: readonly Consent[]): Consent | undefined {
  return consents.find((one) => one.kind === "prefill");
}

export interface Origin {
  readonly consent: Consent;
  /** Somebody changed what was filled in. */
  readonly isChanged: boolean;
}

/** Where answers came from, by the field that they answer. */
export function originsOf(
  consents: readonly Consent[],
  answers: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Origin> {
  return new Map(
    consents
      .filter((one) => one.kind === "prefill")
      .flatMap((consent) =>
        consent.fields.map((id) => [
          id,
          { consent, isChanged: consent.filled[id] !== answers[id] },
        ]),
      ),
  );
}

/** The answers without what was filled in and left as it was. */
export function withoutFilled(draft: Draft, consent: Consent | undefined): Draft["answers"] {
  if (consent === undefined) return draft.answers;
  return Object.fromEntries(
    Object.entries(draft.answers).filter(
      ([id, value]) => !consent.fields.includes(id) || consent.filled[id] !== value,
    ),
  );
}
