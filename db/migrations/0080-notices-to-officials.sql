-- Officials are told in the position they act in: who leaves a position leaves its notices. A recipient sees which mail failed.
ALTER TABLE notifications.notice ADD COLUMN official_id uuid;
ALTER TABLE notifications.notice ADD COLUMN position_id uuid;
ALTER TABLE notifications.notice DROP CONSTRAINT notice_has_one_recipient;
ALTER TABLE notifications.notice ADD CONSTRAINT notice_has_one_recipient CHECK (num_nonnulls(account_id, email, official_id) = 1);
ALTER TABLE notifications.notice ADD CONSTRAINT notice_official_has_position CHECK ((official_id IS NULL) = (position_id IS NULL));
CREATE INDEX notice_of_official ON notifications.notice (official_id, position_id, created_at DESC, id DESC) WHERE official_id IS NOT NULL;
CREATE INDEX notice_unread_of_official ON notifications.notice (official_id, position_id) WHERE official_id IS NOT NULL AND read_at IS NULL;
CREATE POLICY own_delivery ON notifications.delivery FOR SELECT USING (
  EXISTS (SELECT FROM notifications.notice n WHERE n.tenant_id = delivery.tenant_id AND n.id = delivery.notice_id
          AND n.account_id = (SELECT platform.applicant())));
