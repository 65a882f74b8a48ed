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
  all(): readonly ResultRegister[];
  /** Puts the editions that were published on screen beside the program's own, in the place of what was learned before. */
  learn(editions: readonly { readonly appId: string; readonly edition: Edition }[]): void;
  /** A result keeps the edition it was received under; none of that name throws. */
  of(appId: string, edition: string): ResultRegister;
  /** The newest edition's, by the type of its records. */
  ofType(typeId: string): ResultRegister | undefined;
  /** The newest edition's, by procedure. */
  ofApp(appId: string): ResultRegister | undefined;
}

export function createRegisters(apps: readonly App[]): Registers {
  const own = apps.flatMap((app) => app.editions.map((edition) => registerOf(app, edition)));
  const state = { all: own };
  const newest = (fits: (one: ResultRegister) => boolean): ResultRegister | undefined =>
    state.all
      .filter(fits)
      .toSorted((one, other) => (one.edition.inForceFrom < other.edition.inForceFrom ? -1 : 1))
      .at(-1);
  return {
    all: () => state.all,
    learn: (editions) => {
      const learned = apps.flatMap((app) =>
        editions
          .filter((one) => one.appId === app.id)
          .map(({ edition }) => registerOf(app, edition)),
      );
      state.all = [...learned, ...own];
    },
    of: (appId, edition) => {
      const found = state.all.find(
        (one) => one.app.id === appId && one.edition.inForceFrom === edition,
      );
      if (found === undefined) throw new Error(`no register of ${appId} ${edition}`);
      return found;
    },
    ofType: (typeId) => newest((one) => one.type.id === typeId),
    ofApp: (appId) => newest((one) => one.app.id === appId),
  };
}

/** The register that results of one edition are kept in. */
function registerOf(app: App, edition: Edition): ResultRegister {
  return { app, edition, type: recordType(edition.result.record.id, recordForm(edition)) };
}

/** Makes the record type of an edition that is published on screen known. */
export async function publishRegister(
  tx: Tx,
  now: Date,
  of: { readonly app: App; readonly edition: Edition },
): Promise<void> {
  await publishRecordType(tx, now, registerOf(of.app, of.edition).type);
}

/** Makes the record types of all editions known; what is there already stays. */
export async function publishRegisters(tx: Tx, now: Date, registers: Registers): Promise<void> {
  for (const { type } of registers.all()) await publishRecordType(tx, now, type);
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
