import { type Answers, type App, type Edition, recordForm } from "#app-kit";
import { type PersonKey, publishRecordType, type RecordType, recordType } from "#engines/records";
import { citizenId } from "#kernel/citizen-id";
import { taxCode } from "#kernel/tax-code";
import type { Tx } from "#platform/database";

/** The register of a procedure's results under one of its editions. */
export interface ResultRegister {
  readonly app: App;
  readonly edition: Edition;
  readonly type: RecordType;
}

/** Every register of this installation. */
export interface Registers {
  readonly all: readonly ResultRegister[];
  /** A result keeps the edition it was received under; none of that name throws. */
  of(appId: string, edition: string): ResultRegister;
  /** The newest edition's, by the type of its records. */
  ofType(typeId: string): ResultRegister | undefined;
  /** The newest edition's, by procedure. */
  ofApp(appId: string): ResultRegister | undefined;
}

export function createRegisters(apps: readonly App[]): Registers {
  const all = apps.flatMap((app) =>
    app.editions.map((edition) => ({
      app,
      edition,
      type: recordType(edition.result.record.id, recordForm(edition)),
    })),
  );
  const newest = (fits: (one: ResultRegister) => boolean): ResultRegister | undefined =>
    all
      .filter(fits)
      .toSorted((one, other) => (one.edition.inForceFrom < other.edition.inForceFrom ? -1 : 1))
      .at(-1);
  return {
    all,
    of: (appId, edition) => {
      const found = all.find((one) => one.app.id === appId && one.edition.inForceFrom === edition);
      if (found === undefined) throw new Error(`no register of ${appId} ${edition}`);
      return found;
    },
    ofType: (typeId) => newest((one) => one.type.id === typeId),
    ofApp: (appId) => newest((one) => one.app.id === appId),
  };
}

/** Makes the record types of all editions known; what is there already stays. */
export async function publishRegisters(tx: Tx, now: Date, { all }: Registers): Promise<void> {
  for (const { type } of all) await publishRecordType(tx, now, type);
}

/** Whom a record is about, by the numbers in it that are numbers. */
export function personsIn({ edition }: ResultRegister, content: Answers): readonly PersonKey[] {
  const text = (id: string | undefined): string => {
    const value = id === undefined ? undefined : content[id];
    return typeof value === "string" ? value : "";
  };
  return edition.result.record.persons.flatMap((person) => {
    const citizen = citizenId(text(person.citizenNumber))?.digits;
    const tax = taxCode(text(person.taxCode));
    return [
      ...(citizen === undefined ? [] : [{ kind: "citizen-number" as const, value: citizen }]),
      ...(tax === undefined ? [] : [{ kind: "tax-code" as const, value: tax }]),
    ];
  });
}
