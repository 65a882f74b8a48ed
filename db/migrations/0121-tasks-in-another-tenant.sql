-- A consulted agency answers in its own records: the task row carries its tenant, while the process lives with the agency that asks.
-- Tasks that a process of another tenant placed here, with what it told and what was answered.
CREATE TABLE workflow.placed_task (
  tenant_id uuid NOT NULL,
  -- The token that waits for the answer.
  id uuid NOT NULL,
  -- Whose process it is. No foreign key follows it there: what one tenant may know of another's rows is row security's to say.
  process_tenant_id uuid NOT NULL,
  instance_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  node_id text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  item text,
  input jsonb NOT NULL,
  holder_id uuid,
  since timestamptz NOT NULL,
  due_at timestamptz,
  answered_at timestamptz,
  by_ref text,
  answer jsonb,
  closed_at timestamptz,
  closed_as text CONSTRAINT placed_task_closed_as_known CHECK (closed_as IN ('collected', 'withdrawn')),
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT placed_task_answered CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CONSTRAINT placed_task_closed CHECK ((closed_at IS NULL) = (closed_as IS NULL))
);
CREATE INDEX placed_task_open ON workflow.placed_task (tenant_id, since, id) WHERE answered_at IS NULL AND closed_at IS NULL;
CREATE INDEX placed_task_of_instance ON workflow.placed_task (process_tenant_id, instance_id);
CREATE INDEX placed_task_to_collect ON workflow.placed_task (answered_at, id) WHERE answered_at IS NOT NULL AND closed_at IS NULL;
SELECT platform.protect('workflow.placed_task');
SELECT platform.open_door('workflow.placed_task', 'SELECT', 'answers');

-- The agency that asks puts the task there, sees it, and closes it; the answer itself is the other agency's alone.
CREATE POLICY asked_by ON workflow.placed_task
  USING (process_tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]));
CREATE FUNCTION workflow.keep_answers_own() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.process_tenant_id, NEW.instance_id) IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.process_tenant_id, OLD.instance_id) THEN
    RAISE EXCEPTION 'a task stays where it was placed';
  END IF;
  IF (NEW.answered_at, NEW.by_ref, NEW.answer) IS DISTINCT FROM (OLD.answered_at, OLD.by_ref, OLD.answer)
    AND (OLD.answered_at IS NOT NULL OR NOT NEW.tenant_id = ANY (platform.held_tenants())) THEN
    RAISE EXCEPTION 'only the agency that was asked answers, and once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_answers_own BEFORE UPDATE ON workflow.placed_task
  FOR EACH ROW EXECUTE FUNCTION workflow.keep_answers_own();
