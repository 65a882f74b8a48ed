import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";

/** What the pages of this module are handed by the composition root. */
export interface AccessLogDeps {
  frame(exchange: Exchange): Frame;
  /** Whose records an inspector answers for: of the agency's own, for the city's office of every agency. */
  tenants(exchange: Exchange, session: Session): Promise<readonly { readonly id: string }[]>;
}

/** Lines a page. */
export const PAGE = 50;

/** Where a list goes on, as it stands in the address. */
export function afterIn(
  text: string | null,
): { readonly at: Date; readonly id: string } | undefined {
  const match = /^(?<at>\d{10,16})_(?<id>[0-9a-f-]{36})$/u.exec(text ?? "");
  const { at, id } = match?.groups ?? {};
  return at === undefined || id === undefined ? undefined : { at: new Date(Number(at)), id };
}

/** The address of the page after these rows; undefined at the end. */
export function nextOf(
  rows: readonly { readonly at: Date; readonly id: string }[],
  path: string,
  asked: Readonly<Record<string, string>>,
): string | undefined {
  const last = rows[PAGE - 1];
  if (rows.length <= PAGE || last === undefined) return undefined;
  const query = new URLSearchParams({ ...asked, sau: `${last.at.getTime()}_${last.id}` });
  return `${path}?${query.toString()}`;
}

const LONGEST_CODE = 60;

/** A code as somebody types it. */
export function codeIn(text: string | null): string | undefined {
  const code = (text ?? "").trim().toUpperCase().slice(0, LONGEST_CODE);
  return code === "" ? undefined : code;
}
