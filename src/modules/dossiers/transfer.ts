/** A dossier on its way to the agency that is competent for it. */
export interface Transfer {
  /** Of the dossier that is passed on. */
  readonly tenantId: string;
  readonly id: string;
  readonly dossierId: string;
  readonly code: string;
  readonly accountId: string;
  readonly fromAgencyId: string;
  readonly fromAgency: string;
  readonly toTenantId: string;
  readonly toAgencyId: string;
  readonly toAgency: string;
  readonly reason: string;
  readonly state: "proposed" | "declined" | "decided";
  readonly proposedName: string;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
  /** What the dossier becomes there; settled beforehand, so that passing it on twice gives one. */
  readonly newDossierId: string;
  readonly newPublicId: string;
  readonly newCode: string | null;
  readonly arrivedAt: Date | null;
}

/** The transfer that took a dossier away, and the one that brought it; what the reader may see of them. */
export interface Transfers {
  readonly away: Transfer | undefined;
  readonly here: Transfer | undefined;
}

/** A proposal that waits for head or leader. */
export function isProposed(transfer: Transfer | undefined): transfer is Transfer {
  return transfer?.state === "proposed";
}
