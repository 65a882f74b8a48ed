-- What may happen to a result after its release: corrected, revoked, issued again or copied; and every paper that came out of it.
CREATE SCHEMA result_registers;
GRANT USAGE ON SCHEMA result_registers TO egov_app;

-- What was proposed for a released result, and what a leader decided.
CREATE TABLE result_registers.amendment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT amendment_public_id_once UNIQUE,
  record_id uuid NOT NULL,
  app_id text NOT NULL,
  kind text NOT NULL CONSTRAINT amendment_kind_known CHECK (kind IN ('correction', 'reissue', 'copy', 'revocation')),
  state text NOT NULL CONSTRAINT amendment_state_known CHECK (state IN ('proposed', 'declined', 'numbered', 'signing', 'done')),
  -- What the record is to say, where it is to say something else.
  content jsonb CONSTRAINT amendment_correction_has_content CHECK ((kind = 'correction') = (content IS NOT NULL)),
  reason text NOT NULL CONSTRAINT amendment_reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
  proposed_at timestamptz NOT NULL,
  proposed_by text NOT NULL,
  proposer_name text NOT NULL,
  -- The decision: its number and day as it stands on paper, who took it in which capacity.
  decision text NOT NULL DEFAULT '',
  decided_on date,
  decided_at timestamptz,
  decider_name text NOT NULL DEFAULT '',
  decider_title text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  -- Of the paper that comes out of it, from its numbering on.
  number text,
  paper_public_id text,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT amendment_numbered_has_paper CHECK ((number IS NULL) = (paper_public_id IS NULL)),
  CONSTRAINT amendment_done_is_decided CHECK (state <> 'done' OR (decided_at IS NOT NULL AND decider_name <> ''))
);
-- One at a time for a record: what is decided is what was proposed.
CREATE UNIQUE INDEX amendment_open_once ON result_registers.amendment (tenant_id, record_id) WHERE state IN ('proposed', 'numbered', 'signing');
CREATE INDEX amendment_of_record ON result_registers.amendment (tenant_id, record_id, proposed_at);
CREATE INDEX amendment_waiting ON result_registers.amendment (tenant_id, proposed_at) WHERE state IN ('proposed', 'numbered');
CREATE INDEX amendment_by_number ON result_registers.amendment (tenant_id, number) WHERE number IS NOT NULL;
SELECT platform.protect('result_registers.amendment');
SELECT platform.open_door('result_registers.amendment', 'SELECT', 'registers');

-- A paper of a record: the one first released, and each that was issued since. The newest that is no copy is the one that counts.
CREATE TABLE result_registers.paper (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Printed on it as a code; of the first paper its dossier's.
  public_id text NOT NULL CONSTRAINT paper_public_id_once UNIQUE,
  record_id uuid NOT NULL,
  -- The version of the record that it tells.
  record_version integer NOT NULL,
  kind text NOT NULL CONSTRAINT paper_kind_known CHECK (kind IN ('original', 'correction', 'reissue', 'copy')),
  number text NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamptz NOT NULL,
  amendment_id uuid CONSTRAINT paper_is_decided CHECK ((kind = 'original') = (amendment_id IS NULL)),
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_of_version_once UNIQUE (tenant_id, record_id, record_version),
  CONSTRAINT paper_of_amendment_once UNIQUE (tenant_id, amendment_id),
  CONSTRAINT paper_of_amendment FOREIGN KEY (tenant_id, amendment_id) REFERENCES result_registers.amendment (tenant_id, id)
);
SELECT platform.protect('result_registers.paper', 'SELECT, INSERT');
SELECT platform.open_door('result_registers.paper', 'SELECT', 'registers', 'public-verify');
-- Whoever verifies a paper is told since when it is revoked and by which decision.
SELECT platform.open_door('records.version', 'SELECT', 'public-verify');
