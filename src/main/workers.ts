import type { KeyObject } from "node:crypto";
import { dayIn } from "#kernel/calendar-day";
import { collectAnswers, fireDueTimers, type MovedSubject } from "#engines/workflow";
import { type Asked, passPapers } from "#modules/consultations";
import { fireDueAlarms, recomputeOpenClocks } from "#modules/deadlines";
import {
  type CompleteSigned,
  closePart,
  type DossierDeps,
  draftApology,
  expireSupplements,
  followMovedClock,
  foldCounters,
  followProcess,
  type HandedOver,
  noteAlarm,
  openPart,
  type OrderedMove,
  passDossier,
  type PassedOn,
  remindOfSupplements,
  runProcessMove,
  signWaiting,
} from "#modules/dossiers";
import {
  closeDueMonth,
  measureFinished,
  noteEnd,
  signSnapshots,
  simulateOnce,
} from "#modules/indicators";
import { type OrderedImport, takeOver } from "#modules/old-system-imports";
import { deliverDue } from "#modules/notifications";
import { endPaper, type PaperEnd, paperEndOf, remindOfResults } from "#modules/paper-handling";
import { sendRefunds } from "#modules/payments";
import { SEQUENCE_EVERY_MS, sequenceWaiting } from "#platform/audit-log";
import { completeAmendment, recordReleased, type Registers } from "#modules/result-registers";
import { custodiansOn } from "#modules/tenancy";
import {
  closeEarlierDays,
  closeMissedBookings,
  foldQueueFigures,
  remindOfTomorrow,
} from "#modules/queue";
import { type Database, type Tx, withDoor } from "#platform/database";
import { type FileStore, sweepOrphans } from "#platform/files";
import type { PaymentGateway } from "#platform/payment-gateway";
import { createJobs, createPulse, type JobDefinition, type Jobs, type Pulse } from "#platform/jobs";
import { type LiveUpdates, passOn } from "#platform/live-updates";
import type { Mailer } from "#platform/mail";
import { receiveOnce, type RelayedEvent, relayOnce } from "#platform/outbox";
import type { EditionWatch } from "#modules/specialist-apps";
import type { Signer } from "#platform/signing";

export interface WorkerDeps {
  readonly db: Database;
  readonly now: () => Date;
  readonly dossiers: DossierDeps;
  readonly registers: Registers;
  readonly signer: Signer;
  readonly store: FileStore;
  readonly mailer: Mailer;
  /** Undefined: approved refunds wait. */
  readonly gateway: PaymentGateway | undefined;
  readonly live: LiveUpdates;
  readonly editions: EditionWatch;
  readonly checkpointKey: KeyObject;
  origin(): string;
  onError(error: unknown): void;
}

export interface Workers {
  /** A signature was ordered in this process: do not wait for the next beat. */
  nudgeSigning(): void;
  /** A refund was approved in this process. */
  nudgeRefunds(): void;
  /** Something was committed that open pages show. */
  nudgeRelay(): void;
  stop(): Promise<void>;
}

const NAMES = [
  "collect-answers",
  "pass-papers",
  "pass-dossier",
  "open-part",
  "close-part",
  "take-over",
  "move-processes",
  "fire-alarms",
  "fire-timers",
  "end-paper",
  "recompute-clocks",
  "expire-supplements",
  "sign-results",
  "sweep-files",
  "fold-counters",
  "fold-queue-figures",
  "close-queue-days",
  "measure-finished",
  "remind-of-bookings",
  "remind-of-results",
  "record-results",
  "close-month",
  "sign-snapshots",
  "run-simulations",
] as const;

/** The queues that the migrator makes: a job without one stops the program when it starts, so that types compare them. */
export const JOB_NAMES = NAMES.map((name) => ({ name }));

type NamedJob = JobDefinition & { readonly name: (typeof NAMES)[number] };

/** Processes that move by themselves take their dossiers along in the same transaction. */
function followedProcesses({ dossiers, now }: WorkerDeps) {
  return {
    ...dossiers.workflow,
    onMoved: (tx: Tx, subject: MovedSubject) => followProcess(tx, now(), subject),
  };
}

/** The signing job's port with everyone who has papers signed. */
function signingDeps(deps: WorkerDeps) {
  return {
    ...deps,
    completions: {
      "result-amendment": ((tx, now, signed) =>
        completeAmendment(tx, now, deps.registers, signed)) satisfies CompleteSigned,
    },
  };
}

/** Jobs that come round by the clock on the wall. Each is safe to run in several workers at once. */
export function jobDefinitions(deps: WorkerDeps): readonly NamedJob[] {
  const { db, now, dossiers } = deps;
  const until = async (work: () => Promise<number>): Promise<void> => {
    while ((await work()) > 0);
  };
  const followed = followedProcesses(deps);
  return [
    {
      name: "collect-answers",
      cron: "* * * * *",
      run: async () => {
        await collectAnswers(db, now(), followed);
      },
    },
    {
      name: "pass-papers",
      run: (asked) => passPapers(db, now(), deps, asked as Asked), // sent by `receive` below
    },
    {
      name: "pass-dossier",
      run: (passed) => passDossier(db, now(), deps, passed as PassedOn), // sent by `receive` below
    },
    {
      name: "open-part",
      run: (handed) => openPart(db, now(), deps, handed as HandedOver), // sent by `receive` below
    },
    {
      name: "close-part",
      run: (gone) => closePart(db, now(), dossiers, gone as { tenantId: string; taskId: string }), // likewise
    },
    {
      name: "take-over",
      run: (ordered) => takeOver(db, now(), dossiers, ordered as OrderedImport), // sent by `receive` below
    },
    {
      name: "move-processes",
      run: (ordered) => runProcessMove(db, now, dossiers, ordered as OrderedMove), // sent by `receive` below
    },
    {
      name: "fire-alarms",
      cron: "* * * * *",
      run: () =>
        until(() =>
          fireDueAlarms(db, now(), async (tx, fact) => {
            await noteAlarm(tx, now(), fact);
            await draftApology(tx, now(), dossiers, fact);
          }),
        ),
    },
    {
      name: "end-paper",
      run: (end) => endPaper(db, now(), end as PaperEnd), // sent by `receive` below
    },
    {
      name: "fire-timers",
      cron: "* * * * *",
      run: async () => {
        await fireDueTimers(db, now(), followed);
      },
    },
    {
      name: "expire-supplements",
      cron: "*/5 * * * *",
      run: async () => {
        await until(() => expireSupplements(db, now()));
        await until(() => remindOfSupplements(db, now()));
      },
    },
    {
      name: "recompute-clocks",
      cron: "*/5 * * * *",
      run: () =>
        until(() =>
          recomputeOpenClocks(db, now(), dossiers.calendars, (tx, moved) =>
            followMovedClock(tx, now(), moved),
          ),
        ),
    },
    {
      name: "sign-results",
      run: () =>
        until(() => signWaiting(db, now(), signingDeps(deps), (error) => deps.onError(error))),
    },
    {
      name: "sweep-files",
      cron: "30 2 * * *",
      run: async () => {
        await sweepOrphans(db, deps.store, now());
      },
    },
    { name: "fold-counters", cron: "* * * * *", run: () => until(() => foldCounters(db)) },
    { name: "fold-queue-figures", cron: "* * * * *", run: () => until(() => foldQueueFigures(db)) },
    {
      name: "close-queue-days",
      cron: "10 0 * * *",
      run: async () => {
        await until(() => closeEarlierDays(db, now()));
        await until(() => closeMissedBookings(db, now()));
      },
    },
    {
      name: "remind-of-bookings",
      cron: "0 8-20 * * *",
      run: () => until(() => remindOfTomorrow(db, now())),
    },
    {
      // What was released before there were registers, or came in while no worker ran.
      name: "record-results",
      cron: "0 3 * * *",
      run: async () => {
        const held = await withDoor(db, "directory", (tx) => custodiansOn(tx, dayIn(now())));
        for (const [tenantId] of held) await recordReleased(db, tenantId, deps.registers);
      },
    },
    {
      name: "remind-of-results",
      cron: "15 8 * * *",
      run: () => until(() => remindOfResults(db, now())),
    },
    {
      name: "close-month",
      cron: "0 6 * * *",
      run: async () => {
        await closeDueMonth(
          db,
          now(),
          [...dossiers.apps.values()].map(({ app }) => app),
        );
      },
    },
    {
      name: "run-simulations",
      cron: "* * * * *",
      run: () =>
        until(() =>
          simulateOnce(db, now(), {
            calendars: dossiers.calendars,
            rules: dossiers.rules,
            apps: () => [...dossiers.apps.values()].map(({ app }) => app),
          }),
        ),
    },
    {
      name: "sign-snapshots",
      cron: "* * * * *",
      run: async () => {
        await signSnapshots(db, deps.checkpointKey);
      },
    },
    {
      name: "measure-finished",
      cron: "* * * * *",
      run: () => until(() => measureFinished(db, now(), dossiers.calendars)),
    },
  ];
}

/** Only a safety net: an ordered signature is a job, and in one process a nudge. */
const SIGN_EVERY_MS = 30_000;
/** A gateway that could not be reached is asked again with the next beat. */
const SEND_REFUNDS_EVERY_MS = 30_000;
const DELIVER_EVERY_MS = 5_000;
const RELAY_EVERY_MS = 2_000;
/** A consulted agency's answer goes into the process that asked while the official still looks at the page. */
const COLLECT_EVERY_MS = 2_000;

/** Starts everything that happens after commits. */
export async function startWorkers(deps: WorkerDeps): Promise<Workers> {
  const { db, now } = deps;
  const onError = (error: unknown): void => deps.onError(error);
  const pulse = (beat: () => Promise<number>, restMs: number): Pulse =>
    createPulse(() => deps.editions.look(now()).then(beat), restMs, onError);
  const signing = pulse(() => signWaiting(db, now(), signingDeps(deps), onError), SIGN_EVERY_MS);
  const { gateway } = deps;
  const refunds = pulse(
    async () =>
      gateway === undefined ? 0 : sendRefunds(db, now(), gateway, onError).then(() => 0),
    SEND_REFUNDS_EVERY_MS,
  );
  const jobs: Jobs = createJobs(db, withEditions(deps), onError);
  const relay = pulse(
    () =>
      relayOnce(db, now(), (tx, event) => receive(tx, now(), jobs, { event, live: deps.live, db })),
    RELAY_EVERY_MS,
  );
  const pulses = [
    signing,
    refunds,
    relay,
    pulse(() => sequenceWaiting(db, now(), deps.checkpointKey).then(() => 0), SEQUENCE_EVERY_MS),
    pulse(() => collectAnswers(db, now(), followedProcesses(deps)), COLLECT_EVERY_MS),
    pulse(() => deliverDue(db, now(), deps.mailer, deps.origin()), DELIVER_EVERY_MS),
  ];
  await jobs.start();
  return {
    nudgeSigning: () => signing.nudge(),
    nudgeRefunds: () => refunds.nudge(),
    nudgeRelay: () => relay.nudge(),
    stop: async () => {
      await Promise.all(pulses.map((one) => one.stop()));
      await jobs.stop();
    },
  };
}

/** A job may meet a dossier of an edition that was published in another process. */
function withEditions(deps: WorkerDeps): readonly JobDefinition[] {
  return jobDefinitions(deps).map((job) => ({
    ...job,
    run: async (data) => {
      await deps.editions.look(deps.now());
      await job.run(data);
    },
  }));
}

/** What events cause elsewhere. Received once each, in the transaction that notes it. */
async function receive(
  tx: Tx,
  now: Date,
  jobs: Jobs,
  { event, live, db }: { event: RelayedEvent; live: LiveUpdates; db: Database },
): Promise<void> {
  await passOn(db, tx, live, event);
  await noteEnd(tx, event);
  const paperEnd = paperEndOf(event);
  if (paperEnd !== undefined && (await receiveOnce(tx, now, "paper", event.id)))
    await jobs.send(tx, "end-paper", paperEnd);
  if (event.name === "consultation-asked" && (await receiveOnce(tx, now, "pass-papers", event.id)))
    await jobs.send(tx, "pass-papers", {
      ...event.body,
      fromTenantId: event.tenantId,
      taskId: event.subjectId,
    });
  if (event.name === "dossier-transferred" && (await receiveOnce(tx, now, "transfers", event.id)))
    await jobs.send(tx, "pass-dossier", {
      fromTenantId: event.tenantId,
      dossierId: event.subjectId,
    });
  if (event.name === "part-handed-over" && (await receiveOnce(tx, now, "open-part", event.id)))
    await jobs.send(tx, "open-part", {
      ...event.body,
      fromTenantId: event.tenantId,
      taskId: event.subjectId,
    });
  if (event.name === "process-move-ordered" && (await receiveOnce(tx, now, "moves", event.id)))
    await jobs.send(tx, "move-processes", { tenantId: event.tenantId, moveId: event.subjectId });
  if (event.name === "part-withdrawn" && (await receiveOnce(tx, now, "close-part", event.id)))
    await jobs.send(tx, "close-part", { ...event.body, taskId: event.subjectId });
  if (event.name === "part-answered" && (await receiveOnce(tx, now, "answers", event.id)))
    await jobs.send(tx, "collect-answers", {});
  if (event.name === "import-ordered" && (await receiveOnce(tx, now, "take-over", event.id)))
    await jobs.send(tx, "take-over", { tenantId: event.tenantId, importId: event.subjectId });
  if (event.name === "consultation-answered" && (await receiveOnce(tx, now, "answers", event.id)))
    await jobs.send(tx, "collect-answers", {});
  if (event.name !== "signature-prepared") return;
  if (await receiveOnce(tx, now, "signing", event.id)) await jobs.send(tx, "sign-results", {});
}
