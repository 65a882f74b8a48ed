-- A records clerk keeps the registers on screen: what a number was given to on paper is noted, and a number leads to its dossier.
ALTER TABLE numbering.issued_number ADD COLUMN note text;
CREATE INDEX dossier_result_number ON dossiers.dossier (tenant_id, result_number) WHERE result_number IS NOT NULL;
