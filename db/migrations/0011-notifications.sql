-- What people were told: written in the transaction of the act, sent after it, with a status for each recipient and channel.
CREATE SCHEMA notifications;
GRANT USAGE ON SCHEMA notifications TO egov_app;
CREATE TABLE notifications.notice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Who reads it in the system; or, for someone without an account, the address they gave at the desk.
  account_id uuid,
  email text,
  template text NOT NULL,
  language text NOT NULL CONSTRAINT notice_language_known CHECK (language IN ('vi', 'en')),
  params jsonb NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  href text NOT NULL CONSTRAINT notice_leads_here CHECK (href ~ '^/([^/\\]|$)'),
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT notice_has_one_recipient CHECK (num_nonnulls(account_id, email) = 1)
);
CREATE INDEX notice_of_account ON notifications.notice (account_id, created_at DESC, id DESC);
CREATE INDEX notice_unread ON notifications.notice (account_id) WHERE read_at IS NULL;
CREATE INDEX notice_of_subject ON notifications.notice (subject_id, created_at);
SELECT platform.protect('notifications.notice');
CREATE POLICY own_notice ON notifications.notice USING (account_id = (SELECT platform.applicant()));
-- An applicant's act may tell others, officials too; it never reads what they were told.
CREATE POLICY only_own_notice_seen ON notifications.notice AS RESTRICTIVE FOR SELECT
  USING ((SELECT platform.applicant()) IS NULL OR account_id = (SELECT platform.applicant()));
CREATE POLICY only_own_notice_read ON notifications.notice AS RESTRICTIVE FOR UPDATE
  USING ((SELECT platform.applicant()) IS NULL OR account_id = (SELECT platform.applicant()));
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
  CONSTRAINT delivery_of_notice FOREIGN KEY (tenant_id, notice_id) REFERENCES notifications.notice (tenant_id, id),
  CONSTRAINT delivery_sent_has_moment CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX delivery_waiting ON notifications.delivery (next_try_at) WHERE state = 'waiting';
CREATE INDEX delivery_by_notice ON notifications.delivery (tenant_id, notice_id);
SELECT platform.protect('notifications.delivery');
SELECT platform.open_door('notifications.delivery', 'SELECT', 'outbox');
SELECT platform.open_door('notifications.delivery', 'UPDATE', 'outbox');
