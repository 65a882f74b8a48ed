import { maskedCitizenId } from "#kernel/citizen-id";
import { composed } from "#kernel/vietnamese-text";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, Field, Panel, renderPage, StaffPage } from "#ui";
import { MANDATE_PERMISSIONS } from "../mandates.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { MandateText } from "./mandates.tsx";
import type { PageDeps } from "./sign-in.tsx";

/** At the desk: a signed paper is shown, and the official writes down that it was seen. */
export function deskMandateRoutes(deps: PageDeps): readonly Route[] {
  const only = { access: "official", roles: MANDATE_PERMISSIONS["record-paper"] } as const;
  return [
    {
      ...only,
      method: "GET",
      path: paths.deskMandates(),
      handle: (exchange) => show(deps, exchange, exchange.query.get("ma") ?? ""),
    },
    {
      ...only,
      method: "POST",
      path: paths.deskMandates(),
      handle: (exchange) => record(deps, exchange),
    },
  ];
}

async function record(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { session, now, form } = exchange;
  if (session === undefined) return { kind: "missing" };
  const code = form.get("ma") ?? "";
  const paper = composed(form.get("paper") ?? "").trim();
  const done = await deps.identity.mandates.recordPaper(now, session, code, paper);
  if (done.ok)
    return { kind: "redirect", to: `${paths.deskMandates()}?ma=${encodeURIComponent(code)}` };
  return show(deps, exchange, code, done.error === "paper");
}

async function show(
  deps: PageDeps,
  exchange: Exchange,
  code: string,
  lacksPaper = false,
): Promise<Reply> {
  const words = wordsIn(exchange.language);
  const mandate = code === "" ? undefined : await deps.identity.mandates.byCode(code);
  const isOpen = mandate?.consent === null && mandate.endedAt === null;
  const isUnknown = code !== "" && mandate === undefined;
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["desk-mandate.title"]}
      current={paths.deskMandates()}
    >
      <h1>{words["desk-mandate.title"]}</h1>
      <p class="lead">{words["desk-mandate.lead"]}</p>
      <form method="get" action={paths.deskMandates()} class="panel">
        <Field
          id="ma"
          label={words["desk-mandate.code"]}
          value={code}
          width="short"
          error={isUnknown ? words["desk-mandate.unknown"] : undefined}
        />
        <button class="button button-quiet" type="submit">
          {words["desk-mandate.find"]}
        </button>
      </form>
      {mandate === undefined ? null : (
        <Panel title={words["desk-mandate.found"]}>
          <p>
            {words["desk-mandate.represented"]}: <strong>{mandate.representedName}</strong>,{" "}
            <span class="num">{maskedCitizenId(mandate.representedCitizenId)}</span>
          </p>
          <MandateText mandate={mandate} deps={deps} exchange={exchange} name={mandate.proxyName} />
          {mandate.paper === null ? null : (
            <Banner kind="success" title={words["desk-mandate.done"]}>
              <p>{mandate.paper}</p>
            </Banner>
          )}
          {isOpen ? (
            <form method="post" action={paths.deskMandates()}>
              <input type="hidden" name="ma" value={code} />
              <Field
                id="paper"
                label={words["desk-mandate.paper"]}
                hint={words["desk-mandate.paper-hint"]}
                error={lacksPaper ? words["desk-mandate.paper-error"] : undefined}
              />
              <button class="button" type="submit">
                {words["desk-mandate.submit"]}
              </button>
            </form>
          ) : null}
        </Panel>
      )}
    </StaffPage>
  );
  const status = isUnknown ? 404 : lacksPaper ? 422 : 200;
  return { kind: "page", status, html: renderPage(view) };
}
