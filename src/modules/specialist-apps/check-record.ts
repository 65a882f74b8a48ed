import { type Edition, type FieldKind, fieldNamed, isGroup, recordFieldId } from "#app-kit";
import type { Problem } from "./problem.ts";

/** What a register keeps of a result is asked or found, its names are its own, and whom it is about can be read in it. */
export function checkRecord(at: string, edition: Edition): Problem[] {
  const { fields, persons } = edition.result.record;
  const ids = fields.map(recordFieldId);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  const kindOf = (id: string): FieldKind | undefined => {
    const found = fieldNamed(edition, fields[ids.indexOf(id)] ?? "");
    return found === undefined || isGroup(found) ? undefined : found.kind;
  };
  const wrongKind = (id: string | undefined, kind: FieldKind): Problem[] =>
    id === undefined || kindOf(id) === kind
      ? []
      : [{ at, words: `finds people by ${id}, which its record has as no ${kind}` }];
  return [
    ...fields
      .filter((name) => fieldNamed(edition, name) === undefined)
      .map((name) => ({ at, words: `keeps ${name}, which nobody asks or finds` })),
    ...(repeated === undefined ? [] : [{ at, words: `keeps ${repeated} twice` }]),
    ...(kindOf(ids[0] ?? "") === "text" ? [] : [{ at, words: "names its records by no text" }]),
    ...persons.flatMap((person) => [
      ...wrongKind(person.name, "text"),
      ...wrongKind(person.citizenNumber, "citizen-id"),
      ...wrongKind(person.taxCode, "tax-code"),
    ]),
  ];
}
