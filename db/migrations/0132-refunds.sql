-- Money given back, by decision of another person than the one who asked; and what a day's settlement file said against our books.
-- One refund of one payment: who asked, who decided, and how it ended.
CREATE TABLE payments.refund (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  charge_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  amount_vnd bigint NOT NULL CONSTRAINT refund_amount_range CHECK (amount_vnd BETWEEN 1 AND 1000000000000),
  reason text NOT NULL CONSTRAINT refund_reason_length CHECK (length(reason) BETWEEN 1 AND 1000),
  state text NOT NULL CONSTRAINT refund_state_known CHECK (state IN ('asked', 'approved', 'rejected', 'sent', 'done', 'failed')),
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  decision text,
  sent_at timestamptz,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT refund_of_charge FOREIGN KEY (tenant_id, charge_id) REFERENCES payments.charge (tenant_id, id),
  CONSTRAINT refund_of_payment FOREIGN KEY (tenant_id, payment_id) REFERENCES payments.payment (tenant_id, id),
  -- Nobody gives money back alone.
  CONSTRAINT refund_decided_by_another CHECK (decided_by IS NULL OR decided_by <> asked_by),
  CONSTRAINT refund_decided_with_words CHECK ((decided_by IS NULL) = (decision IS NULL) AND (decided_by IS NULL) = (state = 'asked'))
);
CREATE INDEX refund_newest ON payments.refund (tenant_id, asked_at DESC, id DESC);
CREATE INDEX refund_by_charge ON payments.refund (tenant_id, charge_id, asked_at);
CREATE INDEX refund_to_send ON payments.refund (decided_at) WHERE state IN ('approved', 'sent');
SELECT platform.protect('payments.refund');
SELECT platform.open_door('payments.refund', 'SELECT', 'payments');
SELECT platform.open_door('payments.payment', 'SELECT', 'payments');

-- A day's settlement file held against the payments of that day, line by line, as it stood when it was compared.
CREATE TABLE payments.reconciliation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  on_day date NOT NULL,
  source text NOT NULL CONSTRAINT reconciliation_source_known CHECK (source IN ('gateway', 'upload')),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  matched integer NOT NULL,
  missing integer NOT NULL,
  surplus integer NOT NULL,
  differing integer NOT NULL,
  lines jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX reconciliation_by_day ON payments.reconciliation (tenant_id, on_day DESC, made_at DESC);
SELECT platform.protect('payments.reconciliation', 'SELECT, INSERT');
