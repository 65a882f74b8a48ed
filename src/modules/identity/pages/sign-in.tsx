import type { VNode } from "preact";
import { type Cookie, type Exchange, type Reply, type Route, SESSION_COOKIE } from "#platform/http";
import { Banner, CitizenPage, Field, type Frame, renderPage } from "#ui";
import type { Identity, SignInRefusal } from "../identity.ts";
import type { KeptForm } from "../national-identity.ts";
import type { UseRefusal } from "../passkeys.ts";
import { localPath, paths } from "../paths.ts";
import type { SignedIn } from "../sessions.ts";
import { type Words, wordsIn } from "../words.ts";
import { goOn } from "./go-on.tsx";
import { PasskeyButton, passkeyScripts } from "./passkey-button.tsx";

export interface PageDeps {
  readonly identity: Identity;
  readonly frame: (exchange: Parameters<Route["handle"]>[0]) => Frame;
  readonly isDemo: boolean;
  /** What a mandate may be limited to. */
  readonly procedures: readonly {
    readonly id: string;
    readonly title: Readonly<Record<"vi" | "en", string>>;
  }[];
}

/** How one may sign in here. */
export interface Ways {
  /** The one address whose pages may ask for a passkey. */
  readonly passkeyOrigin: string;
  readonly isDemo: boolean;
  /** The national identity, or the stand-in of development, which says so; undefined where none is set. */
  readonly provider: "national" | "sample" | undefined;
  /** In production passwords are for officials only (R18). */
  readonly acceptsApplicantPasswords: boolean;
}

export function waysOf({ identity, isDemo }: Pick<PageDeps, "identity" | "isDemo">): Ways {
  return {
    passkeyOrigin: identity.passkeys.origin(),
    isDemo,
    provider:
      identity.national === undefined
        ? undefined
        : identity.isSampleProvider
          ? "sample"
          : "national",
    acceptsApplicantPasswords: identity.acceptsApplicantPasswords,
  };
}

const KEPT = "_giu.";
const KEPT_PATH = "_giu_duong";
/** Names a form that waits on the server. */
export const KEPT_TOKEN = "_giu_the";
const SESSION_COOKIE_SECONDS = 12 * 60 * 60;

export function signInRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/dang-nhap",
      access: "public",
      handle: async (exchange) => ({
        kind: "page",
        html: renderPage(
          <SignInView
            frame={deps.frame(exchange)}
            ways={waysOf(deps)}
            next={localPath(exchange.query.get("tiep"))}
            login=""
            notice={exchange.query.has("moi") ? "register.done" : undefined}
          />,
        ),
      }),
    },
    {
      method: "POST",
      path: "/dang-nhap",
      access: "public",
      handle: async (exchange) => {
        const { form, now } = exchange;
        const next = localPath(form.get("tiep"));
        const kept = keptIn(form);
        const credential = form.get("credential") ?? "";
        const entered =
          credential === ""
            ? await deps.identity.signIn(now, {
                login: form.get("login") ?? "",
                password: form.get("password") ?? "",
                code: form.get("code") ?? "",
                address: exchange.address,
                userAgent: exchange.userAgent,
              })
            : await deps.identity.passkeys.signIn(now, credential, exchange);
        if (entered.ok) return welcome(deps, exchange, entered.value, { next, kept });
        const login = form.get("login") ?? "";
        return signInPage(deps, exchange, { next, kept, login, refusal: entered.error });
      },
    },
    {
      method: "POST",
      path: "/dang-xuat",
      access: "signed-in",
      handle: (exchange) => signOut(deps, exchange),
    },
  ];
}

/** Signing out here, and at the provider when the session began there and it offers that. */
async function signOut(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { session, now } = exchange;
  const { national } = deps.identity;
  const cookies = [{ name: SESSION_COOKIE, value: "", maxAgeSeconds: 0 }];
  if (session === undefined) return { kind: "redirect", to: "/", cookies };
  const { idToken } = await deps.identity.signOut(now, session);
  const url =
    idToken === undefined ? undefined : await national?.endUrl(idToken, `${exchange.origin}/`);
  return url === undefined
    ? { kind: "redirect", to: "/", cookies }
    : goOn(deps, exchange, url, "provider.ending", cookies);
}

/** Where someone goes who has just signed in: on with what they were sending, where they were going, or home. */
export function welcome(
  deps: PageDeps,
  exchange: Exchange,
  signedIn: SignedIn,
  waiting: {
    readonly next: string;
    readonly kept: KeptForm | undefined;
    readonly cookies?: readonly Cookie[];
  },
): Reply {
  const session = {
    name: SESSION_COOKIE,
    value: signedIn.token,
    maxAgeSeconds: SESSION_COOKIE_SECONDS,
  };
  const cookies = [session, ...(waiting.cookies ?? [])];
  const { next, kept } = waiting;
  if (signedIn.mustEnrol) return { kind: "redirect", to: paths.account(), cookies };
  if (kept !== undefined) {
    const html = renderPage(<ResumeView frame={deps.frame(exchange)} kept={kept} />);
    return { kind: "page", cookies, html };
  }
  const home = signedIn.kind === "official" ? "/can-bo/viec" : "/ho-so-cua-toi";
  return { kind: "redirect", to: next === "/" ? home : next, cookies };
}

/** The sign-in page again, saying why; whatever was being sent is still in it. */
export function signInPage(
  deps: PageDeps,
  exchange: Exchange,
  said: {
    readonly next: string;
    readonly kept: KeptForm | undefined;
    readonly login?: string;
    readonly refusal?: SignInRefusal | UseRefusal;
    readonly problem?: string;
    readonly cookies?: readonly Cookie[];
  },
): Reply {
  const { cookies, login = "", ...shown } = said;
  const view = (
    <SignInView frame={deps.frame(exchange)} ways={waysOf(deps)} login={login} {...shown} />
  );
  return {
    kind: "page",
    status: said.refusal?.code === "wait" ? 429 : 422,
    html: renderPage(view),
    ...(cookies === undefined ? {} : { cookies }),
  };
}

/** The sign-in page; the same words whether or not the login exists. */
export function SignInView(props: {
  readonly frame: Frame;
  readonly ways: Ways;
  readonly next: string;
  readonly login: string;
  readonly refusal?: SignInRefusal | UseRefusal | undefined;
  readonly problem?: string | undefined;
  readonly notice?: keyof Words | undefined;
  readonly kept?: KeptForm | undefined;
}): VNode {
  const words = wordsIn(props.frame.language);
  const { refusal, kept } = props;
  const asksCode =
    refusal?.code === "code-needed" ||
    refusal?.code === "wrong-code" ||
    refusal?.code === "passkey-needed";
  return (
    <CitizenPage
      {...props.frame}
      title={words["sign-in.title"]}
      scripts={passkeyScripts(props.frame)}
    >
      <div class="sign-in">
        <h1>{words["sign-in.title"]}</h1>
        <p class="lead">{words["sign-in.lead"]}</p>
        {kept === undefined ? null : (
          <Banner kind="warning" title={words["sign-in.expired"]}>
            {kept.hadFiles ? <p>{words["sign-in.expired-files"]}</p> : null}
          </Banner>
        )}
        {props.notice === undefined ? null : <Banner kind="success" title={words[props.notice]} />}
        {refusal === undefined && props.problem === undefined ? null : (
          <Banner
            kind="warning"
            title={refusal === undefined ? (props.problem ?? "") : refusalText(words, refusal)}
          />
        )}
        <ByProvider {...props} words={words} />
        <form method="post" action="/dang-nhap" class="panel">
          {props.ways.acceptsApplicantPasswords ? null : <h2>{words["sign-in.for-officials"]}</h2>}
          <Field
            id="login"
            label={words["sign-in.login"]}
            value={props.login}
            autocomplete="username"
          />
          <Field
            id="password"
            label={words["sign-in.password"]}
            type="password"
            autocomplete="current-password"
          />
          {asksCode ? (
            <Field
              id="code"
              label={words["sign-in.code"]}
              hint={words["sign-in.code-hint"]}
              autocomplete="one-time-code"
            />
          ) : null}
          <Carried next={props.next} kept={kept} />
          <button
            class={props.ways.provider === "national" ? "button button-quiet" : "button"}
            type="submit"
          >
            {words["sign-in.submit"]}
          </button>
          <PasskeyButton
            frame={props.frame}
            act="get"
            url={paths.askAnyPasskey()}
            origin={props.ways.passkeyOrigin}
            label={words["sign-in.passkey"]}
          />
        </form>
        {props.ways.acceptsApplicantPasswords ? (
          <p>
            <a href={paths.register()}>{words["sign-in.register"]}</a>
          </p>
        ) : null}
        {props.ways.isDemo ? <p class="hint">{words["sign-in.demo"]}</p> : null}
      </div>
    </CitizenPage>
  );
}

/** The way of applicants. With a form that waits it is a button, so that the form is kept meanwhile. */
function ByProvider(props: {
  readonly ways: Ways;
  readonly next: string;
  readonly kept?: KeptForm | undefined;
  readonly words: Words;
}): VNode | null {
  const { ways, next, kept, words } = props;
  if (ways.provider === undefined) return null;
  const look = ways.provider === "national" ? "button" : "button button-quiet";
  const label = words[`sign-in.by-${ways.provider}`];
  return (
    <section class="panel by-provider" aria-label={words["sign-in.for-applicants"]}>
      <h2>{words["sign-in.for-applicants"]}</h2>
      <p class="hint">{words[`sign-in.${ways.provider}-text`]}</p>
      {kept === undefined ? (
        <p>
          <a class={look} href={paths.viaProvider(next)}>
            {label}
          </a>
        </p>
      ) : (
        <form method="post" action={paths.provider()}>
          <Carried next={next} kept={kept} />
          <button class={look} type="submit">
            {label}
          </button>
        </form>
      )}
    </section>
  );
}

/** Where to go on to, and what was being sent. */
function Carried(props: { readonly next: string; readonly kept: KeptForm | undefined }): VNode {
  return (
    <>
      <input type="hidden" name="tiep" value={props.next} />
      {props.kept === undefined ? null : (
        <>
          <Kept kept={props.kept} prefix={KEPT} />
          <input type="hidden" name={KEPT_PATH} value={props.kept.path} />
        </>
      )}
    </>
  );
}

function ResumeView({ frame, kept }: { frame: Frame; kept: KeptForm }): VNode {
  const words = wordsIn(frame.language);
  return (
    <CitizenPage {...frame} title={words["resume.title"]}>
      <h1>{words["resume.title"]}</h1>
      <p class="lead">{words["resume.text"]}</p>
      <form method="post" action={kept.path}>
        <Kept kept={kept} prefix="" />
        <button class="button" type="submit">
          {words["resume.submit"]}
        </button>
      </form>
    </CitizenPage>
  );
}

function Kept({ kept, prefix }: { kept: KeptForm; prefix: string }): VNode {
  return (
    <>
      {kept.fields.map(([name, value], index) => (
        <input key={`${name}${index}`} type="hidden" name={`${prefix}${name}`} value={value} />
      ))}
    </>
  );
}

export function keptIn(form: URLSearchParams): KeptForm | undefined {
  const path = form.get(KEPT_PATH);
  if (path === null || localPath(path) !== path) return undefined;
  const fields = [...form.entries()]
    .filter(([name]) => name.startsWith(KEPT))
    .map(([name, value]) => [name.slice(KEPT.length), value] as const);
  return { path, fields, hadFiles: false };
}

export function refusalText(words: Words, refusal: SignInRefusal | UseRefusal): string {
  switch (refusal.code) {
    case "password-off":
      return words["sign-in.password-off"];
    case "passkey-needed":
      return words["sign-in.passkey-needed"];
    case "passkey-refused":
      return words["passkey.passkey-refused"];
    case "wrong":
      return words["sign-in.wrong"];
    case "wrong-code":
      return words["sign-in.wrong-code"];
    case "code-needed":
      return words["sign-in.code-needed"];
    case "wait":
      return words["sign-in.wait"].replace("{seconds}", String(refusal.seconds));
  }
}
