-- The morning page asks what each official holds and what nobody holds; both are read from one index of open work.
CREATE INDEX dossier_of_holder ON dossiers.dossier (tenant_id, holder_id, (coalesce(due_at, answer_due_at)), id) WHERE step_role IS NOT NULL;
