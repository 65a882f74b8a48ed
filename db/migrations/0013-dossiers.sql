-- The one-stop shop: drafts, dossiers with their legal state, their history, counters kept in the same transaction.
CREATE SCHEMA dossiers;
GRANT USAGE ON SCHEMA dossiers TO egov_app;

CREATE TABLE dossiers.draft (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT draft_public_id_once UNIQUE,
  account_id uuid NOT NULL,
  app_id text NOT NULL,
  edition text NOT NULL,
  answers jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  submitted_as uuid,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX draft_of_account ON dossiers.draft (account_id, updated_at DESC);
SELECT platform.protect('dossiers.draft');
CREATE POLICY own_draft ON dossiers.draft USING (account_id = (SELECT platform.applicant()));

CREATE TABLE dossiers.dossier (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT dossier_public_id_once UNIQUE,
  code text NOT NULL CONSTRAINT dossier_code_once UNIQUE,
  lookup_code text NOT NULL CONSTRAINT dossier_lookup_code_shape CHECK (lookup_code ~ '^[0-9A-Z]{4}$'),
  app_id text NOT NULL,
  edition text NOT NULL,
  account_id uuid NOT NULL,
  applicant_name text NOT NULL,
  title text NOT NULL,
  search_text text NOT NULL,
  answers jsonb NOT NULL,
  state text NOT NULL CONSTRAINT dossier_state_known CHECK (state IN
    ('submitted', 'received', 'processing', 'supplement', 'refused', 'signed', 'done')),
  submitted_at timestamptz NOT NULL,
  answer_due_at timestamptz NOT NULL,
  accepted_at timestamptz,
  due_at timestamptz,
  -- The moment the receipt first promised: on-time is judged by it, whatever happened to the clock since (R43).
  first_due_at timestamptz,
  released_at timestamptz,
  outcome text CONSTRAINT dossier_outcome_known CHECK (outcome IN ('early', 'on-time', 'late')),
  receipt_number integer,
  result_number text,
  instance_id uuid NOT NULL,
  answer_clock_id uuid NOT NULL,
  processing_clock_id uuid,
  task_id uuid,
  step text,
  step_role text,
  holder_id uuid,
  step_since timestamptz,
  supplement_asked_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT dossier_accepted_has_due CHECK ((accepted_at IS NULL) = (due_at IS NULL)),
  CONSTRAINT dossier_released_has_outcome CHECK (released_at IS NULL OR outcome IS NOT NULL OR state = 'refused')
);
-- The work list of a desk: waiting for a role, nearest due date first; keyset on (list_due, id).
CREATE INDEX dossier_worklist ON dossiers.dossier (tenant_id, step_role, (coalesce(due_at, answer_due_at)), id) WHERE step_role IS NOT NULL;
CREATE INDEX dossier_newest ON dossiers.dossier (tenant_id, submitted_at DESC, id DESC);
CREATE INDEX dossier_of_account ON dossiers.dossier (account_id, submitted_at DESC);
CREATE INDEX dossier_search ON dossiers.dossier USING gin (search_text gin_trgm_ops);
SELECT platform.protect('dossiers.dossier');
CREATE POLICY own_dossier ON dossiers.dossier FOR SELECT USING (account_id = (SELECT platform.applicant()));
SELECT platform.open_door('dossiers.dossier', 'SELECT', 'public-lookup', 'public-verify', 'counters', 'outbox');

CREATE TABLE dossiers.dossier_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  sequence integer NOT NULL,
  name text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  actor_ref text NOT NULL,
  actor_name text NOT NULL,
  position_id uuid,
  detail jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT dossier_event_sequence_once UNIQUE (tenant_id, dossier_id, sequence),
  CONSTRAINT dossier_event_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
SELECT platform.protect('dossiers.dossier_event', 'SELECT, INSERT');
CREATE POLICY own_dossier_event ON dossiers.dossier_event FOR SELECT USING (
  EXISTS (SELECT FROM dossiers.dossier d WHERE d.tenant_id = dossier_event.tenant_id AND d.id = dossier_event.dossier_id
          AND d.account_id = (SELECT platform.applicant())));
SELECT platform.open_door('dossiers.dossier_event', 'SELECT', 'public-lookup', 'counters');

CREATE TABLE dossiers.supplement (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  defects jsonb NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  answered_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  -- A supplement is asked for once, in full (R17).
  CONSTRAINT supplement_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT supplement_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
SELECT platform.protect('dossiers.supplement');
CREATE POLICY own_supplement ON dossiers.supplement USING (
  EXISTS (SELECT FROM dossiers.dossier d WHERE d.tenant_id = supplement.tenant_id AND d.id = supplement.dossier_id
          AND d.account_id = (SELECT platform.applicant())));

CREATE TABLE dossiers.comment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  author_ref text NOT NULL,
  author_name text NOT NULL,
  body text NOT NULL CONSTRAINT comment_body_length CHECK (length(body) BETWEEN 1 AND 4000),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT comment_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
CREATE INDEX comment_of_dossier_at ON dossiers.comment (tenant_id, dossier_id, at);
SELECT platform.protect('dossiers.comment', 'SELECT, INSERT');

CREATE TABLE dossiers.rating (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  stars integer NOT NULL CONSTRAINT rating_stars_range CHECK (stars BETWEEN 1 AND 5),
  words text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, dossier_id),
  CONSTRAINT rating_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
SELECT platform.protect('dossiers.rating', 'SELECT, INSERT');
CREATE POLICY own_rating ON dossiers.rating USING (
  EXISTS (SELECT FROM dossiers.dossier d WHERE d.tenant_id = rating.tenant_id AND d.id = rating.dossier_id
          AND d.account_id = (SELECT platform.applicant())));

-- Counters: delta rows in the transaction of the change, folded by a job; a read is folded + unfolded.
CREATE TABLE dossiers.counter_delta (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  app_id text NOT NULL,
  month date NOT NULL,
  metric text NOT NULL,
  amount integer NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.protect('dossiers.counter_delta', 'SELECT, INSERT, DELETE');
SELECT platform.open_door('dossiers.counter_delta', 'SELECT', 'public-statistics', 'counters');
SELECT platform.open_door('dossiers.counter_delta', 'DELETE', 'counters');
CREATE TABLE dossiers.counter (
  tenant_id uuid NOT NULL,
  app_id text NOT NULL,
  month date NOT NULL,
  metric text NOT NULL,
  amount integer NOT NULL,
  PRIMARY KEY (tenant_id, app_id, month, metric)
);
SELECT platform.protect('dossiers.counter');
SELECT platform.open_door('dossiers.counter', 'SELECT', 'public-statistics', 'counters');
SELECT platform.open_door('dossiers.counter', 'INSERT', 'counters');
SELECT platform.open_door('dossiers.counter', 'UPDATE', 'counters');

-- The demo city's year is loaded in slices; a slice that is written here is not loaded again after a restart.
CREATE TABLE dossiers.loaded_slice (
  tenant_id uuid NOT NULL,
  month date NOT NULL,
  dossiers integer NOT NULL,
  PRIMARY KEY (tenant_id, month)
);
SELECT platform.protect('dossiers.loaded_slice', 'SELECT, INSERT');
SELECT platform.open_door('dossiers.loaded_slice', 'SELECT', 'seed', 'public-statistics');
