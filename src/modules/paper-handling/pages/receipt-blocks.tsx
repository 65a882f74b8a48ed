import type { VNode } from "preact";
import { dayIn, formatDay, typedDay } from "#kernel/calendar-day";
import { refused } from "#kernel/result";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  Field,
  Light,
  LinkTo,
  type PageError,
  Pager,
  Panel,
  Radios,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { receiptText, type ReceiptBlock } from "../paper-receipt.ts";
import { paths } from "../paths.ts";
import { mayWith, PAPER_PERMISSIONS } from "../policy.ts";
import { blockRows, owedReceipts } from "../receipt-store.ts";
import { type PaperRefusal, REFUSALS } from "../refusals.ts";
import { reserveReceipts } from "../reserve-receipts.ts";
import { ruleOn } from "../rule.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { inTenant, type PaperPageDeps, readPlace, writePlace } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

const PAGE = 20;

/** `/can-bo/ho-so-giay/phieu-in-san`: blocks of numbered slips, to be taken before anything fails. */
export function receiptBlockRoutes(deps: PaperPageDeps): readonly Route[] {
  const path = paths.blocks();
  return [
    {
      method: "GET",
      path,
      access: "official",
      roles: PAPER_PERMISSIONS["paper-receipt see"],
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path,
      access: "official",
      roles: PAPER_PERMISSIONS["paper-receipt reserve"],
      handle: (exchange) => reserve(deps, exchange),
    },
  ];
}

async function reserve(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const tenantId = await deps.ownTenant(exchange);
  if (tenantId === undefined) return { kind: "missing" };
  const typed = (form.get("so-luong") ?? "").trim();
  const usedOn = form.get("dung") === "ngay" ? typedDay(form.get("ngay") ?? "") : null;
  const done =
    usedOn === undefined
      ? refused<PaperRefusal>("day-unfit")
      : await inTenant(exchange, tenantId, (tx, caller) =>
          reserveReceipts(tx, now, deps.dossiers.calendars, caller, {
            count: /^\d{1,3}$/u.test(typed) ? Number(typed) : 0,
            usedOn,
          }),
        );
  if (done.ok) return { kind: "redirect", to: paths.block(done.value.publicId) };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

const QUESTIONS: Readonly<Partial<Record<PaperRefusal, string>>> = {
  "count-unfit": "so-luong",
  "day-unfit": "ngay",
};

async function show(
  deps: PaperPageDeps,
  exchange: Exchange,
  refusal?: PaperRefusal,
): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds, roles } = officialSession(exchange);
  const after = readPlace(query.get("sau"));
  const { rule, found, owed } = await asOfficial(exchange, async (tx) => ({
    rule: await ruleOn(tx, dayIn(now)),
    found: await blockRows(tx, tenantIds, {
      limit: PAGE + 1,
      ...(after === undefined ? {} : { after }),
    }),
    owed: await owedReceipts(tx, tenantIds, { now, limit: 1 }),
  }));
  const blocks = found.slice(0, PAGE);
  const last = blocks.at(-1);
  const question = refusal === undefined ? undefined : QUESTIONS[refusal];
  const most = filled(words["refused.count-unfit"], { most: rule.receiptsABlock });
  const text = refusal === "count-unfit" ? most : refusal && words[`refused.${refusal}`];
  const errors: readonly PageError[] =
    question === undefined || text === undefined ? [] : [{ fieldId: question, text }];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["blocks.title"]} current={paths.folders()}>
      <h1>{words["blocks.title"]}</h1>
      <Tabs words={words} roles={roles} current={paths.blocks()} />
      <p class="lead">{words["blocks.lead"]}</p>
      <ErrorSummary errors={errors} language={language} />
      {owed.length === 0 ? null : (
        <Banner kind="warning" title={words["blocks.owed"]}>
          <p>
            <LinkTo href={paths.owed()}>{words["blocks.owed-link"]}</LinkTo>
          </p>
        </Banner>
      )}
      {mayWith(roles, "paper-receipt reserve") ? (
        <ReserveForm {...{ words, exchange, error: errors[0], most: rule.receiptsABlock }} />
      ) : null}
      {blocks.length === 0 ? (
        <EmptyState title={words["blocks.empty"]} text={words["blocks.empty-text"]} />
      ) : (
        <BlockTable blocks={blocks} words={words} />
      )}
      <Pager
        next={
          found.length > PAGE && last !== undefined
            ? `${paths.blocks()}?sau=${writePlace(last.reservedAt, last.id)}`
            : undefined
        }
        first={query.has("sau") ? paths.blocks() : undefined}
        language={language}
      />
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function ReserveForm(props: {
  readonly words: Words;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
  readonly most: number;
}): VNode {
  const { words, exchange, error, most } = props;
  const { form, now } = exchange;
  const errorOf = (id: string): string | undefined =>
    error?.fieldId === id ? error.text : undefined;
  return (
    <Panel title={words["reserve.title"]} id="lay-so">
      <form method="post" action={paths.blocks()}>
        <Field
          id="so-luong"
          label={words["reserve.count"]}
          hint={filled(words["reserve.count-hint"], { most })}
          error={errorOf("so-luong")}
          inputmode="numeric"
          width={4}
          value={form.get("so-luong") ?? "20"}
        />
        <Radios
          id="dung"
          label={words["reserve.use"]}
          value={form.get("dung") ?? "cat"}
          options={[
            { value: "cat", label: words["reserve.stock"], hint: words["reserve.stock-hint"] },
            { value: "ngay", label: words["reserve.day"], hint: words["reserve.day-hint"] },
          ]}
        />
        <Field
          id="ngay"
          label={words["reserve.on"]}
          error={errorOf("ngay")}
          width="short"
          inputmode="numeric"
          value={form.get("ngay") ?? formatDay(dayIn(now))}
        />
        <Button>{words["reserve.submit"]}</Button>
      </form>
    </Panel>
  );
}

function BlockTable(props: {
  readonly blocks: readonly ReceiptBlock[];
  readonly words: Words;
}): VNode {
  const { blocks, words } = props;
  return (
    <DataTable
      caption={words["blocks.caption"]}
      columns={[
        { key: "range", label: words["col.numbers"] },
        { key: "use", label: words["col.use"] },
        { key: "by", label: words["col.reserved-by"] },
        { key: "at", label: words["col.reserved-at"] },
      ]}
      rows={blocks.map((block) => ({
        id: block.id,
        range: <LinkTo href={paths.block(block.publicId)}>{rangeText(block)}</LinkTo>,
        use: <UseLight block={block} words={words} />,
        by: block.reservedName,
        at: <When at={block.reservedAt} />,
      }))}
    />
  );
}

export function rangeText(block: ReceiptBlock): string {
  const { year, firstNumber, lastNumber } = block;
  const first = receiptText({ year, number: firstNumber });
  return firstNumber === lastNumber
    ? first
    : `${first} – ${receiptText({ year, number: lastNumber })}`;
}

export function UseLight({ block, words }: { block: ReceiptBlock; words: Words }): VNode {
  return block.usedOn === null ? (
    <Light state="hold" words={words["block.in-stock"]} />
  ) : (
    <Light state="ok" words={filled(words["block.used-on"], { day: formatDay(block.usedOn) })} />
  );
}
