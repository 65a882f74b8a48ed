-- Paper that goes from the desk to a unit and back goes on a numbered slip, and arrives when the unit says so for each folder.
CREATE TABLE paper_handling.hand_over (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT hand_over_public_id_once UNIQUE,
  year integer NOT NULL,
  number integer NOT NULL,
  from_unit text NOT NULL,
  to_unit text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  open_items integer NOT NULL CONSTRAINT hand_over_open_items_range CHECK (open_items >= 0),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT hand_over_number_once UNIQUE (tenant_id, year, number),
  CONSTRAINT hand_over_between_units CHECK (from_unit <> to_unit)
);
CREATE INDEX hand_over_newest ON paper_handling.hand_over (tenant_id, made_at DESC, id DESC);
CREATE INDEX hand_over_open ON paper_handling.hand_over (tenant_id, to_unit, made_at DESC, id DESC) WHERE open_items > 0;
SELECT platform.protect('paper_handling.hand_over');

-- One folder on a slip, and what the unit it goes to said of it.
CREATE TABLE paper_handling.hand_over_item (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  hand_over_id uuid NOT NULL,
  folder_id uuid NOT NULL,
  ordinal integer NOT NULL,
  -- Where a refused folder goes back to.
  from_place text NOT NULL CONSTRAINT hand_over_item_place_known CHECK (from_place IN ('desk', 'unit')),
  state text NOT NULL CONSTRAINT hand_over_item_state_known CHECK (state IN ('sent', 'confirmed', 'refused')),
  reason text CONSTRAINT hand_over_item_reason_length CHECK (length(reason) BETWEEN 1 AND 500),
  answered_at timestamptz,
  answered_name text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT hand_over_item_of_slip FOREIGN KEY (tenant_id, hand_over_id) REFERENCES paper_handling.hand_over (tenant_id, id),
  CONSTRAINT hand_over_item_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder (tenant_id, id),
  CONSTRAINT hand_over_item_refused_with_reason CHECK ((state = 'refused') = (reason IS NOT NULL)),
  CONSTRAINT hand_over_item_answer_is_whole CHECK (num_nonnulls(answered_at, answered_name) = CASE state WHEN 'sent' THEN 0 ELSE 2 END)
);
-- A folder is on one way at a time.
CREATE UNIQUE INDEX hand_over_item_under_way ON paper_handling.hand_over_item (tenant_id, folder_id) WHERE state = 'sent';
CREATE INDEX hand_over_item_of_slip ON paper_handling.hand_over_item (tenant_id, hand_over_id, ordinal);
SELECT platform.protect('paper_handling.hand_over_item');
-- What lies in a unit, to put on a slip.
CREATE INDEX folder_of_unit ON paper_handling.folder (tenant_id, unit, since DESC, id DESC) WHERE place IN ('desk', 'unit');
