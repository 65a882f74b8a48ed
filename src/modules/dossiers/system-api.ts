import { dayIn } from "#kernel/calendar-day";
import { noteView } from "#modules/access-log";
import { contactOf } from "#modules/identity";
import { agencyById } from "#modules/organisation";
import { chargesOf } from "#modules/payments";
import { custodianOf } from "#modules/tenancy";
import { appendLeaf, changesAfter } from "#platform/audit-log";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { filesOf } from "#platform/files";
import { type ApiOperation, type Exchange, problem, type Reply } from "#platform/http";
import { feeOfDossier } from "./charge-fee.ts";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { paths } from "./paths.ts";
import { portalMoment, portalRecord, portalState } from "./portal-record.ts";
import { dossierByCode, dossierById } from "./store.ts";
import { supplementOf } from "./supplement-store.ts";

const TEXT = { type: "string" } as const;
const MAYBE = { type: ["string", "null"] } as const;
const MOMENT = {
  type: ["string", "null"],
  pattern: "^\\d{14}$",
  description: "yyyyMMddHHmmss, UTC+7",
} as const;
const STATE = { type: "string", description: "The national portal's code, 1 to 10" } as const;
const PAGE = 200;

/** What other systems of the city and the State ask with a token of the agency. */
export function systemApi(deps: { readonly dossiers: DossierDeps }): readonly ApiOperation[] {
  return [changes(), record(deps.dossiers)];
}

function changes(): ApiOperation {
  return {
    path: "/api/dossiers/changes",
    id: "listChangedDossiers",
    scope: "dossiers:status",
    summary: "Dossiers of the agency that changed, in the order of the log; ask again from `next`",
    parameters: [
      {
        name: "since",
        description: "`next` of the former answer; absent begins with the first change",
        isRequired: false,
        schema: { type: "integer", minimum: 0 },
      },
    ],
    answer: {
      type: "object",
      properties: {
        next: { type: "integer", description: "Where to go on" },
        hasMore: { type: "boolean" },
        items: {
          type: "array",
          items: {
            type: "object",
            properties: {
              MaHoSo: TEXT,
              TrangThaiHoSo: STATE,
              NgayTiepNhan: MOMENT,
              NgayHenTra: MOMENT,
              NgayTra: MOMENT,
            },
          },
        },
      },
    },
    handle: async (exchange) => {
      const asked = exchange.query.get("since") ?? "";
      if (!/^\d{0,15}$/u.test(asked))
        return problem(
          422,
          "Unreadable place",
          "since is the number that the last answer called next",
        );
      const since = asked === "" ? 0 : Number(asked);
      return asSystem(exchange, async (tx, tenantId) => {
        // A place is the next leaf's number: what stands before it was answered.
        const found = await changesAfter(tx, "dossier", since - 1, PAGE);
        const items: object[] = [];
        for (const id of new Set(found.map((one) => one.subjectId))) {
          const dossier = await dossierById(tx, tenantId, id);
          if (dossier !== undefined) items.push(statusOf(dossier));
        }
        const last = found.at(-1);
        const next = last === undefined ? since : last.index + 1;
        return { kind: "json", body: { next, hasMore: found.length === PAGE, items } };
      });
    },
  };
}

/** No name and no number of a person. */
function statusOf(dossier: Dossier): object {
  return {
    MaHoSo: dossier.code,
    TrangThaiHoSo: portalState(dossier),
    NgayTiepNhan: portalMoment(dossier.acceptedAt),
    NgayHenTra: portalMoment(dossier.dueAt),
    NgayTra: portalMoment(dossier.releasedAt),
  };
}

function record(deps: DossierDeps): ApiOperation {
  const list = (properties: object): object => ({
    type: "array",
    items: { type: "object", properties },
  });
  return {
    path: "/api/dossiers/:code",
    id: "getDossier",
    scope: "dossiers:read",
    summary:
      "One dossier of the agency in the national portal's record names; each reading is logged",
    parameters: [
      { name: "code", in: "path", description: "Dossier code", isRequired: true, schema: TEXT },
    ],
    answer: {
      type: "object",
      properties: {
        MaHoSo: TEXT,
        MaTTHC: TEXT,
        TenTTHC: TEXT,
        TenLinhVuc: TEXT,
        ChuHoSo: TEXT,
        LoaiDoiTuong: { ...MAYBE, description: "1 person, 2 business" },
        MaDoiTuong: MAYBE,
        Email: MAYBE,
        SoDienThoai: MAYBE,
        TrichYeuHoSo: TEXT,
        NgayTiepNhan: MOMENT,
        NgayHenTra: MOMENT,
        TrangThaiHoSo: STATE,
        NgayTra: MOMENT,
        HinhThuc: { ...TEXT, description: "0 direct, 1 post" },
        NgayKetThucXuLy: MOMENT,
        DonViXuLy: TEXT,
        TaiLieuNop: list({ TenTepDinhKem: TEXT }),
        DanhSachLePhi: list({
          TenPhiLePhi: TEXT,
          SoTien: { type: "integer" },
          DaNop: { type: "integer" },
        }),
        DanhSachHoSoBoSung: list({ NgayYeuCau: MOMENT, NoiDung: TEXT, NgayBoSung: MOMENT }),
        DanhSachGiayToKetQua: list({ TenGiayTo: TEXT, SoKyHieu: MAYBE }),
      },
    },
    handle: async (exchange) => {
      const found = await asSystem(exchange, (tx) => read(tx, exchange, deps));
      if (found === undefined) return { kind: "missing" };
      const { dossier, ...rest } = found;
      // After the agency's own transaction: who somebody is lies behind another door.
      const contact = await withDoor(exchange.db, "sign_in", (tx) =>
        contactOf(tx, dossier.accountId),
      );
      return { kind: "json", body: portalRecord({ dossier, contact, ...rest }) };
    },
  };
}

async function read(tx: Tx, exchange: Exchange, deps: DossierDeps) {
  const { params, now, client } = exchange;
  const dossier = await dossierByCode(tx, (params["code"] ?? "").toUpperCase());
  const app = deps.apps.get(dossier?.appId ?? "")?.app;
  if (dossier === undefined || app === undefined) return undefined;
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, dossier.tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
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
  return {
    dossier,
    app,
    agencyName: agency?.name ?? "",
    files: await filesOf(tx, "dossier", dossier.id),
    charges: await chargesOf(tx, dossier.tenantId, feeOfDossier(dossier)),
    supplement: await supplementOf(tx, dossier.tenantId, dossier.id),
  };
}

/** A token is for one record-holder, and its transactions see no other. */
function asSystem<T = Reply>(
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
