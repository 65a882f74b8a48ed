-- A result that nobody collects is told of, stage by stage, and goes to the archive on a numbered record.
CREATE TABLE paper_handling.result_archive (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT result_archive_public_id_once UNIQUE,
  year integer NOT NULL,
  number integer NOT NULL,
  place text NOT NULL CONSTRAINT result_archive_place_length CHECK (length(place) BETWEEN 1 AND 200),
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT result_archive_number_once UNIQUE (tenant_id, year, number)
);
CREATE INDEX result_archive_newest ON paper_handling.result_archive (tenant_id, made_at DESC, id DESC);
SELECT platform.protect('paper_handling.result_archive', 'SELECT, INSERT');

-- A result on such a record, as it stood then.
CREATE TABLE paper_handling.archived_result (
  tenant_id uuid NOT NULL,
  -- A result goes to the archive once: its folder's id.
  id uuid NOT NULL,
  archive_id uuid NOT NULL,
  code text NOT NULL,
  applicant_name text NOT NULL,
  ready_at timestamptz NOT NULL,
  reminders integer NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT archived_result_of_record FOREIGN KEY (tenant_id, archive_id) REFERENCES paper_handling.result_archive (tenant_id, id),
  CONSTRAINT archived_result_of_folder FOREIGN KEY (tenant_id, id) REFERENCES paper_handling.folder (tenant_id, id)
);
CREATE INDEX archived_result_of_record ON paper_handling.archived_result (tenant_id, archive_id, code);
SELECT platform.protect('paper_handling.archived_result', 'SELECT, INSERT');
