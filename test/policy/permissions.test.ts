import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ACCESS_LOG_PERMISSIONS } from "#modules/access-log";
import { CONSULTATION_PERMISSIONS } from "#modules/consultations";
import { TOKEN_PERMISSIONS } from "#modules/api-tokens";
import { DEADLINE_PERMISSIONS } from "#modules/deadlines";
import { DESK_PERMISSIONS } from "#modules/desk";
import { PERMISSIONS, PROCESS_PERMISSIONS } from "#modules/dossiers";
import { MANDATE_PERMISSIONS } from "#modules/identity";
import { INDICATOR_PERMISSIONS } from "#modules/indicators";
import { NOTICE_PERMISSIONS } from "#modules/notifications";
import { PAPER_PERMISSIONS } from "#modules/paper-handling";
import { PAYMENT_PERMISSIONS } from "#modules/payments";
import { QUEUE_PERMISSIONS } from "#modules/queue";
import { IMPORT_PERMISSIONS } from "#modules/old-system-imports";
import { REGISTER_PERMISSIONS } from "#modules/number-registers";
import { RESULT_PERMISSIONS } from "#modules/result-registers";
import { EDITION_PERMISSIONS } from "#modules/specialist-apps";
import { ORGANISATION_PERMISSIONS, ROLES } from "#modules/organisation";

/** Noun and action, and the roles that may: every module's table in one. */
const TABLE: readonly (readonly [deed: string, roles: readonly string[]])[] = [
  ...named("dossier", PERMISSIONS),
  ...Object.entries(PROCESS_PERMISSIONS),
  ...Object.entries(ACCESS_LOG_PERMISSIONS),
  ...Object.entries(DEADLINE_PERMISSIONS),
  ...Object.entries(INDICATOR_PERMISSIONS),
  ...named("notice", NOTICE_PERMISSIONS),
  ...named("mandate", MANDATE_PERMISSIONS),
  ...named("api-token", TOKEN_PERMISSIONS),
  ...Object.entries(QUEUE_PERMISSIONS),
  ...Object.entries(ORGANISATION_PERMISSIONS),
  ...Object.entries(REGISTER_PERMISSIONS),
  ...named("old-system", IMPORT_PERMISSIONS),
  ...Object.entries(CONSULTATION_PERMISSIONS),
  ...Object.entries(DESK_PERMISSIONS),
  ...Object.entries(PAYMENT_PERMISSIONS),
  ...Object.entries(PAPER_PERMISSIONS),
  ...Object.entries(RESULT_PERMISSIONS),
  ...Object.entries(EDITION_PERMISSIONS),
];

/** The policy as a text that can be reviewed: a line a permission, a mark for every role that has it. */
export function permissionTable(): string {
  const width = Math.max(...TABLE.map(([deed]) => deed.length)) + 2;
  const head = `${"".padEnd(width)}${ROLES.map((role) => role.padEnd(15)).join("")}`.trimEnd();
  const lines = TABLE.map(([deed, roles]) => {
    const marks = ROLES.map((role) => (roles.includes(role) ? "yes" : "-").padEnd(15)).join("");
    return `${deed.padEnd(width)}${marks}`.trimEnd();
  });
  return `${head}\n${lines.join("\n")}\n`;
}

function named(
  noun: string,
  table: Readonly<Record<string, readonly string[]>>,
): (readonly [string, readonly string[]])[] {
  return Object.entries(table).map(([action, roles]) => [`${noun} ${action}`, roles]);
}

test("what every role may do is what was reviewed in permissions.txt", () => {
  const reviewed = readFileSync(path.join(import.meta.dirname, "permissions.txt"), "utf8");
  expect(permissionTable()).toBe(reviewed);
});

test("an administrator or operator of the machine may do nothing with a dossier", () => {
  for (const roles of Object.values(PERMISSIONS)) {
    const allowed: readonly string[] = roles;
    expect(allowed.includes("administrator") || allowed.includes("operator")).toBe(false);
  }
});
