import type { VNode } from "preact";
import type { Result } from "#kernel/result";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  EmptyState,
  ErrorSummary,
  Field,
  KeyValues,
  LinkTo,
  Money,
  type PageError,
  Pager,
  Panel,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { type PaymentRefusal, REFUSALS } from "../charge.ts";
import { decideRefund, payOutRefund } from "../decide-refund.ts";
import { paths } from "../paths.ts";
import { mayWith, PAYMENT_PERMISSIONS } from "../policy.ts";
import { type ListedRefund, refundRows, tenantOfListed } from "../refund-store.ts";
import { wordsIn } from "../words.ts";
import { inTenant, type PaymentPageDeps, readPlace, writePlace } from "./deps.ts";
import { RefundLight } from "./refund-parts.tsx";

const PAGE = 20;

/** `/can-bo/hoan-tien`: what is asked for, what was decided, and how it ended. */
export function refundRoutes(deps: PaymentPageDeps, onApproved: () => void): readonly Route[] {
  const official = { access: "official", roles: PAYMENT_PERMISSIONS["fee see"] } as const;
  return [
    {
      ...official,
      method: "GET",
      path: "/can-bo/hoan-tien",
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...official,
      method: "POST",
      path: "/can-bo/hoan-tien/:id/quyet-dinh",
      handle: async (exchange) => {
        const { form, now } = exchange;
        const isApproved = form.get("quyet-dinh") === "duyet";
        const done = await act(exchange, (tx, caller, one) =>
          decideRefund(tx, now, caller, {
            ...one,
            isApproved,
            decision: form.get("so-quyet-dinh") ?? "",
          }),
        );
        if (done.ok && isApproved) onApproved();
        return answer(deps, exchange, done);
      },
    },
    {
      ...official,
      method: "POST",
      path: "/can-bo/hoan-tien/:id/chi-tra",
      handle: async (exchange) => {
        const done = await act(exchange, (tx, caller, one) =>
          payOutRefund(tx, exchange.now, caller, one),
        );
        return answer(deps, exchange, done);
      },
    },
  ];
}

type Act = Parameters<typeof inTenant<unknown>>[2];

async function act(
  exchange: Exchange,
  work: (
    tx: Parameters<Act>[0],
    caller: Parameters<Act>[1],
    one: { readonly id: string; readonly version: number },
  ) => ReturnType<Act>,
): Promise<Result<unknown, PaymentRefusal>> {
  const id = exchange.params["id"] ?? "";
  const tenantId = await asOfficial(exchange, (tx) => tenantOfListed(tx, tx.tenantIds, id));
  if (tenantId === undefined) return { ok: false, error: "missing" };
  const one = { id, version: Number(exchange.form.get("version")) };
  return inTenant(exchange, tenantId, (tx, caller) => work(tx, caller, one));
}

function answer(
  deps: PaymentPageDeps,
  exchange: Exchange,
  done: Result<unknown, PaymentRefusal>,
): Reply | Promise<Reply> {
  if (done.ok) return { kind: "redirect", to: paths.refunds() };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

async function show(
  deps: PaymentPageDeps,
  exchange: Exchange,
  refusal?: PaymentRefusal,
): Promise<Reply> {
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { tenantIds } = officialSession(exchange);
  const after = readPlace(query.get("sau"));
  const found = await asOfficial(exchange, (tx) =>
    refundRows(tx, tenantIds, {
      limit: PAGE + 1,
      ...(after === undefined ? {} : { after: { askedAt: after.at, id: after.id } }),
    }),
  );
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  const next =
    found.length > PAGE && last !== undefined
      ? `${paths.refunds()}?sau=${writePlace(last.askedAt, last.id)}`
      : undefined;
  const errors: readonly PageError[] =
    refusal === "decision-missing"
      ? [
          {
            fieldId: `quyet-dinh-${exchange.params["id"] ?? ""}`,
            text: words[`refused.${refusal}`],
          },
        ]
      : [];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["refund.title"]} current={paths.refunds()}>
      <h1>{words["refund.title"]}</h1>
      <p class="lead">{words["refund.lead"]}</p>
      <ErrorSummary errors={errors} language={language} />
      {refusal === undefined || errors.length > 0 ? null : (
        <Banner kind="warning" title={words[`refused.${refusal}`]} />
      )}
      {shown.length === 0 ? (
        <EmptyState title={words["refund.empty"]} text={words["refund.empty-text"]} />
      ) : (
        shown.map((refund) => (
          <OneRefund key={refund.id} refund={refund} exchange={exchange} error={errors[0]} />
        ))
      )}
      <Pager
        next={next}
        first={query.has("sau") ? paths.refunds() : undefined}
        language={language}
      />
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

interface RefundProps {
  readonly refund: ListedRefund;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}

function OneRefund(props: RefundProps): VNode {
  const { refund, exchange } = props;
  const { language } = exchange;
  const words = wordsIn(language);
  const { roles, actor } = officialSession(exchange);
  const isOwn = actor.kind === "official" && actor.officialId === refund.askedBy;
  const mayDecide = refund.state === "asked" && mayWith(roles, "refund decide");
  const mayPayOut =
    refund.state === "approved" && refund.channel !== "gateway" && mayWith(roles, "refund pay-out");
  return (
    <Panel title={refund.label} id={`hoan-${refund.id}`}>
      <KeyValues
        rows={[
          { label: words["col.amount"], value: <Money vnd={refund.amountVnd} /> },
          {
            label: words["charge.state"],
            value: <RefundLight refund={refund} language={language} />,
          },
          { label: words["refund.reason"], value: refund.reason },
          {
            label: words["refund.asked"],
            value: (
              <>
                {refund.askedName}, <When at={refund.askedAt} />
              </>
            ),
          },
          ...(refund.decidedAt === null
            ? []
            : [
                {
                  label: words["refund.decided"],
                  value: (
                    <>
                      {refund.decidedName}, <When at={refund.decidedAt} />: {refund.decision}
                    </>
                  ),
                },
              ]),
        ]}
      />
      <p class="acts">
        <LinkTo href={paths.fee(refund.chargePublicId)}>{words["refund.see-fee"]}</LinkTo>
      </p>
      {mayDecide && isOwn ? <p class="hint">{words["refused.own-request"]}</p> : null}
      {mayDecide && !isOwn ? <DecisionForm {...props} /> : null}
      {mayPayOut ? (
        <form method="post" action={paths.refundAct(refund.id, "chi-tra")}>
          <input type="hidden" name="version" value={String(refund.version)} />
          <Button>{words["refund.pay-out"]}</Button>
        </form>
      ) : null}
    </Panel>
  );
}

function DecisionForm({ refund, exchange, error }: RefundProps): VNode {
  const words = wordsIn(exchange.language);
  const isThis = exchange.params["id"] === refund.id;
  return (
    <form method="post" action={paths.refundAct(refund.id, "quyet-dinh")}>
      <input type="hidden" name="version" value={String(refund.version)} />
      <Field
        id={`quyet-dinh-${refund.id}`}
        name="so-quyet-dinh"
        label={words["refund.decision"]}
        hint={words["refund.decision-hint"]}
        error={isThis ? error?.text : undefined}
        maxlength={500}
        value={isThis ? (exchange.form.get("so-quyet-dinh") ?? "") : ""}
      />
      <p class="acts">
        <Button name="quyet-dinh" value="duyet">
          {words["refund.approve"]}
        </Button>
        <Button kind="secondary" name="quyet-dinh" value="tu-choi">
          {words["refund.reject"]}
        </Button>
      </p>
    </form>
  );
}
