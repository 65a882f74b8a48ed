-- A consent to fill in a form keeps what was filled in, so that whoever reads it sees what was changed since.
ALTER TABLE dossiers.consent ADD COLUMN filled jsonb NOT NULL DEFAULT '{}';
