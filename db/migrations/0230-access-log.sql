-- Who looked at what about a person: written before it is shown, changed by nobody, read by the person concerned.
CREATE SCHEMA access_log;
GRANT USAGE ON SCHEMA access_log TO egov_app;
-- One line for a viewer, a thing and a quarter of an hour. Office and position stand as they were at the time.
CREATE TABLE access_log.view (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The account of the person concerned; null where nobody can sign in as them.
  person_id uuid,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_href text NOT NULL,
  subject_code text NOT NULL,
  thing text NOT NULL,
  thing_id text NOT NULL,
  thing_name text NOT NULL,
  by_right text NOT NULL,
  viewer_ref text NOT NULL,
  position_id uuid,
  position_title text NOT NULL,
  agency_name text NOT NULL,
  quarter timestamptz NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT view_once_a_quarter
    UNIQUE NULLS NOT DISTINCT (tenant_id, subject_id, viewer_ref, position_id, thing, thing_id, quarter)
);
CREATE INDEX view_of_person ON access_log.view (person_id, at DESC, id DESC) WHERE person_id IS NOT NULL;
CREATE INDEX view_of_subject ON access_log.view (tenant_id, subject_code, at DESC, id DESC);
-- No right to change or to remove a line: what was seen stays seen.
SELECT platform.protect('access_log.view', 'SELECT, INSERT');
CREATE POLICY own_view ON access_log.view FOR SELECT USING (person_id = (SELECT platform.applicant()));
