-- Running dossiers moved to another published process by a decision: what was ordered, how far it is, and what became of each dossier.
CREATE TABLE dossiers.process_move (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  app_id text NOT NULL,
  from_hash text NOT NULL,
  to_hash text NOT NULL,
  mapping jsonb NOT NULL,
  decision text NOT NULL CONSTRAINT process_move_has_decision CHECK (decision <> ''),
  reason text NOT NULL CONSTRAINT process_move_has_reason CHECK (reason <> ''),
  ordered_by text NOT NULL,
  ordered_name text NOT NULL,
  ordered_at timestamptz NOT NULL,
  -- The last process that was judged; the job goes on behind it.
  place uuid,
  moved integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT process_move_goes_elsewhere CHECK (from_hash <> to_hash)
);
CREATE INDEX process_move_newest ON dossiers.process_move (tenant_id, app_id, id DESC);
-- One at a time: two orders for the same running process would each judge the other's dossiers.
CREATE UNIQUE INDEX process_move_one_runs ON dossiers.process_move (tenant_id, from_hash) WHERE finished_at IS NULL;
SELECT platform.protect('dossiers.process_move', 'SELECT, INSERT');
GRANT UPDATE (place, moved, refused, finished_at) ON dossiers.process_move TO egov_app;

-- Dossiers that a move left in their old process, each with the steps that have no place in the new one.
CREATE TABLE dossiers.process_move_refusal (
  tenant_id uuid NOT NULL,
  move_id uuid NOT NULL,
  instance_id uuid NOT NULL,
  dossier_code text NOT NULL,
  -- Each step that has no place, by id and name, and why.
  steps jsonb NOT NULL,
  refused_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, move_id, instance_id),
  CONSTRAINT process_move_refusal_of_move FOREIGN KEY (tenant_id, move_id) REFERENCES dossiers.process_move (tenant_id, id)
);
SELECT platform.protect('dossiers.process_move_refusal', 'SELECT, INSERT');
