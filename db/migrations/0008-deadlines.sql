-- Clocks of the law: published calendars, running terms with every pause and extension as a row, alarms that fire once.
CREATE SCHEMA deadlines;
GRANT USAGE ON SCHEMA deadlines TO egov_app;

-- An edition is never changed, only succeeded. The yearly decrees in it carry their documents (R31, R32).
CREATE TABLE deadlines.calendar_edition (
  version integer PRIMARY KEY,
  name text NOT NULL,
  decrees jsonb NOT NULL,
  reason text NOT NULL CONSTRAINT calendar_edition_has_reason CHECK (reason <> ''),
  published_at timestamptz NOT NULL
);

-- Office hours of an agency from a day on; the nil agency is the city's usual. Not the reception hours (R40).
CREATE TABLE deadlines.office_hours (
  agency_id uuid NOT NULL,
  valid_from date NOT NULL,
  hours jsonb NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (agency_id, valid_from)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['calendar_edition', 'office_hours'] LOOP
    EXECUTE format('ALTER TABLE deadlines.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE deadlines.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_by_all ON deadlines.%I FOR SELECT USING (true)', name);
    EXECUTE format('CREATE POLICY write_by_directory ON deadlines.%I FOR INSERT WITH CHECK (platform.door() = ANY (ARRAY[''directory'', ''seed'']))', name);
    EXECUTE format('GRANT SELECT, INSERT ON deadlines.%I TO egov_app', name);
  END LOOP;
END $$;

CREATE TABLE deadlines.clock (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  applicant_id uuid,
  agency_id uuid,
  purpose text NOT NULL CONSTRAINT clock_purpose_known CHECK (purpose IN ('answer', 'processing')),
  state text NOT NULL CONSTRAINT clock_state_known CHECK (state IN ('running', 'paused', 'stopped')),
  term_unit text NOT NULL CONSTRAINT clock_term_unit_known CHECK (term_unit IN ('days', 'working-days', 'working-hours')),
  term_count integer NOT NULL CONSTRAINT clock_term_positive CHECK (term_count > 0),
  late_from_minute integer,
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  -- What was promised first; on-time is judged by it whatever happens later (R43).
  first_due_at timestamptz NOT NULL,
  stopped_at timestamptz,
  calendar_version integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX clock_of_subject ON deadlines.clock (tenant_id, subject_kind, subject_id);
CREATE INDEX clock_of_subject_anywhere ON deadlines.clock (subject_id);
CREATE INDEX clock_open_calendar ON deadlines.clock (calendar_version) WHERE state <> 'stopped';
SELECT platform.protect('deadlines.clock');
CREATE POLICY own_clock ON deadlines.clock FOR SELECT USING (applicant_id = (SELECT platform.applicant()));
SELECT platform.open_door('deadlines.clock', 'SELECT', 'public-lookup', 'deadlines');

CREATE TABLE deadlines.clock_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  clock_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT clock_event_kind_known CHECK (kind IN
    ('paused', 'resumed', 'extended', 'recomputed', 'warned', 'escalated', 'stopped')),
  detail jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT clock_event_of_clock FOREIGN KEY (tenant_id, clock_id) REFERENCES deadlines.clock (tenant_id, id)
);
CREATE INDEX clock_event_in_order ON deadlines.clock_event (tenant_id, clock_id, id);
SELECT platform.protect('deadlines.clock_event', 'SELECT, INSERT');
CREATE POLICY own_clock_event ON deadlines.clock_event FOR SELECT USING (EXISTS (
  SELECT FROM deadlines.clock c WHERE c.tenant_id = clock_event.tenant_id AND c.id = clock_event.clock_id
    AND c.applicant_id = (SELECT platform.applicant())));
SELECT platform.open_door('deadlines.clock_event', 'SELECT', 'public-lookup');

-- An alarm belongs to one version of its clock: a clock that was paused, extended or stopped silences the old ones.
CREATE TABLE deadlines.alarm (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  clock_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT alarm_kind_known CHECK (kind IN ('warning', 'escalation')),
  clock_version integer NOT NULL,
  fire_at timestamptz NOT NULL,
  fired_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT alarm_of_clock FOREIGN KEY (tenant_id, clock_id) REFERENCES deadlines.clock (tenant_id, id)
);
CREATE INDEX alarm_waiting ON deadlines.alarm (fire_at) WHERE fired_at IS NULL;
SELECT platform.protect('deadlines.alarm');
SELECT platform.open_door('deadlines.alarm', 'SELECT', 'deadlines');
