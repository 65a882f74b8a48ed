-- What a changed edition would have meant for dossiers of the past: asked by an administrator, worked out by the worker page by page.
CREATE TABLE indicators.simulation (
  id uuid PRIMARY KEY,
  asked jsonb NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  cases_total integer NOT NULL,
  -- Where the worker stands, and what came out so far; a worker that dies leaves both to the next.
  place jsonb,
  result jsonb NOT NULL,
  finished_at timestamptz
);
CREATE INDEX simulation_waiting ON indicators.simulation (asked_at) WHERE finished_at IS NULL;
CREATE INDEX simulation_newest ON indicators.simulation (asked_at DESC);
ALTER TABLE indicators.simulation ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.simulation FORCE ROW LEVEL SECURITY;
CREATE POLICY asked_by_directory ON indicators.simulation USING ((SELECT platform.door()) = 'directory');
CREATE POLICY worked_by_counters ON indicators.simulation USING ((SELECT platform.door()) = 'counters');
GRANT SELECT, INSERT ON indicators.simulation TO egov_app;
GRANT UPDATE (place, result, finished_at) ON indicators.simulation TO egov_app;
