import { dong } from "#kernel/money";
import { noteView, rightOf } from "#modules/access-log";
import type { Tx } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  CopyCode,
  ErrorSummary,
  KeyValues,
  LinkTo,
  type PageError,
  Panel,
  renderPage,
  StaffPage,
} from "#ui";
import { askRefund } from "../ask-refund.ts";
import { type Charge, type Payment, type PaymentRefusal, REFUSALS } from "../charge.ts";
import { type GatewayNoticeRow, noticesOfCharge } from "../gateway-store.ts";
import { paths } from "../paths.ts";
import { mayWith, PAYMENT_PERMISSIONS } from "../policy.ts";
import { receiptPrint } from "../print-receipt.ts";
import type { Refund } from "../refund.ts";
import { refundsOf } from "../refund-store.ts";
import { chargeByPublicId, paymentsOf } from "../store.ts";
import { takeAtDesk } from "../take-at-desk.ts";
import { receiptText } from "../take-payment.ts";
import { wordsIn } from "../words.ts";
import { ChargeFacts, PaymentTable } from "./charge-parts.tsx";
import { inTenant, type PaymentPageDeps, pdfReply } from "./deps.ts";
import { DeskForm, RefundForm } from "./fee-forms.tsx";
import { NoticeTable } from "./notice-table.tsx";
import { RefundTable } from "./refund-parts.tsx";

/** `/can-bo/thu-phi/:id`: one charge as the cashier works with it. */
export function feeRoutes(deps: PaymentPageDeps): readonly Route[] {
  const official = {
    access: "official",
    roles: PAYMENT_PERMISSIONS["fee see"],
  } as const;
  return [
    {
      ...official,
      method: "GET",
      path: "/can-bo/thu-phi/:id",
      handle: (exchange) => showFee(deps, exchange),
    },
    {
      ...official,
      method: "POST",
      path: "/can-bo/thu-phi/:id/nop",
      handle: (exchange) => take(deps, exchange),
    },
    {
      ...official,
      method: "POST",
      path: "/can-bo/thu-phi/:id/hoan",
      handle: (exchange) => ask(deps, exchange),
    },
    {
      ...official,
      method: "GET",
      path: "/can-bo/thu-phi/:id/bien-lai/:file",
      handle: (exchange) => receipt(deps, exchange),
    },
  ];
}

interface Seen {
  readonly charge: Charge;
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  readonly notices: readonly GatewayNoticeRow[];
}

/** What somebody owes and paid is theirs too: who looked is told to them. */
function noteFeeLook(tx: Tx, exchange: Exchange, charge: Charge): Promise<void> {
  return noteView(tx, exchange, {
    tenantId: charge.tenantId,
    personId: charge.applicantId,
    subject: {
      kind: charge.subjectKind,
      id: charge.subjectId,
      href: charge.href,
      code: charge.label,
    },
    thing: "fee",
    right: rightOf(officialSession(exchange)),
  });
}

function seenBy(exchange: Exchange): Promise<Seen | undefined> {
  const { tenantIds } = officialSession(exchange);
  return asOfficial(exchange, async (tx) => {
    const charge = await chargeByPublicId(tx, exchange.params["id"] ?? "");
    if (charge === undefined || !tenantIds.includes(charge.tenantId)) return undefined;
    await noteFeeLook(tx, exchange, charge);
    return {
      charge,
      payments: await paymentsOf(tx, charge),
      refunds: await refundsOf(tx, charge),
      notices: await noticesOfCharge(tx, charge),
    };
  });
}

/** What a refused form must mend: the question and what is wrong with it. */
const QUESTIONS: Readonly<Partial<Record<PaymentRefusal, string>>> = {
  "amount-wrong": "so-tien",
  "reference-missing": "ma-giao-dich",
  "counted-already": "ma-giao-dich",
  "reason-missing": "ly-do",
};

async function showFee(
  deps: PaymentPageDeps,
  exchange: Exchange,
  refusal?: PaymentRefusal,
): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const { roles } = officialSession(exchange);
  const { charge, payments, refunds, notices } = seen;
  const question = refusal === undefined ? undefined : QUESTIONS[refusal];
  const act = exchange.path.endsWith("/hoan") ? "hoan" : "nop";
  const errors: readonly PageError[] =
    refusal === undefined || question === undefined
      ? []
      : [{ fieldId: `${act}-${question}`, text: words[`refused.${refusal}`] }];
  const wrong = errors[0];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={charge.label} current={paths.fees()}>
      <h1 class="num">{charge.label}</h1>
      <p class="lead">
        {charge.payerName} · <LinkTo href={charge.staffHref}>{words["fee.dossier"]}</LinkTo>
      </p>
      <ErrorSummary errors={errors} language={language} />
      {refusal === undefined || errors.length > 0 ? null : (
        <Banner kind="warning" title={words[`refused.${refusal}`]} />
      )}
      {exchange.query.has("bien-lai") ? (
        <Banner kind="success" title={words["fee.taken"]}>
          <p>
            <LinkTo href={paths.receipt(charge.publicId, exchange.query.get("bien-lai") ?? "")}>
              {words["fee.print-receipt"]}
            </LinkTo>
          </p>
        </Banner>
      ) : null}
      <div class="columns">
        <div>
          <Panel title={words["charge.title"]} id="le-phi">
            <ChargeFacts charge={charge} language={language} />
            <KeyValues
              rows={[
                { label: words["pay.reference"], value: <CopyCode value={charge.reference} /> },
                ...(charge.cancelReason === null
                  ? []
                  : [{ label: words["fee.cancelled"], value: charge.cancelReason }]),
              ]}
            />
          </Panel>
          {mayWith(roles, "fee take-at-desk") ? (
            <DeskForm charge={charge} exchange={exchange} error={wrong} />
          ) : null}
          <Panel title={words["charge.payments"]} id="cac-lan-nop">
            <PaymentTable
              payments={payments}
              language={language}
              receiptHref={(payment) => paths.receipt(charge.publicId, payment.publicId)}
            />
          </Panel>
          <Panel title={words["fee.notices"]} id="thong-bao-cong">
            <NoticeTable notices={notices} language={language} />
          </Panel>
        </div>
        <div>
          <Panel title={words["refund.title"]} id="hoan-tien">
            <RefundTable refunds={refunds} language={language} />
            {mayWith(roles, "refund ask") ? (
              <RefundForm {...{ charge, payments, refunds, exchange }} error={wrong} />
            ) : null}
          </Panel>
        </div>
      </div>
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status: status === 404 ? 200 : status, html: renderPage(view) };
}

async function take(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { charge } = seen;
  const done = await inTenant(exchange, charge.tenantId, (tx, caller) =>
    takeAtDesk(tx, now, caller, {
      publicId: charge.publicId,
      version: Number(form.get("version")),
      channel: form.get("cach-nop") === "transfer" ? "transfer" : "cash",
      amountVnd: dong(form.get("so-tien") ?? ""),
      transactionId: form.get("ma-giao-dich") ?? "",
      payerName: form.get("nguoi-nop") ?? "",
    }),
  );
  if (done.ok)
    return {
      kind: "redirect",
      to: `${paths.fee(charge.publicId)}?bien-lai=${done.value.payment.publicId}`,
    };
  return done.error === "missing" ? { kind: "missing" } : showFee(deps, exchange, done.error);
}

async function ask(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { charge } = seen;
  const done = await inTenant(exchange, charge.tenantId, (tx, caller) =>
    askRefund(tx, now, caller, {
      publicId: charge.publicId,
      version: Number(form.get("version")),
      payment: form.get("lan-nop") ?? "",
      amountVnd: dong(form.get("so-tien") ?? ""),
      reason: form.get("ly-do") ?? "",
    }),
  );
  if (done.ok) return { kind: "redirect", to: `${paths.fee(charge.publicId)}#hoan-tien` };
  return done.error === "missing" ? { kind: "missing" } : showFee(deps, exchange, done.error);
}

async function receipt(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenBy(exchange);
  const payment = seen?.payments.find((one) => one.publicId === exchange.params["file"]);
  if (seen === undefined || payment === undefined) return { kind: "missing" };
  return receiptReply(deps, seen.charge, payment);
}

/** A receipt printed from what is on record; the same again whenever it is asked for. */
export async function receiptReply(
  deps: PaymentPageDeps,
  charge: Charge,
  payment: Payment,
): Promise<Reply> {
  const data = receiptPrint(charge, payment, deps.origin());
  const pdf = await deps.printer.print("fee-receipt", data, payment.recordedAt);
  return pdfReply(pdf, `bien-lai-${receiptText(payment).replace("/", "-")}.pdf`);
}
