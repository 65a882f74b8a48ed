import { dayIn } from "#kernel/calendar-day";
import { noteView } from "#modules/access-log";
import { contactOf } from "#modules/identity";
import { agencyById } from "#modules/organisation";
import { chargesOf } from "#modules/payments";
import { custodianOf } from "#modules/tenancy";
import { appendLeaf } from "#platform/audit-log";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { filesOf } from "#platform/files";
import type { Exchange, Reply } from "#platform/http";
import { feeOfDossier } from "./charge-fee.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, isOver } from "./dossier.ts";
import { paths } from "./paths.ts";
import { portalMoment, type PortalSource, portalState } from "./portal-record.ts";
import { historyOf } from "./store.ts";
import { supplementsOf } from "./supplement-store.ts";

/** No name and no number of a person. */
export function statusOf(dossier: Dossier): object {
  return {
    MaHoSo: dossier.code,
    TrangThaiHoSo: portalState(dossier),
    NgayTiepNhan: portalMoment(dossier.acceptedAt),
    NgayHenTra: portalMoment(dossier.dueAt),
    NgayTra: portalMoment(dossier.releasedAt),
  };
}

/** Who somebody is lies behind another door: asked after the agency's own transaction. */
export async function withContact(
  exchange: Exchange,
  found: Omit<PortalSource, "contact">,
): Promise<PortalSource> {
  const contact = await withDoor(exchange.db, "sign_in", (tx) =>
    contactOf(tx, found.dossier.accountId),
  );
  return { ...found, contact };
}

/** Everything a record is made from; the reading is kept in the log, and where the person concerned sees it. */
export async function readDossier(
  tx: Tx,
  exchange: Exchange,
  deps: DossierDeps,
  dossier: Dossier,
): Promise<Omit<PortalSource, "contact"> | undefined> {
  const { now, client } = exchange;
  const app = deps.apps.get(dossier.appId)?.app;
  if (app === undefined) return undefined;
  await appendLeaf(tx, now, {
    action: "dossier-read-by-system",
    subjectKind: "dossier-reading",
    subjectId: dossier.id,
    payload: { system: client?.systemName, tokenId: client?.tokenId },
  });
  await noteView(tx, exchange, {
    tenantId: dossier.tenantId,
    personId: dossier.accountId,
    subject: {
      kind: "dossier",
      id: dossier.id,
      href: paths.myDossier(dossier.publicId),
      code: dossier.code,
    },
    thing: "reading",
    right: "connected-system",
  });
  const end = isOver(dossier.state)
    ? (await historyOf(tx, dossier.tenantId, dossier.id)).findLast(
        (one) => one.fromState !== one.toState,
      )
    : undefined;
  return {
    dossier,
    app,
    edition: editionOf(deps, dossier.appId, dossier.edition),
    agencyName: await agencyNameOf(tx, dossier, now),
    endedAt: end?.at ?? null,
    files: await filesOf(tx, "dossier", dossier.id),
    charges: await chargesOf(tx, dossier.tenantId, feeOfDossier(dossier)),
    supplements: await supplementsOf(tx, dossier.tenantId, dossier.id),
  };
}

export async function agencyNameOf(tx: Tx, { tenantId }: Dossier, now: Date): Promise<string> {
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  return agency?.name ?? "";
}

/** A token is for one record-holder, and its transactions see no other. */
export function asSystem<T = Reply>(
  exchange: Exchange,
  work: (tx: Tx, tenantId: string) => Promise<T>,
): Promise<T> {
  const { client, db } = exchange;
  if (client === undefined) throw new Error("this operation is for systems with a token");
  const scope = {
    tenantIds: [client.tenantId],
    actor: { kind: "system", job: `api:${client.tokenId}` },
  } as const;
  return withTenant(db, scope, (tx) => work(tx, client.tenantId));
}
