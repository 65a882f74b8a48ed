/**
 * A clerk in a process of its own: reads forms from standard input, one a line, does what each asks with the real
 * commands in one transaction, and says on standard output what begins and what came of it. The kill test ends this
 * process in the middle of such a deed.
 */
import { createInterface } from "node:readline";
import { createCalendars } from "#modules/deadlines";
import {
  acceptDossier,
  completeResult,
  createDossierDeps,
  type Dossier,
  type DossierDeps,
  examineDossier,
  numberResult,
  orderSignature,
  releaseResult,
  reviewDossier,
  submitDraft,
} from "#modules/dossiers";
import type { Result } from "#kernel/result";
import { hearGateway } from "#modules/payments";
import { tenantIdOf } from "#modules/tenancy";
import { type Database, openServer, type Tx, withTenant } from "#platform/database";
import { signMessage, writeNotice } from "#platform/payment-gateway";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../world/city.ts";
import { agencyIdOf } from "#modules/organisation";
import type { Form } from "./forms.ts";

const NOW = FRIDAY_MORNING;
const PREPARED = Buffer.from("%PDF prepared");
const SIGNED = {
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
} as const;
const DESKS = {
  receive: "tiepnhan.quan-1",
  examine: "chuyenvien.quan-1",
  review: "truongphong.quan-1",
  sign: "lanhdao.quan-1",
  release: "vanthu.quan-1",
} as const;

type Callers = Readonly<Record<keyof typeof DESKS, Caller>>;
type Done = Promise<Result<Dossier, string>>;
/** The gateway signs with it, and the city knows it. */
const GATEWAY_KEY = "0f8fad5bd9cb469fa16570867728950e";

async function main(): Promise<void> {
  // One connection, so that the server shows one backend for one clerk.
  const db = await openServer({ url: process.env["DATABASE_URL"] ?? "", maxConnections: 1 });
  const deps = createDossierDeps(createCalendars(), [householdBusiness]);
  const callers: Callers = {
    receive: await callerOf(db, DESKS.receive),
    examine: await callerOf(db, DESKS.examine),
    review: await callerOf(db, DESKS.review),
    sign: await callerOf(db, DESKS.sign),
    release: await callerOf(db, DESKS.release),
  };
  process.stdout.write("ready\n");
  for await (const line of createInterface({ input: process.stdin })) {
    const form = JSON.parse(line) as Form; // written by the test's own `Form`
    process.stdout.write(`begin ${form.deed} ${form.publicId}\n`);
    const startedAt = performance.now();
    const result = await answered(db, deps, callers, form);
    const tookMs = (performance.now() - startedAt).toFixed(2);
    const outcome = result.ok ? `done ${tookMs} ${result.value}` : result.error;
    process.stdout.write(`end ${form.deed} ${form.publicId} ${outcome}\n`);
  }
  await db.close();
}

/** What the person at the desk or at the screen is told: the number that they write down. */
async function answered(
  db: Database,
  deps: DossierDeps,
  callers: Callers,
  form: Form,
): Promise<Result<string, string>> {
  const { deed } = form;
  if (deed === "pay") return pay(db, callers, form);
  const result = await perform(db, deps, callers, { ...form, deed });
  return result.ok ? { ok: true, value: told(form, result.value) } : result;
}

/** The gateway tells of a transfer; a payer asks for the receipt. Said again, it is the same receipt. */
async function pay(db: Database, callers: Callers, form: Form): Promise<Result<string, string>> {
  const payment = {
    transactionId: `T-${form.id}`,
    reference: form.reference,
    account: "9990000001",
    amount: form.amountVnd,
    currency: "VND",
    status: "succeeded",
    paidAt: NOW,
    payer: "TRAN MINH QUAN",
  } as const;
  const body = Buffer.from(writeNotice({ kind: "payment", payment }));
  const headers = signMessage(GATEWAY_KEY, NOW, body);
  const outcome = await hearGateway(db, NOW, GATEWAY_KEY, { headers, body, address: "::1" });
  if (outcome !== "taken" && outcome !== "repeated") return { ok: false, error: outcome };
  const receipt = await withTenant(db, callers.receive, (tx) =>
    tx.row<{ number: number }>(
      `SELECT receipt_number AS number FROM payments.payment WHERE charge_id = $1`,
      [form.id],
    ),
  );
  return { ok: true, value: String(receipt?.number) };
}

function told(form: Form, dossier: Dossier): string {
  switch (form.deed) {
    case "submit":
      return dossier.code;
    case "accept":
      return String(dossier.receiptNumber);
    default:
      return String(dossier.resultNumber);
  }
}

type OfDossier = Form & { readonly deed: Exclude<Form["deed"], "pay"> };

function perform(db: Database, deps: DossierDeps, callers: Callers, form: OfDossier): Done {
  const as = (desk: keyof typeof DESKS, act: (tx: Tx, caller: Caller) => Done): Done =>
    withTenant(db, callers[desk], (tx) => act(tx, callers[desk]));
  switch (form.deed) {
    case "submit":
      return submit(db, deps, form);
    case "accept":
      return as("receive", (tx, lan) => acceptDossier(tx, NOW, deps, lan, form));
    case "examine":
      return as("examine", (tx, ha) =>
        examineDossier(tx, NOW, deps, ha, { ...form, proposal: "Đủ điều kiện" }),
      );
    case "review":
      return as("review", (tx, minh) =>
        reviewDossier(tx, NOW, deps, minh, { ...form, decision: "approve", note: "" }),
      );
    case "number":
      return as("sign", (tx, hung) => numberResult(tx, NOW, deps, hung, form));
    case "order":
      return as("sign", (tx, hung) =>
        orderSignature(tx, NOW, deps, hung, { ...form, preparedPdf: PREPARED }),
      );
    case "complete":
      return as("sign", (tx) =>
        completeResult(tx, NOW, deps, {
          ...SIGNED,
          tenantId: tenantIdOf("quan-1"),
          dossierId: form.id,
          pendingId: form.pendingId,
        }),
      );
    case "release":
      return as("release", (tx, mai) => releaseResult(tx, NOW, deps, mai, form));
  }
}

function submit(db: Database, deps: DossierDeps, form: Form): Done {
  const actor = { kind: "applicant", accountId: form.accountId, name: "Trần Minh Quân" } as const;
  return withTenant(db, { tenantIds: [tenantIdOf("quan-1")], actor }, (tx) =>
    submitDraft(tx, NOW, deps, {
      publicId: form.publicId,
      accountId: form.accountId,
      applicantName: actor.name,
      agency: { id: agencyIdOf("quan-1"), organId: "000.01.01.H29" },
    }),
  );
}

await main();
