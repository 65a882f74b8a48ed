import type { Edition } from "#app-kit";
import { explainDecision, type Fee, feeOf, type RuleProblem } from "#engines/rules";
import { dongText } from "#kernel/money";
import type { Result } from "#kernel/result";
import {
  cancelCharges,
  changeCharge,
  type Charge,
  makeCharge,
  mustStillPay,
} from "#modules/payments";
import type { Tx } from "#platform/database";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { accountsTold } from "./notices.ts";
import { paths } from "./paths.ts";

/** What a dossier of this edition costs with these answers. */
export async function feeFor(
  deps: DossierDeps,
  edition: Edition,
  answers: Readonly<Record<string, unknown>>,
): Promise<Result<Fee, RuleProblem>> {
  return feeOf(edition, await deps.rules.of(edition), answers);
}

/** Charges the fee of a dossier that was just submitted; what costs nothing is not charged. */
export async function chargeFee(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
  fee: Fee,
): Promise<void> {
  if (fee.amountVnd === 0) return;
  const [, proxyId] = await accountsTold(tx, dossier);
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  const title = deps.apps.get(dossier.appId)?.app.title;
  await makeCharge(tx, now, {
    subjectKind: "dossier",
    subjectId: dossier.id,
    purpose: "fee",
    label: dossier.code,
    href: paths.myDossier(dossier.publicId),
    staffHref: paths.staffDossier(dossier.publicId),
    applicantId: dossier.accountId,
    ...(proxyId === undefined ? {} : { proxyId }),
    payerName: dossier.applicantName,
    amountVnd: fee.amountVnd,
    reason: { vi: `Lệ phí: ${title?.vi ?? ""}`, en: `Fee: ${title?.en ?? ""}` },
    basis: fee.decision === undefined ? [] : explainDecision(fee.decision),
    isDueFirst: edition.isFeeDueFirst === true,
  });
}

/**
 * A supplement that changes the answers changes the fee: the difference is owed, or what was paid too much becomes a surplus.
 * One that now costs nothing owes nothing; one that now costs something is charged like a new one.
 */
export async function rechargeFee(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
  fee: Fee,
): Promise<void> {
  const { amountVnd, decision } = fee;
  const reason = `Nội dung hồ sơ ${dossier.code} thay đổi sau bổ sung`;
  if (amountVnd === 0) {
    await cancelCharges(tx, now, feeOfDossier(dossier), reason);
    return;
  }
  const basis = decision === undefined ? [] : explainDecision(decision);
  const of = { ...feeOfDossier(dossier), purpose: "fee" };
  const known = await changeCharge(tx, now, of, { amountVnd, basis, reason });
  if (known === undefined) await chargeFee(tx, now, deps, dossier, fee);
}

/** True while a fee that must be paid before acceptance is open. */
export async function isFeeOpen(tx: Tx, dossier: Dossier): Promise<boolean> {
  const open = await mustStillPay(tx, dossier.tenantId, feeOfDossier(dossier));
  return open.length > 0;
}

/** A dossier that was refused owes nothing; what was paid for it becomes a surplus that the cashier sees. */
export async function cancelFee(tx: Tx, now: Date, dossier: Dossier): Promise<void> {
  await cancelCharges(tx, now, feeOfDossier(dossier), `Hồ sơ ${dossier.code} bị từ chối`);
}

export function feeOfDossier(dossier: Pick<Dossier, "id">): {
  readonly subjectKind: string;
  readonly subjectId: string;
} {
  return { subjectKind: "dossier", subjectId: dossier.id };
}

/** The fee as form 01 says it: the amount, and whether it has been paid. */
export function feeText(charges: readonly Charge[], fallback: string): string {
  if (charges.length === 0) return fallback;
  const states = { due: "chưa nộp", "partly-paid": "nộp thiếu", paid: "đã nộp" } as const;
  return charges
    .filter((charge) => charge.state !== "cancelled")
    .map((charge) => {
      const state =
        charge.state === "due" || charge.state === "partly-paid"
          ? states[charge.state]
          : states.paid;
      return `${dongText(charge.amountVnd)} (${state})`;
    })
    .join("; ");
}
