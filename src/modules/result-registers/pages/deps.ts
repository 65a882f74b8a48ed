import type { Printer } from "#engines/printing";
import type { RegisterRecord } from "#engines/records";
import { noteView, rightOf } from "#modules/access-log";
import { type Caller, dossierById, type DossierDeps } from "#modules/dossiers";
import { type Tx, withTenant } from "#platform/database";
import type { FileStore } from "#platform/files";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";
import { paths } from "../paths.ts";
import type { Registers } from "../registers.ts";

export interface ResultPageDeps {
  readonly registers: Registers;
  readonly dossiers: DossierDeps;
  readonly store: FileStore;
  readonly printer: Printer;
  frame(exchange: Exchange): Frame;
  origin(): string;
  /** The holders of records in the custody of the official's agency. */
  tenants(exchange: Exchange): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** A signature waits to be made. */
  onOrdered(): void;
}

export function officialOf({ session }: Exchange): Session {
  if (session?.kind !== "official") throw new Error("this page is for officials");
  return session;
}

/** The records asked for, among those the agency holds; the first where none were named. */
export function tenantAsked(exchange: Exchange): string | undefined {
  const { tenantIds } = officialOf(exchange);
  const asked = exchange.query.get("cua");
  return asked === null ? tenantIds[0] : tenantIds.find((one) => one === asked);
}

/** An official's reading or act among the records of one holder. */
export function inRecords<T>(
  exchange: Exchange,
  tenantId: string,
  work: (tx: Tx, caller: Caller) => Promise<T>,
): Promise<T> {
  const { actor, roles, appIds } = officialOf(exchange);
  const tenantIds = [tenantId];
  const caller: Caller = { actor, roles, tenantIds, ...(appIds === undefined ? {} : { appIds }) };
  return withTenant(exchange.db, caller, (tx) => work(tx, caller));
}

/** Every page and file of an official that shows a result says so here, in the transaction that read it. */
export async function noteLook(
  tx: Tx,
  exchange: Exchange,
  record: RegisterRecord,
  look: {
    readonly thing: "record" | "numbers" | "paper" | "print";
    readonly one?: { readonly id: string; readonly name: string };
  },
): Promise<void> {
  const origin = await dossierById(tx, record.tenantId, record.originId);
  await noteView(tx, exchange, {
    tenantId: record.tenantId,
    personId: origin?.accountId ?? null,
    subject: {
      kind: "record",
      id: record.id,
      href: origin === undefined ? "" : paths.mine(origin.publicId),
      code: record.number,
    },
    right: rightOf(officialOf(exchange)),
    ...look,
  });
}

export function typedText({ form }: Exchange, name: string, longest = 2000): string {
  return (form.get(name) ?? "").normalize("NFC").slice(0, longest);
}
