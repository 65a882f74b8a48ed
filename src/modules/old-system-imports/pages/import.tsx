import type { VNode } from "preact";
import { type Cell, csvStream, type Sheet } from "#engines/spreadsheets";
import type { Caller } from "#modules/dossiers";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  KeyValues,
  LinkTo,
  Pager,
  Panel,
  renderPage,
  StaffPage,
} from "#ui";
import { IMPORT_REFUSALS, type ImportRefusal, type RowFault } from "../old-row.ts";
import { orderImport } from "../order-import.ts";
import { paths } from "../paths.ts";
import { IMPORT_PERMISSIONS, mayImport } from "../policy.ts";
import { faultsOf, type Import, importByPublicId } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import { callerIn, type ImportPageDeps, inRecords } from "./deps.ts";

const COMMON = { access: "official", roles: IMPORT_PERMISSIONS.import } as const;
/** Rows with faults on a page. */
const PAGE = 25;

/** One file: its report, the report as CSV, and the second confirmation. */
export function importRoutes(deps: ImportPageDeps): readonly Route[] {
  return [
    {
      ...COMMON,
      method: "GET",
      path: paths.import(":id"),
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...COMMON,
      method: "GET",
      path: paths.report(":id"),
      handle: (exchange) => report(deps, exchange),
    },
    {
      ...COMMON,
      method: "POST",
      path: paths.order(":id"),
      handle: (exchange) => order(deps, exchange),
    },
  ];
}

interface Found {
  readonly caller: Caller;
  readonly one: Import;
}

async function foundIn(deps: ImportPageDeps, exchange: Exchange): Promise<Found | undefined> {
  const caller = await callerIn(deps, exchange);
  if (caller === undefined) return undefined;
  const one = await inRecords(exchange, caller, (tx) =>
    importByPublicId(tx, exchange.params["id"] ?? ""),
  );
  return one !== undefined && mayImport(caller, one.appId) ? { caller, one } : undefined;
}

async function order(deps: ImportPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now, params } = exchange;
  const caller = await callerIn(deps, exchange);
  if (caller === undefined) return { kind: "missing" };
  const decision = (form.get("quyet-dinh") ?? "").normalize("NFC").trim().slice(0, 100);
  const publicId = params["id"] ?? "";
  const ordered = await inRecords(exchange, caller, (tx) =>
    orderImport(tx, now, caller, { publicId, decision }),
  );
  if (!ordered.ok)
    return ordered.error === "missing" ? { kind: "missing" } : show(deps, exchange, ordered.error);
  deps.onOrdered();
  return { kind: "redirect", to: paths.import(publicId) };
}

async function report(deps: ImportPageDeps, exchange: Exchange): Promise<Reply> {
  const found = await foundIn(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const words = wordsIn(exchange.language);
  const sheet: Sheet = {
    name: found.one.fileName,
    columns: [words["col.row"], words["col.column"], words["col.value"], words["col.fault"]],
    rows: faultRows(exchange, found),
  };
  return {
    kind: "file",
    stream: csvStream(sheet),
    type: "text/csv; charset=utf-8",
    name: `bao-cao-${found.one.publicId}.csv`,
    inline: false,
  };
}

const BATCH = 200;

async function* faultRows(
  exchange: Exchange,
  { caller, one }: Found,
): AsyncGenerator<readonly Cell[]> {
  let after = 0;
  for (;;) {
    const from = after;
    const faults = await inRecords(exchange, caller, (tx) =>
      faultsOf(tx, one, { after: from, limit: BATCH }),
    );
    for (const fault of faults)
      yield [fault.row, fault.column, fault.value, fault[exchange.language]];
    const last = faults.at(-1);
    if (last === undefined) return;
    after = last.row;
  }
}

async function show(
  deps: ImportPageDeps,
  exchange: Exchange,
  refusal?: ImportRefusal,
): Promise<Reply> {
  const found = await foundIn(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const { one, caller } = found;
  const { language, query } = exchange;
  const words = wordsIn(language);
  const asked = query.get("sau") ?? "";
  const after = /^\d{1,6}$/u.test(asked) ? Number(asked) : 0;
  const faults = await inRecords(exchange, caller, (tx) =>
    faultsOf(tx, one, { after, limit: PAGE + 1 }),
  );
  const error = refusal === undefined ? undefined : words[`error.${refusal}`];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={one.fileName} current={paths.imports()}>
      <p>
        <LinkTo href={paths.imports()}>{words["back"]}</LinkTo>
      </p>
      <h1>{one.fileName}</h1>
      <ErrorSummary
        errors={error === undefined ? [] : [{ fieldId: "quyet-dinh", text: error }]}
        language={language}
      />
      <Standing {...{ one, words }} />
      <Facts {...{ deps, one, words, language }} />
      {one.state === "tried" && one.faulty === 0 ? (
        <OrderForm {...{ exchange, one, words, error }} />
      ) : null}
      {faults.length > 0 ? <Faults {...{ one, words, language, faults, after }} /> : null}
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : IMPORT_REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function Standing({ one, words }: { readonly one: Import; readonly words: Words }): VNode {
  const told = one.state === "tried" ? (one.faulty > 0 ? "faulty" : "clean") : one.state;
  const kind = told === "faulty" ? "warning" : told === "ordered" ? "info" : "success";
  return (
    <Banner kind={kind} title={words[`${told}.title`]}>
      <p>{words[`${told}.lead`]}</p>
      {told === "done" ? (
        <p>
          <LinkTo href="/can-bo/viec">{words["done.work"]}</LinkTo>
        </p>
      ) : null}
    </Banner>
  );
}

function Facts(props: {
  readonly deps: ImportPageDeps;
  readonly one: Import;
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { deps, one, words, language } = props;
  const title = deps.dossiers.apps.get(one.appId)?.app.title[language] ?? one.appId;
  const isTried = one.state === "tried";
  return (
    <Panel title={words["col.file"]} id="tep">
      <KeyValues
        rows={[
          { label: words["col.procedure"], value: title },
          { label: words["one.by"], value: one.triedBy },
          { label: words["col.rows"], value: String(one.rows) },
          ...(isTried
            ? [{ label: words["col.faulty"], value: String(one.faulty) }]
            : [
                { label: words["one.decision"], value: one.decision ?? "" },
                { label: words["one.taken"], value: String(one.taken) },
                { label: words["one.passed"], value: String(one.passedOver) },
              ]),
        ]}
      />
      {one.passedOver > 0 ? <p class="hint">{words["one.passed-hint"]}</p> : null}
    </Panel>
  );
}

function OrderForm(props: {
  readonly exchange: Exchange;
  readonly one: Import;
  readonly words: Words;
  readonly error: string | undefined;
}): VNode {
  const { exchange, one, words, error } = props;
  return (
    <Panel title={words["order.title"]} id="nhap">
      <p class="hint">{words["order.lead"]}</p>
      <form method="post" action={paths.order(one.publicId)}>
        <Field
          id="quyet-dinh"
          label={words["f.decision"]}
          hint={words["f.decision-hint"]}
          value={exchange.form.get("quyet-dinh") ?? ""}
          width="medium"
          error={error}
        />
        <Button>{words["order.act"]}</Button>
      </form>
    </Panel>
  );
}

function Faults(props: {
  readonly one: Import;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly faults: readonly RowFault[];
  readonly after: number;
}): VNode {
  const { one, words, language, faults, after } = props;
  const rows = [...new Set(faults.map((fault) => fault.row))].slice(0, PAGE);
  const last = rows.at(-1) ?? 0;
  const shown = faults.filter((fault) => fault.row <= last);
  const here = paths.import(one.publicId);
  return (
    <>
      <DataTable
        caption={words[one.state === "tried" ? "faults.caption" : "faults.passed"]}
        empty={words["faults.none"]}
        columns={[
          { key: "row", label: words["col.row"] },
          { key: "column", label: words["col.column"] },
          { key: "value", label: words["col.value"] },
          { key: "fault", label: words["col.fault"] },
        ]}
        rows={shown.map((fault) => ({
          id: `${fault.row} ${fault.column}`,
          row: `${words["col.row"]} ${fault.row}`,
          column: <span lang="vi">{fault.column}</span>,
          value: <span lang="vi">{fault.value}</span>,
          fault: fault[language],
        }))}
      />
      <p>
        <Button kind="secondary" href={paths.report(one.publicId)}>
          {words["faults.csv"]}
        </Button>
      </p>
      <Pager
        language={language}
        first={after > 0 ? here : undefined}
        next={faults.some((fault) => fault.row > last) ? `${here}?sau=${last}` : undefined}
      />
    </>
  );
}
