import { type App, type Edition, processesOf } from "#app-kit";
import {
  createDefinitions,
  definitionHash,
  parseDefinition,
  publishDefinition,
  type UnsupportedElement,
  type WorkflowDeps,
} from "#engines/workflow";
import { createRuleBook, type RuleBook } from "#engines/rules";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { dueMoment } from "#kernel/legal-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { type Calendars, type ClockView, termOf } from "#modules/deadlines";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import { createProcessBook, type ProcessBook } from "./process-book.ts";
import { createStepNames, type StepNames } from "./step-names.ts";

/** What the commands of this module are handed by the composition root. */
export interface DossierDeps {
  readonly calendars: Calendars;
  readonly workflow: WorkflowDeps;
  readonly rules: RuleBook;
  readonly processes: ProcessBook;
  readonly steps: StepNames;
  /** The specialist apps of this installation, by id. */
  readonly apps: ReadonlyMap<string, PublishedApp>;
  /** Whoever keeps released results, in the transaction of the release. */
  readonly onReleased: (tx: Tx, now: Date, released: Dossier) => Promise<void>;
  /** Puts the editions published on screen beside the program's own, in the place of what was learned before. */
  learn(editions: readonly LearnedEdition[]): Promise<void>;
}

export interface PublishedApp {
  readonly app: App;
  /** Hash of the process of each edition, by the edition's first day in force. */
  readonly processes: ReadonlyMap<CalendarDay, string>;
  /** Every edition that is known, by its first day: a dossier may be of one that nobody is received under yet. */
  readonly known: ReadonlyMap<string, Edition>;
}

/** An edition that was published on screen, beside those that came with the program. */
export interface LearnedEdition {
  readonly appId: string;
  readonly edition: Edition;
  /** New dossiers may be received under it. */
  readonly isSettled: boolean;
}

export function createDossierDeps(
  calendars: Calendars,
  apps: readonly App[],
  onReleased: DossierDeps["onReleased"] = async () => undefined,
): DossierDeps {
  const rules = createRuleBook();
  const processes = createProcessBook(apps, rules);
  const steps = createStepNames(apps);
  const published = new Map(apps.map((app) => [app.id, publishedApp(app, [])]));
  return {
    calendars,
    onReleased,
    rules,
    processes,
    steps,
    learn: async (learned) => {
      const editions = learned.map(({ edition }) => edition);
      // Read here and not in somebody's transaction; an edition is offered once all that it needs is known.
      await processes.load(editions);
      steps.learn(editions);
      for (const app of apps) {
        const own = learned.filter((one) => one.appId === app.id);
        published.set(app.id, publishedApp(app, own));
      }
    },
    workflow: {
      ...processes,
      definitions: createDefinitions(),
      dueMoment: async (tx, now, term, tenantId) => {
        const agencyId = await custodianOf(tx, tenantId, dayIn(now));
        const { time } = await calendars.workingTime(tx, now, agencyId);
        const [unit, count] = term.split(":");
        const wanted = termOf(unit as "days", Number(count)); // the shape was checked when the process was published
        return dueMoment({ term: wanted, startedAt: now, pauses: [], extensions: [] }, time, now);
      },
    },
    apps: published,
  };
}

/** What was published on screen for a day stands before what the program brings for it: dossiers may be of it. */
function publishedApp(app: App, learned: readonly LearnedEdition[]): PublishedApp {
  const days = new Set(learned.map(({ edition }) => edition.inForceFrom));
  const own = app.editions.filter((one) => !days.has(one.inForceFrom));
  const known = [...own, ...learned.map(({ edition }) => edition)];
  const offered = learned.filter((one) => one.isSettled).map(({ edition }) => edition);
  return {
    app: learned.length === 0 ? app : { ...app, editions: [...own, ...offered] },
    processes: new Map(known.map((one) => [one.inForceFrom, definitionHash(one.process)])),
    known: new Map(known.map((one) => [one.inForceFrom, one])),
  };
}

/** The working time of the agency whose clocks these are; before one runs, the city's usual. */
export async function timeOf(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  clocks: readonly Pick<ClockView, "agencyId">[],
): Promise<WorkingTime> {
  return (await deps.calendars.workingTime(tx, now, clocks.at(-1)?.agencyId)).time;
}

/**
 * Publishes the processes of all editions; what is there already stays. A process that the engine does not run and a
 * decision table that cannot be read are refused.
 */
export async function publishProcesses(tx: Tx, now: Date, deps: DossierDeps): Promise<void> {
  await deps.processes.load();
  const texts = new Set(
    [...deps.apps.values()].flatMap(({ app }) => app.editions.flatMap(processesOf)),
  );
  for (const text of texts) {
    const parsed = await parseDefinition(text);
    if (!parsed.ok) throw new Error(`process not published: ${refusedElements(parsed.error)}`);
  }
  for (const text of texts) await publishDefinition(tx, now, text);
}

/** By name and id, as the drawing program shows them. */
function refusedElements(elements: readonly UnsupportedElement[]): string {
  return elements.map(({ type, id, reason }) => `${type} "${id}": ${reason}`).join("; ");
}

/** The edition a dossier was received under; a dossier keeps it for life. */
export function editionOf(deps: DossierDeps, appId: string, edition: string): Edition {
  const found = deps.apps.get(appId)?.known.get(edition);
  if (found === undefined) throw new Error(`no edition ${edition} of app ${appId}`);
  return found;
}
