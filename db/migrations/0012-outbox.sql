-- Events leave the system only after their transaction committed, each at least once, in order per subject.
CREATE SCHEMA outbox;
GRANT USAGE ON SCHEMA outbox TO egov_app;
CREATE TABLE outbox.event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_sequence integer NOT NULL,
  body jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  relayed_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT event_sequence_once UNIQUE (tenant_id, subject_kind, subject_id, subject_sequence)
);
CREATE INDEX event_waiting ON outbox.event (occurred_at, id) WHERE relayed_at IS NULL;
SELECT platform.protect('outbox.event');
SELECT platform.open_door('outbox.event', 'SELECT', 'outbox', 'counters');
SELECT platform.open_door('outbox.event', 'UPDATE', 'outbox');
SELECT platform.open_door('outbox.event', 'INSERT', 'seed');
-- Receivers remember what they have seen, so that a second delivery changes nothing.
CREATE TABLE outbox.receipt (
  receiver text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (receiver, event_id)
);
GRANT SELECT, INSERT ON outbox.receipt TO egov_app;
