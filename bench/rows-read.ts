import { Client } from "pg";

/** Rows that PostgreSQL touched to answer, by table: what grows with the data shows here even on a busy machine. */
export interface RowsRead {
  readonly perAsk: number;
  /** Names the tables of which most was read for a page, and those that were walked whole. */
  tell(): void;
}

interface Table {
  readonly name: string;
  readonly walked: number;
  readonly found: number;
}

const MOST_TOLD = 6;

/** What was read since the server began; what a session read is counted when it has ended. */
export interface Counted {
  readonly tables: readonly Table[];
  since(before: Counted, asks: number): RowsRead;
}

export async function readRows(adminUrl: string): Promise<Counted> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  const { rows: tables } = await admin.query<Table>(
    `SELECT schemaname || '.' || relname AS name, seq_tup_read::float8 AS walked, coalesce(idx_tup_fetch, 0)::float8 AS found
     FROM pg_stat_user_tables`,
  );
  await admin.end();
  return {
    tables,
    since: (before, asks) => {
      const earlier = new Map(before.tables.map((one) => [one.name, one]));
      const read = tables.map((one) => ({
        name: one.name,
        walked: (one.walked - (earlier.get(one.name)?.walked ?? 0)) / asks,
        found: (one.found - (earlier.get(one.name)?.found ?? 0)) / asks,
      }));
      return {
        perAsk: read.reduce((sum, one) => sum + one.walked + one.found, 0),
        tell: () => {
          const most = read.toSorted((a, b) => b.walked + b.found - a.walked - a.found);
          for (const one of most.slice(0, MOST_TOLD))
            console.error(
              `  ${one.name}: ${one.found.toFixed(1)} rows a page by index, ${one.walked.toFixed(1)} walked`,
            );
        },
      };
    },
  };
}
