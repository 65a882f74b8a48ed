-- Giving a leaf its place rewrote its row and entered it in four indexes again. Places are rows of their own, only added; what
-- waits for one is a short queue, and a leaf is never written twice.
--! breaking

-- A leaf in the order of the log. It has one place and a place has one leaf.
CREATE TABLE audit.place (
  tenant_id uuid NOT NULL,
  leaf_id uuid NOT NULL,
  log_index bigint NOT NULL CONSTRAINT place_once UNIQUE,
  PRIMARY KEY (tenant_id, leaf_id)
);
ALTER TABLE audit.place ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.place FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON audit.place FOR SELECT USING (tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]));
GRANT SELECT, INSERT ON audit.place TO egov_app;
SELECT platform.open_door('audit.place', 'SELECT', 'sequencer');
SELECT platform.open_door('audit.place', 'INSERT', 'sequencer');

-- Leaves that are committed and have no place yet, written with the leaf and taken out by the sequencer.
CREATE TABLE audit.waiting (
  tenant_id uuid NOT NULL,
  leaf_id uuid NOT NULL,
  commitment bytea NOT NULL,
  PRIMARY KEY (tenant_id, leaf_id)
);
ALTER TABLE audit.waiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.waiting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON audit.waiting FOR INSERT WITH CHECK (tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]));
GRANT SELECT, INSERT, DELETE ON audit.waiting TO egov_app;
SELECT platform.open_door('audit.waiting', 'SELECT', 'sequencer');
SELECT platform.open_door('audit.waiting', 'INSERT', 'sequencer');
SELECT platform.open_door('audit.waiting', 'DELETE', 'sequencer');

-- The migrator owns the tables and row security binds it too: it goes through the sequencer's door.
SELECT set_config('app.door', 'sequencer', true);
INSERT INTO audit.place (tenant_id, leaf_id, log_index)
  SELECT tenant_id, id, log_index FROM audit.leaf WHERE log_index IS NOT NULL;
INSERT INTO audit.waiting (tenant_id, leaf_id, commitment)
  SELECT tenant_id, id, commitment FROM audit.leaf WHERE log_index IS NULL;
DROP POLICY door_update_sequencer ON audit.leaf;
ALTER TABLE audit.leaf DROP COLUMN log_index;
-- Nobody asks for the leaves of a subject: a dossier's history is its own, and the log is read in its order.
DROP INDEX audit.leaf_of_subject;
-- A payload is written by the statement that writes its leaf, and nobody may remove a leaf: proving it at every act costs a
-- quarter of the act's audit.
ALTER TABLE audit.payload DROP CONSTRAINT payload_of_leaf;
