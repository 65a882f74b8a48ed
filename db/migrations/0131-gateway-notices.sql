-- What the payment gateway said, each time it said it, and what was made of it: so that a cashier finds every transfer.
-- A notice of the gateway that spoke of a record-holder's money, with what came of it.
CREATE TABLE payments.gateway_notice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  outcome text NOT NULL CONSTRAINT gateway_notice_outcome_known CHECK (outcome IN
    ('taken', 'taken-part', 'taken-over', 'taken-late', 'taken-after-cancel', 'repeated', 'contradicts', 'out-of-order',
     'pending', 'failed', 'wrong-currency', 'unknown-reference', 'refund-done', 'refund-failed', 'refund-unknown')),
  transaction_id text NOT NULL,
  reference text NOT NULL,
  amount text NOT NULL,
  currency text NOT NULL,
  charge_id uuid,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT gateway_notice_of_charge FOREIGN KEY (tenant_id, charge_id) REFERENCES payments.charge (tenant_id, id)
);
CREATE INDEX gateway_notice_newest ON payments.gateway_notice (tenant_id, received_at DESC, id DESC);
CREATE INDEX gateway_notice_by_charge ON payments.gateway_notice (tenant_id, charge_id, received_at) WHERE charge_id IS NOT NULL;
CREATE INDEX gateway_notice_by_transaction ON payments.gateway_notice (tenant_id, transaction_id);
SELECT platform.protect('payments.gateway_notice', 'SELECT, INSERT');

-- Notices that belong to no record-holder: forged, unreadable, or about an account nobody here has.
CREATE TABLE payments.stray_notice (
  id uuid PRIMARY KEY,
  received_at timestamptz NOT NULL,
  outcome text NOT NULL CONSTRAINT stray_notice_outcome_known CHECK (outcome IN ('bad-signature', 'too-old', 'unreadable', 'unknown-account')),
  address text NOT NULL,
  body text NOT NULL CONSTRAINT stray_notice_body_short CHECK (length(body) <= 2000)
);
CREATE INDEX stray_notice_newest ON payments.stray_notice (received_at DESC, id DESC);
ALTER TABLE payments.stray_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.stray_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY by_payments ON payments.stray_notice USING ((SELECT platform.door()) = 'payments');
GRANT SELECT, INSERT ON payments.stray_notice TO egov_app;

SELECT platform.open_door('payments.charge', 'SELECT', 'payments');
SELECT platform.open_door('payments.account', 'SELECT', 'payments');
