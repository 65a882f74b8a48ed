import type { CalendarDay } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { dongText } from "#kernel/money";
import { theTenant, type Tx } from "#platform/database";
import type { Charge, Said } from "./charge.ts";
import { publishCharge } from "./record-charge.ts";
import { newReference } from "./reference.ts";
import { chargeFor, insertCharge } from "./store.ts";
import { tellPayer } from "./tell-payer.ts";

export interface NewCharge {
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What of the subject is paid for; a subject is charged once for each. */
  readonly purpose: string;
  readonly label: string;
  /** Where the payer and where an official see the subject. */
  readonly href: string;
  readonly staffHref: string;
  readonly applicantId: string | null;
  readonly proxyId?: string;
  readonly payerName: string;
  readonly amountVnd: number;
  readonly reason: Said;
  readonly basis: readonly Said[];
  readonly dueOn?: CalendarDay;
  readonly isDueFirst: boolean;
}

/** Charges a subject, in the caller's transaction. Charging it again for the same purpose gives the charge it has. */
export async function makeCharge(tx: Tx, now: Date, wanted: NewCharge): Promise<Charge> {
  const known = await chargeFor(tx, wanted);
  if (known !== undefined) return known;
  const charge: Charge = {
    ...wanted,
    tenantId: theTenant(tx),
    proxyId: wanted.proxyId ?? null,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    reference: newReference(),
    dueOn: wanted.dueOn ?? null,
    paidVnd: 0,
    refundedVnd: 0,
    madeAt: now,
    cancelledAt: null,
    cancelReason: null,
    state: "due",
    version: 1,
  };
  await insertCharge(tx, charge);
  await publishCharge(tx, now, charge, "charge-made", {});
  await tellPayer(tx, now, charge, "fee-due", { amount: dongText(charge.amountVnd) });
  return charge;
}
