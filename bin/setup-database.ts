/**
 * `npm run setup:database`: makes the two roles and the database from an administrator's address, once.
 *
 * Reads `ADMIN_DATABASE_URL` (an administrator), `DATABASE_URL` (the application role and database to be) and
 * `MIGRATION_DATABASE_URL` (the owner). Passwords come from those addresses. Running it again changes nothing but passwords.
 */
import { Client } from "pg";

interface Wanted {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

function wantedIn(name: string): Wanted {
  const text = process.env[name];
  if (text === undefined || !URL.canParse(text))
    throw new Error(
      `${name} must be an address such as postgres://role:password@host:5432/database`,
    );
  const url = new URL(text);
  const wanted = {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
  if (wanted.user === "" || wanted.password === "" || wanted.database === "")
    throw new Error(`${name} lacks a role, a password or a database`);
  return wanted;
}

/** Version 15 as the server itself numbers it. */
const OLDEST = 150_000;

async function administrator(address: string | undefined): Promise<Client> {
  if (address === undefined || !URL.canParse(address))
    throw new Error(
      "ADMIN_DATABASE_URL must be an administrator's address such as postgres://admin:password@host:5432/postgres",
    );
  const admin = new Client({ connectionString: address });
  await admin.connect();
  const { rows } = await admin.query<{ number: number; isAble: boolean }>(
    `SELECT current_setting('server_version_num')::integer AS number,
            rolsuper OR (rolcreaterole AND rolcreatedb) AS "isAble"
     FROM pg_roles WHERE rolname = current_user`,
  );
  const refusal =
    (rows[0]?.number ?? 0) < OLDEST
      ? "The server must be PostgreSQL 15 or newer."
      : "The role in ADMIN_DATABASE_URL may not make roles and databases.";
  if ((rows[0]?.number ?? 0) >= OLDEST && rows[0]?.isAble === true) return admin;
  await admin.end();
  throw new Error(refusal);
}

async function makeRole(admin: Client, role: Wanted): Promise<void> {
  const name = admin.escapeIdentifier(role.user);
  const { rows } = await admin.query(`SELECT 1 FROM pg_roles WHERE rolname = $1`, [role.user]);
  if (rows.length === 0) await admin.query(`CREATE ROLE ${name}`);
  await admin.query(
    `ALTER ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${admin.escapeLiteral(role.password)}`,
  );
}

async function main(): Promise<void> {
  const application = wantedIn("DATABASE_URL");
  const owner = wantedIn("MIGRATION_DATABASE_URL");
  if (application.user === owner.user)
    throw new Error("The application role must not be the owner: give two roles.");
  if (application.database !== owner.database)
    throw new Error("DATABASE_URL and MIGRATION_DATABASE_URL name two databases.");
  const admin = await administrator(process.env["ADMIN_DATABASE_URL"]);
  const { rows: group } = await admin.query(`SELECT 1 FROM pg_roles WHERE rolname = 'egov_app'`);
  if (group.length === 0) await admin.query(`CREATE ROLE egov_app NOLOGIN`);
  await makeRole(admin, owner);
  await makeRole(admin, application);
  if (application.user !== "egov_app")
    await admin.query(`GRANT egov_app TO ${admin.escapeIdentifier(application.user)}`);
  const { rows } = await admin.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [
    owner.database,
  ]);
  if (rows.length === 0)
    await admin.query(
      `CREATE DATABASE ${admin.escapeIdentifier(owner.database)} OWNER ${admin.escapeIdentifier(owner.user)} ENCODING 'UTF8' TEMPLATE template0`,
    );
  await admin.end();
  console.log(
    `Database ${owner.database}: owned by ${owner.user}, used by ${application.user}. Now start with both addresses set.`,
  );
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
