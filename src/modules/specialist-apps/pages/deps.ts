import type { App, Edition } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { agencyById, officialNames } from "#modules/organisation";
import { type Tx, withDoor } from "#platform/database";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";
import type { Official } from "../city-act.ts";
import type { OpenDraft } from "../draft.ts";
import { draftById } from "../store.ts";

/** What the pages of this module are handed by the composition root. */
export interface EditionPageDeps {
  frame(exchange: Exchange): Frame;
  /** The procedures with every edition that this process knows. */
  apps(): readonly App[];
  /** What else must know a published edition, in the transaction that publishes it. */
  publish(tx: Tx, now: Date, of: { readonly app: App; readonly edition: Edition }): Promise<void>;
  /** An edition was published or withdrawn: this process looks at once. */
  onPublished(now: Date): Promise<void>;
  /** Orders a trial of the change over last year's dossiers; gives where its result is read. */
  simulate(
    exchange: Exchange,
    actor: Official,
    change: { readonly app: App; readonly before: Edition; readonly after: Edition },
  ): Promise<string>;
}

export interface CityOfficer {
  readonly session: Session;
  readonly actor: Official;
}

/** Procedures belong to the city: officials of any other agency find nothing here. */
export async function cityOfficer({
  db,
  now,
  session,
}: Exchange): Promise<CityOfficer | undefined> {
  const actor = session?.actor;
  if (session === undefined || actor?.kind !== "official") return undefined;
  const agency = await withDoor(db, "directory", (tx) =>
    agencyById(tx, actor.agencyId, dayIn(now)),
  );
  return agency?.kind === "city-office" ? { session, actor } : undefined;
}

export interface Opened {
  readonly officer: CityOfficer;
  readonly draft: OpenDraft;
  readonly app: App;
  /** The edition it was forked from. */
  readonly before: Edition;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** The draft of the address, for an officer of the city who may see it. */
export async function openedDraft(
  deps: EditionPageDeps,
  exchange: Exchange,
): Promise<Opened | undefined> {
  const id = exchange.params["draft"] ?? "";
  if (!UUID.test(id)) return undefined;
  const officer = await cityOfficer(exchange);
  if (officer === undefined) return undefined;
  const draft = await withDoor(exchange.db, "directory", (tx) => draftById(tx, id));
  const app = deps.apps().find((one) => one.id === draft?.appId);
  const before = app?.editions.find((one) => one.inForceFrom === draft?.forkedFrom);
  return draft === undefined || app === undefined || before === undefined
    ? undefined
    : { officer, draft, app, before };
}

/** Names of the officials who did something, by id. */
export function namesOf(
  { db }: Exchange,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  return withDoor(db, "directory", (tx) => officialNames(tx, known));
}

/** A text as sent: composed, trimmed, and no longer than a page of text. */
export function sentText(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? "").normalize("NFC").trim().slice(0, LONGEST_TEXT);
}

const LONGEST_TEXT = 4_000;

export function versionSent(form: URLSearchParams): number {
  const version = form.get("version") ?? "";
  return /^\d{1,9}$/u.test(version) ? Number(version) : 0;
}
