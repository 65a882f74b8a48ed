import { type Tx, withTenant } from "#platform/database";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";
import type { RegisterKind } from "../register-kinds.ts";

export interface RegisterPageDeps {
  frame(exchange: Exchange): Frame;
  /** Every register that papers of this installation are numbered in. */
  kinds(): readonly RegisterKind[];
  /** The holders of records in the custody of the official's agency. */
  tenants(exchange: Exchange): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

export function sessionOf({ session }: Exchange): Session {
  if (session === undefined) throw new Error("this page is for officials");
  return session;
}

/** The records asked for, among those the agency holds; the first where none were named. */
export function tenantAsked(exchange: Exchange): string | undefined {
  const { tenantIds } = sessionOf(exchange);
  const asked = exchange.form.get("cua") ?? exchange.query.get("cua");
  return asked === null ? tenantIds[0] : tenantIds.find((one) => one === asked);
}

export function inRecords<T>(
  exchange: Exchange,
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { actor } = sessionOf(exchange);
  return withTenant(exchange.db, { actor, tenantIds: [tenantId] }, work);
}

/** A whole number as typed; NaN where it is none. */
export function typedNumber(text: string | null): number {
  const digits = (text ?? "").trim();
  return /^\d{1,6}$/u.test(digits) ? Number(digits) : Number.NaN;
}

export function typedText(text: string | null): string {
  return (text ?? "").normalize("NFC").trim().slice(0, 300);
}
