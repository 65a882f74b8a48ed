-- How each account wants to be told; who else hears of a charge; and a reminder of a supplement that nobody answered yet.
ALTER TABLE identity.account
  ADD COLUMN notice_language text NOT NULL DEFAULT 'vi'
    CONSTRAINT account_notice_language CHECK (notice_language IN ('vi', 'en')),
  ADD COLUMN mails_notices boolean NOT NULL DEFAULT true;

-- Somebody who switched mails off is told in the system only.
ALTER TABLE notifications.delivery DROP CONSTRAINT delivery_state_known;
ALTER TABLE notifications.delivery ADD CONSTRAINT delivery_state_known
  CHECK (state IN ('waiting', 'sent', 'failed', 'no-address', 'switched-off'));

-- Who files for the payer is told like the payer.
ALTER TABLE payments.charge ADD COLUMN proxy_id uuid;

-- Half of the term gone without an answer: once, said by the job that looks every five minutes.
ALTER TABLE dossiers.supplement ADD COLUMN remind_at timestamptz, ADD COLUMN reminded_at timestamptz;
CREATE INDEX supplement_to_remind ON dossiers.supplement (remind_at)
  WHERE answered_at IS NULL AND expired_at IS NULL AND reminded_at IS NULL;
