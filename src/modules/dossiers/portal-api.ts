import { type App, type Edition, editionOn } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { type ApiOperation, type Exchange, problem } from "#platform/http";
import { changedSince, placeAsked, SINCE, unreadablePlace } from "./changed-since.ts";
import type { DossierDeps } from "./deps.ts";
import type { DossierEventName } from "./events.ts";
import { portalMoment, portalProcedure, portalRecord } from "./portal-record.ts";
import { listOf, MOMENT, pageOf, PROCEDURE_FIELDS, RECORD, STATE, TEXT } from "./portal-schema.ts";
import { type DossierState, STATES } from "./dossier.ts";
import { dossierByCode, dossierById, historyOf } from "./store.ts";
import { agencyNameOf, asSystem, readDossier, statusOf, withContact } from "./read-for-system.ts";
import { wordsIn } from "./words.ts";

/** Each whole record is read and logged by itself, so a page of them is short. */
const RECORDS = 50;
const STEPS = 200;

/** R22: the services by which the national portal and the State's systems ask, each under a scope of its own. */
export function portalApi(deps: DossierDeps): readonly ApiOperation[] {
  return [synchronise(deps), progress(), lookUp(deps), procedure(deps), procedures(deps)];
}

function synchronise(deps: DossierDeps): ApiOperation {
  return {
    path: "/api/portal/DongBoHoSoMC",
    id: "DongBoHoSoMC",
    scope: "portal:sync",
    summary: "Whole records of the dossiers that changed, in the order of the log; each is logged",
    parameters: [SINCE],
    answer: pageOf({ type: "array", items: RECORD }),
    handle: async (exchange) => {
      const since = placeAsked(exchange);
      if (since === undefined) return unreadablePlace();
      const { found, next, hasMore } = await asSystem(exchange, async (tx, tenantId) => {
        const changed = await changedSince(tx, since, RECORDS);
        const found = [];
        for (const id of changed.ids) {
          const dossier = await dossierById(tx, tenantId, id);
          const read =
            dossier === undefined ? undefined : await readDossier(tx, exchange, deps, dossier);
          if (read !== undefined) found.push(read);
        }
        return { found, next: changed.next, hasMore: changed.hasMore };
      });
      const items: object[] = [];
      for (const one of found) items.push(portalRecord(await withContact(exchange, one)));
      return { kind: "json", body: { next, hasMore, items } };
    },
  };
}

function progress(): ApiOperation {
  return {
    path: "/api/portal/CapNhatTienDoHoSoMC",
    id: "CapNhatTienDoHoSoMC",
    scope: "portal:progress",
    summary: "What was done with the agency's dossiers, act by act, without names",
    parameters: [SINCE],
    answer: pageOf(
      listOf({
        MaHoSo: TEXT,
        ThoiDiemXuLy: MOMENT,
        NoiDungXuLy: TEXT,
        TrangThaiHoSo: { ...STATE, description: "The code that the act led to" },
      }),
    ),
    handle: async (exchange) => {
      const since = placeAsked(exchange);
      if (since === undefined) return unreadablePlace();
      return asSystem(exchange, async (tx, tenantId) => {
        const { changes, ids, next, hasMore } = await changedSince(tx, since, STEPS);
        const known = new Map<string, Awaited<ReturnType<typeof entriesOf>>>();
        for (const id of ids) known.set(id, await entriesOf(tx, tenantId, id));
        const items = changes.flatMap(({ subjectId, action, at }) => {
          const found = known.get(subjectId);
          const entry = found?.history.find(
            (one) => one.name === action && one.at.getTime() === at.getTime(),
          );
          if (found === undefined || entry === undefined) return [];
          return [
            {
              MaHoSo: found.code,
              ThoiDiemXuLy: portalMoment(at),
              NoiDungXuLy: wordsIn("vi")[`event.${entry.name as DossierEventName}`],
              TrangThaiHoSo: String(STATES[entry.toState as DossierState].portalCode),
            },
          ];
        });
        return { kind: "json", body: { next, hasMore, items } };
      });
    },
  };
}

async function entriesOf(tx: Parameters<typeof historyOf>[0], tenantId: string, id: string) {
  const dossier = await dossierById(tx, tenantId, id);
  return dossier === undefined
    ? undefined
    : { code: dossier.code, history: await historyOf(tx, tenantId, id) };
}

function lookUp(deps: DossierDeps): ApiOperation {
  return {
    path: "/api/portal/TraCuuHoSo",
    id: "TraCuuHoSo",
    scope: "portal:look-up",
    summary: "How one dossier of the agency stands, without names",
    parameters: [{ name: "MaHoSo", description: "Dossier code", isRequired: true, schema: TEXT }],
    answer: {
      type: "object",
      properties: {
        MaHoSo: TEXT,
        ...PROCEDURE_FIELDS,
        TrangThaiHoSo: STATE,
        NgayTiepNhan: MOMENT,
        NgayHenTra: MOMENT,
        NgayTra: MOMENT,
        DonViXuLy: TEXT,
      },
    },
    handle: (exchange) =>
      asSystem(exchange, async (tx) => {
        const code = (exchange.query.get("MaHoSo") ?? "").toUpperCase();
        const dossier = await dossierByCode(tx, code);
        const app = deps.apps.get(dossier?.appId ?? "")?.app;
        if (dossier === undefined || app === undefined) return { kind: "missing" };
        const DonViXuLy = await agencyNameOf(tx, dossier, exchange.now);
        const body = { ...statusOf(dossier), ...portalProcedure(app), DonViXuLy };
        return { kind: "json", body };
      }),
  };
}

function procedures(deps: DossierDeps): ApiOperation {
  return {
    path: "/api/portal/LayDanhSachTTHC",
    id: "LayDanhSachTTHC",
    scope: "portal:procedures",
    summary: "The procedures in force today",
    parameters: [],
    answer: listOf(PROCEDURE_FIELDS),
    handle: async (exchange) => ({
      kind: "json",
      body: inForce(deps, exchange).map(({ app }) => portalProcedure(app)),
    }),
  };
}

function procedure(deps: DossierDeps): ApiOperation {
  return {
    path: "/api/portal/LayThuTuc",
    id: "LayThuTuc",
    scope: "portal:procedure",
    summary: "One procedure as the law stands today: legal basis, steps, papers, fee, result",
    parameters: [{ name: "MaTTHC", description: "Procedure code", isRequired: true, schema: TEXT }],
    answer: {
      type: "object",
      properties: {
        ...PROCEDURE_FIELDS,
        NgayHieuLuc: { type: "string", format: "date" },
        CanCuPhapLy: { type: "array", items: TEXT },
        TrinhTuThucHien: { type: "array", items: TEXT },
        ThanhPhanHoSo: listOf({
          TenGiayTo: TEXT,
          SoBan: { type: "integer" },
          BatBuoc: { type: "boolean" },
        }),
        LePhi: {
          type: ["integer", "null"],
          description: "In đồng; null where a table works it out from the answers",
        },
        KetQua: TEXT,
      },
    },
    handle: async (exchange) => {
      const code = exchange.query.get("MaTTHC") ?? "";
      const found = inForce(deps, exchange).find(({ app }) => app.procedureCode === code);
      if (found === undefined)
        return problem(404, "Missing", "no procedure in force today has this code");
      return { kind: "json", body: { ...portalProcedure(found.app), ...told(found.edition) } };
    },
  };
}

function told(edition: Edition): object {
  return {
    NgayHieuLuc: edition.inForceFrom,
    CanCuPhapLy: edition.legalBasis.map((one) => one.vi),
    TrinhTuThucHien: edition.steps.map((one) => one.vi),
    ThanhPhanHoSo: edition.papers.map((paper) => ({
      TenGiayTo: paper.title.vi,
      SoBan: paper.copies,
      BatBuoc: paper.isRequired,
    })),
    LePhi: edition.rules?.["fee"] === undefined ? edition.feeVnd : null,
    KetQua: edition.result.title.vi,
  };
}

function inForce(
  deps: DossierDeps,
  { now }: Exchange,
): readonly { readonly app: App; readonly edition: Edition }[] {
  return [...deps.apps.values()].flatMap(({ app }) => {
    const edition = editionOn(app, dayIn(now));
    return edition === undefined ? [] : [{ app, edition }];
  });
}
