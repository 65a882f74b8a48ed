-- Queues at the desk: who waits for what, who is called next and by which counter, and how long it took.
CREATE SCHEMA queue;
GRANT USAGE ON SCHEMA queue TO egov_app;

-- The reception desk of a record-holder. Its slug stands in addresses; its kiosk key is known to the machine in the hall only.
CREATE TABLE queue.desk (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  slug text NOT NULL CONSTRAINT desk_slug_once UNIQUE,
  kiosk_key text NOT NULL CONSTRAINT desk_kiosk_key_once UNIQUE,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.protect('queue.desk', 'SELECT, INSERT');
SELECT platform.open_door('queue.desk', 'SELECT', 'public-queue', 'queue', 'seed');

-- What a desk takes in (lĩnh vực), each with the letter of its numbers.
CREATE TABLE queue.service (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  desk_id uuid NOT NULL,
  code text NOT NULL,
  prefix text NOT NULL CONSTRAINT service_prefix_is_a_letter CHECK (prefix ~ '^[A-Z]$'),
  name_vi text NOT NULL,
  name_en text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT service_code_once UNIQUE (tenant_id, desk_id, code),
  CONSTRAINT service_prefix_once UNIQUE (tenant_id, desk_id, prefix),
  CONSTRAINT service_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk (tenant_id, id)
);
SELECT platform.protect('queue.service', 'SELECT, INSERT');
SELECT platform.open_door('queue.service', 'SELECT', 'public-queue', 'queue', 'seed');

-- A place where one official serves. No services named means all of them. `first_line_run` is how many of the first line
-- this counter called in a row: the fair rule needs no lock that counters share.
CREATE TABLE queue.counter (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  desk_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT counter_number_positive CHECK (number > 0),
  service_ids uuid[] NOT NULL DEFAULT '{}',
  state text NOT NULL CONSTRAINT counter_state_known CHECK (state IN ('closed', 'open', 'paused')),
  official_id uuid,
  official_name text,
  first_line_run integer NOT NULL DEFAULT 0,
  since timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT counter_number_once UNIQUE (tenant_id, desk_id, number),
  CONSTRAINT counter_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk (tenant_id, id),
  CONSTRAINT counter_closed_has_nobody CHECK ((state = 'closed') = (official_id IS NULL))
);
-- An official sits at one counter.
CREATE UNIQUE INDEX counter_of_official ON queue.counter (tenant_id, official_id) WHERE official_id IS NOT NULL;
SELECT platform.protect('queue.counter');

-- A number drawn on a day. It carries no name: only its holder knows whose it is.
CREATE TABLE queue.ticket (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT ticket_public_id_once UNIQUE,
  desk_id uuid NOT NULL,
  service_id uuid NOT NULL,
  on_day date NOT NULL,
  label text NOT NULL,
  way text NOT NULL CONSTRAINT ticket_way_known CHECK (way IN ('kiosk', 'desk', 'phone', 'booking')),
  priority text CONSTRAINT ticket_priority_known CHECK (priority IN ('elderly', 'disabled', 'pregnant')),
  -- The beginning of a booked slot, for who came in time for it.
  booked_for timestamptz,
  -- The moment waiting is counted and ordered from: when it was drawn, or the booked slot.
  rank_at timestamptz NOT NULL,
  drawn_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT ticket_state_known CHECK (state IN ('waiting', 'called', 'serving', 'done', 'no-show', 'left')),
  counter_id uuid,
  -- After a transfer it waits for this counter alone.
  target_counter_id uuid,
  called_at timestamptz,
  first_called_at timestamptz,
  calls integer NOT NULL DEFAULT 0,
  started_at timestamptz,
  ended_at timestamptz,
  subject_kind text,
  subject_id uuid,
  subject_code text,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_label_once UNIQUE (tenant_id, desk_id, on_day, label),
  CONSTRAINT ticket_of_service FOREIGN KEY (tenant_id, service_id) REFERENCES queue.service (tenant_id, id),
  CONSTRAINT ticket_of_counter FOREIGN KEY (tenant_id, counter_id) REFERENCES queue.counter (tenant_id, id),
  CONSTRAINT ticket_for_counter FOREIGN KEY (tenant_id, target_counter_id) REFERENCES queue.counter (tenant_id, id),
  CONSTRAINT ticket_in_hand_has_counter CHECK (state NOT IN ('called', 'serving') OR counter_id IS NOT NULL),
  CONSTRAINT ticket_subject_whole CHECK (num_nonnulls(subject_kind, subject_id, subject_code) IN (0, 3))
);
-- A counter has one ticket in hand, whoever presses what at the same time.
CREATE UNIQUE INDEX ticket_in_hand ON queue.ticket (tenant_id, counter_id) WHERE state IN ('called', 'serving');
CREATE INDEX ticket_waiting ON queue.ticket (tenant_id, desk_id, on_day, rank_at, label) WHERE state = 'waiting';
CREATE INDEX ticket_called ON queue.ticket (tenant_id, desk_id, on_day, called_at DESC, id) WHERE called_at IS NOT NULL;
CREATE INDEX ticket_open ON queue.ticket (on_day) WHERE state IN ('waiting', 'called', 'serving');
SELECT platform.protect('queue.ticket');
SELECT platform.open_door('queue.ticket', 'SELECT', 'public-queue', 'queue');

-- The life of a ticket, an entry a change; waiting and service times can be derived again from it.
CREATE TABLE queue.ticket_event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  sequence integer NOT NULL,
  name text NOT NULL,
  counter_id uuid,
  actor_ref text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT ticket_event_sequence_once UNIQUE (tenant_id, ticket_id, sequence),
  CONSTRAINT ticket_event_of_ticket FOREIGN KEY (tenant_id, ticket_id) REFERENCES queue.ticket (tenant_id, id)
);
SELECT platform.protect('queue.ticket_event', 'SELECT, INSERT');

-- Figures of a day as delta rows in the transaction of the act, folded by a job; a read is folded plus unfolded.
CREATE TABLE queue.figure_delta (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  service_id uuid NOT NULL,
  on_day date NOT NULL,
  metric text NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX figure_delta_of_day ON queue.figure_delta (tenant_id, on_day);
SELECT platform.protect('queue.figure_delta', 'SELECT, INSERT, DELETE');
SELECT platform.open_door('queue.figure_delta', 'SELECT', 'public-queue', 'queue');
SELECT platform.open_door('queue.figure_delta', 'DELETE', 'queue');
-- Folded figures of a service and day.
CREATE TABLE queue.figure (
  tenant_id uuid NOT NULL,
  service_id uuid NOT NULL,
  on_day date NOT NULL,
  metric text NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (tenant_id, on_day, service_id, metric)
);
SELECT platform.protect('queue.figure');
SELECT platform.open_door('queue.figure', 'SELECT', 'public-queue', 'queue');
SELECT platform.open_door('queue.figure', 'INSERT', 'queue');
SELECT platform.open_door('queue.figure', 'UPDATE', 'queue');
