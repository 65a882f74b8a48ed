-- Ends other than a result, and a second supplement: a request has a day to answer by, and what is found later needs a decision of the head (R17).
ALTER TABLE dossiers.supplement DROP CONSTRAINT supplement_once;
ALTER TABLE dossiers.supplement ADD COLUMN round integer NOT NULL DEFAULT 1;
ALTER TABLE dossiers.supplement ADD COLUMN decision_number text NOT NULL DEFAULT '';
ALTER TABLE dossiers.supplement ADD COLUMN decision_reason text NOT NULL DEFAULT '';
ALTER TABLE dossiers.supplement ADD COLUMN answer_by timestamptz;
ALTER TABLE dossiers.supplement ADD COLUMN expired_at timestamptz;
ALTER TABLE dossiers.supplement ADD CONSTRAINT supplement_once_a_round UNIQUE (tenant_id, dossier_id, round);
-- Once, in full; again only by a reasoned decision.
ALTER TABLE dossiers.supplement ADD CONSTRAINT supplement_later_is_decided
  CHECK (round = 1 OR (decision_number <> '' AND decision_reason <> ''));
CREATE INDEX supplement_waiting ON dossiers.supplement (answer_by) WHERE answered_at IS NULL AND expired_at IS NULL;
SELECT platform.open_door('dossiers.supplement', 'SELECT', 'deadlines');
