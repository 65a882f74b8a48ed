import type { VNode } from "preact";
import {
  DataTable,
  KeyValues,
  type Language,
  Light,
  type LightState,
  LinkTo,
  Money,
  Panel,
  When,
} from "#ui";
import {
  type Charge,
  type ChargeState,
  outstandingVnd,
  type Payment,
  surplusVnd,
} from "../charge.ts";
import { paths } from "../paths.ts";
import { receiptText } from "../take-payment.ts";
import { wordsIn } from "../words.ts";

const LIGHTS: Readonly<Record<ChargeState, LightState>> = {
  due: "near",
  "partly-paid": "late",
  paid: "done",
  overpaid: "late",
  refunded: "hold",
  cancelled: "hold",
};

/** The state of a charge: shape, colour and words. */
export function ChargeLight(props: {
  readonly charge: Charge;
  readonly language: Language;
}): VNode {
  const { charge, language } = props;
  return <Light state={LIGHTS[charge.state]} words={wordsIn(language)[`state.${charge.state}`]} />;
}

/** The facts of a charge; amounts that are nothing are left out. */
export function ChargeFacts({ charge, language }: { charge: Charge; language: Language }): VNode {
  const words = wordsIn(language);
  const amounts = [
    ["charge.paid", charge.paidVnd],
    ["charge.refunded", charge.refundedVnd],
    ["charge.surplus", surplusVnd(charge)],
    ["charge.outstanding", charge.paidVnd === 0 ? 0 : outstandingVnd(charge)],
  ] as const;
  return (
    <KeyValues
      rows={[
        { label: words["charge.for"], value: charge.reason[language] },
        { label: words["charge.amount"], value: <Money vnd={charge.amountVnd} /> },
        ...amounts
          .filter(([, vnd]) => vnd > 0)
          .map(([key, vnd]) => ({ label: words[key], value: <Money vnd={vnd} /> })),
        {
          label: words["charge.state"],
          value: <ChargeLight charge={charge} language={language} />,
        },
        ...(charge.basis.length === 0
          ? []
          : [
              {
                label: words["charge.basis"],
                value: charge.basis.map((sentence) => sentence[language]).join(" "),
              },
            ]),
      ]}
    />
  );
}

/** True while something must be paid before the subject goes on: then it stands above everything else. */
export function owesFirst(charges: readonly Charge[]): boolean {
  return charges.some((charge) => charge.isDueFirst && outstandingVnd(charge) > 0);
}

/** What a dossier's page shows of its charges: to the payer with the way to pay, to officials with the way to the charge. */
export function ChargePanel(props: {
  readonly charges: readonly Charge[];
  readonly language: Language;
}): VNode | null {
  const { charges, language } = props;
  const words = wordsIn(language);
  if (charges.length === 0) return null;
  return (
    <Panel title={words["charge.title"]} id="le-phi">
      {charges.map((charge) => (
        <div key={charge.id}>
          <ChargeFacts charge={charge} language={language} />
          {outstandingVnd(charge) === 0 ? null : (
            <p class="hint">{words[charge.isDueFirst ? "charge.due-first" : "charge.due-later"]}</p>
          )}
          <p class="acts">
            {outstandingVnd(charge) > 0 ? (
              <a
                class={charge.isDueFirst ? "button" : "button button-quiet"}
                href={paths.charge(charge.publicId)}
              >
                {words["charge.go-pay"]}
              </a>
            ) : (
              <a href={paths.charge(charge.publicId)}>{words["charge.see"]}</a>
            )}
          </p>
        </div>
      ))}
    </Panel>
  );
}

/** The same for officials: how it stands. */
export function StaffChargePanel(props: {
  readonly charges: readonly Charge[];
  readonly language: Language;
}): VNode | null {
  const { charges, language } = props;
  const words = wordsIn(language);
  if (charges.length === 0) return null;
  return (
    <Panel title={words["charge.title"]} id="le-phi">
      {charges.map((charge) => (
        <div key={charge.id}>
          <ChargeFacts charge={charge} language={language} />
          {charge.isDueFirst && outstandingVnd(charge) > 0 ? (
            <p class="hint">{words["charge.due-first"]}</p>
          ) : null}
          <p class="acts">
            <a href={paths.fee(charge.publicId)}>{words["charge.see"]}</a>
          </p>
        </div>
      ))}
    </Panel>
  );
}

/** Every payment with its receipt. */
export function PaymentTable(props: {
  readonly payments: readonly Payment[];
  readonly language: Language;
  readonly receiptHref: (payment: Payment) => string;
}): VNode {
  const { payments, language, receiptHref } = props;
  const words = wordsIn(language);
  return (
    <DataTable
      caption={words["charge.payments-list"]}
      isCaptionHidden
      empty={words["charge.no-payments"]}
      columns={[
        { key: "day", label: words["col.day"] },
        { key: "amount", label: words["col.amount"], isNumber: true },
        { key: "channel", label: words["col.channel"] },
        { key: "receipt", label: words["col.receipt"] },
      ]}
      rows={payments.map((payment) => ({
        id: payment.id,
        day: <When at={payment.paidAt} />,
        amount: <Money vnd={payment.amountVnd} />,
        channel: words[`channel.${payment.channel}`],
        receipt: (
          <LinkTo
            href={receiptHref(payment)}
            aria-label={`${words["charge.receipt"]} ${receiptText(payment)}`}
          >
            {receiptText(payment)} (PDF)
          </LinkTo>
        ),
      }))}
    />
  );
}
