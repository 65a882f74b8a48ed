import type { VNode } from "preact";
import { dayIn, formatDay, typedDay } from "#kernel/calendar-day";
import { refused, type Result } from "#kernel/result";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  KeyValues,
  Light,
  LinkTo,
  momentText,
  type PageError,
  Panel,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { dossierPlaceHref } from "#modules/dossiers";
import { isOwed, type PaperReceipt, receiptText, type ReceiptBlock } from "../paper-receipt.ts";
import { paths } from "../paths.ts";
import { mayWith, PAPER_PERMISSIONS } from "../policy.ts";
import { paperFrame } from "../print-parts.ts";
import { blockByPublicId, receiptsOfBlock } from "../receipt-store.ts";
import { type PaperRefusal, REFUSALS } from "../refusals.ts";
import { useBlock } from "../reserve-receipts.ts";
import { voidReceipts } from "../void-receipts.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { inTenant, type PaperPageDeps, pdfReply } from "./deps.ts";
import { rangeText, UseLight } from "./receipt-blocks.tsx";

/** `/can-bo/ho-so-giay/phieu-in-san/:id`: one block, what became of each number, and the slips to print. */
export function receiptBlockPageRoutes(deps: PaperPageDeps): readonly Route[] {
  const see = { access: "official", roles: PAPER_PERMISSIONS["paper-receipt see"] } as const;
  return [
    {
      ...see,
      method: "GET",
      path: "/can-bo/ho-so-giay/phieu-in-san/:id",
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...see,
      method: "GET",
      path: "/can-bo/ho-so-giay/phieu-in-san/:id/phieu.pdf",
      handle: (exchange) => print(deps, exchange),
    },
    {
      access: "official",
      roles: PAPER_PERMISSIONS["paper-receipt reserve"],
      method: "POST",
      path: "/can-bo/ho-so-giay/phieu-in-san/:id/dung",
      handle: (exchange) => act(deps, exchange, use),
    },
    {
      access: "official",
      roles: PAPER_PERMISSIONS["paper-receipt void"],
      method: "POST",
      path: "/can-bo/ho-so-giay/phieu-in-san/:id/huy",
      handle: (exchange) => act(deps, exchange, voidRange),
    },
  ];
}

interface Seen {
  readonly block: ReceiptBlock;
  readonly receipts: readonly PaperReceipt[];
}

function seenBy(exchange: Exchange): Promise<Seen | undefined> {
  return asOfficial(exchange, async (tx) => {
    const block = await blockByPublicId(tx, exchange.params["id"] ?? "");
    return block === undefined ? undefined : { block, receipts: await receiptsOfBlock(tx, block) };
  });
}

type Act = (
  deps: PaperPageDeps,
  exchange: Exchange,
  block: ReceiptBlock,
) => Promise<Result<unknown, PaperRefusal>>;

async function act(deps: PaperPageDeps, exchange: Exchange, work: Act): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const done = await work(deps, exchange, seen.block);
  if (done.ok) return { kind: "redirect", to: paths.block(seen.block.publicId) };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

const use: Act = async (deps, exchange, block) => {
  const usedOn = typedDay(exchange.form.get("ngay") ?? "");
  if (usedOn === undefined) return refused("day-unfit");
  return inTenant(exchange, block.tenantId, (tx, caller) =>
    useBlock(tx, exchange.now, deps.dossiers.calendars, caller, {
      publicId: block.publicId,
      usedOn,
    }),
  );
};

const voidRange: Act = (_, exchange, block) => {
  const { form, now } = exchange;
  const number = (name: string): number => Number((form.get(name) ?? "").trim() || Number.NaN);
  return inTenant(exchange, block.tenantId, (tx, caller) =>
    voidReceipts(tx, now, caller, {
      publicId: block.publicId,
      from: number("tu-so"),
      to: number("den-so"),
      reason: form.get("ly-do") ?? "",
    }),
  );
};

async function print(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { block, receipts } = seen;
  const qrText = `${deps.origin()}${paths.block(block.publicId)}`;
  const pdf = await deps.printer.print(
    "blank-receipts",
    {
      ...paperFrame(block.agencyName, dayIn(block.reservedAt), qrText),
      notice: wordsIn("vi")["print.slip-notice"],
      range: rangeText(block),
      numbers: receipts.filter((one) => one.state === "blank").map(receiptText),
    },
    block.reservedAt,
  );
  return pdfReply(pdf, `phieu-in-san-${block.year}-${block.firstNumber}.pdf`);
}

const QUESTIONS: Readonly<Partial<Record<PaperRefusal, string>>> = {
  "count-unfit": "tu-so",
  "receipt-used": "tu-so",
  "reason-missing": "ly-do",
  "day-unfit": "ngay",
};

async function show(
  deps: PaperPageDeps,
  exchange: Exchange,
  refusal?: PaperRefusal,
): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { roles } = officialSession(exchange);
  const { block, receipts } = seen;
  const question = refusal === undefined ? undefined : QUESTIONS[refusal];
  const text =
    refusal === "count-unfit"
      ? words["refused.range-unfit"]
      : refusal && words[`refused.${refusal}`];
  const errors: readonly PageError[] =
    question === undefined || text === undefined ? [] : [{ fieldId: question, text }];
  const blank = receipts.filter((one) => one.state === "blank");
  const view = (
    <StaffPage {...deps.frame(exchange)} title={rangeText(block)} current={paths.folders()}>
      <p>
        <LinkTo href={paths.blocks()}>{words["blocks.title"]}</LinkTo>
      </p>
      <h1 class="num">{rangeText(block)}</h1>
      <ErrorSummary errors={errors} language={language} />
      {refusal === undefined || errors.length > 0 ? null : (
        <Banner kind="warning" title={words[`refused.${refusal}`]} />
      )}
      <div class="columns">
        <div>
          <BlockFacts block={block} words={words} />
          <ReceiptTable receipts={receipts} words={words} now={now} />
        </div>
        <div>
          {blank.length === 0 ? null : (
            <Panel title={words["block.print"]} id="in">
              <p>{words["block.print-hint"]}</p>
              <Button href={paths.blockPdf(block.publicId)} icon="print">
                {words["block.print-act"]}
              </Button>
            </Panel>
          )}
          {block.usedOn === null && mayWith(roles, "paper-receipt reserve") ? (
            <UseForm {...{ block, words, exchange, error: errors[0] }} />
          ) : null}
          {blank.length > 0 && mayWith(roles, "paper-receipt void") ? (
            <VoidForm {...{ block, blank, words, exchange, error: errors[0] }} />
          ) : null}
        </div>
      </div>
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function BlockFacts({ block, words }: { block: ReceiptBlock; words: Words }): VNode {
  return (
    <Panel title={words["block.facts"]} id="lo-so">
      <KeyValues
        rows={[
          { label: words["col.use"], value: <UseLight block={block} words={words} /> },
          ...(block.owedAt === null
            ? []
            : [{ label: words["block.owed-from"], value: <When at={block.owedAt} /> }]),
          { label: words["col.reserved-by"], value: block.reservedName },
          { label: words["col.reserved-at"], value: <When at={block.reservedAt} /> },
        ]}
      />
    </Panel>
  );
}

function ReceiptTable(props: {
  readonly receipts: readonly PaperReceipt[];
  readonly words: Words;
  readonly now: Date;
}): VNode {
  const { receipts, words, now } = props;
  return (
    <DataTable
      caption={words["block.numbers"]}
      columns={[
        { key: "number", label: words["col.number"] },
        { key: "state", label: words["col.state"] },
        { key: "what", label: words["col.what"] },
        { key: "by", label: words["col.closed-by"] },
      ]}
      rows={receipts.map((one) => ({
        id: one.id,
        number: receiptText(one),
        state: <ReceiptLight receipt={one} words={words} now={now} />,
        what: <WhatBecame receipt={one} words={words} />,
        by: one.closedAt === null ? "" : `${one.closedName ?? ""} · ${momentText(one.closedAt)}`,
      }))}
    />
  );
}

function ReceiptLight(props: {
  readonly receipt: PaperReceipt;
  readonly words: Words;
  readonly now: Date;
}): VNode {
  const { receipt, words, now } = props;
  if (isOwed(receipt, now)) return <Light state="late" words={words["receipt.owed"]} />;
  if (receipt.state === "blank") return <Light state="hold" words={words["receipt.blank"]} />;
  return <Light state="done" words={words[`receipt.${receipt.state}`]} />;
}

function WhatBecame({ receipt, words }: { receipt: PaperReceipt; words: Words }): VNode | null {
  const { dossierCode, receivedAt, voidReason } = receipt;
  if (voidReason !== null) return <>{voidReason}</>;
  if (dossierCode === null || receivedAt === null) return null;
  return (
    <>
      <LinkTo href={dossierPlaceHref(dossierCode)}>{dossierCode}</LinkTo>
      <br />
      {filled(words["receipt.received-at"], { at: momentText(receivedAt) })}
    </>
  );
}

interface FormProps {
  readonly block: ReceiptBlock;
  readonly words: Words;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}

function UseForm({ block, words, exchange, error }: FormProps): VNode {
  return (
    <Panel title={words["use.title"]} id="dua-vao-dung">
      <form method="post" action={paths.blockAct(block.publicId, "dung")}>
        <p>{words["use.hint"]}</p>
        <Field
          id="ngay"
          label={words["reserve.on"]}
          error={error?.fieldId === "ngay" ? error.text : undefined}
          width="short"
          inputmode="numeric"
          value={exchange.form.get("ngay") ?? formatDay(dayIn(exchange.now))}
        />
        <Button kind="secondary">{words["use.submit"]}</Button>
      </form>
    </Panel>
  );
}

function VoidForm(props: FormProps & { readonly blank: readonly PaperReceipt[] }): VNode {
  const { block, blank, words, exchange, error } = props;
  const { form } = exchange;
  const errorOf = (id: string): string | undefined =>
    error?.fieldId === id ? error.text : undefined;
  return (
    <Panel title={words["void.title"]} id="huy-so">
      <form method="post" action={paths.blockAct(block.publicId, "huy")}>
        <p>{words["void.hint"]}</p>
        <Field
          id="tu-so"
          label={words["void.from"]}
          error={errorOf("tu-so")}
          inputmode="numeric"
          width={6}
          value={form.get("tu-so") ?? String(blank[0]?.number ?? "")}
        />
        <Field
          id="den-so"
          label={words["void.to"]}
          inputmode="numeric"
          width={6}
          value={form.get("den-so") ?? String(blank.at(-1)?.number ?? "")}
        />
        <Field
          id="ly-do"
          label={words["void.reason"]}
          error={errorOf("ly-do")}
          rows={2}
          value={form.get("ly-do") ?? ""}
        />
        <Button kind="danger">{words["void.submit"]}</Button>
      </form>
    </Panel>
  );
}
