import type { Migration } from "#platform/database";
import type { Catalogue, Table } from "./gen-reference-schema.ts";

/** What the tables hold whose migration, which is never changed, does not say it above them. */
const HOLDS: Readonly<Record<string, string>> = {
  "audit.checkpoint": "Signed roots of the log at a size.",
  "deadlines.clock":
    "A running term: what it is for, when it began, when it is due, what was promised first.",
  "deadlines.clock_event": "Every pause, resumption, extension, warning and escalation of a clock.",
  "dossiers.comment": "What officials write to each other about a dossier.",
  "dossiers.counter": "Folded counters of an agency by month.",
  "dossiers.dossier": "One application under a procedure, with its legal state and its due dates.",
  "dossiers.dossier_event": "The history of a dossier: who did what from which state to which.",
  "dossiers.draft": "What an applicant is filling in and has not submitted.",
  "dossiers.rating": "What an applicant thought of the service, once.",
  "dossiers.supplement": "The one request for a supplement, with all its defects.",
  "files.file": "Whose a file is and what it is; its bytes lie in the store by tenant and hash.",
  "identity.account": "Who may sign in, with the hash of a password and the sealed second factor.",
  "identity.attempt": "Failed tries by login and address: the brake on guessing.",
  "identity.recovery_code": "Hashes of recovery codes, each good once.",
  "identity.session": "Hashes of session tokens, with where and when.",
  "notifications.notice": "What someone was told, in which words, about what.",
  "numbering.issued_number": "Every number drawn, voided ones with their reason.",
  "numbering.register": "A register of a record-holder and its next number.",
  "organisation.agency": "An agency and its national identifier.",
  "organisation.agency_fact":
    "Name, kind and place of an agency: when it was so, and when it was recorded.",
  "organisation.holding": "Who holds which position from when to when.",
  "organisation.official": "A person who serves.",
  "organisation.position": "What rights attach to, inside an agency.",
  "outbox.event": "Facts to be relayed, in the order of their subject.",
  "public.schema_migration": "Which migrations ran, with the hash of their text.",
  "signing.pending_signature":
    "Prepared bytes that wait for a signature, and the mandate they are to be signed under.",
  "tenancy.custody": "Which agency answers for a record-holder from when to when.",
  "tenancy.tenant": "A record-holder, which never changes.",
  "workflow.history": "Steps that tokens have left, in order.",
  "workflow.instance": "A running or ended process of a subject.",
};

/** `docs/reference/tables.md`: every table by schema, whether it belongs to tenants, and the names of its policies. */
export function tablesPage(
  catalogue: Catalogue,
  migrations: readonly Migration[],
): { readonly page: string; readonly gaps: readonly string[] } {
  const silent = catalogue.tables.filter((table) => holds(table, migrations) === "");
  const gaps = silent.map(
    ({ schema, name }) =>
      `nobody says what ${schema}.${name} holds: write it above CREATE TABLE in its migration`,
  );
  const parts = catalogue.schemas.flatMap((schema) => {
    const tables = catalogue.tables.filter((table) => table.schema === schema.name);
    if (tables.length === 0) return [];
    const lines = tables.map((table) => tableLine(table, migrations));
    const purpose = purposeOf(schema.name, migrations);
    return [
      `## ${schema.name}\n\n${purpose === "" ? "" : `${purpose}\n\n`}| table | tenant-bound | policies | what it holds |\n|---|---|---|---|\n${lines.join("\n")}\n`,
    ];
  });
  return { page: `${HEAD}\n${parts.join("\n")}`, gaps };
}

const HEAD = `# Tables

Read from a migrated database. *Tenant-bound* tables lead their key with \`tenant_id\` and force row security: \`held_tenant\` shows the
rows of the record-holders of the transaction, \`own_…\` those of the applicant, \`only_…\` narrows, \`door_…\` opens to named doors
(\`src/platform/database/doors.ts\`). A table without policies holds nothing about anybody. The full text is \`db/schema.sql\`.
`;

function tableLine(table: Table, migrations: readonly Migration[]): string {
  const policies = table.policies.map((policy) => `\`${policy.name}\``).join(", ");
  const secured = table.isSecured && table.isForced ? policies : "none";
  return `| \`${table.name}\` | ${table.isTenantBound ? "yes" : "no"} | ${secured} | ${holds(table, migrations)} |`;
}

function holds(table: Table, migrations: readonly Migration[]): string {
  const known = HOLDS[`${table.schema}.${table.name}`] ?? "";
  return table.comment ?? (commentAbove(table, migrations) || known);
}

/** The comment that stands above the table in its migration, and above nothing else. */
function commentAbove({ schema, name }: Table, migrations: readonly Migration[]): string {
  for (const { sql } of migrations) {
    const comment = new RegExp(
      String.raw`(?<lines>(?:^-- .*\n)+)CREATE TABLE ${schema}\.${name} \(`,
      "mu",
    ).exec(sql)?.groups?.["lines"];
    if (comment !== undefined) return comment.replaceAll(/^-- |\n$/gmu, "").replaceAll("\n", " ");
  }
  return "";
}

/** The first line of the migration that made a schema says why it is there. */
function purposeOf(schema: string, migrations: readonly Migration[]): string {
  const maker = migrations.find(({ sql }) => sql.includes(`CREATE SCHEMA ${schema};`));
  return maker?.sql.split("\n")[0]?.replace(/^-- /u, "") ?? "";
}
