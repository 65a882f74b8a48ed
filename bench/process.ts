import { spawnSync } from "node:child_process";
import path from "node:path";
import { Pool } from "pg";
import { createCalendars, seedCalendar } from "#modules/deadlines";
import {
  acceptDossier,
  createDossierDeps,
  type Dossier,
  type DossierDeps,
  examineDossier,
  publishProcesses,
  reviewDossier,
  saveAnswers,
  startDraft,
  submitDraft,
} from "#modules/dossiers";
import { agencyIdOf, DISTRICT_SLUGS } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import { type Database, openServer, withDoor, withTenant } from "#platform/database";
import { recordFile } from "#platform/files";
import { householdBusiness } from "../apps/household-business/app.ts";
import { postgresBin } from "../bin/postgres.ts";
import { type Caller, callerOf, FRIDAY_MORNING, openCity } from "../test/world/city.ts";
import { runStepsOverBpmnEngine } from "./process-engine.ts";
import { median, perSecond } from "./rounds.ts";

const CLIENTS = 8;
const ROUNDS = 3;
const ROUND_MS = 6_000;
const DRAFTS = 12_000;
const NOW = FRIDAY_MORNING;

interface Desk {
  readonly slug: string;
  readonly tenantId: string;
  readonly receiver: Caller;
  readonly specialist: Caller;
  readonly head: Caller;
}

/** Transitions of dossiers with audit, row security and durable commits, beside pgbench's TPC-B-like on the same server. */
export async function run(url: string): Promise<Record<string, number>> {
  const city = await openCity();
  const deps = createDossierDeps(createCalendars(), [householdBusiness]);
  await withDoor(city.db, "seed", async (tx) => {
    await seedCalendar(tx, NOW);
    await publishProcesses(tx, NOW, deps);
  });
  const name = await withTenant(city.db, city.lanTheReceiver, (tx) =>
    tx.row<{ name: string }>(`SELECT current_database() AS name`),
  );
  await city.db.close();
  const db = await openServer({
    url: asApplication(url, name?.name ?? ""),
    maxConnections: CLIENTS,
  });
  const desks = await Promise.all(DISTRICT_SLUGS.map((slug) => deskOf(db, slug)));
  const drafts = await manyDrafts(db, desks);
  await transitions(db, deps, drafts);
  await analyse(url, name?.name ?? "");
  pgbench(url, ["-i", "-s", "24", "-q"]);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(pgbenchTps(url));
    ours.push(await transitions(db, deps, drafts));
  }
  await db.close();
  const engine = await runStepsOverBpmnEngine();
  return {
    transitions_per_s: median(ours),
    pgbench_tps: median(theirs),
    per_pgbench: median(ours) / median(theirs),
    engine_steps_per_s: engine.ours_steps_per_s,
    bpmn_engine_steps_per_s: engine.bpmn_engine_steps_per_s,
    per_bpmn_engine: engine.ours_steps_per_s / engine.bpmn_engine_steps_per_s,
  };
}

/** What the server's own autovacuum does within a minute: plans know the tables are no longer empty. pgbench -i does the same for its own. */
async function analyse(admin: string, database: string): Promise<void> {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  const owner = new Pool({ connectionString: url.href });
  await owner.query("ANALYZE");
  await owner.end();
}

function asApplication(admin: string, database: string): string {
  const url = new URL(admin);
  url.username = "egov_app";
  url.password = "test";
  url.pathname = `/${database}`;
  return url.href;
}

async function deskOf(db: Database, slug: string): Promise<Desk> {
  return {
    slug,
    tenantId: tenantIdOf(slug),
    receiver: await callerOf(db, `tiepnhan.${slug}`),
    specialist: await callerOf(db, `chuyenvien.${slug}`),
    head: await callerOf(db, `truongphong.${slug}`),
  };
}

interface Draft {
  readonly desk: Desk;
  readonly publicId: string;
}

const APPLICANT = {
  kind: "applicant",
  accountId: "01900000-0000-7000-8000-0000000000ee",
  name: "Trần Minh Quân",
} as const;

async function manyDrafts(db: Database, desks: readonly Desk[]): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const answers = householdBusiness.editions[1]?.samples[0]?.answers ?? {};
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < DRAFTS) {
        const desk = desks[(next += 1) % desks.length];
        if (desk === undefined) return;
        const scope = { tenantIds: [desk.tenantId], actor: APPLICANT };
        const draft = await withTenant(db, scope, async (tx) => {
          const { tenantId } = desk;
          const started = await startDraft(tx, NOW, {
            app: householdBusiness,
            tenantId,
            accountId: APPLICANT.accountId,
          });
          await saveAnswers(tx, NOW, started, answers);
          await recordFile(
            tx,
            NOW,
            {
              sha256: "ab".repeat(32),
              sizeBytes: 1,
              type: "application/pdf",
              name: "a.pdf",
              pages: 1,
              scan: "clean",
            },
            {
              subjectKind: "dossier",
              subjectId: started.id,
              slot: "can-cuoc",
              applicantId: APPLICANT.accountId,
            },
          );
          return started;
        });
        drafts.push({ desk, publicId: draft.publicId });
      }
    }),
  );
  return drafts;
}

/** Each client takes a draft through submit, accept, examine and review; every one of the four is one transition. */
function transitions(db: Database, deps: DossierDeps, drafts: Draft[]): Promise<number> {
  const atHand = new Map<number, { desk: Desk; dossier: Dossier; step: number }>();
  return perSecond(CLIENTS, ROUND_MS, async (client) => {
    const held = atHand.get(client);
    if (held === undefined) {
      const draft = drafts.pop();
      if (draft === undefined) throw new Error("the bench ran out of drafts");
      const scope = { tenantIds: [draft.desk.tenantId], actor: APPLICANT };
      const submitted = await withTenant(db, scope, (tx) =>
        submitDraft(tx, NOW, deps, {
          publicId: draft.publicId,
          accountId: APPLICANT.accountId,
          applicantName: APPLICANT.name,
          agency: {
            id: agencyIdOf(draft.desk.slug),
            organId: `000.01.${draft.desk.slug.toUpperCase().replaceAll("-", "")}.H29`,
          },
        }),
      );
      if (!submitted.ok) throw new Error(submitted.error);
      atHand.set(client, { desk: draft.desk, dossier: submitted.value, step: 1 });
      return true;
    }
    const { desk, dossier, step } = held;
    const act = { publicId: dossier.publicId, version: dossier.version };
    const moved =
      step === 1
        ? await withTenant(db, desk.receiver, (tx) =>
            acceptDossier(tx, NOW, deps, desk.receiver, act),
          )
        : step === 2
          ? await withTenant(db, desk.specialist, (tx) =>
              examineDossier(tx, NOW, deps, desk.specialist, { ...act, proposal: "Đủ điều kiện" }),
            )
          : await withTenant(db, desk.head, (tx) =>
              reviewDossier(tx, NOW, deps, desk.head, { ...act, decision: "approve", note: "" }),
            );
    if (!moved.ok) throw new Error(moved.error);
    if (step === 3) atHand.delete(client);
    else atHand.set(client, { desk, dossier: moved.value, step: step + 1 });
    return true;
  });
}

function pgbench(url: string, args: readonly string[]): string {
  const program = path.join(postgresBin() ?? "", "pgbench");
  const result = spawnSync(program, [...args, url], { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`pgbench: ${result.stderr}`);
  return result.stdout;
}

function pgbenchTps(url: string): number {
  const output = pgbench(url, [
    "-c",
    String(CLIENTS),
    "-j",
    "2",
    "-T",
    String(ROUND_MS / 1000),
    "-n",
  ]);
  return Number(/tps = ([\d.]+)/u.exec(output)?.[1]);
}
