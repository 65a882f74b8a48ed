-- A process that another one called knows the token that waits for it.
ALTER TABLE workflow.instance ADD COLUMN caller_token_id uuid;
CREATE INDEX instance_called ON workflow.instance (tenant_id, caller_token_id) WHERE caller_token_id IS NOT NULL;
