-- Behind every figure stand dossiers: those who may see them find the finished ones of a period by the moment of the result.
CREATE INDEX dossier_finished ON dossiers.dossier (tenant_id, released_at, id) WHERE released_at IS NOT NULL;
