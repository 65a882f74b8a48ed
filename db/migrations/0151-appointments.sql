-- Appointments at a desk: published reception hours, slots that are never oversold, and who booked which.

-- Reception hours of a desk from a day on, with what a slot is. Not the counting calendar: a Saturday morning may be there (R40).
CREATE TABLE queue.reception (
  tenant_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  valid_from date NOT NULL,
  week jsonb NOT NULL,
  slot_minutes integer NOT NULL CONSTRAINT reception_slot_range CHECK (slot_minutes BETWEEN 5 AND 240),
  capacity integer NOT NULL CONSTRAINT reception_capacity_range CHECK (capacity BETWEEN 1 AND 100),
  cut_off_minutes integer NOT NULL CONSTRAINT reception_cut_off_range CHECK (cut_off_minutes BETWEEN 0 AND 10080),
  days_ahead integer NOT NULL CONSTRAINT reception_days_ahead_range CHECK (days_ahead BETWEEN 1 AND 90),
  source text NOT NULL CONSTRAINT reception_has_source CHECK (source <> ''),
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, desk_id, valid_from),
  CONSTRAINT reception_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk (tenant_id, id)
);
SELECT platform.protect('queue.reception');

-- A day that is different, with its reason: no ranges means closed.
CREATE TABLE queue.reception_exception (
  tenant_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  on_day date NOT NULL,
  ranges jsonb NOT NULL,
  reason text NOT NULL CONSTRAINT reception_exception_has_reason CHECK (reason <> ''),
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, desk_id, on_day),
  CONSTRAINT reception_exception_of_desk FOREIGN KEY (tenant_id, desk_id) REFERENCES queue.desk (tenant_id, id)
);
SELECT platform.protect('queue.reception_exception');

-- Places taken of a service and moment. A booking raises it in one statement that fails when all are taken.
CREATE TABLE queue.slot (
  tenant_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  service_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  taken integer NOT NULL CONSTRAINT slot_taken_not_negative CHECK (taken >= 0),
  PRIMARY KEY (tenant_id, desk_id, service_id, starts_at)
);
SELECT platform.protect('queue.slot');

-- One visit that someone booked. The door lets the holder of its address or code find it, and nobody list them.
CREATE TABLE queue.booking (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT booking_public_id_once UNIQUE,
  code text NOT NULL CONSTRAINT booking_code_once UNIQUE,
  desk_id uuid NOT NULL,
  service_id uuid NOT NULL,
  service_code text NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  email text,
  account_id uuid,
  language text NOT NULL CONSTRAINT booking_language_known CHECK (language IN ('vi', 'en')),
  starts_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT booking_state_known CHECK (state IN ('booked', 'arrived', 'cancelled', 'released', 'no-show')),
  ticket_id uuid,
  reminded_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT booking_of_service FOREIGN KEY (tenant_id, service_id) REFERENCES queue.service (tenant_id, id),
  CONSTRAINT booking_arrived_has_ticket CHECK ((state = 'arrived') = (ticket_id IS NOT NULL))
);
-- One person holds one booking for one matter, anywhere in the city.
CREATE UNIQUE INDEX booking_once ON queue.booking (phone, service_code) WHERE state = 'booked';
CREATE INDEX booking_of_day ON queue.booking (tenant_id, desk_id, starts_at, id);
CREATE INDEX booking_open ON queue.booking (starts_at) WHERE state = 'booked';
CREATE INDEX booking_of_account ON queue.booking (account_id, starts_at DESC) WHERE account_id IS NOT NULL;
SELECT platform.protect('queue.booking');
CREATE POLICY own_booking ON queue.booking FOR SELECT USING (account_id = (SELECT platform.applicant()));
SELECT platform.open_door('queue.booking', 'SELECT', 'public-queue', 'queue');
CREATE POLICY own_desk ON queue.desk FOR SELECT USING ((SELECT platform.applicant()) IS NOT NULL);
CREATE POLICY own_service ON queue.service FOR SELECT USING ((SELECT platform.applicant()) IS NOT NULL);
