import type { VNode } from "preact";
import { type Route, SESSION_COOKIE } from "#platform/http";
import { Banner, CitizenPage, Field, type Frame, renderPage } from "#ui";
import type { Identity, SignInRefusal } from "../identity.ts";
import type { UseRefusal } from "../passkeys.ts";
import { localPath, paths } from "../paths.ts";
import { type Words, wordsIn } from "../words.ts";
import { PasskeyButton, passkeyScripts } from "./passkey-button.tsx";

/** What someone was sending when their session ended; it is sent again after signing in. */
export interface KeptForm {
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly hadFiles: boolean;
}

export interface PageDeps {
  readonly identity: Identity;
  readonly frame: (exchange: Parameters<Route["handle"]>[0]) => Frame;
  readonly isDemo: boolean;
}

/** How one may sign in here. */
export interface Ways {
  /** The one address whose pages may ask for a passkey. */
  readonly passkeyOrigin: string;
  readonly isDemo: boolean;
}

export function waysOf(deps: PageDeps): Ways {
  return { passkeyOrigin: deps.identity.passkeys.origin(), isDemo: deps.isDemo };
}

const KEPT = "_giu.";
const KEPT_PATH = "_giu_duong";
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
        if (!entered.ok)
          return {
            kind: "page",
            status: entered.error.code === "wait" ? 429 : 422,
            html: renderPage(
              <SignInView
                frame={deps.frame(exchange)}
                ways={waysOf(deps)}
                next={next}
                login={form.get("login") ?? ""}
                refusal={entered.error}
                kept={kept}
              />,
            ),
          };
        const cookies = [
          {
            name: SESSION_COOKIE,
            value: entered.value.token,
            maxAgeSeconds: SESSION_COOKIE_SECONDS,
          },
        ];
        if (entered.value.mustEnrol) return { kind: "redirect", to: paths.account(), cookies };
        if (kept !== undefined)
          return {
            kind: "page",
            cookies,
            html: renderPage(<ResumeView frame={deps.frame(exchange)} kept={kept} />),
          };
        const home = entered.value.kind === "official" ? "/can-bo/viec" : "/ho-so-cua-toi";
        return { kind: "redirect", to: next === "/" ? home : next, cookies };
      },
    },
    {
      method: "POST",
      path: "/dang-xuat",
      access: "signed-in",
      handle: async ({ session, now }) => {
        if (session !== undefined) await deps.identity.signOut(now, session);
        return {
          kind: "redirect",
          to: "/",
          cookies: [{ name: SESSION_COOKIE, value: "", maxAgeSeconds: 0 }],
        };
      },
    },
  ];
}

/** The sign-in page; the same words whether or not the login exists. */
export function SignInView(props: {
  readonly frame: Frame;
  readonly ways: Ways;
  readonly next: string;
  readonly login: string;
  readonly refusal?: SignInRefusal | UseRefusal | undefined;
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
        {refusal === undefined ? null : (
          <Banner kind="warning" title={refusalText(words, refusal)} />
        )}
        <form method="post" action="/dang-nhap" class="panel">
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
          <input type="hidden" name="tiep" value={props.next} />
          {kept === undefined ? null : <Kept kept={kept} prefix={KEPT} />}
          {kept === undefined ? null : <input type="hidden" name={KEPT_PATH} value={kept.path} />}
          <button class="button" type="submit">
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
        <p>
          <a href={paths.register()}>{words["sign-in.register"]}</a>
        </p>
        {props.ways.isDemo ? <p class="hint">{words["sign-in.demo"]}</p> : null}
      </div>
    </CitizenPage>
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

function keptIn(form: URLSearchParams): KeptForm | undefined {
  const path = form.get(KEPT_PATH);
  if (path === null || localPath(path) !== path) return undefined;
  const fields = [...form.entries()]
    .filter(([name]) => name.startsWith(KEPT))
    .map(([name, value]) => [name.slice(KEPT.length), value] as const);
  return { path, fields, hadFiles: false };
}

export function refusalText(words: Words, refusal: SignInRefusal | UseRefusal): string {
  switch (refusal.code) {
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
