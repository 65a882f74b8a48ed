import type { VNode } from "preact";
import { editionOn, type App } from "#app-kit";
import { csvStream, readTable, type Sheet, xlsxStream } from "#engines/spreadsheets";
import { dayIn } from "#kernel/calendar-day";
import { refused, type Result } from "#kernel/result";
import type { Caller } from "#modules/dossiers";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Button,
  DataTable,
  ErrorSummary,
  FileInput,
  LinkTo,
  Panel,
  renderPage,
  Select,
  StaffPage,
  When,
} from "#ui";
import { headingsOf } from "../columns.ts";
import type { ImportRefusal } from "../old-row.ts";
import { IMPORT_REFUSALS } from "../old-row.ts";
import { paths } from "../paths.ts";
import { IMPORT_PERMISSIONS } from "../policy.ts";
import { type Import, importsOf } from "../store.ts";
import { MOST_ROWS, tryImport } from "../try-import.ts";
import { type Words, wordsIn } from "../words.ts";
import { appsOf, callerIn, type ImportPageDeps, inRecords } from "./deps.ts";

const COMMON = { access: "official", roles: IMPORT_PERMISSIONS.import } as const;

/** `/can-bo/chuyen-so-lieu`: templates, the form that tries a file, and the files tried so far. */
export function importsRoutes(deps: ImportPageDeps): readonly Route[] {
  return [
    {
      ...COMMON,
      method: "GET",
      path: paths.imports(),
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...COMMON,
      method: "POST",
      path: paths.imports(),
      uploads: true,
      handle: (exchange) => tryFile(deps, exchange),
    },
    ...(["csv", "xlsx"] as const).map((ending): Route => ({
      ...COMMON,
      method: "GET",
      path: paths.template(":app", ending),
      handle: (exchange) => template(deps, exchange, ending),
    })),
  ];
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The headings of the edition in force today, and no row. */
async function template(
  deps: ImportPageDeps,
  exchange: Exchange,
  ending: "csv" | "xlsx",
): Promise<Reply> {
  const caller = await callerIn(deps, exchange);
  const apps = caller === undefined ? [] : await appsOf(deps, exchange, caller);
  const app = apps.find((one) => one.id === exchange.params["app"]);
  const edition = app === undefined ? undefined : editionOn(app, dayIn(exchange.now));
  if (app === undefined || edition === undefined) return { kind: "missing" };
  const sheet: Sheet = {
    name: app.title.vi,
    columns: headingsOf(edition),
    rows: (async function* () {})(),
  };
  return {
    kind: "file",
    stream: ending === "csv" ? csvStream(sheet) : xlsxStream(sheet),
    type: ending === "csv" ? "text/csv; charset=utf-8" : XLSX,
    name: `mau-${app.id}.${ending}`,
    inline: false,
  };
}

async function tryFile(deps: ImportPageDeps, exchange: Exchange): Promise<Reply> {
  const caller = await callerIn(deps, exchange);
  if (caller === undefined) return { kind: "missing" };
  const tried = await tryUpload(deps, exchange, caller);
  if (tried.ok) return { kind: "redirect", to: paths.import(tried.value.publicId) };
  return tried.error === "missing" ? { kind: "missing" } : show(deps, exchange, tried.error);
}

async function tryUpload(
  deps: ImportPageDeps,
  exchange: Exchange,
  caller: Caller,
): Promise<Result<Import, ImportRefusal>> {
  const [upload] = exchange.uploads.get("tep") ?? [];
  if (upload === undefined || upload.sizeBytes === 0) return refused("file-missing");
  if (upload.truncated) return refused("too-long");
  const table = await readTable(upload.path, MOST_ROWS);
  if (!table.ok) return table;
  const appId = exchange.form.get("thu-tuc") ?? "";
  return inRecords(exchange, caller, (tx) =>
    tryImport(tx, exchange.now, deps.dossiers, caller, {
      appId,
      name: upload.name,
      table: table.value,
    }),
  );
}

async function show(
  deps: ImportPageDeps,
  exchange: Exchange,
  refusal?: ImportRefusal,
): Promise<Reply> {
  const { language } = exchange;
  const words = wordsIn(language);
  const caller = await callerIn(deps, exchange);
  const apps = caller === undefined ? [] : await appsOf(deps, exchange, caller);
  const [tenantId] = caller?.tenantIds ?? [];
  const tried =
    caller === undefined || tenantId === undefined
      ? []
      : await inRecords(exchange, caller, (tx) => importsOf(tx, tenantId));
  const error = refusal === undefined ? undefined : words[`error.${refusal}`];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["title"]} current={paths.imports()}>
      <h1>{words["title"]}</h1>
      <p class="lead">{words["lead"]}</p>
      <ErrorSummary
        errors={error === undefined ? [] : [{ fieldId: "tep", text: error }]}
        language={language}
      />
      <Panel title={words["template.title"]} id="mau">
        <p class="hint">{words["template.lead"]}</p>
        <DataTable
          caption={words["template.caption"]}
          empty={words["template.none"]}
          columns={[
            { key: "procedure", label: words["col.procedure"] },
            { key: "template", label: words["col.template"] },
          ]}
          rows={apps.map((app) => ({
            id: app.id,
            procedure: app.title[language],
            template: (
              <>
                <LinkTo href={paths.template(app.id, "xlsx")}>XLSX</LinkTo>{" "}
                <LinkTo href={paths.template(app.id, "csv")}>CSV</LinkTo>
              </>
            ),
          }))}
        />
        <p class="hint">
          {words["numbers"]} <LinkTo href="/can-bo/so-cap-so">{words["numbers-link"]}</LinkTo>.
        </p>
      </Panel>
      {apps.length > 0 ? <TryForm {...{ exchange, words, apps, error }} /> : null}
      <Tried {...{ exchange, words, tried }} deps={deps} />
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : IMPORT_REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function TryForm(props: {
  readonly exchange: Exchange;
  readonly words: Words;
  readonly apps: readonly App[];
  readonly error: string | undefined;
}): VNode {
  const { exchange, words, apps, error } = props;
  return (
    <Panel title={words["try.title"]} id="chay-thu">
      <form method="post" action={paths.imports()} enctype="multipart/form-data">
        <Select
          id="thu-tuc"
          label={words["f.procedure"]}
          value={exchange.form.get("thu-tuc") ?? undefined}
          options={apps.map((app) => ({ value: app.id, label: app.title[exchange.language] }))}
        />
        <FileInput
          id="tep"
          label={words["f.file"]}
          hint={words["f.file-hint"]}
          accept=".csv,.xlsx"
          error={error}
        />
        <Button>{words["try.act"]}</Button>
      </form>
    </Panel>
  );
}

function Tried(props: {
  readonly deps: ImportPageDeps;
  readonly exchange: Exchange;
  readonly words: Words;
  readonly tried: readonly Import[];
}): VNode {
  const { deps, exchange, words, tried } = props;
  const { language } = exchange;
  const titleOf = (appId: string): string =>
    deps.dossiers.apps.get(appId)?.app.title[language] ?? appId;
  return (
    <DataTable
      caption={words["list.title"]}
      empty={words["list.none"]}
      columns={[
        { key: "file", label: words["col.file"] },
        { key: "procedure", label: words["col.procedure"] },
        { key: "tried", label: words["col.tried"] },
        { key: "rows", label: words["col.rows"], isNumber: true },
        { key: "faulty", label: words["col.faulty"], isNumber: true },
        { key: "state", label: words["col.state"] },
      ]}
      rows={tried.map((one) => ({
        id: one.id,
        file: <LinkTo href={paths.import(one.publicId)}>{one.fileName}</LinkTo>,
        procedure: titleOf(one.appId),
        tried: <When at={one.triedAt} language={language} />,
        rows: String(one.rows),
        faulty: String(one.faulty),
        state: words[`state.${one.state}`],
      }))}
    />
  );
}
