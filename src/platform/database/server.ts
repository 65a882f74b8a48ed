import { Pool } from "pg";
import type { Database } from "./database.ts";

export interface ServerOptions {
  readonly url: string;
  readonly maxConnections: number;
  readonly onSlow?: (sentence: string) => void;
}

/** Opens a pool as the application role and refuses a role that could walk around row-level security. */
export async function openServer(options: ServerOptions): Promise<Database> {
  const pool = new Pool({
    connectionString: options.url,
    max: options.maxConnections,
    pipeline: true,
  });
  pool.on("error", () => undefined); // an idle connection that broke is replaced by the pool; the next query tells
  const refusal = await roleRefusal(pool);
  if (refusal !== undefined) {
    await pool.end();
    throw new Error(refusal);
  }
  return {
    kind: "server",
    pool,
    onSlow: options.onSlow ?? (() => undefined),
    close: () => pool.end(),
  };
}

async function roleRefusal(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{
    name: string;
    is_super: boolean;
    bypasses: boolean;
    owns: boolean;
    member: boolean;
  }>(
    `SELECT r.rolname AS name, r.rolsuper AS is_super, r.rolbypassrls AS bypasses,
            EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
                      AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns,
            pg_has_role(r.oid, 'egov_app', 'MEMBER') AS member
     FROM pg_roles r WHERE r.rolname = current_user`,
  );
  const role = rows[0];
  if (role === undefined) return "the application role was not found";
  if (role.is_super)
    return `the application role ${role.name} is a superuser; row security would not bind it`;
  if (role.bypasses) return `the application role ${role.name} may bypass row security`;
  if (role.owns) return `the application role ${role.name} owns tables; it must own nothing`;
  if (!role.member)
    return `the application role ${role.name} is not a member of egov_app; run npm run setup:database`;
  return undefined;
}
