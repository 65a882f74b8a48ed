import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Counter } from "./desk.ts";
import type { FigureChange } from "./figures.ts";
import { orderOfLines } from "./fair-order.ts";
import type { Subject, Ticket } from "./ticket.ts";

const TICKET_COLUMNS = `t.tenant_id AS "tenantId", t.id, t.public_id AS "publicId", t.desk_id AS "deskId", t.service_id AS "serviceId",
  to_char(t.on_day, 'YYYY-MM-DD') AS "onDay", t.label, t.way, t.priority, t.booked_for AS "bookedFor", t.rank_at AS "rankAt",
  t.drawn_at AS "drawnAt", t.state, t.counter_id AS "counterId", t.target_counter_id AS "targetCounterId", t.called_at AS "calledAt",
  t.first_called_at AS "firstCalledAt", t.calls, t.started_at AS "startedAt", t.ended_at AS "endedAt",
  t.subject_kind AS "subjectKind", t.subject_id AS "subjectId", t.subject_code AS "subjectCode", t.version`;

type TicketRow = Omit<Ticket, "subject"> & {
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly subjectCode: string | null;
};

function ticketOf({ subjectKind, subjectId, subjectCode, ...rest }: TicketRow): Ticket {
  const isWhole = subjectKind !== null && subjectId !== null && subjectCode !== null;
  return {
    ...rest,
    subject: isWhole ? { kind: subjectKind, id: subjectId, code: subjectCode } : null,
  };
}

async function ticketRow(tx: Tx, text: string, values: readonly unknown[]) {
  const row = await tx.row<TicketRow>(`SELECT ${TICKET_COLUMNS} ${text}`, values);
  return row === undefined ? undefined : ticketOf(row);
}

export function ticketByPublicId(tx: Tx, publicId: string): Promise<Ticket | undefined> {
  return ticketRow(tx, `FROM queue.ticket t WHERE t.public_id = $1`, [publicId]);
}

export function ticketById(tx: Tx, tenantId: string, id: string): Promise<Ticket | undefined> {
  return ticketRow(tx, `FROM queue.ticket t WHERE t.tenant_id = $1 AND t.id = $2`, [tenantId, id]);
}

/** What a counter has in hand: called and awaited, or being served. */
export function ticketInHand(
  tx: Tx,
  counter: Pick<Counter, "tenantId" | "id">,
): Promise<Ticket | undefined> {
  return ticketRow(
    tx,
    `FROM queue.ticket t
     WHERE t.tenant_id = $1 AND t.counter_id = $2 AND t.state IN ('called', 'serving')`,
    [counter.tenantId, counter.id],
  );
}

/** The next ticket for a counter, locked; what another receiver is calling at this moment is skipped, never shared. */
export function nextTicket(
  tx: Tx,
  now: Date,
  counter: Counter,
  onDay: string,
): Promise<Ticket | undefined> {
  const lines = orderOfLines(counter.firstLineRun);
  return ticketRow(
    tx,
    `FROM queue.ticket t
     WHERE t.tenant_id = $1 AND t.desk_id = $2 AND t.on_day = $3::date AND t.state = 'waiting'
       AND (t.target_counter_id = $4 OR (t.target_counter_id IS NULL AND (cardinality($5::uuid[]) = 0 OR t.service_id = ANY ($5::uuid[]))))
     ORDER BY array_position($6::text[], CASE
         WHEN t.target_counter_id IS NOT NULL THEN 'returned'
         WHEN t.priority IS NOT NULL OR t.booked_for <= $7 THEN 'first'
         ELSE 'usual' END), t.rank_at, t.label
     LIMIT 1
     FOR UPDATE OF t SKIP LOCKED`,
    [counter.tenantId, counter.deskId, onDay, counter.id, counter.serviceIds, lines, now],
  );
}

export interface TicketEntry {
  readonly name: string;
  readonly actorRef: string;
}

/** A ticket with its first entry and figures, in one statement. */
export async function insertTicket(
  tx: Tx,
  now: Date,
  ticket: Ticket,
  entry: TicketEntry,
  figures: readonly FigureChange[],
): Promise<void> {
  await tx.write(
    `WITH ticket AS (
       INSERT INTO queue.ticket (tenant_id, id, public_id, desk_id, service_id, on_day, label, way, priority, booked_for, rank_at, drawn_at, state)
       VALUES ($1, $2, $3, $4, $5, $6::date, $7, $8, $9, $10, $11, $12, 'waiting')
     ), entry AS (
       INSERT INTO queue.ticket_event (tenant_id, id, ticket_id, sequence, name, counter_id, actor_ref, at)
       VALUES ($1, $13, $2, 1, $14, NULL, $15, $12)
     )
     INSERT INTO queue.figure_delta (tenant_id, id, service_id, on_day, metric, amount)
     SELECT $1, d.id, d.service_id, d.on_day, d.metric, d.amount
     FROM unnest($16::uuid[], $17::uuid[], $18::date[], $19::text[], $20::bigint[]) AS d (id, service_id, on_day, metric, amount)`,
    [
      ticket.tenantId,
      ticket.id,
      ticket.publicId,
      ticket.deskId,
      ticket.serviceId,
      ticket.onDay,
      ticket.label,
      ticket.way,
      ticket.priority,
      ticket.bookedFor,
      ticket.rankAt,
      now,
      uuidv7(now.getTime()),
      entry.name,
      entry.actorRef,
      ...figureColumns(now, figures),
    ],
  );
}

/** Writes a changed ticket over the version that was read, with its entry and figures. */
export async function saveTicket(
  tx: Tx,
  now: Date,
  next: Ticket,
  entry: TicketEntry,
  figures: readonly FigureChange[],
): Promise<void> {
  const { subject } = next;
  await tx.write(
    `WITH changed AS (
       UPDATE queue.ticket SET
         state = $4, counter_id = $5, target_counter_id = $6, called_at = $7, first_called_at = $8, calls = $9, started_at = $10,
         ended_at = $11, subject_kind = $12, subject_id = $13, subject_code = $14, rank_at = $15, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING tenant_id, id, version, counter_id
     ), entry AS (
       INSERT INTO queue.ticket_event (tenant_id, id, ticket_id, sequence, name, counter_id, actor_ref, at)
       SELECT tenant_id, $16, id, version, $17, counter_id, $18, $19 FROM changed
     ), counted AS (
       INSERT INTO queue.figure_delta (tenant_id, id, service_id, on_day, metric, amount)
       SELECT changed.tenant_id, d.id, d.service_id, d.on_day, d.metric, d.amount
       FROM changed, unnest($20::uuid[], $21::uuid[], $22::date[], $23::text[], $24::bigint[]) AS d (id, service_id, on_day, metric, amount)
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $25)`,
    [
      next.tenantId,
      next.id,
      next.version,
      next.state,
      next.counterId,
      next.targetCounterId,
      next.calledAt,
      next.firstCalledAt,
      next.calls,
      next.startedAt,
      next.endedAt,
      ...subjectColumns(subject),
      next.rankAt,
      uuidv7(now.getTime()),
      entry.name,
      entry.actorRef,
      now,
      ...figureColumns(now, figures),
      `ticket ${next.label}`,
    ],
  );
}

function subjectColumns(subject: Subject | null): readonly (string | null)[] {
  return [subject?.kind ?? null, subject?.id ?? null, subject?.code ?? null];
}

export function figureColumns(now: Date, figures: readonly FigureChange[]): readonly unknown[] {
  return [
    figures.map(() => uuidv7(now.getTime())),
    figures.map((one) => one.serviceId),
    figures.map((one) => one.onDay),
    figures.map((one) => one.metric),
    figures.map((one) => one.amount),
  ];
}

/** The tickets of a day that are still open, of every desk, oldest first and locked. Door `queue`. */
export async function openTicketsBefore(
  tx: Tx,
  onDay: string,
  limit: number,
): Promise<readonly { tenantId: string; id: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id
     FROM queue.ticket
     WHERE on_day < $1::date AND state IN ('waiting', 'called', 'serving')
     ORDER BY on_day
     LIMIT $2`,
    [onDay, limit],
  );
}

export interface BoardRow {
  readonly publicId: string;
  readonly label: string;
  readonly priority: Ticket["priority"];
  readonly state: Ticket["state"];
  readonly counterNumber: number;
  readonly calledAt: Date;
  readonly calls: number;
}

/** The last calls of a desk's day, newest first, by index `ticket_called`. */
export function lastCalled(
  tx: Tx,
  desk: { readonly tenantId: string; readonly id: string },
  onDay: string,
  limit: number,
): Promise<BoardRow[]> {
  return tx.rows<BoardRow>(
    `SELECT t.public_id AS "publicId", t.label, t.priority, t.state, c.number AS "counterNumber", t.called_at AS "calledAt", t.calls
     FROM queue.ticket t
     JOIN queue.counter c ON c.tenant_id = t.tenant_id AND c.id = t.counter_id
     WHERE t.tenant_id = $1 AND t.desk_id = $2 AND t.on_day = $3::date AND t.called_at IS NOT NULL
     ORDER BY t.called_at DESC, t.id DESC
     LIMIT $4`,
    [desk.tenantId, desk.id, onDay, limit],
  );
}

/** Who waits at a desk, in the order of their moments; no more rows than a screen shows. */
export async function waitingTickets(
  tx: Tx,
  desk: { readonly tenantId: string; readonly id: string },
  onDay: string,
  limit: number,
): Promise<Ticket[]> {
  const rows = await tx.rows<TicketRow>(
    `SELECT ${TICKET_COLUMNS}
     FROM queue.ticket t
     WHERE t.tenant_id = $1 AND t.desk_id = $2 AND t.on_day = $3::date AND t.state = 'waiting'
     ORDER BY t.rank_at, t.label
     LIMIT $4`,
    [desk.tenantId, desk.id, onDay, limit],
  );
  return rows.map(ticketOf);
}

/** Those who did not answer when a counter called them, last first: they may come back today. */
export async function notAnswered(
  tx: Tx,
  counter: Pick<Counter, "tenantId" | "id" | "deskId">,
  onDay: string,
  limit: number,
): Promise<Ticket[]> {
  const rows = await tx.rows<TicketRow>(
    `SELECT ${TICKET_COLUMNS}
     FROM queue.ticket t
     WHERE t.tenant_id = $1 AND t.desk_id = $2 AND t.on_day = $3::date AND t.called_at IS NOT NULL AND t.state = 'no-show'
     ORDER BY t.called_at DESC, t.id DESC
     LIMIT $4`,
    [counter.tenantId, counter.deskId, onDay, limit],
  );
  return rows.map(ticketOf);
}
