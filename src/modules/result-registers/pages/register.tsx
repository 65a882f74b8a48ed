import { RECORD_STATES, type RecordState, registerPage } from "#engines/records";
import { formatDay } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Button,
  DataTable,
  Field,
  FilterBar,
  LinkTo,
  Pager,
  renderPage,
  Select,
  StaffPage,
  Tag,
  type TagKind,
} from "#ui";
import { paths } from "../paths.ts";
import { mayOn, RESULT_PERMISSIONS } from "../policy.ts";
import type { ResultRegister } from "../registers.ts";
import { wordsIn } from "../words.ts";
import { inRecords, officialOf, type ResultPageDeps, tenantAsked } from "./deps.ts";
import { keyOf, registerFilter, withQuery } from "./register-query.ts";

/** `/can-bo/so-ket-qua/:app`: one register, the latest first, narrowed by what stands in the address. */
export function registerRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/so-ket-qua/:app",
      access: "official",
      roles: RESULT_PERMISSIONS["result see"],
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

export const STATE_TAGS: Readonly<Record<RecordState, TagKind>> = {
  valid: "success",
  corrected: "info",
  revoked: "error",
};

/** The register an address names, where the official may do this in it. */
export function registerAsked(
  deps: ResultPageDeps,
  exchange: Exchange,
  action: "result see" | "result export",
): { readonly register: ResultRegister; readonly tenantId: string } | undefined {
  const register = deps.registers.ofApp(exchange.params["app"] ?? "");
  const tenantId = tenantAsked(exchange);
  if (register === undefined || tenantId === undefined) return undefined;
  const may = mayOn(officialOf(exchange), action, { tenantId, appId: register.app.id });
  return may ? { register, tenantId } : undefined;
}

/** Who looked for what in a register, before anything of it is shown. */
export async function noteSearch(
  tx: Tx,
  { now, query }: Exchange,
  action: "register-searched" | "register-exported",
  typeId: string,
): Promise<void> {
  const asked = Object.fromEntries(query);
  await appendLeaf(tx, now, {
    action,
    subjectKind: "result-register",
    subjectId: uuidv7(now.getTime()),
    payload: { typeId, ...asked },
  });
}

const PAGE = 25;

async function show(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const asked = registerAsked(deps, exchange, "result see");
  if (asked === undefined) return { kind: "missing" };
  const { register, tenantId } = asked;
  const { language, query } = exchange;
  const words = wordsIn(language);
  const found = await inRecords(exchange, tenantId, async (tx) => {
    await noteSearch(tx, exchange, "register-searched", register.type.id);
    const filter = registerFilter(exchange, register.type.id);
    return registerPage(tx, [tenantId], { ...filter, limit: PAGE + 1 });
  });
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const place = paths.register(register.app.id);
  const person = register.edition.result.record.persons[0]?.name ?? "";
  const title = register.edition.result.title[language];
  const mayExport = mayOn(officialOf(exchange), "result export", {
    tenantId,
    appId: register.app.id,
  });
  const acts = mayExport ? (
    <>
      <Button
        kind="secondary"
        href={withQuery(paths.registerCsv(register.app.id), query, { sau: undefined })}
      >
        {words["export.csv"]}
      </Button>
      <Button
        kind="secondary"
        href={withQuery(paths.registerXlsx(register.app.id), query, { sau: undefined })}
      >
        {words["export.xlsx"]}
      </Button>
    </>
  ) : undefined;
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={title}
      current={paths.registers()}
      {...(acts === undefined ? {} : { actions: acts })}
    >
      <p>
        <LinkTo href={`${paths.registers()}?cua=${tenantId}`}>{words["title"]}</LinkTo>
      </p>
      <h1>{title}</h1>
      <FilterBar action={place} language={language}>
        {query.has("cua") ? <input type="hidden" name="cua" value={tenantId} /> : null}
        <Field
          id="tim"
          label={words["find.words"]}
          hint={words["find.words-hint"]}
          type="search"
          value={query.get("tim") ?? ""}
        />
        <Select
          id="hieu-luc"
          label={words["find.state"]}
          blank={words["find.any"]}
          value={query.get("hieu-luc") ?? ""}
          options={RECORD_STATES.map((value) => ({ value, label: words[`state.${value}`] }))}
        />
      </FilterBar>
      <DataTable
        caption={words["list.caption"]}
        empty={words["list.none"]}
        columns={[
          { key: "number", label: words["col.number"] },
          { key: "title", label: words["col.title"] },
          { key: "person", label: words["col.person"] },
          { key: "issued", label: words["col.issued"] },
          { key: "state", label: words["col.state"] },
        ]}
        rows={rows.map((one) => ({
          id: one.id,
          number: <LinkTo href={paths.result(one.publicId)}>{one.number}</LinkTo>,
          title: one.title,
          person: nameIn(one.content[person]),
          issued: <span class="num">{formatDay(one.issuedOn)}</span>,
          state: <Tag kind={STATE_TAGS[one.state]}>{words[`state.${one.state}`]}</Tag>,
        }))}
      />
      <Pager
        language={language}
        first={query.has("sau") ? withQuery(place, query, { sau: undefined }) : undefined}
        next={
          found.length > PAGE && last !== undefined
            ? withQuery(place, query, { sau: keyOf(last) })
            : undefined
        }
      />
      {mayExport ? <p class="hint">{words["export.hint"]}</p> : null}
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function nameIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
