-- Registers number without a gap: a number is drawn in the transaction of the act, and a voided one stays with its reason.
CREATE SCHEMA numbering;
GRANT USAGE ON SCHEMA numbering TO egov_app;
CREATE TABLE numbering.register (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  period text NOT NULL,
  next_number integer NOT NULL CONSTRAINT register_next_positive CHECK (next_number > 0),
  last_issued_on date,
  -- A register moved here in mid-year goes on from its old number, by a decision that is kept.
  started_by text,
  PRIMARY KEY (tenant_id, name, period)
);
SELECT platform.protect('numbering.register');
CREATE TABLE numbering.issued_number (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  period text NOT NULL,
  number integer NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamptz NOT NULL,
  backdating_decision text,
  voided_at timestamptz,
  void_reason text,
  PRIMARY KEY (tenant_id, name, period, number),
  CONSTRAINT issued_number_void_has_reason CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CONSTRAINT issued_number_of_register FOREIGN KEY (tenant_id, name, period) REFERENCES numbering.register (tenant_id, name, period)
);
SELECT platform.protect('numbering.issued_number', 'SELECT, INSERT');
GRANT UPDATE (voided_at, void_reason) ON numbering.issued_number TO egov_app;
