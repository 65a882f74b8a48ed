import { dayIn } from "#kernel/calendar-day";
import type { KnownRecord, KnownRecords } from "#modules/dossiers";
import { agencyById } from "#modules/organisation";
import { recordsOfPerson, type Registers } from "#modules/result-registers";
import { custodianOf } from "#modules/tenancy";
import { type Database, withDoor } from "#platform/database";

/** The registers of results, as the one-stop shop fills forms in from them. */
export function knownRecords(registers: Registers): KnownRecords {
  const titleOf = (typeId: string) => registers.ofType(typeId)?.edition.result.title;
  return {
    titleOf,
    find: async (db, now, { tenantId, citizenNumber, typeIds, reader }) => {
      const found = await withDoor(
        db,
        "registers",
        (tx) => recordsOfPerson(tx, now, { citizenNumber }, reader, typeIds),
        [tenantId],
      );
      const holders = [...new Set(found.map((one) => one.tenantId))];
      const names = await agencyNames(db, now, holders);
      return found.flatMap((record): readonly KnownRecord[] => {
        const title = titleOf(record.typeId);
        const agencyName = names.get(record.tenantId) ?? "";
        return title === undefined ? [] : [{ ...record, title, agencyName }];
      });
    },
  };
}

/** Which agency answers for what these holders keep today. */
function agencyNames(
  db: Database,
  now: Date,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const on = dayIn(now);
  return withDoor(db, "directory", async (tx) => {
    const named = await Promise.all(
      tenantIds.map(async (tenantId): Promise<readonly [string, string]> => {
        const agencyId = await custodianOf(tx, tenantId, on);
        const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
        return [tenantId, agency?.name ?? ""];
      }),
    );
    return new Map(named);
  });
}
