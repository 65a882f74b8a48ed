import type { VNode } from "preact";
import type { Cookie, Exchange, Reply, Route } from "#platform/http";
import { Banner, CitizenPage, Field, type Frame, renderPage } from "#ui";
import type { SignInRefusal } from "../identity.ts";
import {
  type Arrived,
  type ArrivalRefusal,
  type KeptForm,
  travelCookie,
} from "../national-identity.ts";
import type { UseRefusal } from "../passkeys.ts";
import { localPath, paths } from "../paths.ts";
import { TRAVEL_MS } from "../travel.ts";
import { type Words, wordsIn } from "../words.ts";
import { goOn } from "./go-on.tsx";
import { PasskeyButton, passkeyScripts } from "./passkey-button.tsx";
import { KEPT_TOKEN, keptIn, type PageDeps, refusalText, signInPage, welcome } from "./sign-in.tsx";

/** Sign-in through the national identity provider: there, back, and which account that is here. */
export function providerRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.provider(),
      access: "public",
      handle: (exchange) => depart(deps, exchange, undefined),
    },
    {
      method: "POST",
      path: paths.provider(),
      access: "public",
      handle: (exchange) => depart(deps, exchange, keptIn(exchange.form)),
    },
    {
      method: "GET",
      path: paths.backFromProvider(),
      access: "public",
      handle: (exchange) => arrive(deps, exchange),
    },
    {
      method: "POST",
      path: paths.linkAccount(),
      access: "public",
      handle: (exchange) => choose(deps, exchange),
    },
    {
      method: "GET",
      path: paths.proveByProvider(),
      access: "signed-in",
      handle: (exchange) => depart(deps, exchange, undefined, true),
    },
  ];
}

async function depart(
  deps: PageDeps,
  exchange: Exchange,
  kept: KeptForm | undefined,
  isProof = false,
): Promise<Reply> {
  const { national } = deps.identity;
  if (national === undefined) return { kind: "missing" };
  const next = localPath(exchange.form.get("tiep") ?? exchange.query.get("tiep"));
  const left = await national.depart(exchange.now, {
    purpose: isProof ? "step-up" : "sign-in",
    redirectUri: exchange.origin + paths.backFromProvider(),
    language: exchange.language,
    next,
    kept,
    session: exchange.session,
    address: exchange.address,
  });
  const words = wordsIn(exchange.language);
  if (!left.ok)
    return signInPage(deps, exchange, { next, kept, problem: arrivalText(words, left.error) });
  const { url, name, travel } = left.value;
  const cookies = [{ name, value: travel, maxAgeSeconds: TRAVEL_MS / 1000 }];
  if (kept === undefined) return { kind: "redirect", to: url, cookies };
  return goOn(deps, exchange, url, "provider.leaving", cookies);
}

async function arrive(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { national } = deps.identity;
  if (national === undefined) return { kind: "missing" };
  const { next, kept, keptToken, result } = await national.arrive(exchange.now, exchange);
  const name = travelCookie(exchange.query.get("state") ?? "");
  const used = { name, value: "", maxAgeSeconds: 0 };
  if (!result.ok) {
    const problem = arrivalText(wordsIn(exchange.language), result.error);
    return signInPage(deps, exchange, { next, kept, problem, cookies: [used] });
  }
  return arrived(deps, exchange, result.value, { next, kept, keptToken, cookies: [used] });
}

interface Waiting {
  readonly next: string;
  readonly kept: KeptForm | undefined;
  readonly keptToken: string;
  readonly cookies: readonly Cookie[];
}

function arrived(deps: PageDeps, exchange: Exchange, what: Arrived, waiting: Waiting): Reply {
  switch (what.kind) {
    case "proved":
      return { kind: "redirect", to: waiting.next, cookies: waiting.cookies };
    case "signed-in":
      return welcome(deps, exchange, what.signedIn, waiting);
    case "must-choose":
      return linkPage(deps, exchange, {
        ticket: what.ticket,
        login: what.logins[0] ?? "",
        next: waiting.next,
        keptToken: waiting.keptToken,
        cookies: waiting.cookies,
      });
  }
}

async function choose(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { national } = deps.identity;
  if (national === undefined) return { kind: "missing" };
  const { form, now } = exchange;
  const next = localPath(form.get("tiep"));
  const keptToken = form.get(KEPT_TOKEN) ?? "";
  const ticket = form.get("phieu") ?? "";
  let accountId: string | undefined;
  if (form.get("cach") !== "moi") {
    const proved = await proofOfOther(deps, exchange);
    if (!proved.ok)
      return linkPage(deps, exchange, {
        ticket,
        login: form.get("login") ?? "",
        next,
        keptToken,
        refusal: proved.error,
        cookies: [],
      });
    accountId = proved.value.id;
  }
  const chosen = await national.choose(now, {
    ticket,
    accountId,
    address: exchange.address,
    userAgent: exchange.userAgent,
  });
  const kept = await deps.identity.keptForm(now, keptToken);
  if (chosen.ok)
    return arrived(deps, exchange, chosen.value, { next, kept, keptToken, cookies: [] });
  const problem = arrivalText(wordsIn(exchange.language), chosen.error);
  return signInPage(deps, exchange, { next, kept, problem });
}

function proofOfOther(deps: PageDeps, { form, now, address, userAgent }: Exchange) {
  const credential = form.get("credential") ?? "";
  if (credential !== "") return deps.identity.passkeys.recognise(now, credential);
  return deps.identity.recognise(now, {
    login: form.get("login") ?? "",
    password: form.get("password") ?? "",
    code: form.get("code") ?? "",
    address,
    userAgent,
  });
}

interface LinkProps {
  readonly ticket: string;
  readonly login: string;
  readonly next: string;
  readonly keptToken: string;
  readonly refusal?: SignInRefusal | UseRefusal;
  readonly cookies: readonly Cookie[];
}

function linkPage(deps: PageDeps, exchange: Exchange, props: LinkProps): Reply {
  const frame = deps.frame(exchange);
  const origin = deps.identity.passkeys.origin();
  return {
    kind: "page",
    status: props.refusal === undefined ? 200 : 422,
    html: renderPage(<LinkView {...props} frame={frame} origin={origin} />),
    cookies: props.cookies,
  };
}

/** The provider's word is one proof; the old account's password or key is the other. */
function LinkView(props: LinkProps & { readonly frame: Frame; readonly origin: string }): VNode {
  const { frame, refusal } = props;
  const words = wordsIn(frame.language);
  const hidden = (
    <>
      <input type="hidden" name="phieu" value={props.ticket} />
      <input type="hidden" name="tiep" value={props.next} />
      <input type="hidden" name={KEPT_TOKEN} value={props.keptToken} />
    </>
  );
  return (
    <CitizenPage {...frame} title={words["link.title"]} scripts={passkeyScripts(frame)}>
      <div class="sign-in">
        <h1>{words["link.title"]}</h1>
        <p class="lead">{words["link.lead"]}</p>
        {refusal === undefined ? null : (
          <Banner kind="warning" title={refusalText(words, refusal)} />
        )}
        <form method="post" action={paths.linkAccount()} class="panel">
          {hidden}
          <Field
            id="login"
            label={words["link.login"]}
            value={props.login}
            autocomplete="username"
          />
          <Field
            id="password"
            label={words["sign-in.password"]}
            type="password"
            autocomplete="current-password"
          />
          {refusal === undefined || refusal.code === "wrong" ? null : (
            <Field id="code" label={words["sign-in.code"]} hint={words["sign-in.code-hint"]} />
          )}
          <button class="button" type="submit">
            {words["link.submit"]}
          </button>
          <PasskeyButton
            frame={frame}
            act="get"
            url={paths.askAnyPasskey()}
            origin={props.origin}
            label={words["sign-in.passkey"]}
          />
        </form>
        <form method="post" action={paths.linkAccount()}>
          {hidden}
          <input type="hidden" name="cach" value="moi" />
          <p class="hint">{words["link.new-text"]}</p>
          <button class="button button-quiet" type="submit">
            {words["link.new"]}
          </button>
        </form>
      </div>
    </CitizenPage>
  );
}

function arrivalText(words: Words, refusal: ArrivalRefusal): string {
  return words[`provider.${refusal}`];
}
