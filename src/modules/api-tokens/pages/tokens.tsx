import type { VNode } from "preact";
import { typedDay } from "#kernel/calendar-day";
import { composed } from "#kernel/vietnamese-text";
import { identityPaths, STEP_UP_MS } from "#modules/identity";
import type { Exchange, Reply, Route, Session } from "#platform/http";
import {
  Banner,
  Checkboxes,
  CopyCode,
  DataTable,
  EmptyState,
  ErrorSummary,
  Field,
  type Frame,
  Panel,
  renderPage,
  Select,
  StaffPage,
  Tag,
  When,
} from "#ui";
import { paths } from "../paths.ts";
import { ALL_SCOPES, type Scope, SCOPES, TOKEN_PERMISSIONS } from "../scopes.ts";
import type { Token } from "../store.ts";
import { type ApiTokens, isInForce, type TokenFault } from "../tokens.ts";
import { type Words, wordsIn } from "../words.ts";

export interface TokenPageDeps {
  readonly tokens: ApiTokens;
  frame(exchange: Exchange): Frame;
  /** The record-holders that an administrator answers for, by name: the agency's own, or for the city's office every one. */
  tenants(
    exchange: Exchange,
    session: Session,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** For administrators: which systems ask this agency, a token for another, an end to one. */
export function tokenRoutes(deps: TokenPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.tokens(),
      access: "official",
      roles: TOKEN_PERMISSIONS.issue,
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: paths.tokens(),
      access: "official",
      roles: TOKEN_PERMISSIONS.issue,
      handle: (exchange) => issue(deps, exchange),
    },
    {
      method: "POST",
      path: paths.revoke(":token"),
      access: "official",
      roles: TOKEN_PERMISSIONS.revoke,
      handle: async (exchange) => {
        const { now, params } = exchange;
        const office = await officeOf(deps, exchange);
        if (office === undefined) return { kind: "missing" };
        const done = await deps.tokens.revoke(now, office.session, params["token"] ?? "");
        return done.ok ? { kind: "redirect", to: paths.tokens() } : { kind: "missing" };
      },
    },
  ];
}

/** The administrator, with the records they answer for in place of those of one agency. */
async function officeOf(deps: TokenPageDeps, exchange: Exchange) {
  const { session } = exchange;
  if (session === undefined) return undefined;
  const tenants = await deps.tenants(exchange, session);
  return { tenants, session: { ...session, tenantIds: tenants.map((one) => one.id) } };
}

interface Typed {
  readonly systemName: string;
  readonly scopes: readonly string[];
  readonly expires: string;
  readonly tenantId: string;
}

interface Said {
  readonly typed?: Typed;
  readonly faults?: readonly TokenFault[];
  /** Shown this once. */
  readonly token?: string;
}

async function issue(deps: TokenPageDeps, exchange: Exchange): Promise<Reply> {
  const { session, now, form } = exchange;
  if (session === undefined) return { kind: "missing" };
  const provedAt = session.steppedUpAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (now.getTime() - provedAt >= STEP_UP_MS)
    return { kind: "redirect", to: identityPaths.stepUp(paths.tokens()) };
  const typed: Typed = {
    systemName: composed(form.get("systemName") ?? "").trim(),
    scopes: form.getAll("scopes"),
    expires: form.get("expiresOn") ?? "",
    tenantId: form.get("tenant") ?? "",
  };
  const office = await officeOf(deps, exchange);
  if (office === undefined) return { kind: "missing" };
  const done = await deps.tokens.issue(now, office.session, {
    ...typed,
    expiresOn: typedDay(typed.expires),
  });
  if (done.ok) return show(deps, exchange, { token: done.value });
  return done.error === "missing"
    ? { kind: "missing" }
    : show(deps, exchange, { typed, faults: done.error });
}

async function show(deps: TokenPageDeps, exchange: Exchange, said: Said = {}): Promise<Reply> {
  const { language } = exchange;
  const office = await officeOf(deps, exchange);
  if (office === undefined) return { kind: "missing" };
  const words = wordsIn(language);
  const { tenants } = office;
  const all = await deps.tokens.list(office.session);
  const faults = said.faults ?? [];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words.title} current={paths.tokens()}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {said.token === undefined ? null : <Issued token={said.token} words={words} />}
      {all.length === 0 ? (
        <EmptyState title={words.none} text={words["none-text"]} />
      ) : (
        <TokenTable tokens={all} tenants={tenants} exchange={exchange} words={words} />
      )}
      <Panel title={words.new}>
        <ErrorSummary
          errors={faults.map((fault) => ({ fieldId: fault, text: words[`error.${fault}`] }))}
          language={language}
        />
        <IssueForm tenants={tenants} said={said} language={language} />
      </Panel>
      <p>
        <a href="/api/openapi.json">{words.description}</a>
      </p>
    </StaffPage>
  );
  const status = faults.length > 0 ? 422 : 200;
  return { kind: "page", status, html: renderPage(view) };
}

function Issued({ token, words }: { readonly token: string; readonly words: Words }): VNode {
  return (
    <Banner kind="success" title={words.issued}>
      <p>{words["issued-text"]}</p>
      <p class="token">
        <CopyCode value={token} />
      </p>
    </Banner>
  );
}

function TokenTable(props: {
  readonly tokens: readonly Token[];
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  readonly exchange: Exchange;
  readonly words: Words;
}): VNode {
  const { tokens, exchange, words } = props;
  const nameOf = (id: string): string => props.tenants.find((one) => one.id === id)?.name ?? "";
  const { language, now } = exchange;
  return (
    <DataTable
      caption={words.title}
      isCaptionHidden
      columns={[
        { key: "system", label: words["col.system"] },
        { key: "scopes", label: words["col.scopes"] },
        { key: "until", label: words["col.until"] },
        { key: "used", label: words["col.used"] },
        { key: "state", label: words["col.state"] },
      ]}
      rows={tokens.map((one) => ({
        id: one.id,
        system: (
          <>
            <strong>{one.systemName}</strong>
            <span class="hint">
              {words.tenant} {nameOf(one.tenantId)}. {words.ends}{" "}
              <span class="num">{one.hint}</span>. {words.by} {one.issuedByName},{" "}
              <When at={one.issuedAt} withTime={false} />
            </span>
          </>
        ),
        scopes: one.scopes.map((scope) => SCOPES[scope as Scope][language]).join(". "),
        until: <When at={new Date(one.expiresAt.getTime() - 1)} withTime={false} />,
        used: one.usedAt === null ? words.never : <When at={one.usedAt} />,
        state: <State token={one} now={now} words={words} />,
      }))}
    />
  );
}

function State(props: { readonly token: Token; readonly now: Date; readonly words: Words }): VNode {
  const { token, now, words } = props;
  if (token.revokedAt !== null) return <Tag kind="neutral">{words["state.revoked"]}</Tag>;
  if (!isInForce(token, now)) return <Tag kind="neutral">{words["state.lapsed"]}</Tag>;
  return (
    <form method="post" action={paths.revoke(token.id)}>
      <Tag kind="success">{words["state.in-force"]}</Tag>{" "}
      <button class="link-button" type="submit">
        {words.revoke}
        <span class="sr">
          {" "}
          {token.systemName}, {token.hint}
        </span>
      </button>
    </form>
  );
}

function IssueForm(props: {
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
  readonly said: Said;
  readonly language: "vi" | "en";
}): VNode {
  const { tenants, language } = props;
  const { typed, faults = [] } = props.said;
  const words = wordsIn(language);
  const error = (fault: TokenFault): string | undefined =>
    faults.includes(fault) ? words[`error.${fault}`] : undefined;
  const [only] = tenants;
  return (
    <form method="post" action={paths.tokens()} novalidate>
      <Field
        id="systemName"
        label={words.system}
        hint={words["system-hint"]}
        value={typed?.systemName}
        error={error("systemName")}
        maxlength={200}
      />
      {tenants.length === 1 ? (
        <input type="hidden" name="tenant" value={only?.id} />
      ) : (
        <Select
          id="tenant"
          label={words.tenant}
          value={typed?.tenantId}
          options={tenants.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
      <Checkboxes
        id="scopes"
        label={words.scopes}
        values={typed?.scopes}
        error={error("scopes")}
        options={ALL_SCOPES.map((scope) => ({ value: scope, label: SCOPES[scope][language] }))}
      />
      <Field
        id="expiresOn"
        label={words.expires}
        hint={words["expires-hint"]}
        value={typed?.expires}
        error={error("expiresOn")}
        width="short"
      />
      <button class="button" type="submit">
        {words.submit}
      </button>
    </form>
  );
}
