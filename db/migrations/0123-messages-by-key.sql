-- A message finds the process that waits for it by its name and a value, once; one that comes early is kept where its sender asks for it.
ALTER TABLE workflow.token ADD COLUMN message text;
ALTER TABLE workflow.token ADD COLUMN message_key text;
CREATE INDEX token_awaits ON workflow.token (tenant_id, message, message_key) WHERE message_key IS NOT NULL;

-- Messages that came by name and key: which process took each, or until when it is kept for one.
CREATE TABLE workflow.message (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The sender's own name for it: the second of one name is the same message again.
  sent_ref text NOT NULL,
  name text NOT NULL,
  message_key text NOT NULL,
  variables jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  kept_until timestamptz,
  taken_at timestamptz,
  instance_id uuid,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT message_once UNIQUE (tenant_id, sent_ref),
  CONSTRAINT message_taken_by CHECK ((taken_at IS NULL) = (instance_id IS NULL))
);
CREATE INDEX message_kept ON workflow.message (tenant_id, name, message_key, received_at, id) WHERE taken_at IS NULL;
SELECT platform.protect('workflow.message');
