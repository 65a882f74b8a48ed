-- While other agencies are asked no role here has work, so such dossiers stood in no list: they get one of their own, nearest due date first.
CREATE INDEX dossier_asking ON dossiers.dossier (tenant_id, (coalesce(due_at, answer_due_at)), id) WHERE step IS NOT NULL AND step_role IS NULL;
