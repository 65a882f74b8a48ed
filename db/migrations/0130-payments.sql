-- What dossiers cost and what was paid: charges, payments with gap-free receipts, and what the payment gateway said.
CREATE SCHEMA payments;
GRANT USAGE ON SCHEMA payments TO egov_app;

-- The bank account that a record-holder collects into, from a day on.
CREATE TABLE payments.account (
  tenant_id uuid NOT NULL,
  from_on date NOT NULL,
  bank_bin text NOT NULL CONSTRAINT account_bin_shape CHECK (bank_bin ~ '^[0-9]{6}$'),
  bank_name text NOT NULL,
  number text NOT NULL CONSTRAINT account_number_shape CHECK (number ~ '^[0-9A-Z]{6,19}$'),
  holder text NOT NULL,
  PRIMARY KEY (tenant_id, from_on)
);
CREATE INDEX account_by_number ON payments.account (number);
SELECT platform.protect('payments.account', 'SELECT, INSERT');
-- Whoever pays must know where to.
CREATE POLICY account_known_to_all ON payments.account FOR SELECT USING (true);
SELECT platform.open_door('payments.account', 'INSERT', 'seed');

-- What somebody owes for a dossier or another subject. Its state follows from its amounts and never stands beside them.
CREATE TABLE payments.charge (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT charge_public_id_once UNIQUE,
  -- What the payer writes into the transfer; no letter in it is misread.
  reference text NOT NULL CONSTRAINT charge_reference_once UNIQUE,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  purpose text NOT NULL,
  label text NOT NULL,
  href text NOT NULL CONSTRAINT charge_leads_here CHECK (href ~ '^/([^/\\]|$)'),
  staff_href text NOT NULL CONSTRAINT charge_leads_staff_here CHECK (staff_href ~ '^/([^/\\]|$)'),
  applicant_id uuid,
  payer_name text NOT NULL,
  amount_vnd bigint NOT NULL CONSTRAINT charge_amount_range CHECK (amount_vnd BETWEEN 1 AND 1000000000000),
  reason jsonb NOT NULL,
  basis jsonb NOT NULL DEFAULT '[]',
  due_on date,
  is_due_first boolean NOT NULL,
  paid_vnd bigint NOT NULL DEFAULT 0 CONSTRAINT charge_paid_not_negative CHECK (paid_vnd >= 0),
  refunded_vnd bigint NOT NULL DEFAULT 0 CONSTRAINT charge_refunded_range CHECK (refunded_vnd BETWEEN 0 AND paid_vnd),
  made_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  cancel_reason text,
  state text NOT NULL GENERATED ALWAYS AS (
    CASE
      WHEN cancelled_at IS NOT NULL THEN 'cancelled'
      WHEN refunded_vnd > 0 AND paid_vnd - refunded_vnd < amount_vnd THEN 'refunded'
      WHEN paid_vnd = 0 THEN 'due'
      WHEN paid_vnd - refunded_vnd < amount_vnd THEN 'partly-paid'
      WHEN paid_vnd - refunded_vnd = amount_vnd THEN 'paid'
      ELSE 'overpaid'
    END) STORED,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT charge_once_for_purpose UNIQUE (tenant_id, subject_kind, subject_id, purpose),
  CONSTRAINT charge_cancelled_with_reason CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL))
);
-- The cashier's list, newest first, of all charges or of one state; keyset on (made_at, id).
CREATE INDEX charge_newest ON payments.charge (tenant_id, made_at DESC, id DESC);
CREATE INDEX charge_by_state ON payments.charge (tenant_id, state, made_at DESC, id DESC);
SELECT platform.protect('payments.charge');
CREATE POLICY own_charge ON payments.charge FOR SELECT USING (applicant_id = (SELECT platform.applicant()));

-- Money that arrived, each with its receipt (biên lai). Never changed afterwards.
CREATE TABLE payments.payment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT payment_public_id_once UNIQUE,
  charge_id uuid NOT NULL,
  channel text NOT NULL CONSTRAINT payment_channel_known CHECK (channel IN ('gateway', 'cash', 'transfer')),
  amount_vnd bigint NOT NULL CONSTRAINT payment_amount_range CHECK (amount_vnd BETWEEN 1 AND 1000000000000),
  -- The gateway's or the bank's own name for the transfer; the same transfer counts once.
  transaction_id text,
  paid_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  payer_name text NOT NULL,
  taken_by text NOT NULL,
  agency_name text NOT NULL,
  receipt_year integer NOT NULL,
  receipt_number integer NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT payment_of_charge FOREIGN KEY (tenant_id, charge_id) REFERENCES payments.charge (tenant_id, id),
  CONSTRAINT payment_receipt_once UNIQUE (tenant_id, receipt_year, receipt_number),
  CONSTRAINT payment_transfer_named CHECK (channel = 'cash' OR transaction_id IS NOT NULL)
);
CREATE UNIQUE INDEX payment_transaction_once ON payments.payment (tenant_id, transaction_id) WHERE transaction_id IS NOT NULL;
CREATE INDEX payment_by_charge ON payments.payment (tenant_id, charge_id, recorded_at);
CREATE INDEX payment_by_day ON payments.payment (tenant_id, paid_at) WHERE channel = 'gateway';
SELECT platform.protect('payments.payment', 'SELECT, INSERT');
CREATE POLICY own_payment ON payments.payment FOR SELECT USING (
  EXISTS (SELECT FROM payments.charge c WHERE c.tenant_id = payment.tenant_id AND c.id = payment.charge_id
          AND c.applicant_id = (SELECT platform.applicant())));
