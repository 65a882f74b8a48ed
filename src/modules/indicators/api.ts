import { dayIn } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import { type ApiOperation, problem } from "#platform/http";
import { type FigureRow, onTimeShare, rowOf, rowsBy } from "./figures.ts";
import { findFacts } from "./find-figures.ts";
import type { IndicatorDeps } from "./pages/deps.ts";
import { findMonth } from "./find-month.ts";
import { COLUMNS, jsonOf } from "./open-data.ts";
import { monthKey, periodOf } from "./period.ts";
import { exportOf } from "./snapshot-export.ts";
import { snapshotByMonth } from "./snapshot-store.ts";

const TEXT = { type: "string" } as const;
const COUNT = { type: "integer", minimum: 0 } as const;

const FIGURES = {
  type: "object",
  properties: {
    agency: TEXT,
    received: COUNT,
    released: COUNT,
    onTime: COUNT,
    early: COUNT,
    late: COUNT,
    refused: COUNT,
    supplemented: COUNT,
    apologised: COUNT,
    open: COUNT,
    openOverdue: {
      type: ["integer", "null"],
      description: "Past due and unanswered as of now; null for a month that is over",
    },
    onTimeShare: {
      type: ["number", "null"],
      description: "Per cent; null when nothing was released",
    },
  },
} as const;

/** What programs may read of the figures. */
export function indicatorApi(deps: IndicatorDeps): readonly ApiOperation[] {
  return [statistics(deps), closedMonth(), openMonth(deps)];
}

function statistics(deps: IndicatorDeps): ApiOperation {
  return {
    path: "/api/statistics",
    id: "getStatistics",
    summary: "Results released on time, by agency, for one month",
    parameters: [MONTH],
    answer: {
      type: "object",
      properties: {
        month: TEXT,
        asOf: { type: "string", format: "date-time" },
        city: FIGURES,
        agencies: { type: "array", items: FIGURES },
      },
    },
    handle: async (exchange) => {
      const month = exchange.query.get("month") ?? "";
      const period = periodOf(month, dayIn(exchange.now));
      if (!/^\d{4}-\d{2}$/u.test(month) || period === undefined)
        return problem(
          422,
          "Unreadable month",
          "month is YYYY-MM and has begun, for example 2026-09",
        );
      const facts = await findFacts(exchange, deps.apps(), period);
      const { agencies } = facts;
      const rows = rowsBy(
        facts,
        agencies.map((one) => one.id),
        (cell) => cell.agencyId,
      );
      return {
        kind: "json",
        body: {
          month,
          asOf: facts.asOf,
          city: plain("", rowOf("city", facts)),
          agencies: rows.map((row, at) => plain(agencies[at]?.name ?? "", row)),
        },
      };
    },
  };
}

const MONTH = {
  name: "month",
  description: "YYYY-MM",
  isRequired: true,
  schema: { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])$" },
} as const;

function closedMonth(): ApiOperation {
  return {
    path: "/api/statistics/closed-month",
    id: "getClosedMonth",
    summary:
      "A month as it was closed: canonical JSON, its hash and its signature, to verify alone",
    parameters: [MONTH],
    answer: {
      type: "object",
      properties: {
        month: TEXT,
        sha256: TEXT,
        signature: { type: ["string", "null"], description: "Ed25519, base64; null for a minute" },
        ed25519: { type: ["string", "null"], description: "Public key, PEM" },
        body: TEXT,
      },
    },
    handle: async ({ db, query, now }) => {
      const period = periodOf(query.get("month") ?? "", dayIn(now));
      const found =
        period === undefined
          ? undefined
          : await withDoor(db, "public-statistics", (tx) => snapshotByMonth(tx, period.from));
      if (found === undefined || monthKey(found.month) !== query.get("month"))
        return problem(404, "Not closed", "This month is not closed");
      return { kind: "json", body: JSON.parse(exportOf(found)) };
    },
  };
}

function openMonth(deps: IndicatorDeps): ApiOperation {
  const columns = COLUMNS.map(({ name, kind, en }) => [
    name,
    { type: [kind, "null"], description: en },
  ]);
  return {
    path: "/api/statistics/month",
    id: "getMonth",
    summary: "The open data of one month: a row for every agency and procedure",
    parameters: [MONTH],
    answer: {
      type: "object",
      properties: {
        month: TEXT,
        state: { type: "string", enum: ["closed", "provisional"] },
        licence: { type: "object", properties: { vi: TEXT, en: TEXT } },
        rows: { type: "array", items: { type: "object", properties: Object.fromEntries(columns) } },
      },
    },
    handle: async (exchange) => {
      const month = await findMonth(exchange, deps.apps(), exchange.query.get("month") ?? "");
      return month === undefined
        ? problem(422, "Unreadable month", "month is YYYY-MM and has begun, for example 2026-09")
        : { kind: "json", body: jsonOf(month) };
    },
  };
}

function plain(agency: string, { figures, open, overdue }: FigureRow): object {
  return {
    agency,
    received: figures.received,
    released: figures.released,
    onTime: figures["on-time"],
    early: figures.early,
    late: figures.late,
    refused: figures.refused,
    supplemented: figures.supplemented,
    apologised: figures.apologised,
    open,
    openOverdue: overdue ?? null,
    onTimeShare: onTimeShare(figures) ?? null,
  };
}
