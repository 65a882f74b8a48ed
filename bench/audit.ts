import { generateKeyPairSync } from "node:crypto";
import { uuidv7 } from "#kernel/ids";
import { appendLeaf, SEQUENCE_EVERY_MS, sequenceWaiting } from "#platform/audit-log";
import { type Database, withTenant } from "#platform/database";
import { createPulse } from "#platform/jobs";
import { testDatabase } from "../test/world/database.ts";
import { median } from "./rounds.ts";

const CLIENTS = 8;
const ROUNDS = 5;
/** Some seconds of work, so that several beats of the sequencer fall into each round. */
const ACTS = 8_000;
const NOW = new Date("2025-04-25T03:00:00Z");
const SCOPE = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "bench" },
} as const;

/**
 * Appending leaves, all of them placed and signed within the measured time by the sequencer as the workers run it, beside
 * plain inserts of the same two rows into tables of the same shape, by as many clients.
 */
export async function run(): Promise<Record<string, number>> {
  const db = await testDatabase(async (owner) => {
    await owner.query(`CREATE SCHEMA bench; GRANT USAGE ON SCHEMA bench TO egov_app;
      CREATE TABLE bench.leaf (LIKE audit.leaf INCLUDING ALL);
      CREATE TABLE bench.payload (LIKE audit.payload INCLUDING ALL);
      GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bench TO egov_app`);
  });
  const { privateKey } = generateKeyPairSync("ed25519");
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const onePlain = await rate(() => allActs(db, plainInsert));
    const oneOurs = await rate(async () => {
      const beat = (): Promise<number> => sequenceWaiting(db, NOW, privateKey).then(() => 0);
      const sequencing = createPulse(beat, SEQUENCE_EVERY_MS, fail);
      await allActs(db, leafInsert);
      await sequencing.stop();
      await beat();
    });
    if (round > 0) {
      plain.push(onePlain);
      ours.push(oneOurs);
    }
  }
  await db.close();
  return {
    leaves_per_s: median(ours),
    plain_inserts_per_s: median(plain),
    per_plain_insert: median(ours) / median(plain),
  };
}

function fail(error: unknown): never {
  throw error;
}

async function rate(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (ACTS * 1000) / (performance.now() - startedAt);
}

async function allActs(
  db: Database,
  act: (db: Database, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < ACTS) await act(db, (next += 1));
    }),
  );
}

const PAYLOAD = {
  code: "000.01.01.H29-250425-0001",
  state: "received",
  version: 2,
  detail: { receiptNumber: 1 },
};

async function leafInsert(db: Database): Promise<void> {
  await withTenant(db, SCOPE, async (tx) => {
    await appendLeaf(tx, NOW, {
      action: "dossier-accepted",
      subjectKind: "dossier",
      subjectId: uuidv7(NOW.getTime()),
      payload: PAYLOAD,
    });
  });
}

async function plainInsert(db: Database): Promise<void> {
  await withTenant(db, SCOPE, async (tx) => {
    const id = uuidv7(NOW.getTime());
    await tx.write(
      `WITH leaf AS (
         INSERT INTO bench.leaf (tenant_id, id, action, subject_kind, subject_id, actor_ref, at, commitment)
         VALUES ($1, $2, 'dossier-accepted', 'dossier', $2, 'system:bench', $3, $4)
       )
       INSERT INTO bench.payload (tenant_id, leaf_id, salt, body) VALUES ($1, $2, $4, $5)`,
      [SCOPE.tenantIds[0], id, NOW, Buffer.alloc(32, 7), JSON.stringify(PAYLOAD).padEnd(420)],
    );
  });
}
