import { readFileSync } from "node:fs";
import type { VNode } from "preact";
import { addDays, type CalendarDay, calendarDay, dayIn } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { withDoor } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { type GatewayPayment, readSettlement } from "#platform/payment-gateway";
import {
  Banner,
  Button,
  DataTable,
  DayText,
  Field,
  FileInput,
  LinkTo,
  Pager,
  Panel,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { type GatewayNoticeRow, noticeRows, strayNotices } from "../gateway-store.ts";
import { paths } from "../paths.ts";
import { PAYMENT_PERMISSIONS } from "../policy.ts";
import { type Reconciliation, reconcileDay } from "../reconcile.ts";
import { lastReconciliation, reconciledDays } from "../reconciliation-store.ts";
import { settleTransfer } from "../settle-transfer.ts";
import { type WordKey, type Words, wordsIn } from "../words.ts";
import { inTenant, type PaymentPageDeps, readPlace, writePlace } from "./deps.ts";
import { LineTable } from "./line-table.tsx";
import { NoticeTable } from "./notice-table.tsx";

const PAGE = 20;
const DAYS_SHOWN = 14;
const STRAYS_SHOWN = 20;

/** `/can-bo/doi-soat`: a day's settlement file held against the books, and all that the gateway said. */
export function reconciliationRoutes(deps: PaymentPageDeps): readonly Route[] {
  const clerk = { access: "official", roles: PAYMENT_PERMISSIONS["fee reconcile"] } as const;
  return [
    {
      ...clerk,
      method: "GET",
      path: "/can-bo/doi-soat",
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...clerk,
      method: "POST",
      path: "/can-bo/doi-soat/tu-cong",
      handle: (exchange) => fromGateway(deps, exchange),
    },
    {
      ...clerk,
      method: "POST",
      path: "/can-bo/doi-soat/tu-tep",
      uploads: true,
      handle: (exchange) => fromFile(deps, exchange),
    },
    {
      ...clerk,
      method: "POST",
      path: "/can-bo/doi-soat/ghi-nhan",
      handle: (exchange) => takeMissing(deps, exchange),
    },
  ];
}

/** The day asked for; yesterday, whose file is complete, unless said otherwise. */
function dayAsked(exchange: Exchange): CalendarDay {
  const written = exchange.form.get("ngay") ?? exchange.query.get("ngay") ?? "";
  return calendarDay(written) ?? addDays(dayIn(exchange.now), -1);
}

async function fromGateway(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const on = dayAsked(exchange);
  const csv = await deps.gateway?.port.settlement(on).catch(() => undefined); // told to the clerk as "no answer"
  if (csv === undefined) return show(deps, exchange, "reconcile.no-answer");
  return compare(deps, exchange, { on, source: "gateway", csv });
}

async function fromFile(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const [file] = exchange.uploads.get("tep") ?? [];
  if (file === undefined || file.truncated) return show(deps, exchange, "reconcile.no-file");
  const csv = readFileSync(file.path, "utf8");
  return compare(deps, exchange, { on: dayAsked(exchange), source: "upload", csv });
}

async function compare(
  deps: PaymentPageDeps,
  exchange: Exchange,
  day: { readonly on: CalendarDay; readonly source: "gateway" | "upload"; readonly csv: string },
): Promise<Reply> {
  const read: Result<readonly GatewayPayment[], { readonly line: number }> = readSettlement(
    day.csv,
  );
  if (!read.ok) return show(deps, exchange, "reconcile.unreadable", read.error.line);
  for (const tenantId of officialSession(exchange).tenantIds) {
    const made = await inTenant(exchange, tenantId, (tx, caller) =>
      reconcileDay(tx, exchange.now, caller, { ...day, file: read.value }),
    );
    if (!made.ok) return { kind: "missing" };
  }
  return { kind: "redirect", to: `${paths.reconciliation()}?ngay=${day.on}` };
}

/** Counts the transfers that the file has and the books have not, each the way a notice would; then compares again. */
async function takeMissing(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const on = dayAsked(exchange);
  const { tenantIds } = officialSession(exchange);
  const last = await asOfficial(exchange, (tx) => lastReconciliation(tx, tenantIds, on));
  if (last === undefined) return { kind: "missing" };
  const file = last.lines.filter((line) => line.fileVnd !== null).map(transferOf);
  const missing = new Set(
    last.lines.filter((line) => line.kind === "missing").map((line) => line.transactionId),
  );
  for (const transfer of file)
    if (missing.has(transfer.transactionId))
      await settleTransfer(exchange.db, exchange.now, transfer);
  const made = await inTenant(exchange, last.tenantId, (tx, caller) =>
    reconcileDay(tx, exchange.now, caller, { on, source: last.source, file }),
  );
  return made.ok
    ? { kind: "redirect", to: `${paths.reconciliation()}?ngay=${on}` }
    : { kind: "missing" };
}

function transferOf(line: Reconciliation["lines"][number]): GatewayPayment {
  return {
    transactionId: line.transactionId,
    reference: line.reference,
    account: line.account,
    amount: line.fileVnd ?? 0,
    currency: "VND",
    status: "succeeded",
    paidAt: new Date(line.paidAt),
    payer: line.payer,
  };
}

async function show(
  deps: PaymentPageDeps,
  exchange: Exchange,
  problem?: WordKey,
  line?: number,
): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds } = officialSession(exchange);
  const on = dayAsked(exchange);
  const after = readPlace(query.get("sau"));
  const { last, days, notices } = await asOfficial(exchange, async (tx) => ({
    last: await lastReconciliation(tx, tenantIds, on),
    days: await reconciledDays(tx, tenantIds, DAYS_SHOWN),
    notices: await noticeRows(tx, tenantIds, {
      limit: PAGE + 1,
      ...(after === undefined ? {} : { after: { receivedAt: after.at, id: after.id } }),
    }),
  }));
  const strays = await withDoor(exchange.db, "payments", (tx) => strayNotices(tx, STRAYS_SHOWN));
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["reconcile.title"]}
      current={paths.reconciliation()}
    >
      <h1>{words["reconcile.title"]}</h1>
      <p class="lead">{words["reconcile.lead"]}</p>
      {problem === undefined ? null : (
        <Banner
          kind="warning"
          title={`${words[problem]}${line === undefined ? "" : ` ${line}.`}`}
        />
      )}
      <div class="columns">
        <div>
          {last === undefined ? (
            <Panel title={words["reconcile.none"]} id="chua-co">
              <p>
                {words["reconcile.none-text"]} <DayText on={on} language={language} />.
              </p>
            </Panel>
          ) : (
            <OneDay last={last} words={words} exchange={exchange} />
          )}
        </div>
        <div>
          <Ask deps={deps} on={on} words={words} />
          <Days days={days} words={words} />
        </div>
      </div>
      <Panel title={words["reconcile.notices"]} id="thong-bao-cong">
        <NoticeTable notices={notices.slice(0, PAGE)} language={language} />
        <Pager
          next={nextNotices(notices)}
          first={query.has("sau") ? paths.reconciliation() : undefined}
          language={language}
        />
      </Panel>
      <Panel title={words["reconcile.strays"]} id="thong-bao-la">
        <p class="hint">{words["reconcile.strays-text"]}</p>
        <DataTable
          caption={words["reconcile.strays-list"]}
          isCaptionHidden
          empty={words["notice.none"]}
          columns={[
            { key: "at", label: words["notice.at"] },
            { key: "outcome", label: words["notice.outcome"] },
            { key: "address", label: words["notice.address"] },
          ]}
          rows={strays.map((stray) => ({
            id: stray.id,
            at: <When at={stray.receivedAt} />,
            outcome: words[`stray.${stray.outcome}`],
            address: stray.address,
          }))}
        />
      </Panel>
    </StaffPage>
  );
  return { kind: "page", status: problem === undefined ? 200 : 422, html: renderPage(view) };
}

function nextNotices(notices: readonly GatewayNoticeRow[]): string | undefined {
  const last = notices[PAGE - 1];
  return notices.length > PAGE && last !== undefined
    ? `${paths.reconciliation()}?sau=${writePlace(last.receivedAt, last.id)}#thong-bao-cong`
    : undefined;
}

function OneDay(props: { last: Reconciliation; words: Words; exchange: Exchange }): VNode {
  const { last, words, exchange } = props;
  const { language } = exchange;
  const isClean = last.missing + last.surplus + last.differing === 0;
  return (
    <Panel title={words["reconcile.day"]} id="ket-qua">
      {isClean ? <Banner kind="success" title={words["reconcile.clean"]} /> : null}
      <p>
        <strong>
          <DayText on={last.onDay} language={language} />
        </strong>
        {" · "}
        {words[`source.${last.source}`]}
        {" · "}
        {last.madeBy}, <When at={last.madeAt} />
      </p>
      <LineTable lines={last.lines} language={language} />
      {last.missing === 0 ? null : (
        <form method="post" action={paths.reconciliationAct("ghi-nhan")}>
          <input type="hidden" name="ngay" value={last.onDay} />
          <Button>{words["reconcile.take-missing"]}</Button>
          <p class="hint">{words["reconcile.take-missing-hint"]}</p>
        </form>
      )}
    </Panel>
  );
}

function Ask(props: { deps: PaymentPageDeps; on: CalendarDay; words: Words }): VNode {
  const { deps, on, words } = props;
  return (
    <Panel title={words["reconcile.ask"]} id="doi-soat">
      {deps.gateway === undefined ? null : (
        <form method="post" action={paths.reconciliationAct("tu-cong")}>
          <Field
            id="ngay-cong"
            name="ngay"
            type="date"
            label={words["reconcile.of-day"]}
            value={on}
          />
          <Button>{words["reconcile.fetch"]}</Button>
        </form>
      )}
      <details open={deps.gateway === undefined}>
        <summary>{words["reconcile.upload"]}</summary>
        <form
          method="post"
          action={paths.reconciliationAct("tu-tep")}
          encType="multipart/form-data"
        >
          <Field
            id="ngay-tep"
            name="ngay"
            type="date"
            label={words["reconcile.of-day"]}
            value={on}
          />
          <FileInput id="tep" label={words["reconcile.file"]} accept=".csv,text/csv" required />
          <Button kind="secondary">{words["reconcile.upload-submit"]}</Button>
        </form>
      </details>
    </Panel>
  );
}

function Days(props: { days: readonly Omit<Reconciliation, "lines">[]; words: Words }): VNode {
  const { days, words } = props;
  return (
    <Panel title={words["reconcile.days"]} id="cac-ngay">
      <DataTable
        caption={words["reconcile.days-list"]}
        isCaptionHidden
        empty={words["reconcile.no-days"]}
        columns={[
          { key: "day", label: words["col.day"] },
          { key: "matched", label: words["line.matched"], isNumber: true },
          { key: "open", label: words["reconcile.open"], isNumber: true },
        ]}
        rows={days.map((day) => ({
          id: day.id,
          day: (
            <LinkTo href={`${paths.reconciliation()}?ngay=${day.onDay}`}>
              <DayText on={day.onDay} />
            </LinkTo>
          ),
          matched: day.matched,
          open: day.missing + day.surplus + day.differing,
        }))}
      />
    </Panel>
  );
}
