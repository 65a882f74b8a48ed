import type { VNode } from "preact";
import { dongText } from "#kernel/money";
import type { Exchange } from "#platform/http";
import { Button, Field, type PageError, Panel, Radios, Select } from "#ui";
import { type Charge, outstandingVnd, type Payment, surplusVnd } from "../charge.ts";
import { paths } from "../paths.ts";
import { counts, type Refund } from "../refund.ts";
import { receiptText } from "../take-payment.ts";
import { wordsIn } from "../words.ts";

interface FormProps {
  readonly charge: Charge;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}

/** Taking money at the desk: the whole of what is open stands there already. */
export function DeskForm({ charge, exchange, error }: FormProps): VNode | null {
  const words = wordsIn(exchange.language);
  const outstanding = outstandingVnd(charge);
  if (outstanding === 0) return null;
  const typed = typedIn(exchange, "/nop");
  const errorOf = (id: string): string | undefined =>
    error?.fieldId === id ? error.text : undefined;
  return (
    <Panel title={words["desk.title"]} id="thu-tien">
      <form method="post" action={paths.feeAct(charge.publicId, "nop")}>
        <input type="hidden" name="version" value={String(charge.version)} />
        <Field
          id="nop-so-tien"
          name="so-tien"
          label={words["desk.amount"]}
          hint={`${words["charge.outstanding"]}: ${dongText(outstanding)}`}
          error={errorOf("nop-so-tien")}
          inputmode="numeric"
          width="medium"
          value={typed("so-tien") ?? String(outstanding)}
        />
        <Radios
          id="cach-nop"
          label={words["desk.channel"]}
          value={typed("cach-nop") ?? "cash"}
          options={[
            { value: "cash", label: words["desk.cash"] },
            { value: "transfer", label: words["desk.transfer"] },
          ]}
        />
        <Field
          id="nop-ma-giao-dich"
          name="ma-giao-dich"
          label={words["desk.transaction"]}
          hint={words["desk.transaction-hint"]}
          error={errorOf("nop-ma-giao-dich")}
          width="medium"
          maxlength={64}
          value={typed("ma-giao-dich") ?? ""}
        />
        <Field
          id="nguoi-nop"
          label={words["desk.payer"]}
          maxlength={200}
          value={typed("nguoi-nop") ?? charge.payerName}
        />
        <Button>{words["desk.submit"]}</Button>
      </form>
    </Panel>
  );
}

/** Asking for a refund: of one payment, with a reason; the surplus stands there where there is one. */
export function RefundForm(
  props: FormProps & {
    readonly payments: readonly Payment[];
    readonly refunds: readonly Refund[];
  },
): VNode | null {
  const { charge, exchange, error, payments, refunds } = props;
  const words = wordsIn(exchange.language);
  const left = payments
    .map((payment) => ({ payment, leftVnd: leftOf(payment, refunds) }))
    .filter((one) => one.leftVnd > 0);
  const latest = left.at(-1);
  if (latest === undefined) return null;
  const typed = typedIn(exchange, "/hoan");
  const surplus = surplusVnd(charge);
  const errorOf = (id: string): string | undefined =>
    error?.fieldId === id ? error.text : undefined;
  const isOpen = exchange.path.endsWith("/hoan");
  return (
    <details open={isOpen || (surplus > 0 && refunds.length === 0)}>
      <summary>{words["refund.ask"]}</summary>
      <form method="post" action={paths.feeAct(charge.publicId, "hoan")}>
        <input type="hidden" name="version" value={String(charge.version)} />
        <Select
          id="lan-nop"
          label={words["refund.payment"]}
          value={typed("lan-nop") ?? latest.payment.publicId}
          options={left.map(({ payment, leftVnd }) => ({
            value: payment.publicId,
            label: `${receiptText(payment)} · ${dongText(leftVnd)} · ${words[`channel.${payment.channel}`]}`,
          }))}
        />
        <Field
          id="hoan-so-tien"
          name="so-tien"
          label={words["refund.amount"]}
          error={errorOf("hoan-so-tien")}
          inputmode="numeric"
          width="medium"
          value={typed("so-tien") ?? String(Math.min(latest.leftVnd, surplus || latest.leftVnd))}
        />
        <Field
          id="hoan-ly-do"
          name="ly-do"
          label={words["refund.reason"]}
          error={errorOf("hoan-ly-do")}
          rows={3}
          value={typed("ly-do") ?? ""}
        />
        <Button kind="secondary">{words["refund.ask-submit"]}</Button>
        <p class="hint">{words["refund.ask-hint"]}</p>
      </form>
    </details>
  );
}

function leftOf(payment: Payment, refunds: readonly Refund[]): number {
  const taken = refunds
    .filter((one) => one.paymentId === payment.id && counts(one))
    .reduce((sum, one) => sum + one.amountVnd, 0);
  return payment.amountVnd - taken;
}

/** What was typed stays, where this is the form that was refused. */
function typedIn(exchange: Exchange, act: string): (name: string) => string | undefined {
  return (name) =>
    exchange.path.endsWith(act) ? (exchange.form.get(name) ?? undefined) : undefined;
}
