import { recordInWords, type RegisterRecord, registerPage } from "#engines/records";
import { type Cell, csvStream, type Sheet, xlsxStream } from "#engines/spreadsheets";
import { dayIn, formatDay } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import { paths } from "../paths.ts";
import { RESULT_PERMISSIONS } from "../policy.ts";
import type { ResultRegister } from "../registers.ts";
import { wordsIn } from "../words.ts";
import { inRecords, noteLook, type ResultPageDeps } from "./deps.ts";
import { masked } from "./masked.ts";
import { noteSearch, registerAsked } from "./register.tsx";
import { registerFilter } from "./register-query.ts";

/** The register as it is narrowed on the screen, as a file; personal numbers stay masked, and each record in it is a look. */
export function exportRoutes(deps: ResultPageDeps): readonly Route[] {
  const common = {
    method: "GET",
    access: "official",
    roles: RESULT_PERMISSIONS["result export"],
  } as const;
  return [
    {
      ...common,
      path: paths.registerCsv(":app"),
      handle: (exchange) =>
        file(deps, exchange, { make: csvStream, type: "text/csv; charset=utf-8", ending: "csv" }),
    },
    {
      ...common,
      path: paths.registerXlsx(":app"),
      handle: (exchange) => file(deps, exchange, { make: xlsxStream, type: XLSX, ending: "xlsx" }),
    },
  ];
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function file(
  deps: ResultPageDeps,
  exchange: Exchange,
  form: {
    readonly make: (sheet: Sheet) => ReturnType<typeof csvStream>;
    readonly type: string;
    readonly ending: string;
  },
): Promise<Reply> {
  const asked = registerAsked(deps, exchange, "result export");
  if (asked === undefined) return { kind: "missing" };
  const { register, tenantId } = asked;
  const words = wordsIn(exchange.language);
  await inRecords(exchange, tenantId, (tx) =>
    noteSearch(tx, exchange, "register-exported", register.type.id),
  );
  const fields = register.type.form.steps.flatMap((step) => step.items);
  const sheet: Sheet = {
    name: register.edition.result.title[exchange.language],
    columns: [
      words["col.number"],
      words["col.issued"],
      words["col.state"],
      ...fields.map((one) => one.label[exchange.language]),
    ],
    rows: rowsOf(exchange, tenantId, register),
  };
  const name = `so-ket-qua-${register.app.id}-${dayIn(exchange.now)}.${form.ending}`;
  return { kind: "file", stream: form.make(sheet), type: form.type, name, inline: false };
}

/** Rows are read and noted in short transactions; a slow reader holds none open. */
const BATCH = 50;

async function* rowsOf(
  exchange: Exchange,
  tenantId: string,
  register: ResultRegister,
): AsyncGenerator<readonly Cell[]> {
  const words = wordsIn(exchange.language);
  const ids = register.type.form.steps.flatMap((step) => step.items.map((item) => item.id));
  const { after: _, ...filter } = registerFilter(exchange, register.type.id);
  let last: RegisterRecord | undefined;
  for (;;) {
    const from = last;
    const found = await inRecords(exchange, tenantId, async (tx) => {
      const page = await registerPage(tx, [tenantId], { ...filter, after: from, limit: BATCH });
      for (const record of page) await noteLook(tx, exchange, record, { thing: "record" });
      return page;
    });
    for (const one of found) {
      const told = new Map(
        recordInWords(register.type, one.content, exchange.language).map((field) => [
          field.fieldId,
          masked(field.words),
        ]),
      );
      yield [
        one.number,
        formatDay(one.issuedOn),
        words[`state.${one.state}`],
        ...ids.map((id) => told.get(id) ?? null),
      ];
    }
    last = found.at(-1);
    if (found.length < BATCH) return;
  }
}
