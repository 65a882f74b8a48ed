import { publicId, uuidv7 } from "#kernel/ids";
import { type PastStep, recordPastProcesses } from "#engines/workflow";
import type { CalendarDay } from "#kernel/calendar-day";
import type { Term } from "#kernel/term";
import { recordPastClocks } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import type { CounterChange } from "./store.ts";

/** A finished dossier as it is written when the demo year is loaded. */
export interface PastRow {
  readonly id: string;
  readonly code: string;
  readonly lookupCode: string;
  readonly edition: string;
  readonly applicantName: string;
  readonly title: string;
  readonly state: "done" | "refused";
  readonly submittedAt: Date;
  readonly acceptedAt: Date;
  readonly dueAt: Date;
  readonly releasedAt: Date;
  readonly outcome: "early" | "on-time" | "late";
  readonly resultNumber: string | null;
  readonly term: Term;
  readonly steps: readonly PastStep[];
  readonly stars: number | undefined;
}

/** An applicant of the demo year says what they thought of it two hours after the result. */
export const RATED_AFTER_MS = 2 * 3_600_000;

export async function loadedSlices(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(
    `SELECT tenant_id || ' ' || to_char(month, 'YYYY-MM-DD') AS key FROM dossiers.loaded_slice`,
  );
  return rows.map((row) => row.key);
}

/** The applicants of the demo year have no accounts; this stands in their place. */
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** A month of a district: dossiers, their history, their stopped clocks, the counters and the mark, set by set. */
export async function insertSlice(
  tx: Tx,
  now: Date,
  slice: {
    readonly tenantId: string;
    readonly appId: string;
    readonly month: CalendarDay;
    readonly processHash: string;
    readonly rows: readonly PastRow[];
    readonly counters: readonly CounterChange[];
  },
): Promise<void> {
  const clocked = slice.rows.map((row) => ({ row, clockId: uuidv7(row.acceptedAt.getTime()) }));
  const rows = JSON.stringify(
    clocked.map(({ row, clockId }) => ({
      ...row,
      steps: undefined, // written with the process below
      publicId: publicId(),
      clockId,
      events: [1, 2, 3].map(() => uuidv7(row.submittedAt.getTime())),
    })),
  );
  const record = `jsonb_to_recordset($2::jsonb) AS r (id uuid, "publicId" text, code text, "lookupCode" text, edition text,
    "applicantName" text, title text, state text, "submittedAt" timestamptz, "acceptedAt" timestamptz, "dueAt" timestamptz,
    "releasedAt" timestamptz, outcome text, "resultNumber" text, "clockId" uuid, events uuid[])`;
  await tx.write(
    `INSERT INTO dossiers.dossier (tenant_id, id, public_id, code, lookup_code, app_id, edition, account_id, applicant_name, title,
       search_text, answers, state, submitted_at, answer_due_at, accepted_at, due_at, first_due_at, released_at, outcome,
       result_number, instance_id, answer_clock_id, processing_clock_id, version)
     SELECT $1, id, "publicId", code, "lookupCode", $3, edition, '${NOBODY}', "applicantName", title,
       platform.folded(code || ' ' || "applicantName" || ' ' || title), jsonb_build_object('businessName', title, 'ownerName', "applicantName"),
       state, "submittedAt", "acceptedAt", "acceptedAt", "dueAt", "dueAt", "releasedAt", outcome, "resultNumber", id, "clockId", "clockId", 3
     FROM ${record}`,
    [slice.tenantId, rows, slice.appId],
  );
  await tx.write(
    `INSERT INTO dossiers.dossier_event (tenant_id, id, dossier_id, sequence, name, from_state, to_state, actor_ref, actor_name, detail, at)
     SELECT $1, r.events[e.sequence], r.id, e.sequence, e.name, e.from_state, e.to_state, 'system:demo-year', '', e.detail, e.at
     FROM ${record},
     LATERAL (VALUES
       (1, 'dossier-submitted', NULL, 'submitted', '{}'::jsonb, r."submittedAt"),
       (2, 'dossier-accepted', 'submitted', 'received', '{}'::jsonb, r."acceptedAt"),
       (3, CASE r.state WHEN 'done' THEN 'result-released' ELSE 'dossier-refused' END, 'received', r.state,
        jsonb_build_object('outcome', r.outcome), r."releasedAt")) AS e (sequence, name, from_state, to_state, detail, at)`,
    [slice.tenantId, rows],
  );
  await recordPastClocks(
    tx,
    clocked.map(({ row, clockId }) => ({
      id: clockId,
      subjectKind: "dossier",
      subjectId: row.id,
      purpose: "processing",
      term: row.term,
      startedAt: row.acceptedAt,
      dueAt: row.dueAt,
      stoppedAt: row.releasedAt,
    })),
  );
  await recordPastProcesses(
    tx,
    slice.rows.map(({ id, submittedAt, releasedAt, steps }) => ({
      id,
      definitionHash: slice.processHash,
      subjectKind: "dossier",
      subjectId: id,
      startedAt: submittedAt,
      endedAt: releasedAt,
      steps,
    })),
  );
  await tx.write(
    `INSERT INTO dossiers.rating (tenant_id, dossier_id, stars, words, at)
     SELECT $1, id, stars, '', at FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, stars integer, at timestamptz)`,
    [
      slice.tenantId,
      JSON.stringify(
        slice.rows.flatMap(({ id, stars, releasedAt }) =>
          stars === undefined
            ? []
            : [{ id, stars, at: new Date(releasedAt.getTime() + RATED_AFTER_MS) }],
        ),
      ),
    ],
  );
  const summed = Map.groupBy(slice.counters, (one) => `${one.month} ${one.metric}`);
  await tx.write(
    `INSERT INTO dossiers.counter_delta (tenant_id, id, app_id, month, metric, amount)
     SELECT $1, id, $2, month, metric, amount
     FROM jsonb_to_recordset($3::jsonb) AS c (id uuid, month date, metric text, amount integer)`,
    [
      slice.tenantId,
      slice.appId,
      JSON.stringify(
        [...summed.values()].map((same) => ({
          id: uuidv7(now.getTime()),
          month: same[0]?.month,
          metric: same[0]?.metric,
          amount: same.length,
        })),
      ),
    ],
  );
  await tx.write(
    `INSERT INTO dossiers.loaded_slice (tenant_id, month, dossiers) VALUES ($1, $2, $3)`,
    [slice.tenantId, slice.month, slice.rows.length],
  );
}
