-- Who used the days: working time of the steps of finished dossiers, worked out after the act from the process's own history.
CREATE SCHEMA indicators;
GRANT USAGE ON SCHEMA indicators TO egov_app;

-- Finished dossiers whose time is to be worked out, or was: each is counted once.
CREATE TABLE indicators.finished_dossier (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  measured_at timestamptz,
  PRIMARY KEY (tenant_id, dossier_id)
);
CREATE INDEX finished_dossier_waiting ON indicators.finished_dossier (tenant_id, dossier_id) WHERE measured_at IS NULL;
SELECT platform.protect('indicators.finished_dossier');
SELECT platform.open_door('indicators.finished_dossier', 'INSERT', 'outbox', 'counters');
SELECT platform.open_door('indicators.finished_dossier', 'SELECT', 'outbox', 'counters');
SELECT platform.open_door('indicators.finished_dossier', 'UPDATE', 'counters');

-- Sums by step and official, and how the times are spread: `span` numbers the intervals of src/modules/indicators/span.ts.
-- The empty step is the dossier as a whole; the nil official stands for nobody in particular.
CREATE TABLE indicators.time_used (
  tenant_id uuid NOT NULL,
  app_id text NOT NULL,
  month date NOT NULL,
  step text NOT NULL,
  role text NOT NULL,
  official_id uuid NOT NULL,
  span integer NOT NULL,
  name text NOT NULL,
  passes integer NOT NULL,
  late integer NOT NULL,
  minutes bigint NOT NULL,
  term_minutes bigint NOT NULL,
  PRIMARY KEY (tenant_id, app_id, month, step, role, official_id, span)
);
SELECT platform.protect('indicators.time_used');
SELECT platform.open_door('indicators.time_used', 'SELECT', 'counters');
SELECT platform.open_door('indicators.time_used', 'INSERT', 'counters');
SELECT platform.open_door('indicators.time_used', 'UPDATE', 'counters');
-- The public sees how long whole dossiers took, never who held a step.
CREATE POLICY whole_dossiers ON indicators.time_used FOR SELECT
  USING ((SELECT platform.door()) = 'public-statistics' AND step = '' AND role = '');

SELECT platform.open_door('workflow.history', 'SELECT', 'counters');
SELECT platform.open_door('deadlines.clock', 'SELECT', 'counters');
SELECT platform.open_door('deadlines.clock_event', 'SELECT', 'counters');
