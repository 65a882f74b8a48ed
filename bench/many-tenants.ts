import { createHash } from "node:crypto";
import { Client } from "pg";
import { makeDossiers, type Share } from "./many-dossiers.ts";
import type { CityPlace } from "./served-city.ts";

/** An official who is signed in, and a dossier of the own agency that waits for the role. */
export interface Desk {
  readonly cookie: string;
  readonly dossier: string;
}

/** Enough open work for a full first page of each agency. */
const OPEN_OF_EACH = 90;
const DONE_OF_EACH = 30;

/**
 * Agencies with a record-holder, four officials and their work each. `desks` people are signed in, spread evenly over the
 * agencies, so that one agency and a thousand hold the same rows and hear the same questions.
 */
export async function makeTenants(
  place: CityPlace,
  { tenants, desks }: { readonly tenants: number; readonly desks: number },
): Promise<readonly Desk[]> {
  const agencies = Array.from({ length: tenants }, (_, at) => agencyOf(at));
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  for (const statement of AGENCIES) await admin.query(statement, [JSON.stringify(agencies)]);
  const sessions = Array.from({ length: desks }, (_, at) => ({
    token: `desk-${at}`,
    hash: createHash("sha256").update(`desk-${at}`).digest("hex"),
    id: idOf("session", at),
    official: agencies[at % tenants]?.specialist,
  }));
  await admin.query(SESSIONS, [JSON.stringify(sessions)]);
  await admin.query(`ANALYZE`);
  const each = desks / tenants;
  await makeDossiers(place.adminUrl, {
    from: 1,
    dossiers: desks * (OPEN_OF_EACH + DONE_OF_EACH),
    openShare: OPEN_OF_EACH / (OPEN_OF_EACH + DONE_OF_EACH),
    shares: agencies.map((one) => ({ ...one, perThousand: each })),
  });
  const { rows } = await admin.query<{ tenant: string; ids: string[] }>(
    `SELECT tenant_id AS tenant, array_agg(public_id ORDER BY id) AS ids FROM dossiers.dossier
     WHERE step = 'examine' GROUP BY tenant_id`,
  );
  await admin.end();
  const waiting = new Map(rows.map((row) => [row.tenant, row.ids]));
  return sessions.map(({ token }, at) => {
    const ids = waiting.get(agencies[at % tenants]?.tenantId ?? "") ?? [];
    return { cookie: `egov=${token}`, dossier: ids[at % ids.length] ?? "" };
  });
}

function agencyOf(at: number): Share & { readonly agency: string; readonly slug: string } {
  const role = (name: string): string => idOf(name, at);
  return {
    tenantId: idOf("tenant", at),
    agency: idOf("agency", at),
    slug: `xa-${at}`,
    organId: `000.02.${at}.H29`,
    receiver: role("receiver"),
    specialist: role("specialist"),
    head: role("head"),
    leader: role("leader"),
    perThousand: 1,
  };
}

function idOf(kind: string, at: number): string {
  const hex = createHash("sha256").update(`${kind} ${at}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const GIVEN = `jsonb_to_recordset($1::jsonb) AS a ("tenantId" uuid, agency uuid, slug text, "organId" text, receiver uuid,
  specialist uuid, head uuid, leader uuid)`;
const PEOPLE = `${GIVEN}, LATERAL (VALUES ('receiver', receiver), ('specialist', specialist), ('head', head), ('leader', leader))
  AS o (role, id)`;
const SINCE = `daterange('2015-01-01', NULL)`;

const AGENCIES = [
  `INSERT INTO organisation.agency (id, slug, organ_id) SELECT agency, slug, "organId" FROM ${GIVEN}`,
  `INSERT INTO organisation.agency_fact (agency_id, name, name_en, kind, is_one_stop, valid, recorded, source)
   SELECT agency, 'Xã ' || slug, 'Commune ' || slug, 'ward', true, ${SINCE}, tstzrange(now(), NULL), 'bench' FROM ${GIVEN}`,
  `INSERT INTO tenancy.tenant (id, code, name) SELECT "tenantId", slug, slug FROM ${GIVEN}`,
  `INSERT INTO tenancy.custody (tenant_id, agency_id, valid, decision) SELECT "tenantId", agency, ${SINCE}, 'bench' FROM ${GIVEN}`,
  `INSERT INTO organisation.official (id, name) SELECT o.id, 'Nguyễn Văn ' || slug FROM ${PEOPLE}`,
  `INSERT INTO organisation.position (id, agency_id, unit_name, title, title_en, role, valid)
   SELECT o.id, agency, 'Văn phòng', o.role, o.role, o.role, ${SINCE} FROM ${PEOPLE}`,
  `INSERT INTO organisation.holding (id, position_id, official_id, valid, recorded)
   SELECT o.id, o.id, o.id, ${SINCE}, tstzrange(now(), NULL) FROM ${PEOPLE}`,
  `INSERT INTO identity.account (id, kind, login, name, official_id, is_demo, created_at)
   SELECT o.id, 'official', o.role || '.' || slug, 'Nguyễn Văn ' || slug, o.id, false, now() FROM ${PEOPLE}`,
];

const SESSIONS = `
  INSERT INTO identity.session (id, token_hash, account_id, created_at, seen_at, expires_at, user_agent, address)
  SELECT id, decode(hash, 'hex'), official, now(), now(), now() + interval '10 hours', 'bench', '127.0.0.1'
  FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, hash text, official uuid)`;
