-- Registers of records: types by the hash of their schema, records with a history that only grows, exact keys of whom they are about, and who read them.
CREATE SCHEMA records;
GRANT USAGE ON SCHEMA records TO egov_app;

-- What a record of a type may hold. A changed schema is another row; a version of a record names the one it was judged by.
CREATE TABLE records.type (
  hash text PRIMARY KEY,
  id text NOT NULL,
  schema jsonb NOT NULL,
  published_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON records.type TO egov_app;

-- What was issued: one row a paper's origin, as it stands today. What it says lies in its newest version.
CREATE TABLE records.record (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT record_public_id_once UNIQUE,
  type_id text NOT NULL,
  origin_kind text NOT NULL,
  origin_id uuid NOT NULL,
  number text NOT NULL CONSTRAINT record_has_number CHECK (number <> ''),
  title text NOT NULL,
  search_text text NOT NULL,
  issued_on date NOT NULL,
  state text NOT NULL CONSTRAINT record_state_known CHECK (state IN ('valid', 'corrected', 'revoked')),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT record_of_origin_once UNIQUE (tenant_id, origin_kind, origin_id)
);
-- A register's pages: the latest first; keyset on (issued_on, id).
CREATE INDEX record_of_register ON records.record (tenant_id, type_id, issued_on DESC, id DESC);
CREATE INDEX record_by_number ON records.record (type_id, number);
CREATE INDEX record_search ON records.record USING gin (search_text gin_trgm_ops);
SELECT platform.protect('records.record');
SELECT platform.open_door('records.record', 'SELECT', 'registers', 'public-verify');

-- Everything a record ever said, by whom and under which decision; rows are only added.
CREATE TABLE records.version (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  record_id uuid NOT NULL,
  version integer NOT NULL,
  type_hash text NOT NULL REFERENCES records.type (hash),
  -- What was done to the record, and the number of the decision or paper it was done by.
  act text NOT NULL,
  decision text NOT NULL,
  state text NOT NULL CONSTRAINT version_state_known CHECK (state IN ('valid', 'corrected', 'revoked')),
  content jsonb NOT NULL,
  valid_from date NOT NULL,
  recorded_at timestamptz NOT NULL,
  by_ref text NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT version_of_record_once UNIQUE (tenant_id, record_id, version),
  CONSTRAINT version_of_record FOREIGN KEY (tenant_id, record_id) REFERENCES records.record (tenant_id, id)
);
SELECT platform.protect('records.version', 'SELECT, INSERT');
SELECT platform.open_door('records.version', 'SELECT', 'registers');

-- Whom a record is about, by exact number. A number that a correction took away stays with the day it ended and finds nothing.
CREATE TABLE records.search_key (
  tenant_id uuid NOT NULL,
  record_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT search_key_kind_known CHECK (kind IN ('citizen-number', 'tax-code')),
  value text NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, record_id, kind, value),
  CONSTRAINT search_key_of_record FOREIGN KEY (tenant_id, record_id) REFERENCES records.record (tenant_id, id)
);
CREATE INDEX search_key_value ON records.search_key (value, kind) WHERE ended_at IS NULL;
SELECT platform.protect('records.search_key');
SELECT platform.open_door('records.search_key', 'SELECT', 'registers');

-- Who read a record, for what: the person it is about may see this.
CREATE TABLE records.reading (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  record_id uuid NOT NULL,
  reader_ref text NOT NULL,
  reader_name text NOT NULL,
  agency_name text NOT NULL,
  purpose text NOT NULL CONSTRAINT reading_has_purpose CHECK (purpose <> ''),
  -- For which dossier, where it was for one.
  dossier_code text,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT reading_of_record FOREIGN KEY (tenant_id, record_id) REFERENCES records.record (tenant_id, id)
);
CREATE INDEX reading_of_record_at ON records.reading (tenant_id, record_id, at DESC);
SELECT platform.protect('records.reading', 'SELECT, INSERT');
SELECT platform.open_door('records.reading', 'SELECT', 'registers');
SELECT platform.open_door('records.reading', 'INSERT', 'registers');
