import { type Cell, csvStream, type Sheet, xlsxStream } from "#engines/spreadsheets";
import { formatDay } from "#kernel/calendar-day";
import { appendLeaf } from "#platform/audit-log";
import { withTenant } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { agencyById } from "#modules/organisation";
import { dayIn } from "#kernel/calendar-day";
import { commonOf, paperAgency } from "../paper-parts.ts";
import { agencyOf, PERMISSIONS } from "../policy.ts";
import { momentText } from "../prints.ts";
import { fieldsOf, periodOfRegister, registerLine, registerQuestion } from "../register.ts";
import { type RegisterPlace, type RegisterRow, registerRows } from "../register-store.ts";
import { wordsIn } from "../words.ts";
import { pdfReply } from "./my-papers.ts";
import type { PageDeps } from "./page-deps.ts";

type Show = (deps: PageDeps, exchange: Exchange, isTooLong: boolean) => Promise<Reply>;

/** Form 06 to take along: on paper, or as a table. Names and addresses leave the building, so the taking is written down (R15). */
export function registerPaperRoutes(deps: PageDeps, show: Show): readonly Route[] {
  const route = (ending: string, handle: Route["handle"]): Route => ({
    method: "GET",
    path: `/can-bo/so-theo-doi.${ending}`,
    access: "official",
    roles: PERMISSIONS.register,
    handle,
  });
  return [
    route("pdf", (exchange) => onPaper(deps, exchange, show)),
    route("csv", (exchange) => asTable(deps, exchange, "csv")),
    route("xlsx", (exchange) => asTable(deps, exchange, "xlsx")),
  ];
}

/** What one paper holds; longer registers are printed in parts. */
const MOST_PRINTED = 1000;
const READ_AT_ONCE = 500;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function onPaper(deps: PageDeps, exchange: Exchange, show: Show): Promise<Reply> {
  const { now } = exchange;
  const session = officialSession(exchange);
  const apps = appsOf(deps);
  const question = registerQuestion(exchange.query, now);
  const period = periodOfRegister(question, apps, session.appIds);
  const { rows, agency, parent } = await asOfficial(exchange, async (tx) => {
    const own = await agencyById(tx, agencyOf(session), dayIn(now));
    const above = own?.parentId ?? null;
    return {
      rows: await registerRows(tx, session.tenantIds, period, undefined, MOST_PRINTED + 1),
      agency: own,
      parent: above === null ? undefined : await agencyById(tx, above, dayIn(now)),
    };
  });
  if (rows.length > MOST_PRINTED) return show(deps, exchange, true);
  await noteTaking(exchange, "pdf");
  const paper = paperAgency(agency, parent);
  const titles = new Map(apps.map((app) => [app.id, app.title.vi]));
  const given = { titles, agency: paper.name, language: "vi" } as const;
  const words = wordsIn("vi");
  const pdf = await deps.printer.print(
    "dossier-register",
    {
      ...commonOf({ agency: paper }, now, `${deps.origin()}/can-bo/so-theo-doi`),
      period: `${words["register.from"]} ${formatDay(question.from)} ${words["register.to"].toLowerCase()} ${formatDay(question.to)}`,
      field: fieldsOf(apps, "vi").get(question.field) ?? words["register.field-any"],
      rows: rows.map((row, index) => registerLine(row, index + 1, given)),
      printedAt: momentText(now),
    },
    now,
  );
  return pdfReply(pdf, `so-theo-doi-ho-so-${question.from}-${question.to}.pdf`);
}

async function asTable(deps: PageDeps, exchange: Exchange, kind: "csv" | "xlsx"): Promise<Reply> {
  await noteTaking(exchange, kind);
  const sheet = sheetOf(deps, exchange);
  const { from, to } = registerQuestion(exchange.query, exchange.now);
  return {
    kind: "file",
    stream: kind === "csv" ? csvStream(sheet) : xlsxStream(sheet),
    type: kind === "csv" ? "text/csv; charset=utf-8" : XLSX,
    name: `so-theo-doi-ho-so-${from}-${to}.${kind}`,
    inline: false,
  };
}

function sheetOf(deps: PageDeps, exchange: Exchange): Sheet {
  const words = wordsIn(exchange.language);
  return {
    name: words["register.title"],
    columns: [
      words["register.place"],
      words["col.code"],
      words["work.procedure"],
      words["register.copies"],
      words["register.applicant"],
      words["register.contact"],
      words["register.agency"],
      words["register.received-on"],
      words["register.due-on"],
      words["register.released-on"],
      words["register.how"],
      words["control.note"],
    ],
    rows: cellsOf(deps, exchange),
  };
}

/** Read in parts, each in a transaction of its own: a slow reader holds nothing open. */
async function* cellsOf(deps: PageDeps, exchange: Exchange): AsyncGenerator<readonly Cell[]> {
  const { language, query, now } = exchange;
  const session = officialSession(exchange);
  const apps = appsOf(deps);
  const period = periodOfRegister(registerQuestion(query, now), apps, session.appIds);
  const titles = new Map(apps.map((app) => [app.id, app.title[language]]));
  let after: RegisterPlace | undefined;
  for (let place = 1; ;) {
    const rows: readonly RegisterRow[] = await asOfficial(exchange, (tx) =>
      registerRows(tx, session.tenantIds, period, after, READ_AT_ONCE),
    );
    for (const row of rows) {
      const line = registerLine(row, place, { titles, agency: session.agencyName, language });
      const { code, procedure, applicant, contact, agency, receivedOn, dueOn, releasedOn } = line;
      yield [
        place,
        code,
        procedure,
        1,
        applicant,
        contact,
        agency,
        receivedOn,
        dueOn,
        releasedOn,
        line.how,
        line.note,
      ];
      place += 1;
    }
    after = rows.at(-1);
    if (rows.length < READ_AT_ONCE) return;
  }
}

async function noteTaking(exchange: Exchange, kind: "pdf" | "csv" | "xlsx"): Promise<void> {
  const { actor, tenantIds } = officialSession(exchange);
  const { from, to, field } = registerQuestion(exchange.query, exchange.now);
  for (const tenantId of tenantIds)
    await withTenant(exchange.db, { actor, tenantIds: [tenantId] }, (tx) =>
      appendLeaf(tx, exchange.now, {
        subjectKind: "dossier-register",
        subjectId: tenantId,
        action: "register-taken",
        payload: { kind, from, to, field },
      }),
    );
}

function appsOf(deps: PageDeps) {
  return [...deps.dossiers.apps.values()].map(({ app }) => app);
}
