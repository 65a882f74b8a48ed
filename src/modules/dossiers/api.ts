import { editionOn } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import { type ApiOperation, problem } from "#platform/http";
import type { PageDeps } from "./pages/page-deps.ts";
import type { Tries } from "./pages/tries.ts";
import { dossierByCode, historyOf } from "./store.ts";

const TEXT = { type: "string" } as const;
const COUNT = { type: "integer", minimum: 0 } as const;
const MOMENT = { type: "string", format: "date-time" } as const;

/** What programs may read: procedures, and the steps of one dossier to whoever holds its two codes. */
export function dossierApi(deps: PageDeps, tries: Tries): readonly ApiOperation[] {
  return [procedures(deps), lookUp(tries)];
}

function procedures(deps: PageDeps): ApiOperation {
  const both = { type: "object", properties: { vi: TEXT, en: TEXT } };
  return {
    path: "/api/procedures",
    id: "listProcedures",
    summary: "Procedures that can be applied for online, as the law stands today",
    parameters: [],
    answer: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: TEXT,
          code: TEXT,
          title: both,
          inForceFrom: { type: "string", format: "date" },
          feeVnd: {
            ...COUNT,
            type: ["integer", "null"],
            description: "Null where a decision table works it out from the answers",
          },
          term: { type: "object", properties: { unit: TEXT, count: COUNT } },
        },
      },
    },
    handle: async ({ now }) => ({
      kind: "json",
      body: [...deps.dossiers.apps.values()].flatMap(({ app }) => {
        const edition = editionOn(app, dayIn(now));
        if (edition === undefined || app.partOf !== undefined) return [];
        return [
          {
            id: app.id,
            code: app.procedureCode,
            title: app.title,
            inForceFrom: edition.inForceFrom,
            feeVnd: edition.rules?.["fee"] === undefined ? edition.feeVnd : null,
            term: edition.clock.processing,
          },
        ];
      }),
    }),
  };
}

function lookUp(tries: Tries): ApiOperation {
  return {
    path: "/api/dossiers",
    id: "lookUpDossier",
    summary: "The steps and due date of one dossier, to whoever holds its code and look-up code",
    parameters: [
      { name: "code", description: "Dossier code", isRequired: true, schema: TEXT },
      {
        name: "lookup",
        description: "Four letters on the receipt",
        isRequired: true,
        schema: TEXT,
      },
    ],
    answer: {
      type: "object",
      properties: {
        code: TEXT,
        state: TEXT,
        dueAt: { ...MOMENT, type: ["string", "null"] },
        steps: { type: "array", items: { type: "object", properties: { name: TEXT, at: MOMENT } } },
      },
    },
    handle: async ({ db, query, address, now }) => {
      if (!tries.take(address, now))
        return problem(429, "Too many wrong tries", "Wait ten minutes and try again");
      const found = await withDoor(db, "public-lookup", async (tx) => {
        const dossier = await dossierByCode(tx, (query.get("code") ?? "").toUpperCase());
        if (
          dossier === undefined ||
          dossier.lookupCode !== (query.get("lookup") ?? "").toUpperCase()
        )
          return undefined;
        return { dossier, history: await historyOf(tx, dossier.tenantId, dossier.id) };
      });
      if (found === undefined)
        return problem(404, "No such dossier", "No dossier fits these two codes");
      tries.giveBack(address, now);
      const { dossier, history } = found;
      return {
        kind: "json",
        body: {
          code: dossier.code,
          state: dossier.state,
          dueAt: dossier.dueAt,
          steps: history.map(({ name, at }) => ({ name, at })),
        },
      };
    },
  };
}
