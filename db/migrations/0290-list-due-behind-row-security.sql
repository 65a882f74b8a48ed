-- PostgreSQL takes coalesce() for something that may leak, so behind row security the lists' due moment was only a filter: a late page read all before it. CASE says the same and is an index condition.
DROP INDEX dossiers.dossier_worklist;
DROP INDEX dossiers.dossier_of_holder;
DROP INDEX dossiers.dossier_asking;
CREATE INDEX dossier_worklist ON dossiers.dossier (tenant_id, step_role, (CASE WHEN due_at IS NULL THEN answer_due_at ELSE due_at END), id) WHERE step_role IS NOT NULL;
CREATE INDEX dossier_of_holder ON dossiers.dossier (tenant_id, holder_id, (CASE WHEN due_at IS NULL THEN answer_due_at ELSE due_at END), id) WHERE step_role IS NOT NULL;
CREATE INDEX dossier_asking ON dossiers.dossier (tenant_id, (CASE WHEN due_at IS NULL THEN answer_due_at ELSE due_at END), id) WHERE step IS NOT NULL AND step_role IS NULL;
