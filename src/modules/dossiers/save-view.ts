import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { theTenant, type Tx } from "#platform/database";
import { type Caller, mayShareViews } from "./policy.ts";
import {
  deleteView,
  insertView,
  MOST_VIEWS,
  type SavedView,
  startWith,
  swapPlaces,
  viewsFor,
} from "./saved-view-store.ts";

export type ViewRefusal = "name-missing" | "too-many" | "missing";

export interface ViewForm {
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
}

const LONGEST_NAME = 80;

/** Keeps the list of an address under a name, at the end of the own ones; a head may share it with the unit. */
export async function saveView(
  tx: Tx,
  now: Date,
  caller: Caller,
  unitName: string | undefined,
  form: ViewForm,
): Promise<Result<string, ViewRefusal>> {
  const ownerId = ownerOf(caller);
  const name = form.name.trim().slice(0, LONGEST_NAME);
  if (name === "") return refused("name-missing");
  if (form.isShared && (unitName === undefined || !mayShareViews(caller)))
    return refused("missing");
  const own = await ownViews(tx, ownerId);
  if (own.length >= MOST_VIEWS) return refused("too-many");
  const id = uuidv7(now.getTime());
  await insertView(tx, now, {
    tenantId: theTenant(tx),
    id,
    ownerId,
    unitName: form.isShared ? (unitName ?? null) : null,
    name,
    query: form.query,
    place: (own.at(-1)?.place ?? 0) + 1,
  });
  await told(tx, now, id, "view-saved", { name, isShared: form.isShared });
  return ok(id);
}

export type ViewChange = "up" | "start" | "no-start" | "remove";

/** Changes one of the own views; somebody else's looks missing. */
export async function changeView(
  tx: Tx,
  now: Date,
  caller: Caller,
  id: string,
  change: ViewChange,
): Promise<Result<null, ViewRefusal>> {
  const ownerId = ownerOf(caller);
  const own = await ownViews(tx, ownerId);
  const at = own.findIndex((one) => one.id === id);
  const view = own[at];
  if (view === undefined) return refused("missing");
  const above = own[at - 1];
  switch (change) {
    case "up":
      if (above !== undefined) await swapPlaces(tx, view, above);
      break;
    case "start":
      await startWith(tx, view.tenantId, ownerId, id);
      break;
    case "no-start":
      await startWith(tx, view.tenantId, ownerId, undefined);
      break;
    case "remove":
      await deleteView(tx, view);
      break;
  }
  await told(tx, now, id, "view-changed", { change, name: view.name });
  return ok(null);
}

async function ownViews(tx: Tx, ownerId: string): Promise<readonly SavedView[]> {
  return viewsFor(tx, [theTenant(tx)], ownerId, undefined);
}

function ownerOf({ actor }: Caller): string {
  if (actor.kind !== "official") throw new Error(`${actor.kind} keeps no lists`);
  return actor.officialId;
}

async function told(
  tx: Tx,
  now: Date,
  id: string,
  action: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendLeaf(tx, now, { subjectKind: "saved-view", subjectId: id, action, payload });
}
