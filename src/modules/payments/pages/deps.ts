import { Readable } from "node:stream";
import type { Printer } from "#engines/printing";
import type { Result } from "#kernel/result";
import { StaleVersion, type Tx, withApplicant, withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply } from "#platform/http";
import type { PaymentGateway } from "#platform/payment-gateway";
import type { Frame } from "#ui";
import type { PaymentRefusal } from "../charge.ts";
import type { Caller } from "../policy.ts";

/** The gateway of this installation, with the key that its notices are signed with. */
export interface ConnectedGateway {
  readonly port: PaymentGateway;
  readonly key: string;
  /** Where the simulated bank is, while one stands in for all of them; only outside production. */
  readonly simulatorUrl?: string;
}

/** What the pages of this module are handed by the composition root. */
export interface PaymentPageDeps {
  frame(exchange: Exchange): Frame;
  /** Undefined: transfers are found by reconciliation and at the desk. */
  readonly gateway: ConnectedGateway | undefined;
  readonly printer: Printer;
  /** Address of this site as people reach it, for the code on a receipt. */
  origin(): string;
}

/** Reads of an applicant: policies show what is theirs, in whichever tenant it lies. */
export function asPayer<T>(exchange: Exchange, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = exchange.session?.actor;
  if (actor?.kind !== "applicant") throw new Error("this page is for applicants");
  return withApplicant(exchange.db, { tenantIds: [], actor }, work);
}

/** An act on the one record-holder whose money it is about; what someone else changed meanwhile is stale. */
export async function inTenant<T>(
  exchange: Exchange,
  tenantId: string,
  work: (tx: Tx, caller: Caller) => Promise<Result<T, PaymentRefusal>>,
): Promise<Result<T, PaymentRefusal>> {
  const { actor, roles } = officialSession(exchange);
  const caller = { actor, roles, tenantIds: [tenantId] };
  try {
    return await withTenant(exchange.db, caller, (tx) => work(tx, caller));
  } catch (error) {
    if (error instanceof StaleVersion) return { ok: false, error: "stale" };
    throw error;
  }
}

export function pdfReply(pdf: Uint8Array, name: string): Reply {
  return {
    kind: "file",
    stream: Readable.from([Buffer.from(pdf)]),
    type: "application/pdf",
    name,
    inline: true,
    sizeBytes: pdf.length,
  };
}

/** A place in a list as an address carries it: a moment and an id. Nonsense is no place. */
export function readPlace(
  key: string | null,
): { readonly at: Date; readonly id: string } | undefined {
  const match = /^(\d{1,16})_([0-9a-f-]{36})$/u.exec(key ?? "");
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { at: new Date(Number(match[1])), id: match[2] };
}

export function writePlace(at: Date, id: string): string {
  return `${at.getTime()}_${id}`;
}
