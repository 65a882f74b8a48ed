import type { Pool } from "pg";

/** A table as the catalogues tell it, every list in a fixed order. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  readonly isForced: boolean;
  readonly isSecured: boolean;
  readonly policies: readonly Policy[];
  readonly grants: readonly string[];
  readonly comment: string | null;
  readonly isTenantBound: boolean;
}

export interface Policy {
  readonly name: string;
  readonly text: string;
}

interface Schema {
  readonly name: string;
  readonly functions: readonly string[];
  readonly grants: readonly string[];
}

export interface Catalogue {
  readonly extensions: readonly string[];
  readonly schemas: readonly Schema[];
  readonly tables: readonly Table[];
}

/** Schemas that are not ours. */
const FOREIGN = `('pg_catalog', 'information_schema', 'pg_toast', 'jobs')`;

/** Reads the whole schema from the catalogues of a migrated database. */
export async function readCatalogue(pool: Pool): Promise<Catalogue> {
  // Before anything is described: with an empty path every name is written with its schema.
  const client = await pool.connect();
  try {
    await client.query(`SET search_path TO ''`);
    const unknown = await client.query<{ what: string }>(UNKNOWN);
    if (unknown.rows.length > 0)
      throw new Error(
        `The generator of db/schema.sql cannot write these yet: ${unknown.rows.map((row) => row.what).join(", ")}.`,
      );
    const extensions = await client.query<{ name: string }>(
      `SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname COLLATE "C"`,
    );
    const schemas = await client.query<Schema>(SCHEMAS);
    const tables = await client.query<Table>(TABLES);
    return {
      extensions: extensions.rows.map((row) => row.name),
      schemas: schemas.rows,
      tables: tables.rows,
    };
  } finally {
    await client.query(`RESET search_path`);
    client.release();
  }
}

/** What a schema may hold and this generator does not know, so that nothing is left out unseen. */
const UNKNOWN = `
  SELECT c.oid::regclass::text AS what
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ${FOREIGN} AND n.nspname !~ '^pg_'
    AND c.relkind NOT IN ('r', 'i')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i'))
  UNION ALL
  SELECT t.oid::regtype::text
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE n.nspname NOT IN ${FOREIGN} AND n.nspname !~ '^pg_'
    AND t.typtype IN ('d', 'e', 'r')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')`;

/** Who was granted what, without what owners have anyway. */
function grantsOf(acl: string, owner: string): string {
  return `(SELECT coalesce(json_agg(line ORDER BY line COLLATE "C"), '[]') FROM (
     SELECT string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type COLLATE "C") || ' TO '
            || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END AS line
     FROM aclexplode(${acl}) a WHERE a.grantee <> ${owner} GROUP BY a.grantee) AS granted)`;
}

const SCHEMAS = `
  SELECT n.nspname AS name, ${grantsOf("n.nspacl", "n.nspowner")} AS grants,
    (SELECT coalesce(json_agg(pg_get_functiondef(p.oid) ORDER BY p.oid::regprocedure::text COLLATE "C"), '[]')
     FROM pg_proc p
     WHERE p.pronamespace = n.oid AND p.prokind <> 'a'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')) AS functions
  FROM pg_namespace n
  WHERE n.nspname NOT IN ${FOREIGN} AND n.nspname !~ '^pg_'
  ORDER BY n.nspname COLLATE "C"`;

const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name, c.relrowsecurity AS "isSecured", c.relforcerowsecurity AS "isForced",
    obj_description(c.oid, 'pg_class') AS comment,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS "isTenantBound",
    (SELECT json_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attidentity <> '' THEN ' GENERATED ' || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END || ' AS IDENTITY' ELSE '' END
        || CASE WHEN d.adbin IS NULL THEN ''
             WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
             ELSE ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END ORDER BY a.attnum)
     FROM pg_attribute a
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(json_agg('CONSTRAINT ' || quote_ident(o.conname) || ' ' || pg_get_constraintdef(o.oid)
        ORDER BY position(o.contype::text IN 'pucxft'), o.conname COLLATE "C"), '[]')
     FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype <> 'n') AS constraints,
    (SELECT coalesce(json_agg(pg_get_indexdef(i.indexrelid) ORDER BY x.relname COLLATE "C"), '[]')
     FROM pg_index i
     JOIN pg_class x ON x.oid = i.indexrelid
     WHERE i.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x'))) AS indexes,
    (SELECT coalesce(json_agg(pg_get_triggerdef(t.oid) ORDER BY t.tgname COLLATE "C"), '[]')
     FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers,
    (SELECT coalesce(json_agg(json_build_object('name', p.polname, 'text',
        'CREATE POLICY ' || quote_ident(p.polname) || ' ON ' || c.oid::regclass
        || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
        || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
        || CASE WHEN p.polroles = '{0}' THEN ''
             ELSE ' TO ' || (SELECT string_agg(pg_get_userbyid(r), ', ' ORDER BY pg_get_userbyid(r) COLLATE "C") FROM unnest(p.polroles) AS r) END
        || coalesce(E'\\n  USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
        || coalesce(E'\\n  WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')) ORDER BY p.polname COLLATE "C"), '[]')
     FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    ${grantsOf("c.relacl", "c.relowner")}::jsonb || (SELECT coalesce(jsonb_agg(line ORDER BY line COLLATE "C"), '[]') FROM (
       SELECT g.privilege_type || ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ') TO ' || pg_get_userbyid(g.grantee) AS line
       FROM pg_attribute a, aclexplode(a.attacl) g
       WHERE a.attrelid = c.oid AND NOT a.attisdropped
       GROUP BY g.privilege_type, g.grantee) AS granted) AS grants
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT IN ${FOREIGN} AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

/** `db/schema.sql`: the whole schema in one text, each table with everything that belongs to it. */
export function schemaText(catalogue: Catalogue): string {
  const parts = [HEAD, catalogue.extensions.map((name) => `CREATE EXTENSION ${name};\n`).join("")];
  for (const schema of catalogue.schemas) {
    const title = `-- ${"-".repeat(8)} ${schema.name} ${"-".repeat(Math.max(0, 84 - schema.name.length))}\n`;
    const made = schema.name === "public" ? "" : `\nCREATE SCHEMA ${schema.name};\n`;
    const grants = schema.grants.map((grant) => granted(`SCHEMA ${schema.name}`, grant));
    parts.push(`${title}${made}${schema.name === "public" ? "" : grants.join("")}`);
    for (const definition of schema.functions) parts.push(`${definition.trimEnd()};\n`);
    for (const table of catalogue.tables)
      if (table.schema === schema.name) parts.push(tableText(table));
  }
  return parts.join("\n");
}

const HEAD = `-- The whole schema, to be read in review. Generated from the catalogues of a migrated database by \`npm run gen\`;
-- what runs are the files in db/migrations. Not in it: the queue's own schema (jobs), which pg-boss keeps.
`;

function tableText(table: Table): string {
  const target = `${table.schema}.${table.name}`;
  const lines = [...table.columns, ...table.constraints].map((line) => `  ${line}`);
  return [
    `CREATE TABLE ${target} (\n${lines.join(",\n")}\n);\n`,
    ...table.indexes.map((index) => `${index};\n`),
    ...table.triggers.map((trigger) => `${trigger};\n`),
    ...(table.isSecured ? [`ALTER TABLE ${target} ENABLE ROW LEVEL SECURITY;\n`] : []),
    ...(table.isForced ? [`ALTER TABLE ${target} FORCE ROW LEVEL SECURITY;\n`] : []),
    ...table.policies.map((policy) => `${policy.text};\n`),
    ...table.grants.map((grant) => granted(target, grant)),
  ].join("");
}

/** `SELECT, INSERT TO egov_app` on something, as a statement. */
function granted(target: string, grant: string): string {
  const at = grant.lastIndexOf(" TO ");
  return `GRANT ${grant.slice(0, at)} ON ${target}${grant.slice(at)};\n`;
}
