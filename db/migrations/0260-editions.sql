-- Editions of procedures drafted, reviewed and published on screen, beside those that came with the program.
CREATE SCHEMA specialist_apps;
GRANT USAGE ON SCHEMA specialist_apps TO egov_app;

-- A draft of an edition: what state its work is in and who proposed it. Its content lies in its versions.
CREATE TABLE specialist_apps.draft (
  id uuid PRIMARY KEY,
  app_id text NOT NULL,
  -- First day in force of the edition it was forked from.
  forked_from date NOT NULL,
  title text NOT NULL CONSTRAINT draft_has_title CHECK (title <> ''),
  state text NOT NULL CONSTRAINT draft_state CHECK (state IN ('open', 'proposed', 'published', 'discarded')),
  version integer NOT NULL,
  starts_on date,
  decision text,
  proposed_by uuid,
  changed_at timestamptz NOT NULL,
  CONSTRAINT draft_is_proposed_whole CHECK (state IN ('open', 'discarded') OR (starts_on IS NOT NULL AND proposed_by IS NOT NULL))
);
CREATE INDEX draft_of_app ON specialist_apps.draft (app_id, changed_at DESC);

-- Every version of a draft's content and every act on it, so that whoever comes second sees what changed meanwhile and nothing is lost.
CREATE TABLE specialist_apps.draft_version (
  draft_id uuid NOT NULL REFERENCES specialist_apps.draft (id),
  version integer NOT NULL,
  content jsonb NOT NULL,
  act text NOT NULL,
  note text NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (draft_id, version)
);

-- A published edition, never edited: only its withdrawal before its first day is added. Numbers rise by one with every act.
CREATE TABLE specialist_apps.edition (
  number integer PRIMARY KEY,
  app_id text NOT NULL,
  in_force_from date NOT NULL,
  content jsonb NOT NULL,
  draft_id uuid NOT NULL REFERENCES specialist_apps.draft (id),
  decision text,
  proposed_by uuid NOT NULL,
  published_by uuid NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_number integer,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  CONSTRAINT edition_of_four_eyes CHECK (published_by <> proposed_by),
  CONSTRAINT edition_withdrawn_whole CHECK (
    num_nonnulls(withdrawn_number, withdrawn_by, withdrawn_at, withdrawn_reason) IN (0, 4)
  ),
  CONSTRAINT edition_number_of_withdrawal UNIQUE (withdrawn_number)
);
CREATE UNIQUE INDEX edition_one_a_day ON specialist_apps.edition (app_id, in_force_from) WHERE withdrawn_at IS NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['draft', 'draft_version', 'edition'] LOOP
    EXECUTE format('ALTER TABLE specialist_apps.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE specialist_apps.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY by_directory ON specialist_apps.%I USING ((SELECT platform.door()) = ''directory'')', name);
    EXECUTE format('GRANT SELECT, INSERT ON specialist_apps.%I TO egov_app', name);
  END LOOP;
END $$;
GRANT UPDATE (title, state, version, starts_on, decision, proposed_by, changed_at) ON specialist_apps.draft TO egov_app;
GRANT UPDATE (withdrawn_number, withdrawn_by, withdrawn_at, withdrawn_reason) ON specialist_apps.edition TO egov_app;
