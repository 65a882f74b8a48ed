import { type Edition, type FieldKind, fieldNamed, isGroup, recordFieldId } from "#app-kit";
import { type Problem, problem } from "./problem.ts";

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
      : [
          problem(
            at,
            `tìm người theo ${id} mà sổ không lưu kiểu ${kind}`,
            `finds people by ${id}, which its record has as no ${kind}`,
          ),
        ];
  return [
    ...fields
      .filter((name) => fieldNamed(edition, name) === undefined)
      .map((name) =>
        problem(
          at,
          `lưu ${name} là điều không ai hỏi hay ghi nhận`,
          `keeps ${name}, which nobody asks or finds`,
        ),
      ),
    ...(repeated === undefined
      ? []
      : [problem(at, `lưu ${repeated} hai lần`, `keeps ${repeated} twice`)]),
    ...(kindOf(ids[0] ?? "") === "text"
      ? []
      : [problem(at, "bản ghi không có tên bằng chữ", "names its records by no text")]),
    ...persons.flatMap((person) => [
      ...wrongKind(person.name, "text"),
      ...wrongKind(person.citizenNumber, "citizen-id"),
      ...wrongKind(person.taxCode, "tax-code"),
    ]),
  ];
}
