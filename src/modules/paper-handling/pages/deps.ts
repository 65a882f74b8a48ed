import { Readable } from "node:stream";
import type { Printer } from "#engines/printing";
import type { Result } from "#kernel/result";
import type { DossierDeps } from "#modules/dossiers";
import { sqlState, StaleVersion, type Tx, withTenant } from "#platform/database";
import type { FileStore, Scanner } from "#platform/files";
import { type Exchange, officialSession, type Reply } from "#platform/http";
import type { Frame } from "#ui";
import type { Caller, OfficialActor } from "../policy.ts";
import type { PaperRefusal } from "../refusals.ts";

/** What the pages of this module are handed by the composition root. */
export interface PaperPageDeps {
  frame(exchange: Exchange): Frame;
  readonly dossiers: DossierDeps;
  readonly printer: Printer;
  readonly store: FileStore;
  readonly scanner: Scanner;
  /** Address of this site as people reach it, for the codes on papers. */
  origin(): string;
  /** The record-holder that the official's own agency keeps its registers with. */
  ownTenant(exchange: Exchange): Promise<string | undefined>;
}

export function officialOf(exchange: Exchange): OfficialActor {
  const { actor } = officialSession(exchange);
  if (actor.kind !== "official") throw new Error("this page is for officials");
  return actor;
}

/** An act on the records of one holder; what someone else changed meanwhile is stale. */
export async function inTenant<T, R>(
  exchange: Exchange,
  tenantId: string,
  work: (tx: Tx, caller: Caller) => Promise<Result<T, R>>,
): Promise<Result<T, R | PaperRefusal>> {
  const { actor, roles, tenantIds } = officialSession(exchange);
  if (!tenantIds.includes(tenantId)) return { ok: false, error: "missing" };
  const caller = { actor, roles, tenantIds: [tenantId] };
  try {
    return await withTenant(exchange.db, caller, (tx) => work(tx, caller));
  } catch (error) {
    if (error instanceof StaleVersion || sqlState(error) === UNIQUE_VIOLATION)
      return { ok: false, error: "stale" };
    throw error;
  }
}

/** Two officers at the same moment: the constraints of the tables have the last word. */
const UNIQUE_VIOLATION = "23505";

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
