import { day, dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { type DossierDeps, takeOverDossier } from "#modules/dossiers";
import { accountAtDesk } from "#modules/identity";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { type Database, type Tx, withTenant } from "#platform/database";
import { FACTS } from "./columns.ts";
import {
  claimOldCode,
  type Import,
  importById,
  type RowEnd,
  saveSlice,
  type WaitingRow,
  waitingRows,
} from "./store.ts";

/** What the event of an order says. */
export interface OrderedImport {
  readonly tenantId: string;
  readonly importId: string;
}

/** Small enough for a short transaction, since the day's register of codes is locked meanwhile. */
const SLICE = 20;
const ACTOR = { kind: "system", job: "take-over-dossiers" } as const;

/**
 * Takes an ordered file over, slice by slice. Each is one transaction with its dossiers, numbers, clocks, counters and the
 * mark on its rows: killed at any moment it goes on where it was, and done twice it changes nothing.
 */
export async function takeOver(
  db: Database,
  now: Date,
  deps: DossierDeps,
  ordered: OrderedImport,
): Promise<void> {
  while (await takeSlice(db, now, deps, ordered));
}

async function takeSlice(
  db: Database,
  now: Date,
  deps: DossierDeps,
  { tenantId, importId }: OrderedImport,
): Promise<boolean> {
  const scope = { tenantIds: [tenantId], actor: ACTOR } as const;
  const rows = await withTenant(db, scope, (tx) =>
    waitingRows(tx, { tenantId, id: importId }, SLICE),
  );
  // Accounts lie outside the records of any tenant; opened again, it is the same account.
  const accounts = new Map<number, string | undefined>();
  for (const { place, content } of rows) {
    const { citizenId, name, phone } = content;
    const account = await accountAtDesk(
      db,
      now,
      { actor: ACTOR },
      { citizenId, name, phone, email: "" },
    );
    accounts.set(place, account.ok ? account.value.id : undefined);
  }
  return withTenant(db, scope, (tx) => taken(tx, now, deps, { tenantId, importId, accounts }));
}

interface Slice extends OrderedImport {
  /** By the place of the row; undefined where the number belongs to somebody of another name. */
  readonly accounts: ReadonlyMap<number, string | undefined>;
}

/** True while rows wait behind this slice. The file's row is locked: two workers go one after the other. */
async function taken(tx: Tx, now: Date, deps: DossierDeps, slice: Slice): Promise<boolean> {
  const { tenantId, importId, accounts } = slice;
  const found = await importById(tx, tenantId, importId);
  if (found?.state !== "ordered") return false;
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  if (agency === undefined) throw new Error(`nobody holds tenant ${tenantId} on ${on}`);
  // Another worker may have been faster: what is next now is left to the next slice.
  const waiting = await waitingRows(tx, found, SLICE);
  const rows = waiting.filter((row) => accounts.has(row.place));
  const ends: RowEnd[] = [];
  for (const row of rows)
    ends.push(
      await takeRow(tx, now, deps, { found, row, agency, accountId: accounts.get(row.place) }),
    );
  const isLast = (await waitingRows(tx, found, rows.length + 1)).length <= rows.length;
  await saveSlice(tx, now, found, { ends, isLast });
  return !isLast;
}

interface OneRow {
  readonly found: Import;
  readonly row: WaitingRow;
  readonly agency: { readonly id: string; readonly organId: string };
  readonly accountId: string | undefined;
}

async function takeRow(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  { found, row, agency, accountId }: OneRow,
): Promise<RowEnd> {
  const { place, content } = row;
  if (accountId === undefined) return { place, state: "refused", faults: [otherName(row)] };
  const dossierId = uuidv7(now.getTime());
  if (!(await claimOldCode(tx, now, found, { oldCode: content.oldCode, dossierId })))
    return { place, state: "known", faults: [] };
  await takeOverDossier(tx, now, deps, {
    id: dossierId,
    tenantId: found.tenantId,
    appId: found.appId,
    edition: content.edition,
    agency,
    oldCode: content.oldCode,
    accountId,
    applicantName: content.name,
    answers: content.answers,
    receivedAt: new Date(content.receivedAt),
    promisedOn: day(content.promisedOn),
    step: content.step,
    holderId: content.holderId,
    decision: found.decision ?? "",
  });
  return { place, state: "taken", faults: [] };
}

function otherName({ place, content }: WaitingRow) {
  return {
    row: place,
    column: FACTS.name,
    value: content.name,
    vi: "Số định danh này thuộc về người mang tên khác trong hệ thống.",
    en: "This personal number belongs to somebody of another name here.",
  };
}
