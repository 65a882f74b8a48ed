import type { Begun } from "#platform/openid";
import { seal, unseal } from "./secrets.ts";

/** Long enough to find a telephone and a code; what is older is begun anew. */
export const TRAVEL_MS = 15 * 60_000;

/** What the browser carries while its person is at the provider. Sealed: nobody reads or writes it but us. */
export interface Travel {
  readonly kind: "travel";
  readonly begun: Begun;
  readonly purpose: "sign-in" | "step-up";
  readonly next: string;
  /** The form that waits, by its token. */
  readonly kept: string;
  /** Whose proof it will be, when it is one. */
  readonly sessionId: string;
  readonly lapsesAt: number;
}

/** Who somebody is, as the provider said, until they chose which account that is here. */
export interface Ticket {
  readonly kind: "ticket";
  readonly subject: string;
  readonly person: Person;
  readonly idToken: string;
  readonly lapsesAt: number;
}

export interface Person {
  readonly name: string;
  readonly citizenId: string;
  readonly bornOn: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export function sealed(key: Buffer, what: Travel | Ticket): string {
  return seal(key, JSON.stringify(what)).toString("base64url");
}

/** Undefined for what we did not seal, what was sealed for something else, and what has lapsed. */
export function unsealed<Kind extends "travel" | "ticket">(
  key: Buffer,
  kind: Kind,
  text: string | undefined,
  now: Date,
): Extract<Travel | Ticket, { kind: Kind }> | undefined {
  try {
    const read = JSON.parse(unseal(key, Buffer.from(text ?? "", "base64url"))) as Travel | Ticket; // we sealed it
    return isOf(read, kind) && now.getTime() < read.lapsesAt ? read : undefined;
  } catch {
    return undefined;
  }
}

function isOf<Kind extends "travel" | "ticket">(
  read: Travel | Ticket,
  kind: Kind,
): read is Extract<Travel | Ticket, { kind: Kind }> {
  return read.kind === kind;
}
