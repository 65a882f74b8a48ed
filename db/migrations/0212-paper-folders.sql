-- Where the paper of a dossier is, which originals the office has seen or keeps, and who took what away.
-- The paper of one dossier; its id is the dossier's.
CREATE TABLE paper_handling.folder (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT folder_public_id_once UNIQUE,
  code text NOT NULL,
  app_id text NOT NULL,
  account_id uuid NOT NULL,
  applicant_name text NOT NULL,
  search_text text NOT NULL,
  place text NOT NULL CONSTRAINT folder_place_known CHECK (place IN ('desk', 'under-way', 'unit', 'archive')),
  -- Whose hands: the unit that has it, or that it is under way to.
  unit text NOT NULL,
  keeper_id uuid,
  keeper_name text,
  shelf text CONSTRAINT folder_shelf_length CHECK (length(shelf) BETWEEN 1 AND 60),
  since timestamptz NOT NULL,
  -- Originals that the office keeps; once the dossier has ended each is a debt.
  kept integer NOT NULL DEFAULT 0 CONSTRAINT folder_kept_range CHECK (kept >= 0),
  ended_at timestamptz,
  result_state text CONSTRAINT folder_result_known CHECK (result_state IN ('waiting', 'collected', 'archived')),
  result_ready_at timestamptz,
  result_shelf text CONSTRAINT folder_result_shelf_length CHECK (length(result_shelf) BETWEEN 1 AND 60),
  reminders integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT folder_result_is_whole CHECK ((result_state IS NULL) = (result_ready_at IS NULL))
);
CREATE INDEX folder_newest ON paper_handling.folder (tenant_id, since DESC, id DESC);
CREATE INDEX folder_owing ON paper_handling.folder (tenant_id, ended_at, id) WHERE kept > 0 AND ended_at IS NOT NULL;
CREATE INDEX folder_waiting ON paper_handling.folder (tenant_id, result_ready_at, id) WHERE result_state = 'waiting';
CREATE INDEX folder_to_remind ON paper_handling.folder (result_ready_at) WHERE result_state = 'waiting';
SELECT platform.protect('paper_handling.folder');
SELECT platform.open_door('paper_handling.folder', 'SELECT', 'paper');

-- Every change of a folder's place, so that it can be said at any time where it was.
CREATE TABLE paper_handling.folder_move (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  folder_id uuid NOT NULL,
  sequence integer NOT NULL,
  name text NOT NULL,
  place text NOT NULL,
  unit text NOT NULL,
  shelf text,
  note text NOT NULL,
  actor_ref text NOT NULL,
  actor_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT folder_move_sequence_once UNIQUE (tenant_id, folder_id, sequence),
  CONSTRAINT folder_move_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder (tenant_id, id)
);
SELECT platform.protect('paper_handling.folder_move', 'SELECT, INSERT');

-- What was handed out at the desk, to whom, and by what authority; never changed.
CREATE TABLE paper_handling.delivery (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT delivery_public_id_once UNIQUE,
  folder_id uuid NOT NULL,
  what text NOT NULL CONSTRAINT delivery_what_known CHECK (what IN ('result', 'originals')),
  receiver_name text NOT NULL CONSTRAINT delivery_receiver_length CHECK (length(receiver_name) BETWEEN 2 AND 100),
  receiver_citizen_id text NOT NULL CONSTRAINT delivery_citizen_id_shape CHECK (receiver_citizen_id ~ '^[0-9]{12}$'),
  authority text NOT NULL CONSTRAINT delivery_authority_known CHECK (authority IN ('applicant', 'paper', 'mandate')),
  authority_text text,
  mandate_id uuid,
  file_id uuid,
  handed_at timestamptz NOT NULL,
  handed_by uuid NOT NULL,
  handed_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT delivery_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder (tenant_id, id),
  -- Nobody but the applicant takes anything away without an authority that is on record.
  CONSTRAINT delivery_paper_is_scanned CHECK ((authority = 'paper') = (num_nonnulls(file_id) = 1) AND (authority <> 'paper' OR authority_text IS NOT NULL)),
  CONSTRAINT delivery_mandate_is_named CHECK ((authority = 'mandate') = (mandate_id IS NOT NULL))
);
CREATE UNIQUE INDEX delivery_result_once ON paper_handling.delivery (tenant_id, folder_id) WHERE what = 'result';
CREATE INDEX delivery_of_folder ON paper_handling.delivery (tenant_id, folder_id, handed_at);
SELECT platform.protect('paper_handling.delivery', 'SELECT, INSERT');

-- A paper of the checklist as the desk saw it: the original was compared, or is kept, or a copy is kept.
CREATE TABLE paper_handling.noted_paper (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  folder_id uuid NOT NULL,
  slot text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL CONSTRAINT noted_paper_kind_known CHECK (kind IN ('checked', 'original', 'copy')),
  pieces integer NOT NULL CONSTRAINT noted_paper_pieces_range CHECK (pieces BETWEEN 1 AND 999),
  note text NOT NULL CONSTRAINT noted_paper_note_length CHECK (length(note) <= 500),
  noted_at timestamptz NOT NULL,
  noted_by uuid NOT NULL,
  noted_name text NOT NULL,
  delivery_id uuid,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT noted_paper_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder (tenant_id, id),
  CONSTRAINT noted_paper_returned FOREIGN KEY (tenant_id, delivery_id) REFERENCES paper_handling.delivery (tenant_id, id),
  CONSTRAINT noted_paper_only_originals_return CHECK (delivery_id IS NULL OR kind = 'original')
);
CREATE UNIQUE INDEX noted_paper_once ON paper_handling.noted_paper (tenant_id, folder_id, slot, kind) WHERE delivery_id IS NULL;
CREATE INDEX noted_paper_of_folder ON paper_handling.noted_paper (tenant_id, folder_id, noted_at);
SELECT platform.protect('paper_handling.noted_paper');
