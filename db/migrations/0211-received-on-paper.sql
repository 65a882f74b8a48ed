-- A dossier that was taken in on a numbered paper receipt keeps its number: only such a one may begin before it was entered.
ALTER TABLE dossiers.dossier ADD COLUMN paper_receipt text;
