import type { VNode } from "preact";
import { type RegisterRow, registersOf } from "#engines/numbering";
import { dayIn, formatDay } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  LinkTo,
  Panel,
  renderPage,
  Select,
  StaffPage,
} from "#ui";
import { type RegisterRefusal, startRegister } from "../keep-register.ts";
import { paths } from "../paths.ts";
import { mayKeep, REGISTER_PERMISSIONS } from "../policy.ts";
import { type Words, wordsIn } from "../words.ts";
import {
  inRecords,
  type RegisterPageDeps,
  sessionOf,
  tenantAsked,
  typedNumber,
  typedText,
} from "./deps.ts";

/** `/can-bo/so-cap-so`: the registers of the agency, and the form to move an old one here in mid-year. */
export function registersRoutes(deps: RegisterPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.registers(),
      access: "official",
      roles: REGISTER_PERMISSIONS["register see"],
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: paths.start(),
      access: "official",
      roles: REGISTER_PERMISSIONS["register keep"],
      handle: (exchange) => start(deps, exchange),
    },
  ];
}

const QUESTIONS: Readonly<Partial<Record<RegisterRefusal, string>>> = {
  "number-unfit": "so-dau",
  "decision-missing": "van-ban",
  "already-started": "so",
};

async function start(deps: RegisterPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const tenantId = tenantAsked(exchange);
  const kind = deps.kinds().find((one) => one.name === form.get("so"));
  if (tenantId === undefined || kind === undefined) return { kind: "missing" };
  const started = await inRecords(exchange, tenantId, (tx) =>
    startRegister(tx, now, kind, {
      firstNumber: typedNumber(form.get("so-dau")),
      decision: typedText(form.get("van-ban")),
    }),
  );
  return started.ok
    ? { kind: "redirect", to: `${paths.registers()}?da=mo&cua=${tenantId}` }
    : show(deps, exchange, started.error);
}

async function show(
  deps: RegisterPageDeps,
  exchange: Exchange,
  refusal?: RegisterRefusal,
): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const session = sessionOf(exchange);
  const tenantId = tenantAsked(exchange);
  if (tenantId === undefined && session.tenantIds.length > 0) return { kind: "missing" };
  const registers =
    tenantId === undefined ? [] : await inRecords(exchange, tenantId, (tx) => registersOf(tx));
  const fieldId = refusal === undefined ? undefined : QUESTIONS[refusal];
  const error =
    refusal === undefined || fieldId === undefined
      ? undefined
      : { fieldId, text: words[`error.${refusal}`] };
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["title"]} current={paths.registers()}>
      <h1>{words["title"]}</h1>
      <p class="lead">{words["lead"]}</p>
      <ErrorSummary errors={error === undefined ? [] : [error]} language={language} />
      {query.get("da") === "mo" && error === undefined ? (
        <Banner kind="success" title={words["done.start"]} />
      ) : null}
      {session.tenantIds.length > 1 ? (
        <form method="get" action={paths.registers()} class="filters">
          <Select
            id="cua"
            label={words["of"]}
            value={tenantId}
            options={(await deps.tenants(exchange)).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
          />
          <Button kind="secondary">{words["show"]}</Button>
        </form>
      ) : null}
      <Registers {...{ deps, exchange, words, registers, tenantId }} />
      {tenantId !== undefined && mayKeep(session.roles) ? (
        <StartForm {...{ deps, exchange, words, registers, tenantId, error }} />
      ) : null}
    </StaffPage>
  );
  return { kind: "page", status: error === undefined ? 200 : 422, html: renderPage(view) };
}

interface PartProps {
  readonly deps: RegisterPageDeps;
  readonly exchange: Exchange;
  readonly words: Words;
  readonly registers: readonly RegisterRow[];
}

function Registers(props: PartProps & { readonly tenantId: string | undefined }): VNode {
  const { deps, exchange, words, registers, tenantId = "" } = props;
  const titles = new Map(deps.kinds().map((one) => [one.name, one.title[exchange.language]]));
  return (
    <DataTable
      caption={words["caption"]}
      empty={words["none"]}
      columns={[
        { key: "name", label: words["col.register"] },
        { key: "year", label: words["col.year"] },
        { key: "next", label: words["col.next"], isNumber: true },
        { key: "last", label: words["col.last"] },
        { key: "started", label: words["col.started"] },
      ]}
      rows={registers.map((one) => ({
        id: `${one.name} ${one.period}`,
        name: (
          <LinkTo href={`${paths.register(one.name, one.period)}?cua=${tenantId}`}>
            {titles.get(one.name) ?? one.name}
          </LinkTo>
        ),
        year: <span class="num">{one.period}</span>,
        next: String(one.nextNumber),
        last: one.lastIssuedOn === null ? "" : formatDay(one.lastIssuedOn),
        started: <span lang="vi">{one.startedBy ?? ""}</span>,
      }))}
    />
  );
}

function StartForm(
  props: PartProps & {
    readonly tenantId: string;
    readonly error: { readonly fieldId: string; readonly text: string } | undefined;
  },
): VNode | null {
  const { deps, exchange, words, registers, tenantId, error } = props;
  const { form, now, language } = exchange;
  const year = dayIn(now).slice(0, 4);
  const begun = new Set(registers.filter((one) => one.period === year).map((one) => one.name));
  const open = deps.kinds().filter((one) => !begun.has(one.name) || one.name === form.get("so"));
  if (open.length === 0) return null;
  const question = (id: string) => ({
    id,
    value: form.get(id) ?? undefined,
    error: error?.fieldId === id ? error.text : undefined,
  });
  return (
    <Panel title={words["start"]} id="chuyen-so">
      <p class="hint">{words["start-lead"]}</p>
      <form method="post" action={paths.start()}>
        <input type="hidden" name="cua" value={tenantId} />
        <Select
          {...question("so")}
          label={words["f.register"]}
          options={open.map((one) => ({ value: one.name, label: one.title[language] }))}
        />
        <Field {...question("so-dau")} label={words["f.first"]} inputmode="numeric" width="short" />
        <Field
          {...question("van-ban")}
          label={words["f.start-decision"]}
          hint={words["f.decision-hint"]}
          width="medium"
        />
        <Button kind="secondary">{words["start-act"]}</Button>
      </form>
    </Panel>
  );
}
