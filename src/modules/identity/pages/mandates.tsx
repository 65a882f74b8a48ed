import type { VNode } from "preact";
import { dayIn, formatDay, typedDay } from "#kernel/calendar-day";
import { composed } from "#kernel/vietnamese-text";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Checkboxes,
  CitizenPage,
  ErrorSummary,
  Field,
  Panel,
  Radios,
  renderPage,
  Tag,
} from "#ui";
import type { Mandate } from "../mandate-store.ts";
import { type Asked, isInForce, type MandateFault } from "../mandates.ts";
import { paths } from "../paths.ts";
import { type Words, wordsIn } from "../words.ts";
import type { PageDeps } from "./sign-in.tsx";

/** Filing for others: asking for a mandate, agreeing to one, ending it. */
export function mandateRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.mandates(),
      access: "applicant",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: paths.mandates(),
      access: "applicant",
      handle: (exchange) => ask(deps, exchange),
    },
    {
      method: "POST",
      path: paths.consentTo(":mandate"),
      access: "applicant",
      handle: async ({ session, now, params }) => {
        if (session === undefined) return { kind: "missing" };
        const { mandates } = deps.identity;
        const done = await mandates.consent(now, session, params["mandate"] ?? "");
        if (done.ok) return { kind: "redirect", to: paths.mandates() };
        return done.error === "proof-needed"
          ? { kind: "redirect", to: paths.stepUp(paths.mandates()) }
          : { kind: "missing" };
      },
    },
    {
      method: "POST",
      path: paths.endMandate(":mandate"),
      access: "applicant",
      handle: async ({ session, now, params }) => {
        if (session === undefined) return { kind: "missing" };
        const done = await deps.identity.mandates.end(now, session, params["mandate"] ?? "");
        return done.ok ? { kind: "redirect", to: paths.mandates() } : { kind: "missing" };
      },
    },
  ];
}

interface Typed {
  readonly citizenId: string;
  readonly name: string;
  readonly kind: string;
  readonly organisation: string;
  readonly apps: readonly string[];
  readonly from: string;
  readonly until: string;
}

function typedIn(form: URLSearchParams, now: Date): Typed {
  const text = (name: string): string => composed(form.get(name) ?? "").trim();
  return {
    citizenId: text("citizenId").replaceAll(/\s/gu, ""),
    name: text("name"),
    kind: text("kind") || "family",
    organisation: text("organisation"),
    apps: form.getAll("apps"),
    from: text("from") || formatDay(dayIn(now)),
    until: text("until"),
  };
}

async function ask(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { session, now } = exchange;
  if (session === undefined) return { kind: "missing" };
  const typed = typedIn(exchange.form, now);
  const validFrom = typedDay(typed.from);
  const validUntil = typedDay(typed.until);
  const known = new Set(deps.procedures.map((one) => one.id));
  if (validFrom === undefined || validUntil === undefined)
    return show(deps, exchange, { typed, faults: ["dates"] });
  const asked: Asked = {
    representedCitizenId: typed.citizenId,
    representedName: typed.name,
    kind: typed.kind === "staff" ? "staff" : "family",
    organisation: typed.organisation,
    appIds: typed.apps.filter((id) => known.has(id)),
    validFrom,
    validUntil,
  };
  const done = await deps.identity.mandates.ask(now, session, asked);
  return done.ok
    ? { kind: "redirect", to: paths.mandates() }
    : show(deps, exchange, { typed, faults: done.error });
}

async function show(
  deps: PageDeps,
  exchange: Exchange,
  wrong?: { readonly typed: Typed; readonly faults: readonly MandateFault[] },
): Promise<Reply> {
  const { session, now, language } = exchange;
  if (session === undefined) return { kind: "missing" };
  const words = wordsIn(language);
  const { received, given } = await deps.identity.mandates.of(session);
  const waiting = given.filter((one) => one.consent === null && one.endedAt === null);
  const others = given.filter((one) => !waiting.includes(one));
  const typed = wrong?.typed ?? typedIn(new URLSearchParams(), now);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["mandate.title"]}>
      <h1>{words["mandate.title"]}</h1>
      <p class="lead">{words["mandate.lead"]}</p>
      {waiting.map((one) => (
        <Banner key={one.id} kind="warning" title={words["mandate.waits-for-you"]}>
          <MandateText mandate={one} deps={deps} exchange={exchange} name={one.proxyName} />
          <p>{words["mandate.consent-text"]}</p>
          <div class="acts">
            <form method="post" action={paths.consentTo(one.id)}>
              <button class="button" type="submit">
                {words["mandate.agree"]}
              </button>
            </form>
            <form method="post" action={paths.endMandate(one.id)}>
              <button class="button button-quiet" type="submit">
                {words["mandate.refuse"]}
              </button>
            </form>
          </div>
        </Banner>
      ))}
      <MandateList deps={deps} exchange={exchange} mandates={others} side="given" />
      <MandateList deps={deps} exchange={exchange} mandates={received} side="received" />
      <Panel title={words["mandate.ask"]} id="xin-uy-quyen">
        <ErrorSummary
          errors={(wrong?.faults ?? []).map((fault) => ({
            fieldId: FIELD_OF[fault],
            text: words[`mandate.error.${fault}`],
          }))}
          language={language}
        />
        <AskForm deps={deps} exchange={exchange} typed={typed} faults={wrong?.faults ?? []} />
      </Panel>
    </CitizenPage>
  );
  return { kind: "page", status: wrong === undefined ? 200 : 422, html: renderPage(view) };
}

const FIELD_OF: Readonly<Record<MandateFault, string>> = {
  citizenId: "citizenId",
  self: "citizenId",
  name: "name",
  organisation: "organisation",
  dates: "until",
};

function AskForm(props: {
  readonly deps: PageDeps;
  readonly exchange: Exchange;
  readonly typed: Typed;
  readonly faults: readonly MandateFault[];
}): VNode {
  const { typed, faults } = props;
  const { language } = props.exchange;
  const words = wordsIn(language);
  const error = (...names: MandateFault[]): string | undefined => {
    const found = names.find((name) => faults.includes(name));
    return found === undefined ? undefined : words[`mandate.error.${found}`];
  };
  return (
    <form method="post" action={paths.mandates()} novalidate>
      <Radios
        id="kind"
        label={words["mandate.kind"]}
        value={typed.kind}
        options={(["family", "staff"] as const).map((value) => ({
          value,
          label: words[`mandate.kind.${value}`],
        }))}
      />
      <Field
        id="name"
        label={words["mandate.name"]}
        hint={words["register.name-hint"]}
        value={typed.name}
        error={error("name")}
      />
      <Field
        id="citizenId"
        label={words["mandate.citizen-id"]}
        value={typed.citizenId}
        error={error("citizenId", "self")}
        inputmode="numeric"
      />
      <Field
        id="organisation"
        label={words["mandate.organisation"]}
        hint={words["mandate.organisation-hint"]}
        value={typed.organisation}
        error={error("organisation")}
      />
      <Checkboxes
        id="apps"
        label={words["mandate.scope"]}
        hint={words["mandate.scope-hint"]}
        values={typed.apps}
        options={props.deps.procedures.map((one) => ({
          value: one.id,
          label: one.title[language],
        }))}
      />
      <Field id="from" label={words["mandate.from"]} value={typed.from} width="short" />
      <Field
        id="until"
        label={words["mandate.until"]}
        hint={words["mandate.until-hint"]}
        value={typed.until}
        error={error("dates")}
        width="short"
      />
      <button class="button" type="submit">
        {words["mandate.submit"]}
      </button>
    </form>
  );
}

function MandateList(props: {
  readonly deps: PageDeps;
  readonly exchange: Exchange;
  readonly mandates: readonly Mandate[];
  readonly side: "given" | "received";
}): VNode | null {
  const { mandates, side, exchange } = props;
  const words = wordsIn(exchange.language);
  if (mandates.length === 0) return null;
  return (
    <Panel title={words[`mandate.${side}`]}>
      <ul class="list">
        {mandates.map((one) => {
          const name = side === "given" ? one.proxyName : one.representedName;
          return (
            <li key={one.id}>
              <MandateText {...props} mandate={one} name={name} showsCode={side === "received"} />
              {one.endedAt === null ? (
                <form method="post" action={paths.endMandate(one.id)} class="acts">
                  <button class="button button-quiet" type="submit">
                    {words[side === "given" ? "mandate.revoke" : "mandate.give-up"]}
                    <span class="sr"> {name}</span>
                  </button>
                </form>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** Who, as what, for which procedures, until when, and how it stands. */
export function MandateText(props: {
  readonly mandate: Mandate;
  readonly deps: Pick<PageDeps, "procedures">;
  readonly exchange: Exchange;
  readonly name: string;
  /** Shows the code that is read out at the desk. */
  readonly showsCode?: boolean;
}): VNode {
  const { mandate, deps, exchange } = props;
  const { language, now } = exchange;
  const words = wordsIn(language);
  const titles = deps.procedures
    .filter((one) => mandate.appIds.includes(one.id))
    .map((one) => one.title[language]);
  return (
    <p>
      <strong>{props.name}</strong> <StateTag mandate={mandate} words={words} now={now} />
      <span class="hint">
        {words[`mandate.as.${mandate.kind}`]}
        {mandate.organisation === null ? "" : ` (${mandate.organisation})`}.{" "}
        {titles.length === 0 ? words["mandate.all"] : titles.join("; ")}.{" "}
        <span class="num">
          {formatDay(mandate.validFrom)} – {formatDay(mandate.validUntil)}
        </span>
        .
        {props.showsCode === true && mandate.consent === null && mandate.endedAt === null ? (
          <>
            {" "}
            {words["mandate.code"]} <strong class="num">{mandate.code}</strong>
          </>
        ) : null}
      </span>
    </p>
  );
}

function StateTag(props: { mandate: Mandate; words: Words; now: Date }): VNode {
  const { mandate, words, now } = props;
  if (mandate.endedAt !== null) return <Tag kind="neutral">{words["mandate.ended"]}</Tag>;
  if (mandate.consent === null) return <Tag kind="warning">{words["mandate.waiting"]}</Tag>;
  return isInForce(mandate, now) ? (
    <Tag kind="success">{words["mandate.in-force"]}</Tag>
  ) : (
    <Tag kind="neutral">{words["mandate.not-in-force"]}</Tag>
  );
}
