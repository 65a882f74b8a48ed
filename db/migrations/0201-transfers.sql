-- A dossier that another agency is competent for is passed on: proposed, decided, and begun anew in that agency's records.
CREATE TABLE dossiers.transfer (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  code text NOT NULL,
  account_id uuid NOT NULL,
  from_agency_id uuid NOT NULL,
  from_agency text NOT NULL,
  to_tenant_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  to_agency text NOT NULL,
  reason text NOT NULL CONSTRAINT transfer_has_reason CHECK (reason <> ''),
  state text NOT NULL CONSTRAINT transfer_state_known CHECK (state IN ('proposed', 'declined', 'decided')),
  proposed_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_at timestamptz,
  -- What the dossier becomes there is settled with the decision, so that passing it on twice gives one.
  new_dossier_id uuid NOT NULL CONSTRAINT transfer_new_dossier_once UNIQUE,
  new_public_id text NOT NULL CONSTRAINT transfer_new_public_id_once UNIQUE,
  new_code text,
  arrived_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  -- Passed on once.
  CONSTRAINT transfer_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT transfer_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id),
  CONSTRAINT transfer_to_another CHECK (to_tenant_id <> tenant_id),
  CONSTRAINT transfer_decided CHECK ((state = 'decided') = (decided_at IS NOT NULL)),
  CONSTRAINT transfer_arrived CHECK ((arrived_at IS NULL) = (new_code IS NULL) AND (arrived_at IS NULL OR state = 'decided'))
);
SELECT platform.protect('dossiers.transfer');
-- The agency that gets it reads where it comes from and why, and says under which code it arrived; nothing else of it.
CREATE POLICY passed_to ON dossiers.transfer
  FOR SELECT USING (state = 'decided' AND to_tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]));
CREATE POLICY arrives_at ON dossiers.transfer
  FOR UPDATE USING (state = 'decided' AND to_tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]));
CREATE POLICY own_transfer ON dossiers.transfer
  FOR SELECT USING (state = 'decided' AND account_id = (SELECT platform.applicant()));
CREATE FUNCTION dossiers.keep_transfer() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'decided' AND (OLD.arrived_at IS NOT NULL
    OR (to_jsonb(NEW) - 'new_code' - 'arrived_at') IS DISTINCT FROM (to_jsonb(OLD) - 'new_code' - 'arrived_at')) THEN
    RAISE EXCEPTION 'a decided transfer only tells once that it arrived';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_transfer BEFORE UPDATE ON dossiers.transfer
  FOR EACH ROW EXECUTE FUNCTION dossiers.keep_transfer();
