import type { App, Edition } from "#app-kit";
import { createRuleBook, feeOf, type RuleBook, type Rules } from "#engines/rules";
import { type PastStep, stepsOfProcesses } from "#engines/workflow";
import { type Actor, actorRef } from "#kernel/actor";
import { dayIn, instantAt } from "#kernel/calendar-day";
import { CITY_WIDE, uuidv7 } from "#kernel/ids";
import { type Calendars, clocksOfMany, termOf } from "#modules/deadlines";
import {
  answersOfFinished,
  countersBetween,
  type FinishedDossier,
  finishedBetween,
} from "#modules/dossiers";
import { custodiansOn } from "#modules/tenancy";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withDoor } from "#platform/database";
import {
  type CaseResult,
  type EditionChange,
  type SimulationResult,
  tryCase,
  withCase,
} from "./simulate.ts";
import {
  type AskedSimulation,
  insertSimulation,
  keepSimulation,
  nextAsked,
  type Place,
  type Simulation,
  takeSimulation,
} from "./simulation-store.ts";

/** Cases tried in one transaction, far below the slow limit. */
const BATCH = 30;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** Keeps the question for the worker, with how many dossiers it is about; the log says who asked. Nothing of the past is changed. */
export function orderSimulation(
  db: Database,
  now: Date,
  actor: Actor,
  asked: AskedSimulation,
): Promise<string> {
  return withDoor(db, "counters", (tx) => countersBetween(tx, asked.from, asked.until)).then(
    (counters) => {
      const casesTotal = counters
        .filter((one) => one.appId === asked.appId)
        .reduce((sum, one) => sum + one.figures.released, 0);
      return withDoor(
        db,
        "directory",
        async (door) => {
          const tx = { ...door, actor };
          const id = uuidv7(now.getTime());
          await insertSimulation(tx, {
            id,
            asked,
            askedAt: now,
            casesTotal,
            askedBy: actorRef(actor),
          });
          await appendLeaf(tx, now, {
            action: "simulation-ordered",
            subjectKind: "simulation",
            subjectId: id,
            payload: { ...asked },
          });
          return id;
        },
        [CITY_WIDE],
      );
    },
  );
}

export interface SimulationDeps {
  readonly calendars: Calendars;
  readonly rules: RuleBook;
  apps(): readonly App[];
}

/** Works a page of the oldest simulation; gives 1 while there is more to do. A worker that dies leaves its place to the next. */
export async function simulateOnce(db: Database, now: Date, deps: SimulationDeps): Promise<number> {
  const custodians = await withDoor(db, "directory", (tx) => custodiansOn(tx, dayIn(now)));
  const next = await withDoor(db, "counters", nextAsked);
  if (next === undefined) return 0;
  const fees = await feesOf(deps, next);
  return withDoor(db, "counters", async (tx) => {
    const simulation = await takeSimulation(tx);
    if (simulation === undefined) return 0;
    // Another worker took the one the tables were read for: the next beat reads them again.
    if (!fees.isFor(simulation.asked)) return 1;
    const tenants = [...custodians.keys()].toSorted();
    const place = simulation.place ?? startOf(tenants[0], simulation.asked);
    if (place === undefined) {
      await keepSimulation(tx, simulation.id, { ...simulation, finishedAt: now });
      return 1;
    }
    const page = await finishedBetween(
      tx,
      momentsOf(simulation.asked),
      { ...place, releasedAt: new Date(place.releasedAt) },
      BATCH,
    );
    const results = await triedCases(tx, now, deps, { simulation, page, custodians, fees });
    const result = results.reduce<SimulationResult>(withCase, simulation.result);
    const further = nextPlace(page, place, tenants, simulation.asked);
    await keepSimulation(tx, simulation.id, {
      place: further ?? place,
      result,
      finishedAt: further === undefined ? now : null,
    });
    return 1;
  });
}

interface Fees {
  /** Whether the answers of a dossier are needed at all. */
  readonly needsAnswers: boolean;
  isFor(asked: AskedSimulation): boolean;
  /** By the edition a dossier was received under, and by the changed table; undefined where nothing is changed. */
  before(edition: Edition, answers: Readonly<Record<string, unknown>>): number;
  after(answers: Readonly<Record<string, unknown>>): number | undefined;
}

/** Decision tables are read before the transaction, where nothing but the database may be waited for. */
async function feesOf(deps: SimulationDeps, asked: AskedSimulation): Promise<Fees> {
  const { feeTable, feeVnd = 0 } = asked.change;
  const editions = deps.apps().find((app) => app.id === asked.appId)?.editions ?? [];
  const read = new Map<Edition, Rules | undefined>();
  for (const edition of editions) read.set(edition, await deps.rules.of(edition));
  const changed =
    feeTable === undefined ? undefined : await createRuleBook().of({ rules: { fee: feeTable } });
  const amount = (
    fixed: Pick<Edition, "feeVnd">,
    rules: Rules | undefined,
    answers: Readonly<Record<string, unknown>>,
  ): number => {
    const fee = feeOf(fixed, rules, answers);
    return fee.ok ? fee.value.amountVnd : fixed.feeVnd;
  };
  return {
    needsAnswers: changed !== undefined || [...read.values()].some((one) => one !== undefined),
    isFor: (other) => other.appId === asked.appId && other.change.feeTable === feeTable,
    before: (edition, answers) => amount(edition, read.get(edition), answers),
    after: (answers) => (changed === undefined ? undefined : amount({ feeVnd }, changed, answers)),
  };
}

function momentsOf({ appId, from, until }: AskedSimulation) {
  return { appId, from: instantAt(from, 0), until: instantAt(until, 0) };
}

function startOf(tenantId: string | undefined, { from }: AskedSimulation): Place | undefined {
  return tenantId === undefined
    ? undefined
    : { tenantId, releasedAt: new Date(instantAt(from, 0).getTime() - 1).toISOString(), id: FIRST };
}

/** After a full page on in the same tenant, after a short one to the next tenant. */
function nextPlace(
  page: readonly FinishedDossier[],
  place: Place,
  tenants: readonly string[],
  asked: AskedSimulation,
): Place | undefined {
  const last = page.at(-1);
  if (last !== undefined && page.length === BATCH)
    return { tenantId: place.tenantId, releasedAt: last.releasedAt.toISOString(), id: last.id };
  return startOf(
    tenants.find((tenant) => tenant > place.tenantId),
    asked,
  );
}

async function triedCases(
  tx: Tx,
  now: Date,
  deps: SimulationDeps,
  at: {
    readonly simulation: Simulation;
    readonly page: readonly FinishedDossier[];
    readonly custodians: ReadonlyMap<string, string>;
    readonly fees: Fees;
  },
): Promise<CaseResult[]> {
  const { page, simulation, custodians, fees } = at;
  const { appId, change: asked } = simulation.asked;
  const { term, ...rest } = asked;
  const change: EditionChange = {
    ...rest,
    ...(term === undefined ? {} : { term: termOf(term.unit, term.count) }),
  };
  const tenantIds = [...new Set(page.map((one) => one.tenantId))];
  const clocks = await clocksOfMany(
    tx,
    tenantIds,
    "dossier",
    page.map((one) => one.id),
  );
  const steps =
    change.withoutSteps.length === 0
      ? new Map<string, readonly PastStep[]>()
      : await stepsOfProcesses(
          tx,
          tenantIds,
          page.map((one) => one.instanceId),
        );
  const editions = deps.apps().find((app) => app.id === appId)?.editions ?? [];
  const [tenantId] = tenantIds; // a page lies in one tenant
  const answers =
    fees.needsAnswers && tenantId !== undefined
      ? await answersOfFinished(
          tx,
          tenantId,
          page.map((one) => one.id),
        )
      : new Map<string, Readonly<Record<string, unknown>>>();
  const results: CaseResult[] = [];
  for (const dossier of page) {
    const clock = clocks.get(dossier.id)?.find((one) => one.purpose === "processing");
    const edition = editions.find((one: Edition) => one.inForceFrom === dossier.edition);
    const { time } = await deps.calendars.workingTime(tx, now, clock?.agencyId);
    const answered = answers.get(dossier.id) ?? {};
    results.push({
      code: dossier.code,
      agencyId: custodians.get(dossier.tenantId) ?? "",
      tried:
        clock === undefined
          ? undefined
          : tryCase(
              {
                legal: clock.legal,
                releasedAt: dossier.releasedAt,
                outcome: dossier.outcome,
                feeVnd: edition === undefined ? 0 : fees.before(edition, answered),
                changedFeeVnd: fees.after(answered),
                steps: steps.get(dossier.instanceId) ?? [],
              },
              change,
              time,
            ),
    });
  }
  return results;
}
