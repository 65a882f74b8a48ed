-- What a dossier is found by is written once. Beside the dossier's row, every act would have indexed all of it again.
CREATE TABLE dossiers.search (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (tenant_id, dossier_id),
  CONSTRAINT search_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
CREATE INDEX search_by_trigram ON dossiers.search USING gin (text gin_trgm_ops);
SELECT platform.protect('dossiers.search', 'SELECT, INSERT');
INSERT INTO dossiers.search (tenant_id, dossier_id, text) SELECT tenant_id, id, search_text FROM dossiers.dossier;
DROP INDEX dossiers.dossier_search;
ALTER TABLE dossiers.dossier DROP COLUMN search_text;
