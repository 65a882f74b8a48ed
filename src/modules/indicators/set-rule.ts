import type { Actor } from "#kernel/actor";
import { CITY_WIDE, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, withDoor } from "#platform/database";
import { type DatedRule, insertRule, type RuleValues } from "./rule-store.ts";

/** An administrator records a rule of the figures from a day on, with its document; the earlier one stays for its days. */
export function setRule<Name extends keyof RuleValues>(
  db: Database,
  now: Date,
  actor: Actor,
  next: { readonly name: Name; readonly rule: DatedRule<RuleValues[Name]> },
): Promise<Result<null, "source-missing">> {
  const { name, rule } = next;
  if (rule.source.trim() === "") return Promise.resolve(refused("source-missing"));
  return withDoor(
    db,
    "directory",
    async (door) => {
      const tx = { ...door, actor };
      await insertRule(tx, now, name, rule);
      await appendLeaf(tx, now, {
        action: "figure-rule-set",
        subjectKind: "figure-rule",
        subjectId: uuidv7(now.getTime()),
        payload: { name, ...rule },
      });
      return ok(null);
    },
    [CITY_WIDE],
  );
}
