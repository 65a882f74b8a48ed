import { type DossierState, STATES } from "../dossier.ts";
import { morningMoments, WORKING_ROLES } from "../morning.ts";
import { paths } from "../paths.ts";
import { mayOversee } from "../policy.ts";
import type { WorklistFilter, WorklistRow } from "../store.ts";
import { type Exchange, officialSession } from "#platform/http";
import type { WorkingTime } from "#kernel/office-hours";

/** What narrows the list stands in the address under these names, so that a list can be kept and sent to a colleague. */
export const NAMES = [
  "cua",
  "cho",
  "nguoi",
  "buoc",
  "thu-tuc",
  "tinh-trang",
  "han",
  "tim",
  "sau",
] as const;
export const NOBODY = "chua-ai";
/** All of the position, named, so that it can be asked for where another list opens first. */
export const OWN_POSITION = "vi-tri";
/** Whom or what a dossier waits for that no position here can hurry along, beside the desk's own work. */
export const WAITS = ["y-kien", "nguoi-nop", "ky"] as const;
type Wait = (typeof WAITS)[number];
const SIGNING = ["sign", "await-signature"] as const;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/u;

export function isFiltered({ query }: Exchange): boolean {
  return NAMES.some((name) => !["", OWN_POSITION].includes(query.get(name) ?? ""));
}

/** The questions of an address that are worth keeping, never empty: all of the position has a name too. */
export function keptQuery(query: URLSearchParams): string {
  const kept = NAMES.filter((name) => name !== "sau").flatMap((name) => {
    const value = (query.get(name) ?? "").trim().slice(0, 100);
    return value === "" ? [] : [[name, value] as const];
  });
  return new URLSearchParams(
    kept.length === 0 ? [["cua", OWN_POSITION]] : [...kept].map((one) => [...one]),
  ).toString();
}

/** Nonsense is left out, and so is what the position may not ask for. `unitIds` are the officials of the reader's unit. */
export function readFilter(
  exchange: Exchange,
  time: WorkingTime,
  unitIds: readonly string[],
): Omit<WorklistFilter, "limit"> {
  const { query } = exchange;
  const session = officialSession(exchange);
  const asked = (name: (typeof NAMES)[number]): string =>
    (query.get(name) ?? "").trim().slice(0, 100);
  const state = asked("tinh-trang");
  const after = readKey(query.get("sau"));
  const wait = WAITS.find((one) => one === asked("cho"));
  return {
    ...(wait === undefined ? whoseIn(exchange, unitIds) : waitIn(wait)),
    ...(session.appIds === undefined ? {} : { appIds: session.appIds }),
    ...(asked("buoc") === "" ? {} : { step: asked("buoc") }),
    ...(asked("thu-tuc") === "" ? {} : { appId: asked("thu-tuc") }),
    ...(isState(state) ? { state } : {}),
    ...dueIn(exchange, time),
    ...(asked("tim") === "" ? {} : { search: asked("tim") }),
    ...(after === undefined ? {} : { after }),
  };
}

/** What waits elsewhere is the agency's, not a position's: whoever sees its dossiers may look for it. */
function waitIn(wait: Wait): Pick<WorklistFilter, "roles" | "steps"> {
  switch (wait) {
    case "y-kien":
      return { roles: null };
    case "nguoi-nop":
      return { roles: ["applicant"] };
    case "ky":
      return { roles: ["leader"], steps: SIGNING };
  }
}

function whoseIn(
  exchange: Exchange,
  unitIds: readonly string[],
): Pick<WorklistFilter, "roles" | "holderId" | "holderIds"> {
  const session = officialSession(exchange);
  const whose = exchange.query.get("cua");
  if (whose === "phong" && unitIds.length > 0)
    return { roles: WORKING_ROLES, holderIds: unitIds, ...holderIn(exchange) };
  const isWhole = whose === "co-quan" && mayOversee(session);
  return { roles: isWhole ? WORKING_ROLES : session.roles, ...holderIn(exchange) };
}

function isState(text: string): text is DossierState {
  return Object.hasOwn(STATES, text);
}

function holderIn(exchange: Exchange): Pick<WorklistFilter, "holderId"> {
  const { actor } = officialSession(exchange);
  const who = exchange.query.get("nguoi") ?? "";
  if (exchange.query.get("cua") === "toi" && actor.kind === "official")
    return { holderId: actor.officialId };
  if (who === NOBODY) return { holderId: null };
  return UUID.test(who) ? { holderId: who } : {};
}

function dueIn(
  { query, now }: Exchange,
  time: WorkingTime,
): Pick<WorklistFilter, "dueFrom" | "dueBefore"> {
  const moments = morningMoments(now, time);
  switch (query.get("han")) {
    case "qua":
      return { dueBefore: now };
    case "nay":
      return { dueFrom: now, dueBefore: moments.endOfToday };
    case "hai-ngay":
      return { dueFrom: moments.endOfToday, dueBefore: moments.endOfSecondDay };
    default:
      return {};
  }
}

function readKey(key: string | null): WorklistFilter["after"] | undefined {
  const match = /^(\d{1,16})_([0-9a-f-]{36})$/u.exec(key ?? "");
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { listDue: new Date(Number(match[1])), id: match[2] };
}

export function pageAfter(query: URLSearchParams, last: WorklistRow): string {
  const next = new URLSearchParams(query);
  next.set("sau", `${last.listDue.getTime()}_${last.id}`);
  return `${paths.worklist()}?${next.toString()}`;
}

export function pageFirst(query: URLSearchParams): string {
  const first = new URLSearchParams(query);
  first.delete("sau");
  return `${paths.worklist()}?${first.toString()}`;
}
