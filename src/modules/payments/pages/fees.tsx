import type { VNode } from "preact";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Button,
  DataTable,
  EmptyState,
  Field,
  LinkTo,
  Money,
  Pager,
  renderPage,
  Select,
  StaffPage,
  When,
} from "#ui";
import { type Charge, CHARGE_STATES, type ChargeState } from "../charge.ts";
import { paths } from "../paths.ts";
import { PAYMENT_PERMISSIONS } from "../policy.ts";
import { chargeRows, chargesNamed } from "../store.ts";
import { type Words, wordsIn } from "../words.ts";
import { ChargeLight } from "./charge-parts.tsx";
import { type PaymentPageDeps, readPlace, writePlace } from "./deps.ts";

const PAGE = 25;

/** `/can-bo/thu-phi`: every charge of the agency, newest first, of one state or by its name. */
export function feesRoute(deps: PaymentPageDeps): Route {
  return {
    method: "GET",
    path: "/can-bo/thu-phi",
    access: "official",
    roles: PAYMENT_PERMISSIONS["fee see"],
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: PaymentPageDeps, exchange: Exchange): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds } = officialSession(exchange);
  const state = CHARGE_STATES.find((one) => one === query.get("tinh-trang"));
  const name = (query.get("tim") ?? "").trim().toUpperCase().slice(0, 60);
  const after = readPlace(query.get("sau"));
  const found = await asOfficial(exchange, (tx) =>
    name === ""
      ? chargeRows(tx, tenantIds, {
          limit: PAGE + 1,
          ...(state === undefined ? {} : { state }),
          ...(after === undefined ? {} : { after: { madeAt: after.at, id: after.id } }),
        })
      : chargesNamed(tx, tenantIds, name),
  );
  const shown = name === "" ? found.slice(0, PAGE) : found;
  const last = shown.at(-1);
  const hasMore = name === "" && found.length > PAGE && last !== undefined;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["fees.title"]} current={paths.fees()}>
      <h1>{words["fees.title"]}</h1>
      <Filters words={words} state={state} name={query.get("tim") ?? ""} />
      {shown.length === 0 ? (
        <EmptyState title={words["fees.empty"]} text={words["fees.empty-text"]} />
      ) : (
        <FeeTable charges={shown} words={words} exchange={exchange} />
      )}
      <Pager
        next={hasMore ? pageOf(query, writePlace(last.madeAt, last.id)) : undefined}
        first={query.has("sau") ? pageOf(query, undefined) : undefined}
        language={language}
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function pageOf(query: URLSearchParams, place: string | undefined): string {
  const next = new URLSearchParams(query);
  next.delete("sau");
  if (place !== undefined) next.set("sau", place);
  return `${paths.fees()}?${next.toString()}`;
}

function Filters(props: {
  readonly words: Words;
  readonly state: ChargeState | undefined;
  readonly name: string;
}): VNode {
  const { words, state, name } = props;
  return (
    <form method="get" action={paths.fees()} class="filters" role="search">
      <Select
        id="tinh-trang"
        label={words["charge.state"]}
        blank={words["fees.any-state"]}
        value={state ?? ""}
        options={CHARGE_STATES.map((one) => ({ value: one, label: words[`state.${one}`] }))}
      />
      <Field id="tim" label={words["fees.search"]} value={name} />
      <Button kind="secondary">{words["fees.filter"]}</Button>
    </form>
  );
}

function FeeTable(props: {
  readonly charges: readonly Charge[];
  readonly words: Words;
  readonly exchange: Exchange;
}): VNode {
  const { charges, words, exchange } = props;
  return (
    <DataTable
      caption={words["fees.caption"]}
      columns={[
        { key: "label", label: words["charge.subject"] },
        { key: "payer", label: words["col.payer"] },
        { key: "amount", label: words["charge.amount"], isNumber: true },
        { key: "paid", label: words["charge.paid"], isNumber: true },
        { key: "state", label: words["charge.state"] },
        { key: "made", label: words["col.made"] },
      ]}
      rows={charges.map((charge) => ({
        id: charge.id,
        label: <LinkTo href={paths.fee(charge.publicId)}>{charge.label}</LinkTo>,
        payer: charge.payerName,
        amount: <Money vnd={charge.amountVnd} />,
        paid: <Money vnd={charge.paidVnd - charge.refundedVnd} />,
        state: <ChargeLight charge={charge} language={exchange.language} />,
        made: <When at={charge.madeAt} withTime={false} />,
      }))}
    />
  );
}
