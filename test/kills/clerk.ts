/**
 * A clerk who never rests: takes every draft and dossier one step further with the real commands until nothing is left.
 * The kill test starts this process, ends it with SIGKILL at any moment, and starts it again.
 */
import { createCalendars } from "#modules/deadlines";
import {
  acceptDossier,
  completeResult,
  createDossierDeps,
  examineDossier,
  numberResult,
  orderSignature,
  releaseResult,
  reviewDossier,
  submitDraft,
} from "#modules/dossiers";
import { type Database, openServer, type Tx, withTenant } from "#platform/database";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { callerOf, type Caller } from "../world/city.ts";
import { agencyIdOf } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";

const NOW = new Date("2025-04-25T03:00:00Z");
const PREPARED = Buffer.from("%PDF prepared");

interface Work {
  readonly step: string;
  readonly publicId: string;
  readonly accountId: string;
  readonly id: string;
  readonly version: number;
}

async function main(): Promise<void> {
  const db = await openServer({ url: process.env["DATABASE_URL"] ?? "", maxConnections: 4 });
  const deps = createDossierDeps(createCalendars(), [householdBusiness]);
  const tenantId = tenantIdOf("quan-1");
  const callers = {
    receive: await callerOf(db, "tiepnhan.quan-1"),
    examine: await callerOf(db, "chuyenvien.quan-1"),
    review: await callerOf(db, "truongphong.quan-1"),
    sign: await callerOf(db, "lanhdao.quan-1"),
    release: await callerOf(db, "vanthu.quan-1"),
  };
  process.stdout.write("ready\n");
  for (let round = 0; ; round += 1) {
    const work = await openWork(db, tenantId);
    const one = work[round % Math.max(1, work.length)];
    if (one === undefined) break;
    await advance(db, deps, callers, tenantId, one);
  }
  await db.close();
  process.stdout.write("nothing left\n");
}

function openWork(db: Database, tenantId: string): Promise<Work[]> {
  const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "kills" } } as const;
  return withTenant(db, scope, (tx) =>
    tx.rows<Work>(
      `SELECT 'draft' AS step, public_id AS "publicId", account_id AS "accountId", id, version FROM dossiers.draft WHERE submitted_as IS NULL
       UNION ALL
       SELECT step, public_id, account_id, id, version FROM dossiers.dossier WHERE step IS NOT NULL
       ORDER BY 4`,
    ),
  );
}

async function advance(
  db: Database,
  deps: ReturnType<typeof createDossierDeps>,
  callers: Readonly<Record<"receive" | "examine" | "review" | "sign" | "release", Caller>>,
  tenantId: string,
  work: Work,
): Promise<void> {
  const act = { publicId: work.publicId, version: work.version };
  const as = <T>(caller: Caller, act2: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(db, caller, act2);
  switch (work.step) {
    case "draft": {
      const actor = {
        kind: "applicant",
        accountId: work.accountId,
        name: "Trần Minh Quân",
      } as const;
      await withTenant(db, { tenantIds: [tenantId], actor }, (tx) =>
        submitDraft(tx, NOW, deps, {
          publicId: work.publicId,
          accountId: work.accountId,
          applicantName: actor.name,
          agency: { id: agencyIdOf("quan-1"), organId: "000.01.01.H29" },
        }),
      );
      return;
    }
    case "receive":
      await as(callers.receive, (tx) => acceptDossier(tx, NOW, deps, callers.receive, act));
      return;
    case "examine":
      await as(callers.examine, (tx) =>
        examineDossier(tx, NOW, deps, callers.examine, { ...act, proposal: "Đủ điều kiện" }),
      );
      return;
    case "review":
      await as(callers.review, (tx) =>
        reviewDossier(tx, NOW, deps, callers.review, { ...act, decision: "approve", note: "" }),
      );
      return;
    case "sign": {
      const numbered = await as(callers.sign, (tx) =>
        numberResult(tx, NOW, deps, callers.sign, act),
      );
      if (!numbered.ok) throw new Error(numbered.error);
      const { version } = numbered.value;
      await as(callers.sign, (tx) =>
        orderSignature(tx, NOW, deps, callers.sign, { ...act, version, preparedPdf: PREPARED }),
      );
      return;
    }
    case "await-signature":
      await complete(db, deps, callers.sign, tenantId, work.id);
      return;
    default:
      await as(callers.release, (tx) => releaseResult(tx, NOW, deps, callers.release, act));
  }
}

async function complete(
  db: Database,
  deps: ReturnType<typeof createDossierDeps>,
  caller: Caller,
  tenantId: string,
  dossierId: string,
): Promise<void> {
  await withTenant(db, caller, async (tx) => {
    const pending = await tx.row<{ id: string }>(
      `SELECT id FROM signing.pending_signature WHERE subject_id = $1 AND state = 'pending'`,
      [dossierId],
    );
    const done = await completeResult(tx, NOW, deps, {
      tenantId,
      dossierId,
      pendingId: pending?.id ?? "",
      signedPdf: Buffer.concat([PREPARED, Buffer.from("signed")]),
      kept: {
        sha256: "cd".repeat(32),
        sizeBytes: 19,
        type: "application/pdf",
        name: "kq.pdf",
        pages: 1,
        scan: "not-scanned",
      },
      mandateHolds: true,
    });
    if (!done.ok) throw new Error(done.error);
  });
}

await main();
