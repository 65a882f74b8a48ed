-- Form 06, the register of dossiers, is read in the order they were accepted, a page after the last row.
CREATE INDEX dossier_accepted ON dossiers.dossier (tenant_id, accepted_at, id) WHERE accepted_at IS NOT NULL;
