import type { CalendarDay } from "#kernel/calendar-day";
import type { Term } from "#kernel/term";
import type { Tx } from "#platform/database";
import { type EditionChange, NOTHING_YET, type SimulationResult } from "./simulate.ts";

/** The question as it is kept: plain data. */
export interface AskedSimulation {
  readonly appId: string;
  readonly from: CalendarDay;
  /** The first day after. */
  readonly until: CalendarDay;
  readonly change: Omit<EditionChange, "term"> & {
    readonly term?: { readonly unit: Term["unit"]; readonly count: number } | undefined;
  };
}

export interface Place {
  readonly tenantId: string;
  readonly releasedAt: string;
  readonly id: string;
}

export interface Simulation {
  readonly id: string;
  readonly asked: AskedSimulation;
  readonly askedAt: Date;
  readonly casesTotal: number;
  readonly place: Place | null;
  readonly result: SimulationResult;
  readonly finishedAt: Date | null;
}

const SIMULATION = `id, asked, asked_at AS "askedAt", cases_total AS "casesTotal", place, result, finished_at AS "finishedAt"`;

export async function insertSimulation(
  tx: Tx,
  simulation: Pick<Simulation, "id" | "asked" | "askedAt" | "casesTotal"> & {
    readonly askedBy: string;
  },
): Promise<void> {
  await tx.write(
    `INSERT INTO indicators.simulation (id, asked, asked_by, asked_at, cases_total, result)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      simulation.id,
      JSON.stringify(simulation.asked),
      simulation.askedBy,
      simulation.askedAt,
      simulation.casesTotal,
      JSON.stringify(NOTHING_YET),
    ],
  );
}

export function simulationById(tx: Tx, id: string): Promise<Simulation | undefined> {
  return tx.row<Simulation>(`SELECT ${SIMULATION} FROM indicators.simulation WHERE id = $1`, [id]);
}

export function latestSimulations(tx: Tx, limit: number): Promise<Simulation[]> {
  return tx.rows<Simulation>(
    `SELECT ${SIMULATION} FROM indicators.simulation ORDER BY asked_at DESC LIMIT $1`,
    [limit],
  );
}

/** What the oldest that is not finished asks; nothing is held. */
export async function nextAsked(tx: Tx): Promise<AskedSimulation | undefined> {
  const found = await tx.row<Pick<Simulation, "asked">>(
    `SELECT asked FROM indicators.simulation WHERE finished_at IS NULL ORDER BY asked_at LIMIT 1`,
  );
  return found?.asked;
}

/** The oldest that is not finished, held for this transaction; another worker takes another. */
export function takeSimulation(tx: Tx): Promise<Simulation | undefined> {
  return tx.row<Simulation>(
    `SELECT ${SIMULATION}
     FROM indicators.simulation
     WHERE finished_at IS NULL
     ORDER BY asked_at
     LIMIT 1
     FOR UPDATE SKIP LOCKED`,
  );
}

export async function keepSimulation(
  tx: Tx,
  id: string,
  so: Pick<Simulation, "place" | "result" | "finishedAt">,
): Promise<void> {
  await tx.write(
    `UPDATE indicators.simulation SET place = $2, result = $3, finished_at = $4 WHERE id = $1`,
    [id, JSON.stringify(so.place), JSON.stringify(so.result), so.finishedAt],
  );
}
