import type { VNode } from "preact";
import { type IssuedNumber, numbersOf } from "#engines/numbering";
import { formatDay, typedDay } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  type PageError,
  Pager,
  Panel,
  renderPage,
  StaffPage,
  Tag,
} from "#ui";
import { giveToPaper, type RegisterRefusal, voidRegisterNumber } from "../keep-register.ts";
import { paths } from "../paths.ts";
import { mayKeep, REGISTER_PERMISSIONS } from "../policy.ts";
import { numberText, type RegisterKind } from "../register-kinds.ts";
import { type Words, wordsIn } from "../words.ts";
import {
  inRecords,
  type RegisterPageDeps,
  sessionOf,
  tenantAsked,
  typedNumber,
  typedText,
} from "./deps.ts";

/** One register of a year: its numbers, the last first, and the forms to void one or number a paper made outside. */
export function registerRoutes(deps: RegisterPageDeps): readonly Route[] {
  const keep = {
    method: "POST",
    access: "official",
    roles: REGISTER_PERMISSIONS["register keep"],
  } as const;
  return [
    {
      method: "GET",
      path: "/can-bo/so-cap-so/:name/:period",
      access: "official",
      roles: REGISTER_PERMISSIONS["register see"],
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...keep,
      path: "/can-bo/so-cap-so/:name/:period/huy",
      handle: (exchange) =>
        act(deps, exchange, async (tx, kind, period) => {
          const voided = await voidRegisterNumber(tx, exchange.now, kind, {
            period,
            number: typedNumber(exchange.form.get("so-huy")),
            reason: typedText(exchange.form.get("ly-do")),
          });
          return voided.ok ? { ok: true, value: "huy" } : voided;
        }),
    },
    {
      ...keep,
      path: "/can-bo/so-cap-so/:name/:period/cap",
      handle: (exchange) =>
        act(deps, exchange, async (tx, kind, period) => {
          const given = await giveToPaper(tx, exchange.now, kind, {
            period,
            on: typedDay(exchange.form.get("ngay") ?? ""),
            decision: typedText(exchange.form.get("quyet-dinh")),
            note: typedText(exchange.form.get("cho")),
          });
          return given.ok ? { ok: true, value: `cap-${given.value}` } : given;
        }),
    },
  ];
}

interface Asked {
  readonly kind: RegisterKind;
  readonly period: string;
  readonly tenantId: string;
}

function asked(deps: RegisterPageDeps, exchange: Exchange): Asked | undefined {
  const { name, period = "" } = exchange.params;
  const kind = deps.kinds().find((one) => one.name === name);
  const tenantId = tenantAsked(exchange);
  if (kind === undefined || tenantId === undefined || !/^\d{4}$/u.test(period)) return undefined;
  return { kind, period, tenantId };
}

async function act(
  deps: RegisterPageDeps,
  exchange: Exchange,
  perform: (tx: Tx, kind: RegisterKind, period: string) => Promise<Result<string, RegisterRefusal>>,
): Promise<Reply> {
  const on = asked(deps, exchange);
  if (on === undefined) return { kind: "missing" };
  const { kind, period, tenantId } = on;
  const done = await inRecords(exchange, tenantId, (tx) => perform(tx, kind, period));
  if (!done.ok) return show(deps, exchange, done.error);
  const to = `${paths.register(kind.name, period)}?cua=${tenantId}&da=${done.value}`;
  return { kind: "redirect", to };
}

const PAGE = 50;

async function show(
  deps: RegisterPageDeps,
  exchange: Exchange,
  refusal?: RegisterRefusal,
): Promise<Reply> {
  const on = asked(deps, exchange);
  if (on === undefined) return { kind: "missing" };
  const { kind, period, tenantId } = on;
  const { language, query } = exchange;
  const words = wordsIn(language);
  const from = typedNumber(query.get("sau"));
  const before = Number.isNaN(from) ? undefined : from;
  const rows = await inRecords(exchange, tenantId, (tx) =>
    numbersOf(tx, { name: kind.name, period }, { before, limit: PAGE + 1 }),
  );
  const shown = rows.slice(0, PAGE);
  const place = `${paths.register(kind.name, period)}?cua=${tenantId}`;
  const last = shown.at(-1);
  const error = questionOf(words, exchange, refusal);
  const title = `${kind.title[language]}, ${period}`;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={title} current={paths.registers()}>
      <h1>{title}</h1>
      <ErrorSummary errors={error === undefined ? [] : [error]} language={language} />
      {error === undefined ? <Done {...{ words, kind, done: query.get("da") ?? "" }} /> : null}
      <Numbers {...{ words, kind, rows: shown }} />
      <Pager
        language={language}
        first={before === undefined ? undefined : place}
        next={rows.length > PAGE && last !== undefined ? `${place}&sau=${last.number}` : undefined}
      />
      {mayKeep(sessionOf(exchange).roles) ? (
        <KeepForms {...{ exchange, words, on, error }} />
      ) : null}
    </StaffPage>
  );
  return { kind: "page", status: error === undefined ? 200 : 422, html: renderPage(view) };
}

function Done(props: {
  readonly words: Words;
  readonly kind: RegisterKind;
  readonly done: string;
}): VNode | null {
  const { words, kind, done } = props;
  if (done === "huy") return <Banner kind="success" title={words["done.void"]} />;
  const given = /^cap-(\d{1,6})$/u.exec(done)?.[1];
  return given === undefined ? null : (
    <Banner kind="success" title={`${words["done.paper"]} ${numberText(kind, Number(given))}`} />
  );
}

/** The question that a refused act must be mended at. */
function questionOf(
  words: Words,
  { path }: Exchange,
  refusal: RegisterRefusal | undefined,
): PageError | undefined {
  if (refusal === undefined) return undefined;
  const text = words[`error.${refusal}`];
  if (path.endsWith("/huy"))
    return { fieldId: refusal === "reason-missing" ? "ly-do" : "so-huy", text };
  if (refusal === "day-unfit") return { fieldId: "ngay", text };
  return { fieldId: refusal === "note-missing" ? "cho" : "quyet-dinh", text };
}

function Numbers(props: {
  readonly words: Words;
  readonly kind: RegisterKind;
  readonly rows: readonly IssuedNumber[];
}): VNode {
  const { words, kind, rows } = props;
  return (
    <DataTable
      caption={words["numbers"]}
      empty={words["numbers-none"]}
      columns={[
        { key: "number", label: words["col.number"] },
        { key: "day", label: words["col.day"] },
        { key: "what", label: words["col.what"] },
      ]}
      rows={rows.map((one) => ({
        id: String(one.number),
        number: <span class="num">{numberText(kind, one.number)}</span>,
        day: <span class="num">{formatDay(one.issuedOn)}</span>,
        what: (
          <span lang="vi">
            {one.voidReason === null ? null : (
              <>
                <Tag kind="warning">{words["voided"]}</Tag> {one.voidReason}{" "}
              </>
            )}
            {[
              one.note,
              one.backdatingDecision === null
                ? null
                : `${words["backdated"]} ${one.backdatingDecision}`,
            ]
              .filter(Boolean)
              .join("; ")}
          </span>
        ),
      }))}
    />
  );
}

function KeepForms(props: {
  readonly exchange: Exchange;
  readonly words: Words;
  readonly on: Asked;
  readonly error: PageError | undefined;
}): VNode {
  const { exchange, words, on, error } = props;
  const { name } = on.kind;
  const question = (id: string) => ({
    id,
    value: exchange.form.get(id) ?? undefined,
    error: error?.fieldId === id ? error.text : undefined,
  });
  return (
    <>
      <Panel title={words["void"]} id="huy-so">
        <p class="hint">{words["void-lead"]}</p>
        <form method="post" action={paths.voids(name, on.period)}>
          <input type="hidden" name="cua" value={on.tenantId} />
          <Field
            {...question("so-huy")}
            label={words["f.number"]}
            inputmode="numeric"
            width="short"
          />
          <Field {...question("ly-do")} label={words["f.reason"]} />
          <Button kind="danger">{words["void-act"]}</Button>
        </form>
      </Panel>
      <Panel title={words["paper"]} id="cap-so">
        <p class="hint">{words["paper-lead"]}</p>
        <form method="post" action={paths.papers(name, on.period)}>
          <input type="hidden" name="cua" value={on.tenantId} />
          <Field {...question("ngay")} label={words["f.day"]} width="short" />
          <Field {...question("cho")} label={words["f.note"]} />
          <Field
            {...question("quyet-dinh")}
            label={words["f.paper-decision"]}
            hint={words["f.decision-hint"]}
            width="medium"
          />
          <Button kind="secondary">{words["paper-act"]}</Button>
        </form>
      </Panel>
    </>
  );
}
