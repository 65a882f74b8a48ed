-- What people were told: written in the transaction of the act, sent after it, with a status for each recipient and channel.
CREATE SCHEMA notifications;
GRANT USAGE ON SCHEMA notifications TO egov_app;
CREATE TABLE notifications.notice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  template text NOT NULL,
  language text NOT NULL CONSTRAINT notice_language_known CHECK (language IN ('vi', 'en')),
  params jsonb NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  href text NOT NULL,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX notice_of_account ON notifications.notice (account_id, created_at DESC);
SELECT platform.protect('notifications.notice');
CREATE POLICY own_notice ON notifications.notice USING (account_id = (SELECT platform.applicant()));
SELECT platform.open_door('notifications.notice', 'SELECT', 'outbox');

-- One row for each way out. E-mail today; SMS and push join as channels.
CREATE TABLE notifications.delivery (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  channel text NOT NULL CONSTRAINT delivery_channel_known CHECK (channel IN ('email')),
  state text NOT NULL CONSTRAINT delivery_state_known CHECK (state IN ('waiting', 'sent', 'failed', 'no-address')),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  last_error text,
  sent_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT delivery_of_notice FOREIGN KEY (tenant_id, notice_id) REFERENCES notifications.notice (tenant_id, id)
);
CREATE INDEX delivery_waiting ON notifications.delivery (next_try_at) WHERE state = 'waiting';
SELECT platform.protect('notifications.delivery');
SELECT platform.open_door('notifications.delivery', 'SELECT', 'outbox');
SELECT platform.open_door('notifications.delivery', 'UPDATE', 'outbox');
