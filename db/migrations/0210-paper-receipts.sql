-- When power or network fails the desk goes on with numbered receipts printed before; each number is entered later with the true moment, or voided with a reason.
CREATE SCHEMA paper_handling;
GRANT USAGE ON SCHEMA paper_handling TO egov_app;

-- What the city decides about paper, from a day on. No law names these figures: they are data that a later row corrects.
CREATE TABLE paper_handling.rule (
  from_on date PRIMARY KEY,
  receipts_a_block integer NOT NULL CONSTRAINT rule_block_range CHECK (receipts_a_block BETWEEN 1 AND 500),
  -- Calendar days after which a receipt given on paper can no longer be entered with its own moment.
  back_entry_days integer NOT NULL CONSTRAINT rule_back_entry_range CHECK (back_entry_days BETWEEN 1 AND 366),
  -- Calendar days after which the applicant is reminded of a result that lies at the desk, once for each.
  remind_after_days integer[] NOT NULL CONSTRAINT rule_reminders_some CHECK (cardinality(remind_after_days) BETWEEN 1 AND 10),
  -- Calendar days after which an unclaimed result goes to the archive.
  archive_after_days integer NOT NULL CONSTRAINT rule_archive_range CHECK (archive_after_days BETWEEN 1 AND 3660),
  source text NOT NULL CONSTRAINT rule_has_source CHECK (source <> '')
);
ALTER TABLE paper_handling.rule ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON paper_handling.rule FOR SELECT USING (true);
GRANT SELECT ON paper_handling.rule TO egov_app;
INSERT INTO paper_handling.rule (from_on, receipts_a_block, back_entry_days, remind_after_days, archive_after_days, source)
VALUES (DATE '2015-01-01', 100, 10, ARRAY[7, 30, 90], 365,
        'Quy ước của hệ thống; chưa thấy văn bản của thành phố quy định các số ngày này [M]');
-- Last, because the owner who fills the table is bound by it as well.
ALTER TABLE paper_handling.rule FORCE ROW LEVEL SECURITY;

-- Numbers taken together from the register of an office and printed; in stock until it is put to use.
CREATE TABLE paper_handling.receipt_block (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT receipt_block_public_id_once UNIQUE,
  year integer NOT NULL,
  first_number integer NOT NULL,
  last_number integer NOT NULL,
  agency_name text NOT NULL,
  reserved_at timestamptz NOT NULL,
  reserved_by uuid NOT NULL,
  reserved_name text NOT NULL,
  -- The day it is used on; from the close of the next working day on, every number of it that is still blank is owed.
  used_on date,
  owed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT receipt_block_range CHECK (first_number BETWEEN 1 AND last_number),
  CONSTRAINT receipt_block_use_is_whole CHECK ((used_on IS NULL) = (owed_at IS NULL))
);
CREATE INDEX receipt_block_newest ON paper_handling.receipt_block (tenant_id, reserved_at DESC, id DESC);
SELECT platform.protect('paper_handling.receipt_block');

-- One number: blank, entered as a dossier, or void.
CREATE TABLE paper_handling.paper_receipt (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  block_id uuid NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  state text NOT NULL CONSTRAINT paper_receipt_state_known CHECK (state IN ('blank', 'entered', 'void')),
  owed_at timestamptz,
  received_at timestamptz,
  dossier_id uuid,
  dossier_code text,
  void_reason text CONSTRAINT paper_receipt_void_reason_length CHECK (length(void_reason) BETWEEN 1 AND 500),
  closed_at timestamptz,
  closed_by uuid,
  closed_name text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_receipt_number_once UNIQUE (tenant_id, year, number),
  CONSTRAINT paper_receipt_dossier_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT paper_receipt_of_block FOREIGN KEY (tenant_id, block_id) REFERENCES paper_handling.receipt_block (tenant_id, id),
  CONSTRAINT paper_receipt_entered_is_whole CHECK (num_nonnulls(received_at, dossier_id, dossier_code) = CASE state WHEN 'entered' THEN 3 ELSE 0 END),
  CONSTRAINT paper_receipt_void_has_reason CHECK ((state = 'void') = (void_reason IS NOT NULL)),
  CONSTRAINT paper_receipt_closed_is_whole CHECK (num_nonnulls(closed_at, closed_by, closed_name) = CASE state WHEN 'blank' THEN 0 ELSE 3 END),
  -- True moments lie before the entry.
  CONSTRAINT paper_receipt_not_ahead CHECK (received_at <= closed_at)
);
CREATE INDEX paper_receipt_of_block ON paper_handling.paper_receipt (tenant_id, block_id, number);
CREATE INDEX paper_receipt_owed ON paper_handling.paper_receipt (tenant_id, owed_at, year, number) WHERE state = 'blank' AND owed_at IS NOT NULL;
SELECT platform.protect('paper_handling.paper_receipt');
