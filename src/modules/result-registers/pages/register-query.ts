import {
  RECORD_STATES,
  type RecordState,
  type RegisterFilter,
  type RegisterRecord,
} from "#engines/records";
import { typedDay } from "#kernel/calendar-day";
import type { Exchange } from "#platform/http";

/** What narrows a register stands in the address; nonsense is left out. */
export function registerFilter({ query }: Exchange, typeId: string): Omit<RegisterFilter, "limit"> {
  const words = (query.get("tim") ?? "").normalize("NFC").trim().slice(0, 100);
  const digits = words.replaceAll(/[\s-]/gu, "");
  const isKey = /^(?:\d{10}|\d{12}|\d{13})$/u.test(digits);
  const state = query.get("hieu-luc") ?? "";
  const after = readKey(query.get("sau"));
  return {
    typeId,
    ...(isState(state) ? { state } : {}),
    ...(words === "" ? {} : isKey ? { key: digits } : { words }),
    ...(after === undefined ? {} : { after }),
  };
}

function isState(text: string): text is RecordState {
  return RECORD_STATES.some((one) => one === text);
}

function readKey(key: string | null): RegisterFilter["after"] {
  const match = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/u.exec(key ?? "");
  const [, on = "", id] = match ?? [];
  const issuedOn = typedDay(on.split("-").toReversed().join("/"));
  return id === undefined || issuedOn === undefined ? undefined : { issuedOn, id };
}

/** The same address with other words in it. */
export function withQuery(
  place: string,
  query: URLSearchParams,
  change: Readonly<Record<string, string | undefined>>,
): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change))
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  const text = next.toString();
  return text === "" ? place : `${place}?${text}`;
}

export function keyOf({ issuedOn, id }: Pick<RegisterRecord, "issuedOn" | "id">): string {
  return `${issuedOn}_${id}`;
}
