import { recordContent } from "#app-kit";
import { enterRecords, recordedOrigins } from "#engines/records";
import { dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { type ReleasedRow, releasedRows } from "#modules/dossiers";
import { type Database, type Tx, withTenant } from "#platform/database";
import { personsIn, type Registers } from "./registers.ts";
import { insertPapers } from "./store.ts";

/** Small enough for a short transaction. */
const BATCH = 200;
const JOB = "record-results";

/** Enters what was released without a record: results of a loaded year, or from before there were registers. Safe to repeat. */
export async function recordReleased(
  db: Database,
  tenantId: string,
  registers: Registers,
): Promise<void> {
  const scope = { tenantIds: [tenantId], actor: { kind: "system", job: JOB } } as const;
  let before: string | undefined;
  for (;;) {
    const from = before;
    const rows = await withTenant(db, scope, async (tx) => {
      const page = await releasedRows(tx, tenantId, { before: from, limit: BATCH });
      const ids = page.map((one) => one.id);
      const known = await recordedOrigins(tx, { tenantId, kind: "dossier" }, ids);
      await enter(
        tx,
        tenantId,
        registers,
        page.filter((one) => !known.has(one.id)),
      );
      return page;
    });
    before = rows.at(-1)?.id;
    if (rows.length < BATCH) return;
  }
}

async function enter(
  tx: Tx,
  tenantId: string,
  registers: Registers,
  rows: readonly ReleasedRow[],
): Promise<void> {
  const by = { originKind: "dossier", act: "issued", ref: `system:${JOB}`, name: "" };
  const named = rows.map((row) => ({ row, id: uuidv7(row.releasedAt.getTime()) }));
  for (const same of Map.groupBy(named, ({ row }) => `${row.appId} ${row.edition}`).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const register = registers.of(first.row.appId, first.row.edition);
    const entries = same.map(({ row, id }) => {
      const content = recordContent(register.edition, row.answers, row.findings);
      return {
        id,
        originId: row.id,
        number: row.resultNumber,
        issuedOn: dayIn(row.releasedAt),
        content,
        persons: personsIn(register, content),
        recordedAt: row.releasedAt,
      };
    });
    await enterRecords(tx, register.type, by, entries);
  }
  if (named.length === 0) return;
  await insertPapers(
    tx,
    tenantId,
    named.map(({ row, id }) => ({
      publicId: row.publicId,
      recordId: id,
      recordVersion: 1,
      kind: "original",
      number: row.resultNumber,
      issuedOn: dayIn(row.releasedAt),
      issuedAt: row.releasedAt,
      amendmentId: null,
    })),
  );
}
