import type { ApiOperation } from "#platform/http";
import { changedSince, placeAsked, SINCE, unreadablePlace } from "./changed-since.ts";
import type { DossierDeps } from "./deps.ts";
import { portalApi } from "./portal-api.ts";
import { portalRecord } from "./portal-record.ts";
import { MOMENT, RECORD, STATE, TEXT } from "./portal-schema.ts";
import { asSystem, readDossier, statusOf, withContact } from "./read-for-system.ts";
import { dossierByCode, dossierById } from "./store.ts";

const PAGE = 200;

/** What other systems of the city and the State ask with a token of the agency. */
export function systemApi(deps: { readonly dossiers: DossierDeps }): readonly ApiOperation[] {
  return [changes(), record(deps.dossiers), ...portalApi(deps.dossiers)];
}

function changes(): ApiOperation {
  return {
    path: "/api/dossiers/changes",
    id: "listChangedDossiers",
    scope: "dossiers:status",
    summary: "Dossiers of the agency that changed, in the order of the log; ask again from `next`",
    parameters: [SINCE],
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
      const since = placeAsked(exchange);
      if (since === undefined) return unreadablePlace();
      return asSystem(exchange, async (tx, tenantId) => {
        const { ids, next, hasMore } = await changedSince(tx, since, PAGE);
        const items: object[] = [];
        for (const id of ids) {
          const dossier = await dossierById(tx, tenantId, id);
          if (dossier !== undefined) items.push(statusOf(dossier));
        }
        return { kind: "json", body: { next, hasMore, items } };
      });
    },
  };
}

function record(deps: DossierDeps): ApiOperation {
  return {
    path: "/api/dossiers/:code",
    id: "getDossier",
    scope: "dossiers:read",
    summary:
      "One dossier of the agency in the national portal's record names; each reading is logged",
    parameters: [
      { name: "code", in: "path", description: "Dossier code", isRequired: true, schema: TEXT },
    ],
    answer: RECORD,
    handle: async (exchange) => {
      const code = (exchange.params["code"] ?? "").toUpperCase();
      const found = await asSystem(exchange, async (tx) => {
        const dossier = await dossierByCode(tx, code);
        return dossier === undefined ? undefined : readDossier(tx, exchange, deps, dossier);
      });
      return found === undefined
        ? { kind: "missing" }
        : { kind: "json", body: portalRecord(await withContact(exchange, found)) };
    },
  };
}
