import { dayIn } from "#kernel/calendar-day";
import { type ApiOperation, problem } from "#platform/http";
import { type FigureRow, onTimeShare, rowOf, rowsBy } from "./figures.ts";
import { findFacts } from "./find-figures.ts";
import type { IndicatorDeps } from "./pages/deps.ts";
import { periodOf } from "./period.ts";

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
  return [statistics(deps)];
}

function statistics(deps: IndicatorDeps): ApiOperation {
  return {
    path: "/api/statistics",
    id: "getStatistics",
    summary: "Results released on time, by agency, for one month",
    parameters: [
      {
        name: "month",
        description: "YYYY-MM",
        isRequired: true,
        schema: { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])$" },
      },
    ],
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
