import QRCode from "qrcode";
import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import { dongInWords } from "#kernel/money-words";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  CitizenPage,
  CopyCode,
  LinkTo,
  KeyValues,
  type Language,
  Panel,
  renderPage,
  Steps,
} from "#ui";
import { type Account, type Charge, outstandingVnd, type Payment } from "../charge.ts";
import { paths } from "../paths.ts";
import { settleTransfer } from "../settle-transfer.ts";
import { accountOn, chargeByPublicId, paymentsOf } from "../store.ts";
import { vietQr } from "../vietqr.ts";
import { type Words, wordsIn } from "../words.ts";
import { ChargeFacts, PaymentTable } from "./charge-parts.tsx";
import { receiptReply } from "./fee.tsx";
import { asPayer, type PaymentPageDeps } from "./deps.ts";

/** `/thanh-toan/:id`: the payer sees what is to be paid, how, and what happens next. */
export function payRoutes(deps: PaymentPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/thanh-toan/:id",
      access: "applicant",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: "/thanh-toan/:id/kiem-tra",
      access: "applicant",
      handle: (exchange) => checkAgain(deps, exchange),
    },
    {
      method: "GET",
      path: "/thanh-toan/:id/bien-lai/:file",
      access: "applicant",
      handle: async (exchange) => {
        const seen = await seenBy(exchange);
        const payment = seen?.payments.find((one) => one.publicId === exchange.params["file"]);
        return seen === undefined || payment === undefined
          ? { kind: "missing" }
          : receiptReply(deps, seen.charge, payment);
      },
    },
  ];
}

/** "I have paid, check again": asks the gateway itself, and counts what it has not told yet. */
async function checkAgain(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const id = exchange.params["id"] ?? "";
  const charge = await asPayer(exchange, (tx) => chargeByPublicId(tx, id));
  if (charge === undefined) return { kind: "missing" };
  const answered = await askGateway(deps, exchange, charge);
  return { kind: "redirect", to: `${paths.charge(id)}?da-kiem-tra=${answered ? "co" : "khong"}` };
}

/** False when the gateway did not answer: the page says so, and nothing is lost. */
async function askGateway(
  { gateway }: PaymentPageDeps,
  { db, now }: Exchange,
  charge: Charge,
): Promise<boolean> {
  if (gateway === undefined) return true;
  const found = await gateway.port.paymentsFor(charge.reference).catch(() => undefined); // told to the payer as "no answer"
  for (const transfer of found ?? []) await settleTransfer(db, now, transfer);
  return found !== undefined;
}

interface Seen {
  readonly charge: Charge;
  readonly payments: readonly Payment[];
  readonly account: Account | undefined;
}

function seenBy(exchange: Exchange): Promise<Seen | undefined> {
  return asPayer(exchange, async (tx) => {
    const charge = await chargeByPublicId(tx, exchange.params["id"] ?? "");
    if (charge === undefined) return undefined;
    return {
      charge,
      payments: await paymentsOf(tx, charge),
      account: await accountOn(tx, charge.tenantId, dayIn(exchange.now)),
    };
  });
}

async function show(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const { language } = exchange;
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const words = wordsIn(language);
  const { charge, payments, account } = seen;
  const outstanding = outstandingVnd(charge);
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={words["charge.pay-title"]}
      crumbs={[{ href: charge.href, label: charge.label }]}
    >
      <h1>{words["charge.pay-title"]}</h1>
      <StateBanner charge={charge} words={words} />
      <CheckedBanner charge={charge} words={words} asked={exchange.query.get("da-kiem-tra")} />
      {outstanding === 0 || account === undefined ? null : (
        <Transfer
          {...{ charge, account, outstanding, language }}
          simulatorUrl={deps.gateway?.simulatorUrl}
          qr={await qrPicture({ account, amountVnd: outstanding, reference: charge.reference })}
        />
      )}
      {outstanding > 0 && account === undefined ? (
        <Banner kind="info" title={words["pay.no-account"]} />
      ) : null}
      <Panel title={words["charge.title"]} id="le-phi">
        <ChargeFacts charge={charge} language={language} />
        {outstanding === 0 ? null : (
          <p class="hint">{words[charge.isDueFirst ? "charge.due-first" : "charge.due-later"]}</p>
        )}
      </Panel>
      <Panel title={words["charge.payments"]} id="cac-lan-nop">
        <PaymentTable
          payments={payments}
          language={language}
          receiptHref={(payment) => paths.myReceipt(charge.publicId, payment.publicId)}
        />
      </Panel>
      <p>
        <a href={charge.href}>{words["charge.back"]}</a>
      </p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function StateBanner({ charge, words }: { charge: Charge; words: Words }): VNode | null {
  switch (charge.state) {
    case "due":
      return null;
    case "partly-paid":
      return (
        <Banner kind="warning" title={words["pay.partly"]}>
          <p>{words["pay.partly-text"]}</p>
        </Banner>
      );
    case "paid":
      return (
        <Banner kind="success" title={words["pay.done"]}>
          <p>{words["pay.done-text"]}</p>
        </Banner>
      );
    case "overpaid":
      return (
        <Banner kind="info" title={words["pay.over"]}>
          <p>{words["pay.over-text"]}</p>
        </Banner>
      );
    case "refunded":
      return <Banner kind="info" title={words["pay.refunded"]} />;
    case "cancelled":
      return <Banner kind="info" title={words["pay.cancelled"]} />;
  }
}

/** What came of asking again, where the state does not say it. */
function CheckedBanner(props: {
  readonly charge: Charge;
  readonly words: Words;
  readonly asked: string | null;
}): VNode | null {
  const { charge, words, asked } = props;
  if (asked === "khong") return <Banner kind="warning" title={words["pay.no-answer"]} />;
  return asked === null || charge.state !== "due" ? null : (
    <Banner kind="info" title={words["pay.not-yet"]} />
  );
}

/** The code for a telephone, the same to type by hand, and what happens next. */
function Transfer(props: {
  readonly charge: Charge;
  readonly account: Account;
  readonly outstanding: number;
  readonly qr: string;
  readonly simulatorUrl: string | undefined;
  readonly language: Language;
}): VNode {
  const { charge, account, outstanding, language, simulatorUrl } = props;
  const words = wordsIn(language);
  return (
    <>
      <section class="panel pay" aria-labelledby="quet-ma">
        <div>
          <h2 id="quet-ma">{words["pay.scan"]}</h2>
          <p>{words["pay.scan-text"]}</p>
          <p class="pay-amount num">{dongText(outstanding)}</p>
          <form method="post" action={paths.checkAgain(charge.publicId)}>
            <Button kind="secondary">{words["pay.check"]}</Button>
          </form>
          {simulatorUrl === undefined ? null : (
            <p class="hint">
              <LinkTo
                href={`${simulatorUrl}/?${new URLSearchParams({ account: account.number, amount: String(outstanding), reference: charge.reference }).toString()}`}
              >
                {words["pay.simulator"]}
              </LinkTo>
            </p>
          )}
        </div>
        <img class="qr qr-pay" src={props.qr} alt={words["pay.qr"]} width="240" height="240" />
      </section>
      <Panel title={words["pay.by-hand"]} id="tu-nhap">
        <KeyValues
          rows={[
            { label: words["pay.bank"], value: account.bankName },
            { label: words["pay.account"], value: <CopyCode value={account.number} /> },
            { label: words["pay.holder"], value: account.holder },
            { label: words["pay.amount"], value: dongText(outstanding) },
            {
              label: words["pay.in-words"],
              value: <span lang="vi">{dongInWords(outstanding)}</span>,
            },
            {
              label: words["pay.reference"],
              value: (
                <>
                  <CopyCode value={charge.reference} />
                  <span class="hint">{words["pay.reference-hint"]}</span>
                </>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={words["pay.next"]} id="sau-do">
        <Steps
          items={(["pay.next-1", "pay.next-2", "pay.next-3"] as const).map((key) => ({
            label: words[key],
          }))}
        />
        <p class="hint">{words["pay.at-desk"]}</p>
      </Panel>
    </>
  );
}

async function qrPicture(transfer: Parameters<typeof vietQr>[0]): Promise<string> {
  const svg = await QRCode.toString(vietQr(transfer), {
    type: "svg",
    margin: 2,
    errorCorrectionLevel: "M",
  });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
