-- The whole schema, to be read in review. Generated from the catalogues of a migrated database by `npm run gen`;
-- what runs are the files in db/migrations. Not in it: the queue's own schema (jobs), which pg-boss keeps.

CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;

-- -------- access_log --------------------------------------------------------------------------

CREATE SCHEMA access_log;
GRANT USAGE ON SCHEMA access_log TO egov_app;

CREATE TABLE access_log.view (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_href text NOT NULL,
  subject_code text NOT NULL,
  thing text NOT NULL,
  thing_id text NOT NULL,
  thing_name text NOT NULL,
  by_right text NOT NULL,
  viewer_ref text NOT NULL,
  position_id uuid,
  position_title text NOT NULL,
  agency_name text NOT NULL,
  quarter timestamp with time zone NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT view_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT view_once_a_quarter UNIQUE NULLS NOT DISTINCT (tenant_id, subject_id, viewer_ref, position_id, thing, thing_id, quarter)
);
CREATE INDEX view_of_person ON access_log.view USING btree (person_id, at DESC, id DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX view_of_subject ON access_log.view USING btree (tenant_id, subject_code, at DESC, id DESC);
ALTER TABLE access_log.view ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_log.view FORCE ROW LEVEL SECURITY;
CREATE POLICY own_view ON access_log.view FOR SELECT
  USING ((person_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON access_log.view
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON access_log.view TO egov_app;

-- -------- api ---------------------------------------------------------------------------------

CREATE SCHEMA api;
GRANT USAGE ON SCHEMA api TO egov_app;

CREATE TABLE api.token (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  system_name text NOT NULL,
  scopes text[] NOT NULL,
  token_hash bytea NOT NULL,
  hint text NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  issued_by text NOT NULL,
  issued_by_name text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by text,
  CONSTRAINT token_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT token_hash_once UNIQUE (token_hash),
  CONSTRAINT token_has_scope CHECK ((cardinality(scopes) > 0)),
  CONSTRAINT token_system_is_named CHECK (((length(system_name) >= 2) AND (length(system_name) <= 200)))
);
CREATE INDEX token_newest ON api.token USING btree (tenant_id, issued_at DESC, id DESC);
ALTER TABLE api.token ENABLE ROW LEVEL SECURITY;
ALTER TABLE api.token FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_sign_in ON api.token FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{sign_in}'::text[])));
CREATE POLICY door_update_sign_in ON api.token FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{sign_in}'::text[])));
CREATE POLICY tenant_held ON api.token
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON api.token TO egov_app;

-- -------- audit -------------------------------------------------------------------------------

CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO egov_app;

CREATE TABLE audit.checkpoint (
  size bigint NOT NULL,
  root bytea NOT NULL,
  at timestamp with time zone NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT checkpoint_pkey PRIMARY KEY (size)
);
GRANT INSERT, SELECT ON audit.checkpoint TO egov_app;

CREATE TABLE audit.leaf (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  actor_ref text NOT NULL,
  position_id uuid,
  mandate text,
  at timestamp with time zone NOT NULL,
  commitment bytea NOT NULL,
  CONSTRAINT leaf_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT leaf_commitment_length CHECK ((octet_length(commitment) = 32))
);
ALTER TABLE audit.leaf ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.leaf FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_sequencer ON audit.leaf FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY tenant_held ON audit.leaf
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON audit.leaf TO egov_app;

CREATE TABLE audit.payload (
  tenant_id uuid NOT NULL,
  leaf_id uuid NOT NULL,
  salt bytea NOT NULL,
  body text NOT NULL,
  CONSTRAINT payload_pkey PRIMARY KEY (tenant_id, leaf_id)
);
ALTER TABLE audit.payload ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.payload FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_sequencer ON audit.payload FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY tenant_held ON audit.payload
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT DELETE, INSERT, SELECT ON audit.payload TO egov_app;

CREATE TABLE audit.place (
  tenant_id uuid NOT NULL,
  leaf_id uuid NOT NULL,
  log_index bigint NOT NULL,
  CONSTRAINT place_pkey PRIMARY KEY (tenant_id, leaf_id),
  CONSTRAINT place_once UNIQUE (log_index)
);
CREATE INDEX place_of_tenant_in_order ON audit.place USING btree (tenant_id, log_index);
ALTER TABLE audit.place ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.place FORCE ROW LEVEL SECURITY;
CREATE POLICY door_insert_sequencer ON audit.place FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY door_select_sequencer ON audit.place FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY tenant_held ON audit.place FOR SELECT
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])));
GRANT INSERT, SELECT ON audit.place TO egov_app;

CREATE TABLE audit.subtree (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT subtree_pkey PRIMARY KEY (level, index)
);
GRANT INSERT, SELECT ON audit.subtree TO egov_app;

CREATE TABLE audit.waiting (
  tenant_id uuid NOT NULL,
  leaf_id uuid NOT NULL,
  commitment bytea NOT NULL,
  CONSTRAINT waiting_pkey PRIMARY KEY (tenant_id, leaf_id)
);
ALTER TABLE audit.waiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.waiting FORCE ROW LEVEL SECURITY;
CREATE POLICY door_delete_sequencer ON audit.waiting FOR DELETE
  USING ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY door_insert_sequencer ON audit.waiting FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY door_select_sequencer ON audit.waiting FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{sequencer}'::text[])));
CREATE POLICY tenant_held ON audit.waiting FOR INSERT
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT DELETE, INSERT, SELECT ON audit.waiting TO egov_app;

-- -------- deadlines ---------------------------------------------------------------------------

CREATE SCHEMA deadlines;
GRANT USAGE ON SCHEMA deadlines TO egov_app;

CREATE TABLE deadlines.alarm (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  clock_id uuid NOT NULL,
  kind text NOT NULL,
  clock_version integer NOT NULL,
  fire_at timestamp with time zone NOT NULL,
  fired_at timestamp with time zone,
  CONSTRAINT alarm_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT alarm_kind_known CHECK ((kind = ANY (ARRAY['apology'::text, 'warning'::text, 'escalation'::text]))),
  CONSTRAINT alarm_of_clock FOREIGN KEY (tenant_id, clock_id) REFERENCES deadlines.clock(tenant_id, id)
);
CREATE INDEX alarm_waiting ON deadlines.alarm USING btree (fire_at) WHERE (fired_at IS NULL);
ALTER TABLE deadlines.alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadlines.alarm FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_deadlines ON deadlines.alarm FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{deadlines}'::text[])));
CREATE POLICY tenant_held ON deadlines.alarm
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON deadlines.alarm TO egov_app;

CREATE TABLE deadlines.calendar_edition (
  version integer NOT NULL,
  name text NOT NULL,
  decrees jsonb NOT NULL,
  reason text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT calendar_edition_pkey PRIMARY KEY (version),
  CONSTRAINT calendar_edition_has_reason CHECK ((reason <> ''::text))
);
ALTER TABLE deadlines.calendar_edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadlines.calendar_edition FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON deadlines.calendar_edition FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON deadlines.calendar_edition FOR INSERT
  WITH CHECK ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT ON deadlines.calendar_edition TO egov_app;

CREATE TABLE deadlines.clock (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  applicant_id uuid,
  agency_id uuid,
  purpose text NOT NULL,
  state text NOT NULL,
  term_unit text NOT NULL,
  term_count integer NOT NULL,
  late_from_minute integer,
  started_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  first_due_at timestamp with time zone NOT NULL,
  stopped_at timestamp with time zone,
  calendar_version integer NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT clock_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT clock_purpose_known CHECK ((purpose = ANY (ARRAY['answer'::text, 'processing'::text]))),
  CONSTRAINT clock_state_known CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'stopped'::text]))),
  CONSTRAINT clock_term_counts CHECK (((term_count > 0) OR ((term_count = 0) AND (term_unit = 'working-days'::text)))),
  CONSTRAINT clock_term_unit_known CHECK ((term_unit = ANY (ARRAY['days'::text, 'working-days'::text, 'working-hours'::text])))
);
CREATE INDEX clock_of_subject_anywhere ON deadlines.clock USING btree (subject_id);
CREATE INDEX clock_open_calendar ON deadlines.clock USING btree (calendar_version) WHERE (state <> 'stopped'::text);
ALTER TABLE deadlines.clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadlines.clock FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-lookup" ON deadlines.clock FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-lookup,deadlines,counters}'::text[])));
CREATE POLICY own_clock ON deadlines.clock FOR SELECT
  USING ((applicant_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON deadlines.clock
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON deadlines.clock TO egov_app;

CREATE TABLE deadlines.clock_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  clock_id uuid NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT clock_event_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT clock_event_kind_known CHECK ((kind = ANY (ARRAY['paused'::text, 'resumed'::text, 'extended'::text, 'recomputed'::text, 'warned'::text, 'escalated'::text, 'stopped'::text]))),
  CONSTRAINT clock_event_of_clock FOREIGN KEY (tenant_id, clock_id) REFERENCES deadlines.clock(tenant_id, id)
);
CREATE INDEX clock_event_in_order ON deadlines.clock_event USING btree (tenant_id, clock_id, id);
ALTER TABLE deadlines.clock_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadlines.clock_event FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-lookup" ON deadlines.clock_event FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-lookup,counters}'::text[])));
CREATE POLICY own_clock_event ON deadlines.clock_event FOR SELECT
  USING ((EXISTS ( SELECT
   FROM deadlines.clock c
  WHERE ((c.tenant_id = clock_event.tenant_id) AND (c.id = clock_event.clock_id) AND (c.applicant_id = ( SELECT platform.applicant() AS applicant))))));
CREATE POLICY tenant_held ON deadlines.clock_event
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON deadlines.clock_event TO egov_app;

CREATE TABLE deadlines.office_hours (
  agency_id uuid NOT NULL,
  valid_from date NOT NULL,
  hours jsonb NOT NULL,
  source text NOT NULL,
  CONSTRAINT office_hours_pkey PRIMARY KEY (agency_id, valid_from)
);
ALTER TABLE deadlines.office_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadlines.office_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON deadlines.office_hours FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON deadlines.office_hours FOR INSERT
  WITH CHECK ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT ON deadlines.office_hours TO egov_app;

-- -------- desk --------------------------------------------------------------------------------

CREATE SCHEMA desk;
GRANT USAGE ON SCHEMA desk TO egov_app;

CREATE TABLE desk.entry (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  taking_tenant_id uuid NOT NULL,
  taking_agency_id uuid NOT NULL,
  taking_agency_name text NOT NULL,
  app_id text NOT NULL,
  account_id uuid NOT NULL,
  applicant_name text NOT NULL,
  channel text NOT NULL,
  posted_on date,
  arrived_at timestamp with time zone NOT NULL,
  reply_address text DEFAULT ''::text NOT NULL,
  entered_by uuid NOT NULL,
  entered_name text NOT NULL,
  position_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  submitted_at timestamp with time zone,
  CONSTRAINT entry_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT entry_public_id_once UNIQUE (public_id),
  CONSTRAINT entry_by_post_is_answered_by_post CHECK (((channel <> 'post'::text) OR ((reply_address <> ''::text) AND (posted_on IS NOT NULL)))),
  CONSTRAINT entry_channel_known CHECK ((channel = ANY (ARRAY['desk'::text, 'post'::text])))
);
CREATE INDEX entry_of_desk ON desk.entry USING btree (taking_tenant_id, started_at DESC, id DESC);
ALTER TABLE desk.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.entry FORCE ROW LEVEL SECURITY;
CREATE POLICY taken_in ON desk.entry FOR SELECT
  USING ((taking_tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])));
CREATE POLICY tenant_held ON desk.entry
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON desk.entry TO egov_app;

CREATE TABLE desk.intake_rule (
  from_on date NOT NULL,
  until_on date,
  source text NOT NULL,
  CONSTRAINT intake_rule_pkey PRIMARY KEY (from_on),
  CONSTRAINT intake_rule_has_source CHECK ((source <> ''::text))
);
ALTER TABLE desk.intake_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.intake_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON desk.intake_rule FOR SELECT
  USING (true);
GRANT SELECT ON desk.intake_rule TO egov_app;

-- -------- dossiers ----------------------------------------------------------------------------

CREATE SCHEMA dossiers;
GRANT USAGE ON SCHEMA dossiers TO egov_app;

CREATE OR REPLACE FUNCTION dossiers.keep_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.state = 'decided' AND (OLD.arrived_at IS NOT NULL
    OR (to_jsonb(NEW) - 'new_code' - 'arrived_at') IS DISTINCT FROM (to_jsonb(OLD) - 'new_code' - 'arrived_at')) THEN
    RAISE EXCEPTION 'a decided transfer only tells once that it arrived';
  END IF;
  RETURN NEW;
END $function$;

CREATE TABLE dossiers.apology (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  reason text NOT NULL,
  new_due_on date NOT NULL,
  drafted_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  signer_name text DEFAULT ''::text NOT NULL,
  signer_title text DEFAULT ''::text NOT NULL,
  CONSTRAINT apology_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT apology_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT apology_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  CONSTRAINT apology_sent_is_signed CHECK (((sent_at IS NULL) OR (signer_name <> ''::text))),
  CONSTRAINT apology_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
ALTER TABLE dossiers.apology ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.apology FORCE ROW LEVEL SECURITY;
CREATE POLICY own_apology ON dossiers.apology FOR SELECT
  USING (((sent_at IS NOT NULL) AND (EXISTS ( SELECT
   FROM dossiers.dossier d
  WHERE ((d.tenant_id = apology.tenant_id) AND (d.id = apology.dossier_id) AND (d.account_id = ( SELECT platform.applicant() AS applicant)))))));
CREATE POLICY tenant_held ON dossiers.apology
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.apology TO egov_app;

CREATE TABLE dossiers.comment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  author_ref text NOT NULL,
  author_name text NOT NULL,
  body text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT comment_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT comment_body_length CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
  CONSTRAINT comment_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
CREATE INDEX comment_of_dossier_at ON dossiers.comment USING btree (tenant_id, dossier_id, at);
ALTER TABLE dossiers.comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.comment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON dossiers.comment
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.comment TO egov_app;

CREATE TABLE dossiers.consent (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  target text NOT NULL,
  file_id uuid,
  fields text[] NOT NULL,
  from_tenant_id uuid,
  from_code text NOT NULL,
  from_title_vi text NOT NULL,
  from_title_en text NOT NULL,
  from_at timestamp with time zone,
  agreed_at timestamp with time zone NOT NULL,
  agreed_by text NOT NULL,
  revoked_at timestamp with time zone,
  filled jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT consent_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT consent_kind_known CHECK ((kind = ANY (ARRAY['paper'::text, 'register-search'::text, 'prefill'::text]))),
  CONSTRAINT consent_paper_has_file CHECK (((kind = 'paper'::text) = (file_id IS NOT NULL)))
);
CREATE INDEX consent_of_subject ON dossiers.consent USING btree (tenant_id, subject_id, agreed_at);
ALTER TABLE dossiers.consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.consent FORCE ROW LEVEL SECURITY;
CREATE POLICY own_consent ON dossiers.consent FOR SELECT
  USING ((account_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON dossiers.consent
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.consent TO egov_app;

CREATE TABLE dossiers.counter (
  tenant_id uuid NOT NULL,
  app_id text NOT NULL,
  month date NOT NULL,
  metric text NOT NULL,
  amount integer NOT NULL,
  CONSTRAINT counter_pkey PRIMARY KEY (tenant_id, app_id, month, metric)
);
ALTER TABLE dossiers.counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.counter FORCE ROW LEVEL SECURITY;
CREATE POLICY door_insert_counters ON dossiers.counter FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY "door_select_public-statistics" ON dossiers.counter FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-statistics,counters}'::text[])));
CREATE POLICY door_update_counters ON dossiers.counter FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY tenant_held ON dossiers.counter
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.counter TO egov_app;

CREATE TABLE dossiers.counter_delta (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  app_id text NOT NULL,
  month date NOT NULL,
  metric text NOT NULL,
  amount integer NOT NULL,
  CONSTRAINT counter_delta_pkey PRIMARY KEY (tenant_id, id)
);
ALTER TABLE dossiers.counter_delta ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.counter_delta FORCE ROW LEVEL SECURITY;
CREATE POLICY door_delete_counters ON dossiers.counter_delta FOR DELETE
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY "door_select_public-statistics" ON dossiers.counter_delta FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-statistics,counters}'::text[])));
CREATE POLICY tenant_held ON dossiers.counter_delta
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT DELETE, INSERT, SELECT ON dossiers.counter_delta TO egov_app;

CREATE TABLE dossiers.dossier (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  code text NOT NULL,
  lookup_code text NOT NULL,
  app_id text NOT NULL,
  edition text NOT NULL,
  account_id uuid NOT NULL,
  applicant_name text NOT NULL,
  title text NOT NULL,
  search_text text NOT NULL,
  answers jsonb NOT NULL,
  state text NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  answer_due_at timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  due_at timestamp with time zone,
  first_due_at timestamp with time zone,
  released_at timestamp with time zone,
  outcome text,
  receipt_number integer,
  result_number text,
  instance_id uuid NOT NULL,
  answer_clock_id uuid NOT NULL,
  processing_clock_id uuid,
  task_id uuid,
  step text,
  step_role text,
  holder_id uuid,
  step_since timestamp with time zone,
  supplement_asked_at timestamp with time zone,
  version integer DEFAULT 1 NOT NULL,
  channel text DEFAULT 'online'::text NOT NULL,
  taken_by uuid,
  paper_receipt text,
  CONSTRAINT dossier_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT dossier_code_once UNIQUE (code),
  CONSTRAINT dossier_public_id_once UNIQUE (public_id),
  CONSTRAINT dossier_accepted_has_due CHECK (((accepted_at IS NULL) = (due_at IS NULL))),
  CONSTRAINT dossier_channel_known CHECK ((channel = ANY (ARRAY['online'::text, 'desk'::text, 'post'::text, 'linked'::text]))),
  CONSTRAINT dossier_lookup_code_shape CHECK ((lookup_code ~ '^[0-9A-Z]{4}$'::text)),
  CONSTRAINT dossier_outcome_known CHECK ((outcome = ANY (ARRAY['early'::text, 'on-time'::text, 'late'::text]))),
  CONSTRAINT dossier_released_has_outcome CHECK (((released_at IS NULL) OR (outcome IS NOT NULL) OR (state = 'refused'::text))),
  CONSTRAINT dossier_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'received'::text, 'processing'::text, 'supplement'::text, 'financial-duty'::text, 'refused'::text, 'signed'::text, 'done'::text, 'withdrawn'::text, 'stopped'::text, 'transferred'::text])))
);
CREATE INDEX dossier_accepted ON dossiers.dossier USING btree (tenant_id, accepted_at, id) WHERE (accepted_at IS NOT NULL);
CREATE INDEX dossier_asking ON dossiers.dossier USING btree (tenant_id, (
CASE
    WHEN (due_at IS NULL) THEN answer_due_at
    ELSE due_at
END), id) WHERE ((step IS NOT NULL) AND (step_role IS NULL));
CREATE INDEX dossier_finished ON dossiers.dossier USING btree (tenant_id, released_at, id) WHERE (released_at IS NOT NULL);
CREATE INDEX dossier_newest ON dossiers.dossier USING btree (tenant_id, submitted_at DESC, id DESC);
CREATE INDEX dossier_of_account ON dossiers.dossier USING btree (account_id, submitted_at DESC);
CREATE INDEX dossier_of_holder ON dossiers.dossier USING btree (tenant_id, holder_id, (
CASE
    WHEN (due_at IS NULL) THEN answer_due_at
    ELSE due_at
END), id) WHERE (step_role IS NOT NULL);
CREATE INDEX dossier_result_number ON dossiers.dossier USING btree (tenant_id, result_number) WHERE (result_number IS NOT NULL);
CREATE INDEX dossier_worklist ON dossiers.dossier USING btree (tenant_id, step_role, (
CASE
    WHEN (due_at IS NULL) THEN answer_due_at
    ELSE due_at
END), id) WHERE (step_role IS NOT NULL);
ALTER TABLE dossiers.dossier ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.dossier FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-lookup" ON dossiers.dossier FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-lookup,public-verify,counters,outbox,open-figures,intake}'::text[])));
CREATE POLICY own_dossier ON dossiers.dossier FOR SELECT
  USING ((account_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON dossiers.dossier
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.dossier TO egov_app;

CREATE TABLE dossiers.dossier_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  sequence integer NOT NULL,
  name text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  actor_ref text NOT NULL,
  actor_name text NOT NULL,
  position_id uuid,
  detail jsonb DEFAULT '{}'::jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT dossier_event_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT dossier_event_sequence_once UNIQUE (tenant_id, dossier_id, sequence),
  CONSTRAINT dossier_event_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
ALTER TABLE dossiers.dossier_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.dossier_event FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-lookup" ON dossiers.dossier_event FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-lookup,counters}'::text[])));
CREATE POLICY own_dossier_event ON dossiers.dossier_event FOR SELECT
  USING ((EXISTS ( SELECT
   FROM dossiers.dossier d
  WHERE ((d.tenant_id = dossier_event.tenant_id) AND (d.id = dossier_event.dossier_id) AND (d.account_id = ( SELECT platform.applicant() AS applicant))))));
CREATE POLICY tenant_held ON dossiers.dossier_event
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.dossier_event TO egov_app;

CREATE TABLE dossiers.draft (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  account_id uuid NOT NULL,
  app_id text NOT NULL,
  edition text NOT NULL,
  answers jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  submitted_as uuid,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT draft_public_id_once UNIQUE (public_id)
);
CREATE INDEX draft_of_account ON dossiers.draft USING btree (account_id, updated_at DESC);
ALTER TABLE dossiers.draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own_draft ON dossiers.draft
  USING ((account_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON dossiers.draft
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.draft TO egov_app;

CREATE TABLE dossiers.finding (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  step text NOT NULL,
  outcome text NOT NULL,
  answers jsonb NOT NULL,
  note text NOT NULL,
  by_ref text NOT NULL,
  by_name text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT finding_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT finding_note_length CHECK ((length(note) <= 4000)),
  CONSTRAINT finding_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
CREATE INDEX finding_of_dossier_at ON dossiers.finding USING btree (tenant_id, dossier_id, at);
ALTER TABLE dossiers.finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.finding FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON dossiers.finding
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.finding TO egov_app;

CREATE TABLE dossiers.late_reason (
  code text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  place integer NOT NULL,
  label_vi text NOT NULL,
  label_en text NOT NULL,
  source text NOT NULL,
  CONSTRAINT late_reason_pkey PRIMARY KEY (code, from_on),
  CONSTRAINT late_reason_has_source CHECK ((source <> ''::text))
);
ALTER TABLE dossiers.late_reason ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.late_reason FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON dossiers.late_reason FOR SELECT
  USING (true);
GRANT SELECT ON dossiers.late_reason TO egov_app;

CREATE TABLE dossiers.loaded_slice (
  tenant_id uuid NOT NULL,
  month date NOT NULL,
  dossiers integer NOT NULL,
  CONSTRAINT loaded_slice_pkey PRIMARY KEY (tenant_id, month)
);
ALTER TABLE dossiers.loaded_slice ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.loaded_slice FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_seed ON dossiers.loaded_slice FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{seed,public-statistics}'::text[])));
CREATE POLICY tenant_held ON dossiers.loaded_slice
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.loaded_slice TO egov_app;

CREATE TABLE dossiers.part (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  task_id uuid NOT NULL,
  step text NOT NULL,
  lead_tenant_id uuid NOT NULL,
  lead_id uuid NOT NULL,
  lead_code text NOT NULL,
  lead_agency text NOT NULL,
  lead_due_at timestamp with time zone,
  agency_name text NOT NULL,
  applicant_id uuid NOT NULL,
  handed_at timestamp with time zone NOT NULL,
  CONSTRAINT part_pkey PRIMARY KEY (tenant_id, dossier_id),
  CONSTRAINT part_of_task_once UNIQUE (tenant_id, task_id),
  CONSTRAINT part_is_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
CREATE INDEX part_of_lead ON dossiers.part USING btree (lead_id, handed_at);
ALTER TABLE dossiers.part ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.part FORCE ROW LEVEL SECURITY;
CREATE POLICY own_part ON dossiers.part FOR SELECT
  USING ((applicant_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON dossiers.part
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.part TO egov_app;

CREATE TABLE dossiers.process_move (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  app_id text NOT NULL,
  from_hash text NOT NULL,
  to_hash text NOT NULL,
  mapping jsonb NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  ordered_by text NOT NULL,
  ordered_name text NOT NULL,
  ordered_at timestamp with time zone NOT NULL,
  place uuid,
  moved integer DEFAULT 0 NOT NULL,
  refused integer DEFAULT 0 NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT process_move_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT process_move_goes_elsewhere CHECK ((from_hash <> to_hash)),
  CONSTRAINT process_move_has_decision CHECK ((decision <> ''::text)),
  CONSTRAINT process_move_has_reason CHECK ((reason <> ''::text))
);
CREATE INDEX process_move_newest ON dossiers.process_move USING btree (tenant_id, app_id, id DESC);
CREATE UNIQUE INDEX process_move_one_runs ON dossiers.process_move USING btree (tenant_id, from_hash) WHERE (finished_at IS NULL);
ALTER TABLE dossiers.process_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.process_move FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON dossiers.process_move
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.process_move TO egov_app;
GRANT UPDATE (place, moved, refused, finished_at) ON dossiers.process_move TO egov_app;

CREATE TABLE dossiers.process_move_refusal (
  tenant_id uuid NOT NULL,
  move_id uuid NOT NULL,
  instance_id uuid NOT NULL,
  dossier_code text NOT NULL,
  steps jsonb NOT NULL,
  refused_at timestamp with time zone NOT NULL,
  CONSTRAINT process_move_refusal_pkey PRIMARY KEY (tenant_id, move_id, instance_id),
  CONSTRAINT process_move_refusal_of_move FOREIGN KEY (tenant_id, move_id) REFERENCES dossiers.process_move(tenant_id, id)
);
ALTER TABLE dossiers.process_move_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.process_move_refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON dossiers.process_move_refusal
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.process_move_refusal TO egov_app;

CREATE TABLE dossiers.proxy_filing (
  tenant_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  public_id text NOT NULL,
  app_id text NOT NULL,
  mandate_id uuid NOT NULL,
  kind text NOT NULL,
  organisation text,
  proxy_id uuid NOT NULL,
  proxy_name text NOT NULL,
  represented_id uuid NOT NULL,
  represented_name text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  CONSTRAINT proxy_filing_pkey PRIMARY KEY (tenant_id, subject_id),
  CONSTRAINT proxy_filing_public_id_once UNIQUE (public_id),
  CONSTRAINT proxy_filing_kind_known CHECK ((kind = ANY (ARRAY['family'::text, 'staff'::text])))
);
CREATE INDEX proxy_filing_of_proxy ON dossiers.proxy_filing USING btree (proxy_id, started_at DESC);
ALTER TABLE dossiers.proxy_filing ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.proxy_filing FORCE ROW LEVEL SECURITY;
CREATE POLICY own_proxy_filing ON dossiers.proxy_filing FOR SELECT
  USING (((proxy_id = ( SELECT platform.applicant() AS applicant)) OR (represented_id = ( SELECT platform.applicant() AS applicant))));
CREATE POLICY tenant_held ON dossiers.proxy_filing
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.proxy_filing TO egov_app;

CREATE TABLE dossiers.rating (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  stars integer NOT NULL,
  words text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT rating_pkey PRIMARY KEY (tenant_id, dossier_id),
  CONSTRAINT rating_stars_range CHECK (((stars >= 1) AND (stars <= 5))),
  CONSTRAINT rating_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
ALTER TABLE dossiers.rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.rating FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_counters ON dossiers.rating FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY own_rating ON dossiers.rating
  USING ((EXISTS ( SELECT
   FROM dossiers.dossier d
  WHERE ((d.tenant_id = rating.tenant_id) AND (d.id = rating.dossier_id) AND (d.account_id = ( SELECT platform.applicant() AS applicant))))));
CREATE POLICY tenant_held ON dossiers.rating
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON dossiers.rating TO egov_app;

CREATE TABLE dossiers.saved_view (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  unit_name text,
  name text NOT NULL,
  query text NOT NULL,
  place integer NOT NULL,
  is_start boolean DEFAULT false NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT saved_view_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT saved_view_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  CONSTRAINT saved_view_query_length CHECK (((length(query) >= 1) AND (length(query) <= 1500)))
);
CREATE INDEX saved_view_of_owner ON dossiers.saved_view USING btree (tenant_id, owner_id, place, id);
CREATE INDEX saved_view_of_unit ON dossiers.saved_view USING btree (tenant_id, unit_name, name, id) WHERE (unit_name IS NOT NULL);
CREATE UNIQUE INDEX saved_view_starts_once ON dossiers.saved_view USING btree (tenant_id, owner_id) WHERE is_start;
ALTER TABLE dossiers.saved_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.saved_view FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON dossiers.saved_view
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT DELETE, INSERT, SELECT, UPDATE ON dossiers.saved_view TO egov_app;

CREATE TABLE dossiers.supplement (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  defects jsonb NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  asked_by text NOT NULL,
  answered_at timestamp with time zone,
  round integer DEFAULT 1 NOT NULL,
  decision_number text DEFAULT ''::text NOT NULL,
  decision_reason text DEFAULT ''::text NOT NULL,
  answer_by timestamp with time zone,
  expired_at timestamp with time zone,
  remind_at timestamp with time zone,
  reminded_at timestamp with time zone,
  CONSTRAINT supplement_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT supplement_once_a_round UNIQUE (tenant_id, dossier_id, round),
  CONSTRAINT supplement_later_is_decided CHECK (((round = 1) OR ((decision_number <> ''::text) AND (decision_reason <> ''::text)))),
  CONSTRAINT supplement_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
CREATE INDEX supplement_to_remind ON dossiers.supplement USING btree (remind_at) WHERE ((answered_at IS NULL) AND (expired_at IS NULL) AND (reminded_at IS NULL));
CREATE INDEX supplement_waiting ON dossiers.supplement USING btree (answer_by) WHERE ((answered_at IS NULL) AND (expired_at IS NULL));
ALTER TABLE dossiers.supplement ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.supplement FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_deadlines ON dossiers.supplement FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{deadlines}'::text[])));
CREATE POLICY own_supplement ON dossiers.supplement
  USING ((EXISTS ( SELECT
   FROM dossiers.dossier d
  WHERE ((d.tenant_id = supplement.tenant_id) AND (d.id = supplement.dossier_id) AND (d.account_id = ( SELECT platform.applicant() AS applicant))))));
CREATE POLICY tenant_held ON dossiers.supplement
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.supplement TO egov_app;

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
  reason text NOT NULL,
  state text NOT NULL,
  proposed_name text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  new_dossier_id uuid NOT NULL,
  new_public_id text NOT NULL,
  new_code text,
  arrived_at timestamp with time zone,
  CONSTRAINT transfer_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT transfer_new_dossier_once UNIQUE (new_dossier_id),
  CONSTRAINT transfer_new_public_id_once UNIQUE (new_public_id),
  CONSTRAINT transfer_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT transfer_arrived CHECK ((((arrived_at IS NULL) = (new_code IS NULL)) AND ((arrived_at IS NULL) OR (state = 'decided'::text)))),
  CONSTRAINT transfer_decided CHECK (((state = 'decided'::text) = (decided_at IS NOT NULL))),
  CONSTRAINT transfer_has_reason CHECK ((reason <> ''::text)),
  CONSTRAINT transfer_state_known CHECK ((state = ANY (ARRAY['proposed'::text, 'declined'::text, 'decided'::text]))),
  CONSTRAINT transfer_to_another CHECK ((to_tenant_id <> tenant_id)),
  CONSTRAINT transfer_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier(tenant_id, id)
);
CREATE TRIGGER keep_transfer BEFORE UPDATE ON dossiers.transfer FOR EACH ROW EXECUTE FUNCTION dossiers.keep_transfer();
ALTER TABLE dossiers.transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossiers.transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY arrives_at ON dossiers.transfer FOR UPDATE
  USING (((state = 'decided'::text) AND (to_tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[]))));
CREATE POLICY own_transfer ON dossiers.transfer FOR SELECT
  USING (((state = 'decided'::text) AND (account_id = ( SELECT platform.applicant() AS applicant))));
CREATE POLICY passed_to ON dossiers.transfer FOR SELECT
  USING (((state = 'decided'::text) AND (to_tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[]))));
CREATE POLICY tenant_held ON dossiers.transfer
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON dossiers.transfer TO egov_app;

-- -------- files -------------------------------------------------------------------------------

CREATE SCHEMA files;
GRANT USAGE ON SCHEMA files TO egov_app;

CREATE TABLE files.file (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  slot text NOT NULL,
  applicant_id uuid,
  sha256 text NOT NULL,
  size_bytes bigint NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  pages integer,
  scan text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  CONSTRAINT file_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT file_public_id_once UNIQUE (public_id),
  CONSTRAINT file_has_name CHECK ((name <> ''::text)),
  CONSTRAINT file_not_empty CHECK ((size_bytes > 0)),
  CONSTRAINT file_pages_counted CHECK ((pages > 0)),
  CONSTRAINT file_scan_known CHECK ((scan = ANY (ARRAY['clean'::text, 'not-scanned'::text]))),
  CONSTRAINT file_sha256_shape CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT file_type_known CHECK ((type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])))
);
CREATE INDEX file_by_hash ON files.file USING btree (tenant_id, sha256);
CREATE INDEX file_of_subject ON files.file USING btree (subject_id, added_at) WHERE (removed_at IS NULL);
ALTER TABLE files.file ENABLE ROW LEVEL SECURITY;
ALTER TABLE files.file FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-verify" ON files.file FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-verify}'::text[])));
CREATE POLICY only_own_file ON files.file AS RESTRICTIVE
  USING (((( SELECT platform.applicant() AS applicant) IS NULL) OR (applicant_id = ( SELECT platform.applicant() AS applicant))));
CREATE POLICY own_file ON files.file
  USING ((applicant_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON files.file
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON files.file TO egov_app;

-- -------- identity ----------------------------------------------------------------------------

CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO egov_app;

CREATE TABLE identity.account (
  id uuid NOT NULL,
  kind text NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  email text,
  phone text,
  citizen_id text,
  official_id uuid,
  password_hash text,
  is_demo boolean NOT NULL,
  totp_secret bytea,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint,
  created_at timestamp with time zone NOT NULL,
  born_on date,
  notice_language text DEFAULT 'vi'::text NOT NULL,
  mails_notices boolean DEFAULT true NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_login_once UNIQUE (login),
  CONSTRAINT account_official_once UNIQUE (official_id),
  CONSTRAINT account_kind_known CHECK ((kind = ANY (ARRAY['official'::text, 'applicant'::text]))),
  CONSTRAINT account_notice_language CHECK ((notice_language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT account_official_has_person CHECK (((kind = 'official'::text) = (official_id IS NOT NULL)))
);
CREATE INDEX account_of_citizen ON identity.account USING btree (citizen_id) WHERE (citizen_id IS NOT NULL);
ALTER TABLE identity.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.account FORCE ROW LEVEL SECURITY;
CREATE POLICY door_outbox ON identity.account FOR SELECT
  USING ((( SELECT platform.door() AS door) = 'outbox'::text));
CREATE POLICY door_sign_in ON identity.account
  USING ((( SELECT platform.door() AS door) = ANY (ARRAY['sign_in'::text, 'seed'::text])));
GRANT DELETE, INSERT, SELECT, UPDATE ON identity.account TO egov_app;

CREATE TABLE identity.answered_challenge (
  hash bytea NOT NULL,
  lapses_at timestamp with time zone NOT NULL,
  CONSTRAINT answered_challenge_pkey PRIMARY KEY (hash)
);
CREATE INDEX answered_challenge_lapses ON identity.answered_challenge USING btree (lapses_at);
ALTER TABLE identity.answered_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.answered_challenge FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.answered_challenge
  USING ((( SELECT platform.door() AS door) = 'sign_in'::text));
GRANT DELETE, INSERT, SELECT ON identity.answered_challenge TO egov_app;

CREATE TABLE identity.attempt (
  key text NOT NULL,
  failures integer NOT NULL,
  last_failure_at timestamp with time zone NOT NULL,
  CONSTRAINT attempt_pkey PRIMARY KEY (key)
);
ALTER TABLE identity.attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.attempt
  USING ((( SELECT platform.door() AS door) = ANY (ARRAY['sign_in'::text, 'seed'::text])));
GRANT DELETE, INSERT, SELECT, UPDATE ON identity.attempt TO egov_app;

CREATE TABLE identity.kept_form (
  token_hash bytea NOT NULL,
  address text NOT NULL,
  body bytea NOT NULL,
  lapses_at timestamp with time zone NOT NULL,
  CONSTRAINT kept_form_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX kept_form_of_address ON identity.kept_form USING btree (address, lapses_at DESC);
ALTER TABLE identity.kept_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.kept_form FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.kept_form
  USING ((( SELECT platform.door() AS door) = 'sign_in'::text));
GRANT DELETE, INSERT, SELECT ON identity.kept_form TO egov_app;

CREATE TABLE identity.linked_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  CONSTRAINT linked_identity_pkey PRIMARY KEY (issuer, subject),
  CONSTRAINT linked_identity_once UNIQUE (account_id),
  CONSTRAINT linked_identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
ALTER TABLE identity.linked_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.linked_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.linked_identity
  USING ((( SELECT platform.door() AS door) = 'sign_in'::text));
GRANT INSERT, SELECT ON identity.linked_identity TO egov_app;

CREATE TABLE identity.mandate (
  id uuid NOT NULL,
  code text NOT NULL,
  proxy_id uuid NOT NULL,
  represented_citizen_id text NOT NULL,
  represented_name text NOT NULL,
  represented_id uuid,
  kind text NOT NULL,
  organisation text,
  app_ids text[] NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  consent text,
  consented_at timestamp with time zone,
  consented_by text,
  paper text,
  ended_at timestamp with time zone,
  ended_by text,
  asked_at timestamp with time zone NOT NULL,
  CONSTRAINT mandate_pkey PRIMARY KEY (id),
  CONSTRAINT mandate_code_once UNIQUE (code),
  CONSTRAINT mandate_consent_is_whole CHECK ((num_nonnulls(consent, consented_at, consented_by, represented_id) = ANY (ARRAY[0, 4]))),
  CONSTRAINT mandate_consent_known CHECK ((consent = ANY (ARRAY['sign-in'::text, 'paper'::text]))),
  CONSTRAINT mandate_dates_in_order CHECK ((valid_from <= valid_until)),
  CONSTRAINT mandate_for_another CHECK ((represented_id <> proxy_id)),
  CONSTRAINT mandate_kind_known CHECK ((kind = ANY (ARRAY['family'::text, 'staff'::text]))),
  CONSTRAINT mandate_paper_is_named CHECK ((((consent = 'paper'::text) = (paper IS NOT NULL)) OR (consent IS NULL))),
  CONSTRAINT mandate_staff_has_organisation CHECK (((kind = 'staff'::text) = (organisation IS NOT NULL))),
  CONSTRAINT mandate_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES identity.account(id),
  CONSTRAINT mandate_represented_id_fkey FOREIGN KEY (represented_id) REFERENCES identity.account(id)
);
CREATE INDEX mandate_of_proxy ON identity.mandate USING btree (proxy_id, asked_at DESC);
CREATE INDEX mandate_of_represented ON identity.mandate USING btree (represented_citizen_id, asked_at DESC);
ALTER TABLE identity.mandate ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.mandate FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.mandate
  USING ((( SELECT platform.door() AS door) = 'sign_in'::text));
GRANT INSERT, SELECT, UPDATE ON identity.mandate TO egov_app;

CREATE TABLE identity.passkey (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  is_backed_up boolean NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  removed_at timestamp with time zone,
  CONSTRAINT passkey_pkey PRIMARY KEY (id),
  CONSTRAINT passkey_credential_once UNIQUE (credential_id),
  CONSTRAINT passkey_name_length CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX passkey_of_account ON identity.passkey USING btree (account_id, created_at) WHERE (removed_at IS NULL);
ALTER TABLE identity.passkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.passkey FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.passkey
  USING ((( SELECT platform.door() AS door) = 'sign_in'::text));
GRANT INSERT, SELECT, UPDATE ON identity.passkey TO egov_app;

CREATE TABLE identity.recovery_code (
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
ALTER TABLE identity.recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.recovery_code FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.recovery_code
  USING ((( SELECT platform.door() AS door) = ANY (ARRAY['sign_in'::text, 'seed'::text])));
GRANT DELETE, INSERT, SELECT, UPDATE ON identity.recovery_code TO egov_app;

CREATE TABLE identity.session (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  stepped_up_at timestamp with time zone,
  user_agent text NOT NULL,
  address text NOT NULL,
  id_token bytea,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_once UNIQUE (token_hash),
  CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);
CREATE INDEX session_of_account ON identity.session USING btree (account_id, seen_at DESC) WHERE (revoked_at IS NULL);
ALTER TABLE identity.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.session FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.session
  USING ((( SELECT platform.door() AS door) = ANY (ARRAY['sign_in'::text, 'seed'::text])));
GRANT DELETE, INSERT, SELECT, UPDATE ON identity.session TO egov_app;

-- -------- indicators --------------------------------------------------------------------------

CREATE SCHEMA indicators;
GRANT USAGE ON SCHEMA indicators TO egov_app;

CREATE TABLE indicators.finished_dossier (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  measured_at timestamp with time zone,
  CONSTRAINT finished_dossier_pkey PRIMARY KEY (tenant_id, dossier_id)
);
CREATE INDEX finished_dossier_waiting ON indicators.finished_dossier USING btree (tenant_id, dossier_id) WHERE (measured_at IS NULL);
ALTER TABLE indicators.finished_dossier ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.finished_dossier FORCE ROW LEVEL SECURITY;
CREATE POLICY door_insert_outbox ON indicators.finished_dossier FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{outbox,counters}'::text[])));
CREATE POLICY door_select_outbox ON indicators.finished_dossier FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{outbox,counters}'::text[])));
CREATE POLICY door_update_counters ON indicators.finished_dossier FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY tenant_held ON indicators.finished_dossier
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON indicators.finished_dossier TO egov_app;

CREATE TABLE indicators.month_snapshot (
  month date NOT NULL,
  body text NOT NULL,
  sha256 bytea NOT NULL,
  closed_at timestamp with time zone NOT NULL,
  closed_by text NOT NULL,
  signature bytea,
  public_key text,
  CONSTRAINT month_snapshot_pkey PRIMARY KEY (month),
  CONSTRAINT month_snapshot_hash_length CHECK ((octet_length(sha256) = 32)),
  CONSTRAINT month_snapshot_signed_with_key CHECK (((signature IS NULL) = (public_key IS NULL)))
);
CREATE INDEX month_snapshot_unsigned ON indicators.month_snapshot USING btree (month) WHERE (signature IS NULL);
ALTER TABLE indicators.month_snapshot ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.month_snapshot FORCE ROW LEVEL SECURITY;
CREATE POLICY closed_by_directory ON indicators.month_snapshot FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = 'directory'::text));
CREATE POLICY read_by_all ON indicators.month_snapshot FOR SELECT
  USING (true);
CREATE POLICY signed_by_counters ON indicators.month_snapshot FOR UPDATE
  USING (((( SELECT platform.door() AS door) = 'counters'::text) AND (signature IS NULL)))
  WITH CHECK (true);
GRANT INSERT, SELECT ON indicators.month_snapshot TO egov_app;
GRANT UPDATE (signature, public_key) ON indicators.month_snapshot TO egov_app;

CREATE TABLE indicators.rule (
  name text NOT NULL,
  valid_from date NOT NULL,
  value jsonb NOT NULL,
  source text NOT NULL,
  certainty text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT rule_pkey PRIMARY KEY (name, valid_from, recorded_at),
  CONSTRAINT rule_certainty_known CHECK ((certainty = ANY (ARRAY['S'::text, 'S2'::text, 'M'::text]))),
  CONSTRAINT rule_has_source CHECK ((source <> ''::text)),
  CONSTRAINT rule_name_known CHECK ((name = ANY (ARRAY['month-close'::text, 'quality-index'::text])))
);
ALTER TABLE indicators.rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.rule FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON indicators.rule FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON indicators.rule FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = 'directory'::text));
GRANT INSERT, SELECT ON indicators.rule TO egov_app;

CREATE TABLE indicators.simulation (
  id uuid NOT NULL,
  asked jsonb NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  cases_total integer NOT NULL,
  place jsonb,
  result jsonb NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT simulation_pkey PRIMARY KEY (id)
);
CREATE INDEX simulation_newest ON indicators.simulation USING btree (asked_at DESC);
CREATE INDEX simulation_waiting ON indicators.simulation USING btree (asked_at) WHERE (finished_at IS NULL);
ALTER TABLE indicators.simulation ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.simulation FORCE ROW LEVEL SECURITY;
CREATE POLICY asked_by_directory ON indicators.simulation
  USING ((( SELECT platform.door() AS door) = 'directory'::text));
CREATE POLICY worked_by_counters ON indicators.simulation
  USING ((( SELECT platform.door() AS door) = 'counters'::text));
GRANT INSERT, SELECT ON indicators.simulation TO egov_app;
GRANT UPDATE (place, result, finished_at) ON indicators.simulation TO egov_app;

CREATE TABLE indicators.time_used (
  tenant_id uuid NOT NULL,
  app_id text NOT NULL,
  month date NOT NULL,
  step text NOT NULL,
  role text NOT NULL,
  official_id uuid NOT NULL,
  span integer NOT NULL,
  name text NOT NULL,
  passes integer NOT NULL,
  late integer NOT NULL,
  minutes bigint NOT NULL,
  term_minutes bigint NOT NULL,
  CONSTRAINT time_used_pkey PRIMARY KEY (tenant_id, app_id, month, step, role, official_id, span)
);
ALTER TABLE indicators.time_used ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.time_used FORCE ROW LEVEL SECURITY;
CREATE POLICY door_insert_counters ON indicators.time_used FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY door_select_counters ON indicators.time_used FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY door_update_counters ON indicators.time_used FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY tenant_held ON indicators.time_used
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
CREATE POLICY whole_dossiers ON indicators.time_used FOR SELECT
  USING (((( SELECT platform.door() AS door) = 'public-statistics'::text) AND (step = ''::text) AND (role = ''::text)));
GRANT INSERT, SELECT, UPDATE ON indicators.time_used TO egov_app;

-- -------- notifications -----------------------------------------------------------------------

CREATE SCHEMA notifications;
GRANT USAGE ON SCHEMA notifications TO egov_app;

CREATE TABLE notifications.delivery (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  next_try_at timestamp with time zone NOT NULL,
  last_error text,
  sent_at timestamp with time zone,
  CONSTRAINT delivery_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT delivery_channel_known CHECK ((channel = 'email'::text)),
  CONSTRAINT delivery_sent_has_moment CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  CONSTRAINT delivery_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'no-address'::text, 'switched-off'::text]))),
  CONSTRAINT delivery_of_notice FOREIGN KEY (tenant_id, notice_id) REFERENCES notifications.notice(tenant_id, id)
);
CREATE INDEX delivery_by_notice ON notifications.delivery USING btree (tenant_id, notice_id);
CREATE INDEX delivery_waiting ON notifications.delivery USING btree (next_try_at) WHERE (state = 'waiting'::text);
ALTER TABLE notifications.delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_outbox ON notifications.delivery FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{outbox}'::text[])));
CREATE POLICY door_update_outbox ON notifications.delivery FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{outbox}'::text[])));
CREATE POLICY own_delivery ON notifications.delivery FOR SELECT
  USING ((EXISTS ( SELECT
   FROM notifications.notice n
  WHERE ((n.tenant_id = delivery.tenant_id) AND (n.id = delivery.notice_id) AND (n.account_id = ( SELECT platform.applicant() AS applicant))))));
CREATE POLICY tenant_held ON notifications.delivery
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON notifications.delivery TO egov_app;

CREATE TABLE notifications.notice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid,
  email text,
  template text NOT NULL,
  language text NOT NULL,
  params jsonb NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  href text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  official_id uuid,
  position_id uuid,
  CONSTRAINT notice_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notice_has_one_recipient CHECK ((num_nonnulls(account_id, email, official_id) = 1)),
  CONSTRAINT notice_language_known CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT notice_leads_here CHECK ((href ~ '^/([^/\\]|$)'::text)),
  CONSTRAINT notice_official_has_position CHECK (((official_id IS NULL) = (position_id IS NULL)))
);
CREATE INDEX notice_of_account ON notifications.notice USING btree (account_id, created_at DESC, id DESC);
CREATE INDEX notice_of_official ON notifications.notice USING btree (official_id, position_id, created_at DESC, id DESC) WHERE (official_id IS NOT NULL);
CREATE INDEX notice_of_subject ON notifications.notice USING btree (subject_id, created_at);
CREATE INDEX notice_unread ON notifications.notice USING btree (account_id) WHERE (read_at IS NULL);
CREATE INDEX notice_unread_of_official ON notifications.notice USING btree (official_id, position_id) WHERE ((official_id IS NOT NULL) AND (read_at IS NULL));
ALTER TABLE notifications.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.notice FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_outbox ON notifications.notice FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{outbox}'::text[])));
CREATE POLICY only_own_notice_read ON notifications.notice AS RESTRICTIVE FOR UPDATE
  USING (((( SELECT platform.applicant() AS applicant) IS NULL) OR (account_id = ( SELECT platform.applicant() AS applicant))));
CREATE POLICY only_own_notice_seen ON notifications.notice AS RESTRICTIVE FOR SELECT
  USING (((( SELECT platform.applicant() AS applicant) IS NULL) OR (account_id = ( SELECT platform.applicant() AS applicant))));
CREATE POLICY own_notice ON notifications.notice
  USING ((account_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON notifications.notice
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON notifications.notice TO egov_app;

-- -------- numbering ---------------------------------------------------------------------------

CREATE SCHEMA numbering;
GRANT USAGE ON SCHEMA numbering TO egov_app;

CREATE TABLE numbering.issued_number (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  period text NOT NULL,
  number integer NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  backdating_decision text,
  voided_at timestamp with time zone,
  void_reason text,
  note text,
  CONSTRAINT issued_number_pkey PRIMARY KEY (tenant_id, name, period, number),
  CONSTRAINT issued_number_void_has_reason CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT issued_number_of_register FOREIGN KEY (tenant_id, name, period) REFERENCES numbering.register(tenant_id, name, period)
);
ALTER TABLE numbering.issued_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE numbering.issued_number FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON numbering.issued_number
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON numbering.issued_number TO egov_app;
GRANT UPDATE (voided_at, void_reason) ON numbering.issued_number TO egov_app;

CREATE TABLE numbering.register (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  period text NOT NULL,
  next_number integer NOT NULL,
  last_issued_on date,
  started_by text,
  CONSTRAINT register_pkey PRIMARY KEY (tenant_id, name, period),
  CONSTRAINT register_next_positive CHECK ((next_number > 0))
);
ALTER TABLE numbering.register ENABLE ROW LEVEL SECURITY;
ALTER TABLE numbering.register FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON numbering.register
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON numbering.register TO egov_app;

-- -------- old_system_imports ------------------------------------------------------------------

CREATE SCHEMA old_system_imports;
GRANT USAGE ON SCHEMA old_system_imports TO egov_app;

CREATE TABLE old_system_imports.import (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  app_id text NOT NULL,
  file_name text NOT NULL,
  state text DEFAULT 'tried'::text NOT NULL,
  rows integer NOT NULL,
  faulty integer NOT NULL,
  taken integer DEFAULT 0 NOT NULL,
  passed_over integer DEFAULT 0 NOT NULL,
  tried_by text NOT NULL,
  tried_at timestamp with time zone NOT NULL,
  decision text,
  ordered_by text,
  ordered_at timestamp with time zone,
  done_at timestamp with time zone,
  CONSTRAINT import_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT import_public_id_once UNIQUE (public_id),
  CONSTRAINT import_faulty_range CHECK (((faulty >= 0) AND (faulty <= rows))),
  CONSTRAINT import_ordered_is_sound CHECK (((state = 'tried'::text) OR (faulty = 0))),
  CONSTRAINT import_ordered_is_whole CHECK (((state = 'tried'::text) = (decision IS NULL))),
  CONSTRAINT import_rows_some CHECK ((rows > 0)),
  CONSTRAINT import_state_known CHECK ((state = ANY (ARRAY['tried'::text, 'ordered'::text, 'done'::text])))
);
CREATE INDEX import_newest ON old_system_imports.import USING btree (tenant_id, tried_at DESC, id DESC);
ALTER TABLE old_system_imports.import ENABLE ROW LEVEL SECURITY;
ALTER TABLE old_system_imports.import FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON old_system_imports.import
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON old_system_imports.import TO egov_app;

CREATE TABLE old_system_imports.import_row (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  place integer NOT NULL,
  old_code text NOT NULL,
  content jsonb,
  faults jsonb DEFAULT '[]'::jsonb NOT NULL,
  state text DEFAULT 'waits'::text NOT NULL,
  CONSTRAINT import_row_pkey PRIMARY KEY (tenant_id, import_id, place),
  CONSTRAINT import_row_state_known CHECK ((state = ANY (ARRAY['waits'::text, 'taken'::text, 'known'::text, 'refused'::text]))),
  CONSTRAINT import_row_of_import FOREIGN KEY (tenant_id, import_id) REFERENCES old_system_imports.import(tenant_id, id)
);
CREATE INDEX import_row_faulty ON old_system_imports.import_row USING btree (tenant_id, import_id, place) WHERE (faults <> '[]'::jsonb);
CREATE INDEX import_row_waits ON old_system_imports.import_row USING btree (tenant_id, import_id, place) WHERE (state = 'waits'::text);
ALTER TABLE old_system_imports.import_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE old_system_imports.import_row FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON old_system_imports.import_row
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON old_system_imports.import_row TO egov_app;

CREATE TABLE old_system_imports.taken_over (
  tenant_id uuid NOT NULL,
  app_id text NOT NULL,
  old_code text NOT NULL,
  dossier_id uuid NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  CONSTRAINT taken_over_pkey PRIMARY KEY (tenant_id, app_id, old_code)
);
ALTER TABLE old_system_imports.taken_over ENABLE ROW LEVEL SECURITY;
ALTER TABLE old_system_imports.taken_over FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON old_system_imports.taken_over
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON old_system_imports.taken_over TO egov_app;

-- -------- organisation ------------------------------------------------------------------------

CREATE SCHEMA organisation;
GRANT USAGE ON SCHEMA organisation TO egov_app;

CREATE TABLE organisation.acting_position (
  session_id uuid NOT NULL,
  official_id uuid NOT NULL,
  position_id uuid NOT NULL,
  chosen_at timestamp with time zone NOT NULL,
  CONSTRAINT acting_position_pkey PRIMARY KEY (session_id),
  CONSTRAINT acting_position_official_id_fkey FOREIGN KEY (official_id) REFERENCES organisation.official(id),
  CONSTRAINT acting_position_position_id_fkey FOREIGN KEY (position_id) REFERENCES organisation."position"(id)
);
ALTER TABLE organisation.acting_position ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.acting_position FORCE ROW LEVEL SECURITY;
CREATE POLICY door_directory ON organisation.acting_position
  USING ((( SELECT platform.door() AS door) = 'directory'::text));
GRANT INSERT, SELECT, UPDATE ON organisation.acting_position TO egov_app;

CREATE TABLE organisation.agency (
  id uuid NOT NULL,
  slug text NOT NULL,
  organ_id text NOT NULL,
  CONSTRAINT agency_pkey PRIMARY KEY (id),
  CONSTRAINT agency_slug_once UNIQUE (slug),
  CONSTRAINT agency_organ_id_shape CHECK (((organ_id ~ '^[0-9A-Z]+(\.[0-9A-Z]+)*$'::text) AND (length(organ_id) <= 35)))
);
ALTER TABLE organisation.agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.agency FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON organisation.agency FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON organisation.agency
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON organisation.agency TO egov_app;

CREATE TABLE organisation.agency_fact (
  agency_id uuid NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL,
  parent_id uuid,
  is_one_stop boolean NOT NULL,
  valid daterange NOT NULL,
  recorded tstzrange NOT NULL,
  source text NOT NULL,
  CONSTRAINT agency_kind_known CHECK ((kind = ANY (ARRAY['city-office'::text, 'department'::text, 'district'::text, 'ward'::text, 'corporation'::text, 'centre'::text]))),
  CONSTRAINT agency_fact_one_at_a_time EXCLUDE USING gist (agency_id WITH =, valid WITH &&, recorded WITH &&),
  CONSTRAINT agency_fact_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES organisation.agency(id),
  CONSTRAINT agency_fact_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisation.agency(id)
);
ALTER TABLE organisation.agency_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.agency_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON organisation.agency_fact FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON organisation.agency_fact
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON organisation.agency_fact TO egov_app;

CREATE TABLE organisation.delegation (
  id uuid NOT NULL,
  position_id uuid NOT NULL,
  to_official_id uuid NOT NULL,
  decision text NOT NULL,
  valid daterange NOT NULL,
  revoked_at timestamp with time zone,
  app_ids text[],
  CONSTRAINT delegation_pkey PRIMARY KEY (id),
  CONSTRAINT delegation_has_decision CHECK ((decision <> ''::text)),
  CONSTRAINT delegation_scope_not_empty CHECK ((cardinality(app_ids) > 0)),
  CONSTRAINT delegation_one_at_a_time EXCLUDE USING gist (position_id WITH =, to_official_id WITH =, valid WITH &&) WHERE ((revoked_at IS NULL)),
  CONSTRAINT delegation_position_id_fkey FOREIGN KEY (position_id) REFERENCES organisation."position"(id),
  CONSTRAINT delegation_to_official_id_fkey FOREIGN KEY (to_official_id) REFERENCES organisation.official(id)
);
CREATE INDEX delegation_of_position ON organisation.delegation USING btree (position_id);
CREATE INDEX delegation_to ON organisation.delegation USING btree (to_official_id);
ALTER TABLE organisation.delegation ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.delegation FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON organisation.delegation FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON organisation.delegation
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON organisation.delegation TO egov_app;

CREATE TABLE organisation.holding (
  id uuid NOT NULL,
  position_id uuid NOT NULL,
  official_id uuid NOT NULL,
  valid daterange NOT NULL,
  recorded tstzrange NOT NULL,
  CONSTRAINT holding_pkey PRIMARY KEY (id),
  CONSTRAINT holding_one_at_a_time EXCLUDE USING gist (position_id WITH =, valid WITH &&, recorded WITH &&),
  CONSTRAINT holding_official_id_fkey FOREIGN KEY (official_id) REFERENCES organisation.official(id),
  CONSTRAINT holding_position_id_fkey FOREIGN KEY (position_id) REFERENCES organisation."position"(id)
);
CREATE INDEX holding_of_official ON organisation.holding USING btree (official_id);
ALTER TABLE organisation.holding ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.holding FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON organisation.holding FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON organisation.holding
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON organisation.holding TO egov_app;

CREATE TABLE organisation.official (
  id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT official_pkey PRIMARY KEY (id)
);
ALTER TABLE organisation.official ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.official FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON organisation.official FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON organisation.official
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON organisation.official TO egov_app;

CREATE TABLE organisation.position (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  unit_name text NOT NULL,
  title text NOT NULL,
  title_en text NOT NULL,
  role text NOT NULL,
  valid daterange NOT NULL,
  CONSTRAINT position_pkey PRIMARY KEY (id),
  CONSTRAINT position_role_known CHECK ((role = ANY (ARRAY['receiver'::text, 'specialist'::text, 'head'::text, 'leader'::text, 'clerk'::text, 'inspector'::text, 'administrator'::text, 'operator'::text]))),
  CONSTRAINT position_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES organisation.agency(id)
);
CREATE INDEX position_of_agency ON organisation."position" USING btree (agency_id, role);
ALTER TABLE organisation.position ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.position FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON organisation."position" FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON organisation."position"
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON organisation.position TO egov_app;

-- -------- outbox ------------------------------------------------------------------------------

CREATE SCHEMA outbox;
GRANT USAGE ON SCHEMA outbox TO egov_app;

CREATE TABLE outbox.event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_sequence integer NOT NULL,
  body jsonb NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  relayed_at timestamp with time zone,
  CONSTRAINT event_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT event_sequence_once UNIQUE (tenant_id, subject_kind, subject_id, subject_sequence)
);
CREATE INDEX event_waiting ON outbox.event USING btree (occurred_at, id) WHERE (relayed_at IS NULL);
ALTER TABLE outbox.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox.event FORCE ROW LEVEL SECURITY;
CREATE POLICY door_insert_seed ON outbox.event FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{seed}'::text[])));
CREATE POLICY door_select_outbox ON outbox.event FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{outbox,counters}'::text[])));
CREATE POLICY door_update_outbox ON outbox.event FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{outbox}'::text[])));
CREATE POLICY tenant_held ON outbox.event
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON outbox.event TO egov_app;

CREATE TABLE outbox.receipt (
  receiver text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamp with time zone NOT NULL,
  CONSTRAINT receipt_pkey PRIMARY KEY (receiver, event_id)
);
GRANT INSERT, SELECT ON outbox.receipt TO egov_app;

-- -------- paper_handling ----------------------------------------------------------------------

CREATE SCHEMA paper_handling;
GRANT USAGE ON SCHEMA paper_handling TO egov_app;

CREATE TABLE paper_handling.archived_result (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  archive_id uuid NOT NULL,
  code text NOT NULL,
  applicant_name text NOT NULL,
  ready_at timestamp with time zone NOT NULL,
  reminders integer NOT NULL,
  CONSTRAINT archived_result_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT archived_result_of_folder FOREIGN KEY (tenant_id, id) REFERENCES paper_handling.folder(tenant_id, id),
  CONSTRAINT archived_result_of_record FOREIGN KEY (tenant_id, archive_id) REFERENCES paper_handling.result_archive(tenant_id, id)
);
CREATE INDEX archived_result_of_record ON paper_handling.archived_result USING btree (tenant_id, archive_id, code);
ALTER TABLE paper_handling.archived_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.archived_result FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.archived_result
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON paper_handling.archived_result TO egov_app;

CREATE TABLE paper_handling.delivery (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  folder_id uuid NOT NULL,
  what text NOT NULL,
  receiver_name text NOT NULL,
  receiver_citizen_id text NOT NULL,
  authority text NOT NULL,
  authority_text text,
  mandate_id uuid,
  file_id uuid,
  handed_at timestamp with time zone NOT NULL,
  handed_by uuid NOT NULL,
  handed_name text NOT NULL,
  CONSTRAINT delivery_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT delivery_public_id_once UNIQUE (public_id),
  CONSTRAINT delivery_authority_known CHECK ((authority = ANY (ARRAY['applicant'::text, 'paper'::text, 'mandate'::text]))),
  CONSTRAINT delivery_citizen_id_shape CHECK ((receiver_citizen_id ~ '^[0-9]{12}$'::text)),
  CONSTRAINT delivery_mandate_is_named CHECK (((authority = 'mandate'::text) = (mandate_id IS NOT NULL))),
  CONSTRAINT delivery_paper_is_scanned CHECK ((((authority = 'paper'::text) = (num_nonnulls(file_id) = 1)) AND ((authority <> 'paper'::text) OR (authority_text IS NOT NULL)))),
  CONSTRAINT delivery_receiver_length CHECK (((length(receiver_name) >= 2) AND (length(receiver_name) <= 100))),
  CONSTRAINT delivery_what_known CHECK ((what = ANY (ARRAY['result'::text, 'originals'::text]))),
  CONSTRAINT delivery_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder(tenant_id, id)
);
CREATE INDEX delivery_of_folder ON paper_handling.delivery USING btree (tenant_id, folder_id, handed_at);
CREATE UNIQUE INDEX delivery_result_once ON paper_handling.delivery USING btree (tenant_id, folder_id) WHERE (what = 'result'::text);
ALTER TABLE paper_handling.delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.delivery
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON paper_handling.delivery TO egov_app;

CREATE TABLE paper_handling.folder (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  code text NOT NULL,
  app_id text NOT NULL,
  account_id uuid NOT NULL,
  applicant_name text NOT NULL,
  search_text text NOT NULL,
  place text NOT NULL,
  unit text NOT NULL,
  keeper_id uuid,
  keeper_name text,
  shelf text,
  since timestamp with time zone NOT NULL,
  kept integer DEFAULT 0 NOT NULL,
  ended_at timestamp with time zone,
  result_state text,
  result_ready_at timestamp with time zone,
  result_shelf text,
  reminders integer DEFAULT 0 NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT folder_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT folder_public_id_once UNIQUE (public_id),
  CONSTRAINT folder_kept_range CHECK ((kept >= 0)),
  CONSTRAINT folder_place_known CHECK ((place = ANY (ARRAY['desk'::text, 'under-way'::text, 'unit'::text]))),
  CONSTRAINT folder_result_is_whole CHECK (((result_state IS NULL) = (result_ready_at IS NULL))),
  CONSTRAINT folder_result_known CHECK ((result_state = ANY (ARRAY['waiting'::text, 'collected'::text, 'archived'::text]))),
  CONSTRAINT folder_result_shelf_length CHECK (((length(result_shelf) >= 1) AND (length(result_shelf) <= 60))),
  CONSTRAINT folder_shelf_length CHECK (((length(shelf) >= 1) AND (length(shelf) <= 60)))
);
CREATE INDEX folder_newest ON paper_handling.folder USING btree (tenant_id, since DESC, id DESC);
CREATE INDEX folder_of_unit ON paper_handling.folder USING btree (tenant_id, unit, since DESC, id DESC) WHERE (place = ANY (ARRAY['desk'::text, 'unit'::text]));
CREATE INDEX folder_owing ON paper_handling.folder USING btree (tenant_id, ended_at, id) WHERE ((kept > 0) AND (ended_at IS NOT NULL));
CREATE INDEX folder_to_remind ON paper_handling.folder USING btree (result_ready_at) WHERE (result_state = 'waiting'::text);
CREATE INDEX folder_waiting ON paper_handling.folder USING btree (tenant_id, result_ready_at, id) WHERE (result_state = 'waiting'::text);
ALTER TABLE paper_handling.folder ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.folder FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_paper ON paper_handling.folder FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{paper}'::text[])));
CREATE POLICY tenant_held ON paper_handling.folder
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON paper_handling.folder TO egov_app;

CREATE TABLE paper_handling.folder_move (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  folder_id uuid NOT NULL,
  sequence integer NOT NULL,
  name text NOT NULL,
  place text NOT NULL,
  unit text NOT NULL,
  shelf text,
  note text NOT NULL,
  actor_ref text NOT NULL,
  actor_name text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT folder_move_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT folder_move_sequence_once UNIQUE (tenant_id, folder_id, sequence),
  CONSTRAINT folder_move_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder(tenant_id, id)
);
ALTER TABLE paper_handling.folder_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.folder_move FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.folder_move
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON paper_handling.folder_move TO egov_app;

CREATE TABLE paper_handling.hand_over (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  from_unit text NOT NULL,
  to_unit text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  open_items integer NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT hand_over_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT hand_over_number_once UNIQUE (tenant_id, year, number),
  CONSTRAINT hand_over_public_id_once UNIQUE (public_id),
  CONSTRAINT hand_over_between_units CHECK ((from_unit <> to_unit)),
  CONSTRAINT hand_over_open_items_range CHECK ((open_items >= 0))
);
CREATE INDEX hand_over_newest ON paper_handling.hand_over USING btree (tenant_id, made_at DESC, id DESC);
CREATE INDEX hand_over_open ON paper_handling.hand_over USING btree (tenant_id, to_unit, made_at DESC, id DESC) WHERE (open_items > 0);
ALTER TABLE paper_handling.hand_over ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.hand_over FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.hand_over
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON paper_handling.hand_over TO egov_app;

CREATE TABLE paper_handling.hand_over_item (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  hand_over_id uuid NOT NULL,
  folder_id uuid NOT NULL,
  ordinal integer NOT NULL,
  from_place text NOT NULL,
  state text NOT NULL,
  reason text,
  answered_at timestamp with time zone,
  answered_name text,
  CONSTRAINT hand_over_item_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT hand_over_item_answer_is_whole CHECK ((num_nonnulls(answered_at, answered_name) =
CASE state
    WHEN 'sent'::text THEN 0
    ELSE 2
END)),
  CONSTRAINT hand_over_item_place_known CHECK ((from_place = ANY (ARRAY['desk'::text, 'unit'::text]))),
  CONSTRAINT hand_over_item_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  CONSTRAINT hand_over_item_refused_with_reason CHECK (((state = 'refused'::text) = (reason IS NOT NULL))),
  CONSTRAINT hand_over_item_state_known CHECK ((state = ANY (ARRAY['sent'::text, 'confirmed'::text, 'refused'::text]))),
  CONSTRAINT hand_over_item_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder(tenant_id, id),
  CONSTRAINT hand_over_item_of_slip FOREIGN KEY (tenant_id, hand_over_id) REFERENCES paper_handling.hand_over(tenant_id, id)
);
CREATE INDEX hand_over_item_of_slip ON paper_handling.hand_over_item USING btree (tenant_id, hand_over_id, ordinal);
CREATE UNIQUE INDEX hand_over_item_under_way ON paper_handling.hand_over_item USING btree (tenant_id, folder_id) WHERE (state = 'sent'::text);
ALTER TABLE paper_handling.hand_over_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.hand_over_item FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.hand_over_item
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON paper_handling.hand_over_item TO egov_app;

CREATE TABLE paper_handling.noted_paper (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  folder_id uuid NOT NULL,
  slot text NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  pieces integer NOT NULL,
  note text NOT NULL,
  noted_at timestamp with time zone NOT NULL,
  noted_by uuid NOT NULL,
  noted_name text NOT NULL,
  delivery_id uuid,
  CONSTRAINT noted_paper_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT noted_paper_kind_known CHECK ((kind = ANY (ARRAY['checked'::text, 'original'::text, 'copy'::text]))),
  CONSTRAINT noted_paper_note_length CHECK ((length(note) <= 500)),
  CONSTRAINT noted_paper_only_originals_return CHECK (((delivery_id IS NULL) OR (kind = 'original'::text))),
  CONSTRAINT noted_paper_pieces_range CHECK (((pieces >= 1) AND (pieces <= 999))),
  CONSTRAINT noted_paper_of_folder FOREIGN KEY (tenant_id, folder_id) REFERENCES paper_handling.folder(tenant_id, id),
  CONSTRAINT noted_paper_returned FOREIGN KEY (tenant_id, delivery_id) REFERENCES paper_handling.delivery(tenant_id, id)
);
CREATE INDEX noted_paper_of_folder ON paper_handling.noted_paper USING btree (tenant_id, folder_id, noted_at);
CREATE UNIQUE INDEX noted_paper_once ON paper_handling.noted_paper USING btree (tenant_id, folder_id, slot, kind) WHERE (delivery_id IS NULL);
ALTER TABLE paper_handling.noted_paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.noted_paper FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.noted_paper
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON paper_handling.noted_paper TO egov_app;

CREATE TABLE paper_handling.paper_receipt (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  block_id uuid NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  owed_at timestamp with time zone,
  received_at timestamp with time zone,
  dossier_id uuid,
  dossier_code text,
  void_reason text,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_name text,
  CONSTRAINT paper_receipt_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_receipt_dossier_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT paper_receipt_number_once UNIQUE (tenant_id, year, number),
  CONSTRAINT paper_receipt_closed_is_whole CHECK ((num_nonnulls(closed_at, closed_by, closed_name) =
CASE state
    WHEN 'blank'::text THEN 0
    ELSE 3
END)),
  CONSTRAINT paper_receipt_entered_is_whole CHECK ((num_nonnulls(received_at, dossier_id, dossier_code) =
CASE state
    WHEN 'entered'::text THEN 3
    ELSE 0
END)),
  CONSTRAINT paper_receipt_not_ahead CHECK ((received_at <= closed_at)),
  CONSTRAINT paper_receipt_state_known CHECK ((state = ANY (ARRAY['blank'::text, 'entered'::text, 'void'::text]))),
  CONSTRAINT paper_receipt_void_has_reason CHECK (((state = 'void'::text) = (void_reason IS NOT NULL))),
  CONSTRAINT paper_receipt_void_reason_length CHECK (((length(void_reason) >= 1) AND (length(void_reason) <= 500))),
  CONSTRAINT paper_receipt_of_block FOREIGN KEY (tenant_id, block_id) REFERENCES paper_handling.receipt_block(tenant_id, id)
);
CREATE INDEX paper_receipt_of_block ON paper_handling.paper_receipt USING btree (tenant_id, block_id, number);
CREATE INDEX paper_receipt_owed ON paper_handling.paper_receipt USING btree (tenant_id, owed_at, year, number) WHERE ((state = 'blank'::text) AND (owed_at IS NOT NULL));
ALTER TABLE paper_handling.paper_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.paper_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.paper_receipt
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON paper_handling.paper_receipt TO egov_app;

CREATE TABLE paper_handling.receipt_block (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  year integer NOT NULL,
  first_number integer NOT NULL,
  last_number integer NOT NULL,
  agency_name text NOT NULL,
  reserved_at timestamp with time zone NOT NULL,
  reserved_by uuid NOT NULL,
  reserved_name text NOT NULL,
  used_on date,
  owed_at timestamp with time zone,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT receipt_block_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT receipt_block_public_id_once UNIQUE (public_id),
  CONSTRAINT receipt_block_range CHECK (((first_number >= 1) AND (first_number <= last_number))),
  CONSTRAINT receipt_block_use_is_whole CHECK (((used_on IS NULL) = (owed_at IS NULL)))
);
CREATE INDEX receipt_block_newest ON paper_handling.receipt_block USING btree (tenant_id, reserved_at DESC, id DESC);
ALTER TABLE paper_handling.receipt_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.receipt_block FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.receipt_block
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON paper_handling.receipt_block TO egov_app;

CREATE TABLE paper_handling.result_archive (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  place text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_by uuid NOT NULL,
  made_name text NOT NULL,
  CONSTRAINT result_archive_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT result_archive_number_once UNIQUE (tenant_id, year, number),
  CONSTRAINT result_archive_public_id_once UNIQUE (public_id),
  CONSTRAINT result_archive_place_length CHECK (((length(place) >= 1) AND (length(place) <= 200)))
);
CREATE INDEX result_archive_newest ON paper_handling.result_archive USING btree (tenant_id, made_at DESC, id DESC);
ALTER TABLE paper_handling.result_archive ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.result_archive FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON paper_handling.result_archive
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON paper_handling.result_archive TO egov_app;

CREATE TABLE paper_handling.rule (
  from_on date NOT NULL,
  receipts_a_block integer NOT NULL,
  back_entry_days integer NOT NULL,
  remind_after_days integer[] NOT NULL,
  archive_after_days integer NOT NULL,
  source text NOT NULL,
  CONSTRAINT rule_pkey PRIMARY KEY (from_on),
  CONSTRAINT rule_archive_range CHECK (((archive_after_days >= 1) AND (archive_after_days <= 3660))),
  CONSTRAINT rule_back_entry_range CHECK (((back_entry_days >= 1) AND (back_entry_days <= 366))),
  CONSTRAINT rule_block_range CHECK (((receipts_a_block >= 1) AND (receipts_a_block <= 500))),
  CONSTRAINT rule_has_source CHECK ((source <> ''::text)),
  CONSTRAINT rule_reminders_some CHECK (((cardinality(remind_after_days) >= 1) AND (cardinality(remind_after_days) <= 10)))
);
ALTER TABLE paper_handling.rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_handling.rule FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON paper_handling.rule FOR SELECT
  USING (true);
GRANT SELECT ON paper_handling.rule TO egov_app;

-- -------- payments ----------------------------------------------------------------------------

CREATE SCHEMA payments;
GRANT USAGE ON SCHEMA payments TO egov_app;

CREATE TABLE payments.account (
  tenant_id uuid NOT NULL,
  from_on date NOT NULL,
  bank_bin text NOT NULL,
  bank_name text NOT NULL,
  number text NOT NULL,
  holder text NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (tenant_id, from_on),
  CONSTRAINT account_bin_shape CHECK ((bank_bin ~ '^[0-9]{6}$'::text)),
  CONSTRAINT account_number_shape CHECK ((number ~ '^[0-9A-Z]{6,19}$'::text))
);
CREATE INDEX account_by_number ON payments.account USING btree (number);
ALTER TABLE payments.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.account FORCE ROW LEVEL SECURITY;
CREATE POLICY account_known_to_all ON payments.account FOR SELECT
  USING (true);
CREATE POLICY door_insert_seed ON payments.account FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{seed}'::text[])));
CREATE POLICY door_select_payments ON payments.account FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{payments}'::text[])));
CREATE POLICY tenant_held ON payments.account
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON payments.account TO egov_app;

CREATE TABLE payments.charge (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  reference text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  purpose text NOT NULL,
  label text NOT NULL,
  href text NOT NULL,
  staff_href text NOT NULL,
  applicant_id uuid,
  payer_name text NOT NULL,
  amount_vnd bigint NOT NULL,
  reason jsonb NOT NULL,
  basis jsonb DEFAULT '[]'::jsonb NOT NULL,
  due_on date,
  is_due_first boolean NOT NULL,
  paid_vnd bigint DEFAULT 0 NOT NULL,
  refunded_vnd bigint DEFAULT 0 NOT NULL,
  made_at timestamp with time zone NOT NULL,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  state text GENERATED ALWAYS AS (
CASE
    WHEN (cancelled_at IS NOT NULL) THEN 'cancelled'::text
    WHEN ((refunded_vnd > 0) AND ((paid_vnd - refunded_vnd) < amount_vnd)) THEN 'refunded'::text
    WHEN (paid_vnd = 0) THEN 'due'::text
    WHEN ((paid_vnd - refunded_vnd) < amount_vnd) THEN 'partly-paid'::text
    WHEN ((paid_vnd - refunded_vnd) = amount_vnd) THEN 'paid'::text
    ELSE 'overpaid'::text
END) STORED NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  proxy_id uuid,
  CONSTRAINT charge_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT charge_once_for_purpose UNIQUE (tenant_id, subject_kind, subject_id, purpose),
  CONSTRAINT charge_public_id_once UNIQUE (public_id),
  CONSTRAINT charge_reference_once UNIQUE (reference),
  CONSTRAINT charge_amount_range CHECK (((amount_vnd >= 1) AND (amount_vnd <= '1000000000000'::bigint))),
  CONSTRAINT charge_cancelled_with_reason CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL))),
  CONSTRAINT charge_leads_here CHECK ((href ~ '^/([^/\\]|$)'::text)),
  CONSTRAINT charge_leads_staff_here CHECK ((staff_href ~ '^/([^/\\]|$)'::text)),
  CONSTRAINT charge_paid_not_negative CHECK ((paid_vnd >= 0)),
  CONSTRAINT charge_refunded_range CHECK (((refunded_vnd >= 0) AND (refunded_vnd <= paid_vnd)))
);
CREATE INDEX charge_by_state ON payments.charge USING btree (tenant_id, state, made_at DESC, id DESC);
CREATE INDEX charge_newest ON payments.charge USING btree (tenant_id, made_at DESC, id DESC);
ALTER TABLE payments.charge ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.charge FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_payments ON payments.charge FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{payments}'::text[])));
CREATE POLICY own_charge ON payments.charge FOR SELECT
  USING ((applicant_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON payments.charge
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON payments.charge TO egov_app;

CREATE TABLE payments.gateway_notice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  received_at timestamp with time zone NOT NULL,
  outcome text NOT NULL,
  transaction_id text NOT NULL,
  reference text NOT NULL,
  amount text NOT NULL,
  currency text NOT NULL,
  charge_id uuid,
  CONSTRAINT gateway_notice_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT gateway_notice_outcome_known CHECK ((outcome = ANY (ARRAY['taken'::text, 'taken-part'::text, 'taken-over'::text, 'taken-late'::text, 'taken-after-cancel'::text, 'repeated'::text, 'contradicts'::text, 'out-of-order'::text, 'pending'::text, 'failed'::text, 'wrong-currency'::text, 'unknown-reference'::text, 'refund-done'::text, 'refund-failed'::text, 'refund-unknown'::text]))),
  CONSTRAINT gateway_notice_of_charge FOREIGN KEY (tenant_id, charge_id) REFERENCES payments.charge(tenant_id, id)
);
CREATE INDEX gateway_notice_by_charge ON payments.gateway_notice USING btree (tenant_id, charge_id, received_at) WHERE (charge_id IS NOT NULL);
CREATE INDEX gateway_notice_by_transaction ON payments.gateway_notice USING btree (tenant_id, transaction_id);
CREATE INDEX gateway_notice_newest ON payments.gateway_notice USING btree (tenant_id, received_at DESC, id DESC);
ALTER TABLE payments.gateway_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.gateway_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON payments.gateway_notice
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON payments.gateway_notice TO egov_app;

CREATE TABLE payments.payment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  charge_id uuid NOT NULL,
  channel text NOT NULL,
  amount_vnd bigint NOT NULL,
  transaction_id text,
  paid_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  payer_name text NOT NULL,
  taken_by text NOT NULL,
  agency_name text NOT NULL,
  receipt_year integer NOT NULL,
  receipt_number integer NOT NULL,
  CONSTRAINT payment_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT payment_public_id_once UNIQUE (public_id),
  CONSTRAINT payment_receipt_once UNIQUE (tenant_id, receipt_year, receipt_number),
  CONSTRAINT payment_amount_range CHECK (((amount_vnd >= 1) AND (amount_vnd <= '1000000000000'::bigint))),
  CONSTRAINT payment_channel_known CHECK ((channel = ANY (ARRAY['gateway'::text, 'cash'::text, 'transfer'::text]))),
  CONSTRAINT payment_transfer_named CHECK (((channel = 'cash'::text) OR (transaction_id IS NOT NULL))),
  CONSTRAINT payment_of_charge FOREIGN KEY (tenant_id, charge_id) REFERENCES payments.charge(tenant_id, id)
);
CREATE INDEX payment_by_charge ON payments.payment USING btree (tenant_id, charge_id, recorded_at);
CREATE INDEX payment_by_day ON payments.payment USING btree (tenant_id, paid_at) WHERE (channel = 'gateway'::text);
CREATE UNIQUE INDEX payment_transaction_once ON payments.payment USING btree (tenant_id, transaction_id) WHERE (transaction_id IS NOT NULL);
ALTER TABLE payments.payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.payment FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_payments ON payments.payment FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{payments}'::text[])));
CREATE POLICY own_payment ON payments.payment FOR SELECT
  USING ((EXISTS ( SELECT
   FROM payments.charge c
  WHERE ((c.tenant_id = payment.tenant_id) AND (c.id = payment.charge_id) AND (c.applicant_id = ( SELECT platform.applicant() AS applicant))))));
CREATE POLICY tenant_held ON payments.payment
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON payments.payment TO egov_app;

CREATE TABLE payments.reconciliation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  on_day date NOT NULL,
  source text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_by text NOT NULL,
  matched integer NOT NULL,
  missing integer NOT NULL,
  surplus integer NOT NULL,
  differing integer NOT NULL,
  lines jsonb NOT NULL,
  CONSTRAINT reconciliation_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT reconciliation_source_known CHECK ((source = ANY (ARRAY['gateway'::text, 'upload'::text])))
);
CREATE INDEX reconciliation_by_day ON payments.reconciliation USING btree (tenant_id, on_day DESC, made_at DESC);
ALTER TABLE payments.reconciliation ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.reconciliation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON payments.reconciliation
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON payments.reconciliation TO egov_app;

CREATE TABLE payments.refund (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  charge_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  amount_vnd bigint NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  asked_by uuid NOT NULL,
  asked_name text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  decided_by uuid,
  decided_name text,
  decided_at timestamp with time zone,
  decision text,
  sent_at timestamp with time zone,
  ended_at timestamp with time zone,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT refund_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT refund_amount_range CHECK (((amount_vnd >= 1) AND (amount_vnd <= '1000000000000'::bigint))),
  CONSTRAINT refund_decided_by_another CHECK (((decided_by IS NULL) OR (decided_by <> asked_by))),
  CONSTRAINT refund_decided_with_words CHECK ((((decided_by IS NULL) = (decision IS NULL)) AND ((decided_by IS NULL) = (state = 'asked'::text)))),
  CONSTRAINT refund_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT refund_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'rejected'::text, 'sent'::text, 'done'::text, 'failed'::text]))),
  CONSTRAINT refund_of_charge FOREIGN KEY (tenant_id, charge_id) REFERENCES payments.charge(tenant_id, id),
  CONSTRAINT refund_of_payment FOREIGN KEY (tenant_id, payment_id) REFERENCES payments.payment(tenant_id, id)
);
CREATE INDEX refund_by_charge ON payments.refund USING btree (tenant_id, charge_id, asked_at);
CREATE INDEX refund_newest ON payments.refund USING btree (tenant_id, asked_at DESC, id DESC);
CREATE INDEX refund_to_send ON payments.refund USING btree (decided_at) WHERE (state = ANY (ARRAY['approved'::text, 'sent'::text]));
ALTER TABLE payments.refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.refund FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_payments ON payments.refund FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{payments}'::text[])));
CREATE POLICY tenant_held ON payments.refund
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON payments.refund TO egov_app;

CREATE TABLE payments.stray_notice (
  id uuid NOT NULL,
  received_at timestamp with time zone NOT NULL,
  outcome text NOT NULL,
  address text NOT NULL,
  body text NOT NULL,
  CONSTRAINT stray_notice_pkey PRIMARY KEY (id),
  CONSTRAINT stray_notice_body_short CHECK ((length(body) <= 2000)),
  CONSTRAINT stray_notice_outcome_known CHECK ((outcome = ANY (ARRAY['bad-signature'::text, 'too-old'::text, 'unreadable'::text, 'unknown-account'::text])))
);
CREATE INDEX stray_notice_newest ON payments.stray_notice USING btree (received_at DESC, id DESC);
ALTER TABLE payments.stray_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments.stray_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY by_payments ON payments.stray_notice
  USING ((( SELECT platform.door() AS door) = 'payments'::text));
GRANT INSERT, SELECT ON payments.stray_notice TO egov_app;

-- -------- platform ----------------------------------------------------------------------------

CREATE SCHEMA platform;
GRANT USAGE ON SCHEMA platform TO egov_app;

CREATE OR REPLACE FUNCTION platform.applicant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.applicant', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION platform.changed(is_changed boolean, what text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT is_changed THEN
    RAISE EXCEPTION '% changed since it was read', what USING ERRCODE = 'EG409';
  END IF;
  RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION platform.door()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(current_setting('app.door', true), '') $function$;

CREATE OR REPLACE FUNCTION platform.folded(input text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(input, NFC))) $function$;

CREATE OR REPLACE FUNCTION platform.held_tenants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(nullif(current_setting('app.tenants', true), ''), '{}')::uuid[] $function$;

CREATE OR REPLACE FUNCTION platform.open_door(target regclass, verb text, VARIADIC doors text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  kind text := CASE upper(verb) WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END;
  known record;
BEGIN
  SELECT p.polname AS name, substring(pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) FROM '''(\{[^}]*\})''')::text[] AS doors
    INTO known
    FROM pg_policy p
    WHERE p.polrelid = target AND starts_with(p.polname, 'door_' || lower(verb) || '_')
    ORDER BY p.polname LIMIT 1;
  IF known.name IS NULL THEN
    EXECUTE format('CREATE POLICY %I ON %s FOR %s %s ((SELECT platform.door()) = ANY (%L::text[]))',
      'door_' || lower(verb) || '_' || doors[1], target, verb, kind, doors);
  ELSE
    EXECUTE format('ALTER POLICY %I ON %s %s ((SELECT platform.door()) = ANY (%L::text[]))',
      known.name, target, kind, known.doors || doors);
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION platform.protect(target regclass, verbs text DEFAULT 'SELECT, INSERT, UPDATE'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant_held ON %s USING (tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]))'
    ' WITH CHECK (tenant_id = ANY (platform.held_tenants()))', target);
  EXECUTE format('GRANT %s ON %s TO egov_app', verbs, target);
END $function$;

-- -------- public ------------------------------------------------------------------------------

CREATE TABLE public.schema_migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT schema_migration_pkey PRIMARY KEY (name)
);

-- -------- queue -------------------------------------------------------------------------------

CREATE SCHEMA queue;
GRANT USAGE ON SCHEMA queue TO egov_app;

CREATE TABLE queue.booking (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  code text NOT NULL,
  desk_id uuid NOT NULL,
  service_id uuid NOT NULL,
  service_code text NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  email text,
  account_id uuid,
  language text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  ticket_id uuid,
  reminded_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT booking_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT booking_code_once UNIQUE (code),
  CONSTRAINT booking_public_id_once UNIQUE (public_id),
  CONSTRAINT booking_arrived_has_ticket CHECK (((state = 'arrived'::text) = (ticket_id IS NOT NULL))),
  CONSTRAINT booking_language_known CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
  CONSTRAINT booking_state_known CHECK ((state = ANY (ARRAY['booked'::text, 'arrived'::text, 'cancelled'::text, 'released'::text, 'no-show'::text]))),
  CONSTRAINT booking_of_service FOREIGN KEY (tenant_id, service_id) REFERENCES queue.service(tenant_id, id)
);
CREATE INDEX booking_of_account ON queue.booking USING btree (account_id, starts_at DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX booking_of_day ON queue.booking USING btree (tenant_id, desk_id, starts_at, id);
CREATE UNIQUE INDEX booking_once ON queue.booking USING btree (phone, service_code) WHERE (state = 'booked'::text);
CREATE INDEX booking_open ON queue.booking USING btree (starts_at) WHERE (state = 'booked'::text);
ALTER TABLE queue.booking ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.booking FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-queue" ON queue.booking FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-queue,queue}'::text[])));
CREATE POLICY own_booking ON queue.booking FOR SELECT
  USING ((account_id = ( SELECT platform.applicant() AS applicant)));
CREATE POLICY tenant_held ON queue.booking
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.booking TO egov_app;

CREATE TABLE queue.counter (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  desk_id uuid NOT NULL,
  number integer NOT NULL,
  service_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  state text NOT NULL,
  official_id uuid,
  official_name text,
  first_line_run integer DEFAULT 0 NOT NULL,
  since timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT counter_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT counter_number_once UNIQUE (tenant_id, desk_id, number),
  CONSTRAINT counter_closed_has_nobody CHECK (((state = 'closed'::text) = (official_id IS NULL))),
  CONSTRAINT counter_number_positive CHECK ((number > 0)),
  CONSTRAINT counter_state_known CHECK ((state = ANY (ARRAY['closed'::text, 'open'::text, 'paused'::text]))),
  CONSTRAINT counter_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk(tenant_id, id)
);
CREATE UNIQUE INDEX counter_of_official ON queue.counter USING btree (tenant_id, official_id) WHERE (official_id IS NOT NULL);
ALTER TABLE queue.counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.counter FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON queue.counter
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.counter TO egov_app;

CREATE TABLE queue.desk (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  slug text NOT NULL,
  kiosk_key text NOT NULL,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT desk_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT desk_kiosk_key_once UNIQUE (kiosk_key),
  CONSTRAINT desk_slug_once UNIQUE (slug)
);
ALTER TABLE queue.desk ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.desk FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-queue" ON queue.desk FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-queue,queue,seed}'::text[])));
CREATE POLICY own_desk ON queue.desk FOR SELECT
  USING ((( SELECT platform.applicant() AS applicant) IS NOT NULL));
CREATE POLICY tenant_held ON queue.desk
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON queue.desk TO egov_app;

CREATE TABLE queue.figure (
  tenant_id uuid NOT NULL,
  service_id uuid NOT NULL,
  on_day date NOT NULL,
  metric text NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT figure_pkey PRIMARY KEY (tenant_id, on_day, service_id, metric)
);
ALTER TABLE queue.figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.figure FORCE ROW LEVEL SECURITY;
CREATE POLICY door_insert_queue ON queue.figure FOR INSERT
  WITH CHECK ((( SELECT platform.door() AS door) = ANY ('{queue}'::text[])));
CREATE POLICY "door_select_public-queue" ON queue.figure FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-queue,queue}'::text[])));
CREATE POLICY door_update_queue ON queue.figure FOR UPDATE
  USING ((( SELECT platform.door() AS door) = ANY ('{queue}'::text[])));
CREATE POLICY tenant_held ON queue.figure
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.figure TO egov_app;

CREATE TABLE queue.figure_delta (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  service_id uuid NOT NULL,
  on_day date NOT NULL,
  metric text NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT figure_delta_pkey PRIMARY KEY (tenant_id, id)
);
CREATE INDEX figure_delta_of_day ON queue.figure_delta USING btree (tenant_id, on_day);
ALTER TABLE queue.figure_delta ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.figure_delta FORCE ROW LEVEL SECURITY;
CREATE POLICY door_delete_queue ON queue.figure_delta FOR DELETE
  USING ((( SELECT platform.door() AS door) = ANY ('{queue}'::text[])));
CREATE POLICY "door_select_public-queue" ON queue.figure_delta FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-queue,queue}'::text[])));
CREATE POLICY tenant_held ON queue.figure_delta
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT DELETE, INSERT, SELECT ON queue.figure_delta TO egov_app;

CREATE TABLE queue.reception (
  tenant_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  valid_from date NOT NULL,
  week jsonb NOT NULL,
  slot_minutes integer NOT NULL,
  capacity integer NOT NULL,
  cut_off_minutes integer NOT NULL,
  days_ahead integer NOT NULL,
  source text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT reception_pkey PRIMARY KEY (tenant_id, desk_id, valid_from),
  CONSTRAINT reception_capacity_range CHECK (((capacity >= 1) AND (capacity <= 100))),
  CONSTRAINT reception_cut_off_range CHECK (((cut_off_minutes >= 0) AND (cut_off_minutes <= 10080))),
  CONSTRAINT reception_days_ahead_range CHECK (((days_ahead >= 1) AND (days_ahead <= 90))),
  CONSTRAINT reception_has_source CHECK ((source <> ''::text)),
  CONSTRAINT reception_slot_range CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240))),
  CONSTRAINT reception_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk(tenant_id, id)
);
ALTER TABLE queue.reception ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.reception FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON queue.reception
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.reception TO egov_app;

CREATE TABLE queue.reception_exception (
  tenant_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  on_day date NOT NULL,
  ranges jsonb NOT NULL,
  reason text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT reception_exception_pkey PRIMARY KEY (tenant_id, desk_id, on_day),
  CONSTRAINT reception_exception_has_reason CHECK ((reason <> ''::text)),
  CONSTRAINT reception_exception_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk(tenant_id, id)
);
ALTER TABLE queue.reception_exception ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.reception_exception FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON queue.reception_exception
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.reception_exception TO egov_app;

CREATE TABLE queue.service (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  desk_id uuid NOT NULL,
  code text NOT NULL,
  prefix text NOT NULL,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  CONSTRAINT service_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT service_code_once UNIQUE (tenant_id, desk_id, code),
  CONSTRAINT service_prefix_once UNIQUE (tenant_id, desk_id, prefix),
  CONSTRAINT service_prefix_is_a_letter CHECK ((prefix ~ '^[A-Z]$'::text)),
  CONSTRAINT service_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk(tenant_id, id)
);
ALTER TABLE queue.service ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.service FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-queue" ON queue.service FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-queue,queue,seed}'::text[])));
CREATE POLICY own_service ON queue.service FOR SELECT
  USING ((( SELECT platform.applicant() AS applicant) IS NOT NULL));
CREATE POLICY tenant_held ON queue.service
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON queue.service TO egov_app;

CREATE TABLE queue.slot (
  tenant_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  service_id uuid NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  taken integer NOT NULL,
  CONSTRAINT slot_pkey PRIMARY KEY (tenant_id, desk_id, service_id, starts_at),
  CONSTRAINT slot_taken_not_negative CHECK ((taken >= 0))
);
ALTER TABLE queue.slot ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.slot FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON queue.slot
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.slot TO egov_app;

CREATE TABLE queue.ticket (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  desk_id uuid NOT NULL,
  service_id uuid NOT NULL,
  on_day date NOT NULL,
  label text NOT NULL,
  way text NOT NULL,
  priority text,
  booked_for timestamp with time zone,
  rank_at timestamp with time zone NOT NULL,
  drawn_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  counter_id uuid,
  target_counter_id uuid,
  called_at timestamp with time zone,
  first_called_at timestamp with time zone,
  calls integer DEFAULT 0 NOT NULL,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  subject_kind text,
  subject_id uuid,
  subject_code text,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT ticket_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_label_once UNIQUE (tenant_id, desk_id, on_day, label),
  CONSTRAINT ticket_public_id_once UNIQUE (public_id),
  CONSTRAINT ticket_in_hand_has_counter CHECK (((state <> ALL (ARRAY['called'::text, 'serving'::text])) OR (counter_id IS NOT NULL))),
  CONSTRAINT ticket_priority_known CHECK ((priority = ANY (ARRAY['elderly'::text, 'disabled'::text, 'pregnant'::text]))),
  CONSTRAINT ticket_state_known CHECK ((state = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text, 'done'::text, 'no-show'::text, 'left'::text]))),
  CONSTRAINT ticket_subject_whole CHECK ((num_nonnulls(subject_kind, subject_id, subject_code) = ANY (ARRAY[0, 3]))),
  CONSTRAINT ticket_way_known CHECK ((way = ANY (ARRAY['kiosk'::text, 'desk'::text, 'phone'::text, 'booking'::text]))),
  CONSTRAINT ticket_for_counter FOREIGN KEY (tenant_id, target_counter_id) REFERENCES queue.counter(tenant_id, id),
  CONSTRAINT ticket_of_counter FOREIGN KEY (tenant_id, counter_id) REFERENCES queue.counter(tenant_id, id),
  CONSTRAINT ticket_of_service FOREIGN KEY (tenant_id, service_id) REFERENCES queue.service(tenant_id, id)
);
CREATE INDEX ticket_called ON queue.ticket USING btree (tenant_id, desk_id, on_day, called_at DESC, id) WHERE (called_at IS NOT NULL);
CREATE UNIQUE INDEX ticket_in_hand ON queue.ticket USING btree (tenant_id, counter_id) WHERE (state = ANY (ARRAY['called'::text, 'serving'::text]));
CREATE INDEX ticket_open ON queue.ticket USING btree (on_day) WHERE (state = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text]));
CREATE INDEX ticket_waiting ON queue.ticket USING btree (tenant_id, desk_id, on_day, rank_at, label) WHERE (state = 'waiting'::text);
ALTER TABLE queue.ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY "door_select_public-queue" ON queue.ticket FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{public-queue,queue}'::text[])));
CREATE POLICY tenant_held ON queue.ticket
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON queue.ticket TO egov_app;

CREATE TABLE queue.ticket_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  sequence integer NOT NULL,
  name text NOT NULL,
  counter_id uuid,
  actor_ref text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT ticket_event_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_event_sequence_once UNIQUE (tenant_id, ticket_id, sequence),
  CONSTRAINT ticket_event_of_ticket FOREIGN KEY (tenant_id, ticket_id) REFERENCES queue.ticket(tenant_id, id)
);
ALTER TABLE queue.ticket_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue.ticket_event FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON queue.ticket_event
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON queue.ticket_event TO egov_app;

-- -------- records -----------------------------------------------------------------------------

CREATE SCHEMA records;
GRANT USAGE ON SCHEMA records TO egov_app;

CREATE TABLE records.record (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  type_id text NOT NULL,
  origin_kind text NOT NULL,
  origin_id uuid NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  search_text text NOT NULL,
  issued_on date NOT NULL,
  state text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT record_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT record_of_origin_once UNIQUE (tenant_id, origin_kind, origin_id),
  CONSTRAINT record_public_id_once UNIQUE (public_id),
  CONSTRAINT record_has_number CHECK ((number <> ''::text)),
  CONSTRAINT record_state_known CHECK ((state = ANY (ARRAY['valid'::text, 'corrected'::text, 'revoked'::text])))
);
CREATE INDEX record_by_number ON records.record USING btree (type_id, number);
CREATE INDEX record_of_register ON records.record USING btree (tenant_id, type_id, issued_on DESC, id DESC);
CREATE INDEX record_search ON records.record USING gin (search_text public.gin_trgm_ops);
ALTER TABLE records.record ENABLE ROW LEVEL SECURITY;
ALTER TABLE records.record FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_registers ON records.record FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{registers,public-verify}'::text[])));
CREATE POLICY tenant_held ON records.record
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON records.record TO egov_app;

CREATE TABLE records.search_key (
  tenant_id uuid NOT NULL,
  record_id uuid NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT search_key_pkey PRIMARY KEY (tenant_id, record_id, kind, value),
  CONSTRAINT search_key_kind_known CHECK ((kind = ANY (ARRAY['citizen-number'::text, 'tax-code'::text]))),
  CONSTRAINT search_key_of_record FOREIGN KEY (tenant_id, record_id) REFERENCES records.record(tenant_id, id)
);
CREATE INDEX search_key_value ON records.search_key USING btree (value, kind) WHERE (ended_at IS NULL);
ALTER TABLE records.search_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE records.search_key FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_registers ON records.search_key FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{registers}'::text[])));
CREATE POLICY tenant_held ON records.search_key
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON records.search_key TO egov_app;

CREATE TABLE records.type (
  hash text NOT NULL,
  id text NOT NULL,
  schema jsonb NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT type_pkey PRIMARY KEY (hash)
);
GRANT INSERT, SELECT ON records.type TO egov_app;

CREATE TABLE records.version (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  record_id uuid NOT NULL,
  version integer NOT NULL,
  type_hash text NOT NULL,
  act text NOT NULL,
  decision text NOT NULL,
  state text NOT NULL,
  content jsonb NOT NULL,
  valid_from date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  by_ref text NOT NULL,
  by_name text NOT NULL,
  CONSTRAINT version_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT version_of_record_once UNIQUE (tenant_id, record_id, version),
  CONSTRAINT version_state_known CHECK ((state = ANY (ARRAY['valid'::text, 'corrected'::text, 'revoked'::text]))),
  CONSTRAINT version_of_record FOREIGN KEY (tenant_id, record_id) REFERENCES records.record(tenant_id, id),
  CONSTRAINT version_type_hash_fkey FOREIGN KEY (type_hash) REFERENCES records.type(hash)
);
ALTER TABLE records.version ENABLE ROW LEVEL SECURITY;
ALTER TABLE records.version FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_registers ON records.version FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{registers,public-verify}'::text[])));
CREATE POLICY tenant_held ON records.version
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON records.version TO egov_app;

-- -------- result_registers --------------------------------------------------------------------

CREATE SCHEMA result_registers;
GRANT USAGE ON SCHEMA result_registers TO egov_app;

CREATE TABLE result_registers.amendment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  record_id uuid NOT NULL,
  app_id text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  content jsonb,
  reason text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  proposed_by text NOT NULL,
  proposer_name text NOT NULL,
  decision text DEFAULT ''::text NOT NULL,
  decided_on date,
  decided_at timestamp with time zone,
  decider_name text DEFAULT ''::text NOT NULL,
  decider_title text DEFAULT ''::text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  number text,
  paper_public_id text,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT amendment_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT amendment_public_id_once UNIQUE (public_id),
  CONSTRAINT amendment_correction_has_content CHECK (((kind = 'correction'::text) = (content IS NOT NULL))),
  CONSTRAINT amendment_done_is_decided CHECK (((state <> 'done'::text) OR ((decided_at IS NOT NULL) AND (decider_name <> ''::text)))),
  CONSTRAINT amendment_kind_known CHECK ((kind = ANY (ARRAY['correction'::text, 'reissue'::text, 'copy'::text, 'revocation'::text]))),
  CONSTRAINT amendment_numbered_has_paper CHECK (((number IS NULL) = (paper_public_id IS NULL))),
  CONSTRAINT amendment_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  CONSTRAINT amendment_state_known CHECK ((state = ANY (ARRAY['proposed'::text, 'declined'::text, 'numbered'::text, 'signing'::text, 'done'::text])))
);
CREATE INDEX amendment_by_number ON result_registers.amendment USING btree (tenant_id, number) WHERE (number IS NOT NULL);
CREATE INDEX amendment_of_record ON result_registers.amendment USING btree (tenant_id, record_id, proposed_at);
CREATE UNIQUE INDEX amendment_open_once ON result_registers.amendment USING btree (tenant_id, record_id) WHERE (state = ANY (ARRAY['proposed'::text, 'numbered'::text, 'signing'::text]));
CREATE INDEX amendment_waiting ON result_registers.amendment USING btree (tenant_id, proposed_at) WHERE (state = ANY (ARRAY['proposed'::text, 'numbered'::text]));
ALTER TABLE result_registers.amendment ENABLE ROW LEVEL SECURITY;
ALTER TABLE result_registers.amendment FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_registers ON result_registers.amendment FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{registers}'::text[])));
CREATE POLICY tenant_held ON result_registers.amendment
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON result_registers.amendment TO egov_app;

CREATE TABLE result_registers.paper (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL,
  record_id uuid NOT NULL,
  record_version integer NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  issued_on date NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  amendment_id uuid,
  CONSTRAINT paper_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_of_amendment_once UNIQUE (tenant_id, amendment_id),
  CONSTRAINT paper_of_version_once UNIQUE (tenant_id, record_id, record_version),
  CONSTRAINT paper_public_id_once UNIQUE (public_id),
  CONSTRAINT paper_is_decided CHECK (((kind = 'original'::text) = (amendment_id IS NULL))),
  CONSTRAINT paper_kind_known CHECK ((kind = ANY (ARRAY['original'::text, 'correction'::text, 'reissue'::text, 'copy'::text]))),
  CONSTRAINT paper_of_amendment FOREIGN KEY (tenant_id, amendment_id) REFERENCES result_registers.amendment(tenant_id, id)
);
ALTER TABLE result_registers.paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE result_registers.paper FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_registers ON result_registers.paper FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{registers,public-verify}'::text[])));
CREATE POLICY tenant_held ON result_registers.paper
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON result_registers.paper TO egov_app;

-- -------- signing -----------------------------------------------------------------------------

CREATE SCHEMA signing;
GRANT USAGE ON SCHEMA signing TO egov_app;

CREATE TABLE signing.pending_signature (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  prepared bytea NOT NULL,
  prepared_sha256 bytea NOT NULL,
  signer_id uuid NOT NULL,
  position_id uuid NOT NULL,
  mandate_kind text NOT NULL,
  mandate_id uuid NOT NULL,
  state text NOT NULL,
  refusal text,
  prepared_at timestamp with time zone NOT NULL,
  completed_at timestamp with time zone,
  CONSTRAINT pending_signature_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT pending_mandate_known CHECK ((mandate_kind = ANY (ARRAY['holding'::text, 'delegation'::text]))),
  CONSTRAINT pending_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'completed'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX pending_once_for_subject ON signing.pending_signature USING btree (tenant_id, subject_id) WHERE (state = 'pending'::text);
CREATE INDEX pending_waiting ON signing.pending_signature USING btree (prepared_at) WHERE (state = 'pending'::text);
ALTER TABLE signing.pending_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing.pending_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_signing ON signing.pending_signature FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{signing}'::text[])));
CREATE POLICY tenant_held ON signing.pending_signature
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON signing.pending_signature TO egov_app;

-- -------- specialist_apps ---------------------------------------------------------------------

CREATE SCHEMA specialist_apps;
GRANT USAGE ON SCHEMA specialist_apps TO egov_app;

CREATE TABLE specialist_apps.draft (
  id uuid NOT NULL,
  app_id text NOT NULL,
  forked_from date NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  starts_on date,
  decision text,
  proposed_by uuid,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (id),
  CONSTRAINT draft_has_title CHECK ((title <> ''::text)),
  CONSTRAINT draft_is_proposed_whole CHECK (((state = ANY (ARRAY['open'::text, 'discarded'::text])) OR ((starts_on IS NOT NULL) AND (proposed_by IS NOT NULL)))),
  CONSTRAINT draft_state CHECK ((state = ANY (ARRAY['open'::text, 'proposed'::text, 'published'::text, 'discarded'::text])))
);
CREATE INDEX draft_of_app ON specialist_apps.draft USING btree (app_id, changed_at DESC);
ALTER TABLE specialist_apps.draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE specialist_apps.draft FORCE ROW LEVEL SECURITY;
CREATE POLICY by_directory ON specialist_apps.draft
  USING ((( SELECT platform.door() AS door) = 'directory'::text));
GRANT INSERT, SELECT ON specialist_apps.draft TO egov_app;
GRANT UPDATE (title, state, version, starts_on, decision, proposed_by, changed_at) ON specialist_apps.draft TO egov_app;

CREATE TABLE specialist_apps.draft_version (
  draft_id uuid NOT NULL,
  version integer NOT NULL,
  content jsonb NOT NULL,
  act text NOT NULL,
  note text NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT draft_version_pkey PRIMARY KEY (draft_id, version),
  CONSTRAINT draft_version_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES specialist_apps.draft(id)
);
ALTER TABLE specialist_apps.draft_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE specialist_apps.draft_version FORCE ROW LEVEL SECURITY;
CREATE POLICY by_directory ON specialist_apps.draft_version
  USING ((( SELECT platform.door() AS door) = 'directory'::text));
GRANT INSERT, SELECT ON specialist_apps.draft_version TO egov_app;

CREATE TABLE specialist_apps.edition (
  number integer NOT NULL,
  app_id text NOT NULL,
  in_force_from date NOT NULL,
  content jsonb NOT NULL,
  draft_id uuid NOT NULL,
  decision text,
  proposed_by uuid NOT NULL,
  published_by uuid NOT NULL,
  published_at timestamp with time zone NOT NULL,
  withdrawn_number integer,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  CONSTRAINT edition_pkey PRIMARY KEY (number),
  CONSTRAINT edition_number_of_withdrawal UNIQUE (withdrawn_number),
  CONSTRAINT edition_of_four_eyes CHECK ((published_by <> proposed_by)),
  CONSTRAINT edition_withdrawn_whole CHECK ((num_nonnulls(withdrawn_number, withdrawn_by, withdrawn_at, withdrawn_reason) = ANY (ARRAY[0, 4]))),
  CONSTRAINT edition_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES specialist_apps.draft(id)
);
CREATE UNIQUE INDEX edition_one_a_day ON specialist_apps.edition USING btree (app_id, in_force_from) WHERE (withdrawn_at IS NULL);
ALTER TABLE specialist_apps.edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE specialist_apps.edition FORCE ROW LEVEL SECURITY;
CREATE POLICY by_directory ON specialist_apps.edition
  USING ((( SELECT platform.door() AS door) = 'directory'::text));
GRANT INSERT, SELECT ON specialist_apps.edition TO egov_app;
GRANT UPDATE (withdrawn_number, withdrawn_by, withdrawn_at, withdrawn_reason) ON specialist_apps.edition TO egov_app;

-- -------- tenancy -----------------------------------------------------------------------------

CREATE SCHEMA tenancy;
GRANT USAGE ON SCHEMA tenancy TO egov_app;

CREATE TABLE tenancy.custody (
  tenant_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  valid daterange NOT NULL,
  decision text NOT NULL,
  CONSTRAINT custody_pkey PRIMARY KEY (tenant_id, valid),
  CONSTRAINT custody_has_decision CHECK ((decision <> ''::text)),
  CONSTRAINT custody_one_agency_at_a_time EXCLUDE USING gist (tenant_id WITH =, valid WITH &&),
  CONSTRAINT custody_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenancy.tenant(id)
);
CREATE INDEX custody_of_agency ON tenancy.custody USING btree (agency_id);
ALTER TABLE tenancy.custody ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy.custody FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON tenancy.custody FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON tenancy.custody
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON tenancy.custody TO egov_app;

CREATE TABLE tenancy.tenant (
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  CONSTRAINT tenant_pkey PRIMARY KEY (id),
  CONSTRAINT tenant_code_once UNIQUE (code)
);
ALTER TABLE tenancy.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy.tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON tenancy.tenant FOR SELECT
  USING (true);
CREATE POLICY write_by_directory ON tenancy.tenant
  USING ((platform.door() = ANY (ARRAY['directory'::text, 'seed'::text])));
GRANT INSERT, SELECT, UPDATE ON tenancy.tenant TO egov_app;

-- -------- workflow ----------------------------------------------------------------------------

CREATE SCHEMA workflow;
GRANT USAGE ON SCHEMA workflow TO egov_app;

CREATE OR REPLACE FUNCTION workflow.keep_answers_own()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.process_tenant_id, NEW.instance_id) IS DISTINCT FROM (OLD.tenant_id, OLD.id, OLD.process_tenant_id, OLD.instance_id) THEN
    RAISE EXCEPTION 'a task stays where it was placed';
  END IF;
  IF (NEW.answered_at, NEW.by_ref, NEW.answer) IS DISTINCT FROM (OLD.answered_at, OLD.by_ref, OLD.answer)
    AND (OLD.answered_at IS NOT NULL OR NOT NEW.tenant_id = ANY (platform.held_tenants())) THEN
    RAISE EXCEPTION 'only the agency that was asked answers, and once';
  END IF;
  RETURN NEW;
END $function$;

CREATE TABLE workflow.definition (
  hash text NOT NULL,
  xml text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  CONSTRAINT definition_pkey PRIMARY KEY (hash)
);
GRANT INSERT, SELECT ON workflow.definition TO egov_app;

CREATE TABLE workflow.history (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  instance_id uuid NOT NULL,
  sequence integer NOT NULL,
  node_id text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone NOT NULL,
  holder_id uuid,
  by_ref text,
  outcome text,
  item text,
  item_place integer,
  CONSTRAINT history_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT history_of_instance FOREIGN KEY (tenant_id, instance_id) REFERENCES workflow.instance(tenant_id, id)
);
CREATE INDEX history_of_instance ON workflow.history USING btree (tenant_id, instance_id, sequence);
ALTER TABLE workflow.history ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow.history FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_counters ON workflow.history FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{counters}'::text[])));
CREATE POLICY tenant_held ON workflow.history
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON workflow.history TO egov_app;

CREATE TABLE workflow.instance (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  definition_hash text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  state text NOT NULL,
  variables jsonb NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  version integer DEFAULT 1 NOT NULL,
  caller_token_id uuid,
  migrated_from text,
  CONSTRAINT instance_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT instance_state_known CHECK ((state = ANY (ARRAY['running'::text, 'ended'::text, 'error'::text]))),
  CONSTRAINT instance_definition_hash_fkey FOREIGN KEY (definition_hash) REFERENCES workflow.definition(hash),
  CONSTRAINT instance_migrated_from_fkey FOREIGN KEY (migrated_from) REFERENCES workflow.definition(hash)
);
CREATE INDEX instance_called ON workflow.instance USING btree (tenant_id, caller_token_id) WHERE (caller_token_id IS NOT NULL);
CREATE INDEX instance_of_definition ON workflow.instance USING btree (tenant_id, definition_hash, id) WHERE (state = 'running'::text);
CREATE INDEX instance_of_subject ON workflow.instance USING btree (tenant_id, subject_kind, subject_id);
ALTER TABLE workflow.instance ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow.instance FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON workflow.instance
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON workflow.instance TO egov_app;

CREATE TABLE workflow.message (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  sent_ref text NOT NULL,
  name text NOT NULL,
  message_key text NOT NULL,
  variables jsonb NOT NULL,
  received_at timestamp with time zone NOT NULL,
  kept_until timestamp with time zone,
  taken_at timestamp with time zone,
  instance_id uuid,
  CONSTRAINT message_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT message_once UNIQUE (tenant_id, sent_ref),
  CONSTRAINT message_taken_by CHECK (((taken_at IS NULL) = (instance_id IS NULL)))
);
CREATE INDEX message_kept ON workflow.message USING btree (tenant_id, name, message_key, received_at, id) WHERE (taken_at IS NULL);
ALTER TABLE workflow.message ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow.message FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON workflow.message
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON workflow.message TO egov_app;

CREATE TABLE workflow.placed_task (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
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
  since timestamp with time zone NOT NULL,
  due_at timestamp with time zone,
  answered_at timestamp with time zone,
  by_ref text,
  answer jsonb,
  closed_at timestamp with time zone,
  closed_as text,
  CONSTRAINT placed_task_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT placed_task_answered CHECK (((answered_at IS NULL) = (answer IS NULL))),
  CONSTRAINT placed_task_closed CHECK (((closed_at IS NULL) = (closed_as IS NULL))),
  CONSTRAINT placed_task_closed_as_known CHECK ((closed_as = ANY (ARRAY['collected'::text, 'withdrawn'::text])))
);
CREATE INDEX placed_task_of_instance ON workflow.placed_task USING btree (process_tenant_id, instance_id);
CREATE INDEX placed_task_open ON workflow.placed_task USING btree (tenant_id, since, id) WHERE ((answered_at IS NULL) AND (closed_at IS NULL));
CREATE INDEX placed_task_to_collect ON workflow.placed_task USING btree (answered_at, id) WHERE ((answered_at IS NOT NULL) AND (closed_at IS NULL));
CREATE TRIGGER keep_answers_own BEFORE UPDATE ON workflow.placed_task FOR EACH ROW EXECUTE FUNCTION workflow.keep_answers_own();
ALTER TABLE workflow.placed_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow.placed_task FORCE ROW LEVEL SECURITY;
CREATE POLICY asked_by ON workflow.placed_task
  USING ((process_tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])));
CREATE POLICY door_select_answers ON workflow.placed_task FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{answers}'::text[])));
CREATE POLICY tenant_held ON workflow.placed_task
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT, UPDATE ON workflow.placed_task TO egov_app;

CREATE TABLE workflow.token (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  instance_id uuid NOT NULL,
  node_id text NOT NULL,
  kind text NOT NULL,
  scope_id uuid,
  attached_to uuid,
  flow_id text,
  name text NOT NULL,
  role text NOT NULL,
  holder_id uuid,
  since timestamp with time zone NOT NULL,
  due_at timestamp with time zone,
  local jsonb,
  message text,
  message_key text,
  CONSTRAINT token_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT token_kind_known CHECK ((kind = ANY (ARRAY['user'::text, 'receive'::text, 'message'::text, 'timer'::text, 'join'::text, 'scope'::text, 'boundary'::text, 'placed'::text, 'call'::text, 'choice'::text, 'multi'::text, 'item'::text, 'answered'::text, 'compensable'::text, 'undoing'::text]))),
  CONSTRAINT token_of_instance FOREIGN KEY (tenant_id, instance_id) REFERENCES workflow.instance(tenant_id, id)
);
CREATE INDEX token_awaits ON workflow.token USING btree (tenant_id, message, message_key) WHERE (message_key IS NOT NULL);
CREATE INDEX token_due ON workflow.token USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX token_of_instance ON workflow.token USING btree (tenant_id, instance_id);
ALTER TABLE workflow.token ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow.token FORCE ROW LEVEL SECURITY;
CREATE POLICY door_select_deadlines ON workflow.token FOR SELECT
  USING ((( SELECT platform.door() AS door) = ANY ('{deadlines}'::text[])));
CREATE POLICY tenant_held ON workflow.token
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT DELETE, INSERT, SELECT, UPDATE ON workflow.token TO egov_app;

CREATE TABLE workflow.version_change (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  instance_id uuid NOT NULL,
  sequence integer NOT NULL,
  from_hash text NOT NULL,
  to_hash text NOT NULL,
  mapping jsonb NOT NULL,
  by_ref text NOT NULL,
  reason text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT version_change_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT version_change_from_hash_fkey FOREIGN KEY (from_hash) REFERENCES workflow.definition(hash),
  CONSTRAINT version_change_of_instance FOREIGN KEY (tenant_id, instance_id) REFERENCES workflow.instance(tenant_id, id),
  CONSTRAINT version_change_to_hash_fkey FOREIGN KEY (to_hash) REFERENCES workflow.definition(hash)
);
CREATE INDEX version_change_of_instance ON workflow.version_change USING btree (tenant_id, instance_id, sequence);
ALTER TABLE workflow.version_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow.version_change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_held ON workflow.version_change
  USING ((tenant_id = ANY (( SELECT platform.held_tenants() AS held_tenants)::uuid[])))
  WITH CHECK ((tenant_id = ANY (platform.held_tenants())));
GRANT INSERT, SELECT ON workflow.version_change TO egov_app;
