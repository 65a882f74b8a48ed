/**
 * One text for one value: members in the order of their names, no spaces. Two who have the same facts write the same
 * bytes, so that a hash speaks of the facts. Numbers are whole or few decimals here; what JSON cannot say throws.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string")
    return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => `${JSON.stringify(name)}:${canonicalJson(one)}`);
    return `{${members.join(",")}}`;
  }
  throw new Error(`a ${typeof value} like this has no canonical text`);
}
