-- Processes on rows: definitions by content hash, one row per live token, append-only history, timers as rows.
CREATE SCHEMA workflow;
GRANT USAGE ON SCHEMA workflow TO egov_app;

-- A definition never changes: its name is the hash of its text. Not secret: it is shown on the public procedure page.
CREATE TABLE workflow.definition (
  hash text PRIMARY KEY,
  xml text NOT NULL,
  published_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON workflow.definition TO egov_app;

CREATE TABLE workflow.instance (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  definition_hash text NOT NULL REFERENCES workflow.definition (hash),
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT instance_state_known CHECK (state IN ('running', 'ended', 'error')),
  variables jsonb NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX instance_of_subject ON workflow.instance (tenant_id, subject_kind, subject_id);
SELECT platform.protect('workflow.instance');

-- A token waits: at a task for a person, for a message, for a time, at a join, or around a subprocess.
CREATE TABLE workflow.token (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  instance_id uuid NOT NULL,
  node_id text NOT NULL,
  kind text NOT NULL CONSTRAINT token_kind_known CHECK (kind IN ('user', 'receive', 'message', 'timer', 'join', 'scope', 'boundary')),
  scope_id uuid,
  attached_to uuid,
  flow_id text,
  name text NOT NULL,
  role text NOT NULL,
  holder_id uuid,
  since timestamptz NOT NULL,
  due_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT token_of_instance FOREIGN KEY (tenant_id, instance_id) REFERENCES workflow.instance (tenant_id, id)
);
CREATE INDEX token_of_instance ON workflow.token (tenant_id, instance_id);
CREATE INDEX token_due ON workflow.token (due_at) WHERE due_at IS NOT NULL;
SELECT platform.protect('workflow.token', 'SELECT, INSERT, UPDATE, DELETE');
SELECT platform.open_door('workflow.token', 'SELECT', 'deadlines');

CREATE TABLE workflow.history (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  instance_id uuid NOT NULL,
  -- The instance's version at which the token left: the order of what happened, whatever the clock says.
  sequence integer NOT NULL,
  node_id text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  entered_at timestamptz NOT NULL,
  left_at timestamptz NOT NULL,
  holder_id uuid,
  by_ref text,
  outcome text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT history_of_instance FOREIGN KEY (tenant_id, instance_id) REFERENCES workflow.instance (tenant_id, id)
);
CREATE INDEX history_of_instance ON workflow.history (tenant_id, instance_id, sequence);
SELECT platform.protect('workflow.history', 'SELECT, INSERT');
