import type { ComponentChildren, VNode } from "preact";
import QRCode from "qrcode";
import type { Exchange, Reply, Route, Session } from "#platform/http";
import {
  Banner,
  CitizenPage,
  Field,
  type Frame,
  momentText,
  Panel,
  renderPage,
  StaffPage,
  Tag,
  When,
} from "#ui";
import type { Factors } from "../identity.ts";
import { mustEnrol } from "../must-enrol.ts";
import { localPath, paths } from "../paths.ts";
import type { SessionRow } from "../store.ts";
import { wordsIn } from "../words.ts";
import { deviceName } from "./device-name.ts";
import { PasskeyButton, passkeyScripts } from "./passkey-button.tsx";
import { PasskeyPanel } from "./passkey-panel.tsx";
import { type PageDeps, refusalText } from "./sign-in.tsx";
import { TellingPanel } from "./telling-panel.tsx";

export function accountRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/tai-khoan",
      access: "signed-in",
      handle: (exchange) => showAccount(deps, exchange),
    },
    {
      method: "POST",
      path: "/tai-khoan/phien/:id/ket-thuc",
      access: "signed-in",
      handle: async ({ session, now, params }) => {
        const ended =
          session !== undefined && (await deps.identity.revoke(now, session, params["id"] ?? ""));
        return ended ? { kind: "redirect", to: paths.account() } : { kind: "missing" };
      },
    },
    {
      method: "POST",
      path: "/tai-khoan/xac-thuc",
      access: "signed-in",
      handle: async (exchange) => {
        const { session, now } = exchange;
        if (session === undefined) return { kind: "missing" };
        const words = wordsIn(exchange.language);
        const enrolled = await deps.identity.enrolTotp(now, session);
        if (!enrolled.ok) return { kind: "redirect", to: paths.stepUp(paths.account()) };
        const { secret, uri } = enrolled.value;
        const svg = await QRCode.toString(uri, { type: "svg", margin: 1 });
        const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
        return showAccount(deps, exchange, {
          factor: (
            <form method="post" action={paths.confirm()}>
              <p>{words["account.scan"]}</p>
              <img class="qr" src={image} alt={`${words["account.secret"]} ${secret}`} />
              <p>
                {words["account.secret"]} <code>{secret}</code>
              </p>
              <Field
                id="code"
                label={words["sign-in.code"]}
                inputmode="numeric"
                autocomplete="one-time-code"
              />
              <button class="button" type="submit">
                {words["account.confirm"]}
              </button>
            </form>
          ),
        });
      },
    },
    {
      method: "POST",
      path: "/tai-khoan/xac-thuc/xac-nhan",
      access: "signed-in",
      handle: async (exchange) => {
        const { session, now, form } = exchange;
        if (session === undefined) return { kind: "missing" };
        const words = wordsIn(exchange.language);
        const confirmed = await deps.identity.confirmTotp(now, session, form.get("code") ?? "");
        return showAccount(
          deps,
          exchange,
          confirmed.ok
            ? { factor: <RecoveryCodes codes={confirmed.value} language={exchange.language} /> }
            : {
                status: 422,
                asksAgain: true,
                factor: <Banner kind="warning" title={words["sign-in.wrong-code"]} />,
              },
        );
      },
    },
    {
      method: "GET",
      path: "/xac-nhan",
      access: "signed-in",
      handle: (exchange) => showStepUp(deps, exchange),
    },
    {
      method: "POST",
      path: "/xac-nhan",
      access: "signed-in",
      handle: async (exchange) => {
        const { session, now, form } = exchange;
        if (session === undefined) return { kind: "missing" };
        const credential = form.get("credential") ?? "";
        const done =
          credential === ""
            ? await deps.identity.stepUp(now, session, {
                password: form.get("password") ?? "",
                code: form.get("code") ?? "",
                address: exchange.address,
              })
            : await deps.identity.passkeys.stepUp(now, session, credential);
        if (done.ok) return { kind: "redirect", to: localPath(form.get("tiep")) };
        const words = wordsIn(exchange.language);
        return showStepUp(deps, exchange, refusalText(words, done.error));
      },
    },
  ];
}

/** What an act just said, under the part of the page it was about. */
interface Said {
  readonly factor?: VNode;
  readonly passkeys?: VNode;
  readonly asksAgain?: boolean;
  readonly status?: number;
}

export async function showAccount(
  deps: PageDeps,
  exchange: Exchange,
  said: Said = {},
): Promise<Reply> {
  const { session, now } = exchange;
  if (session === undefined) return { kind: "missing" };
  const sessions = await deps.identity.sessions(now, session);
  const factors = await deps.identity.factors(session);
  const passkeys = await deps.identity.passkeys.list(session);
  const telling = await deps.identity.telling.of(session);
  const words = wordsIn(exchange.language);
  const frame = deps.frame(exchange);
  const offersTotp = !factors.totp && (said.factor === undefined || said.asksAgain === true);
  const view = (
    <AccountFrame frame={frame} session={session} title={words["account.title"]}>
      <h1>{words["account.title"]}</h1>
      {mustEnrol(session) && !factors.totp && !factors.passkey ? (
        <Banner kind="warning" title={words["account.must-enrol"]} />
      ) : null}
      <PasskeyPanel
        frame={frame}
        exchange={exchange}
        origin={deps.identity.passkeys.origin()}
        passkeys={passkeys}
        said={said.passkeys ?? null}
      />
      <Panel title={words["account.factor"]}>
        <p>{words[factors.totp ? "account.factor-on" : "account.factor-off"]}</p>
        {said.factor}
        {offersTotp ? (
          <form method="post" action={paths.enrol()}>
            <button class="button button-quiet" type="submit">
              {words["account.enrol"]}
            </button>
          </form>
        ) : null}
      </Panel>
      {telling === undefined ? null : (
        <TellingPanel
          telling={telling}
          isSaved={exchange.query.has("da-luu")}
          language={exchange.language}
        />
      )}
      {session.kind === "applicant" ? (
        <Panel title={words["mandate.title"]} id="uy-quyen">
          <p>{words["mandate.lead"]}</p>
          <p>
            <a class="button button-quiet" href={paths.mandates()}>
              {words["mandate.open"]}
            </a>
          </p>
        </Panel>
      ) : null}
      <Panel title={words["account.sessions"]}>
        <ul class="list">
          {sessions.map((one) => (
            <SessionLine key={one.id} one={one} isThis={one.id === session.id} frame={frame} />
          ))}
        </ul>
      </Panel>
      <form method="post" action={paths.signOut()}>
        <button class="button button-quiet" type="submit">
          {words["account.sign-out"]}
        </button>
      </form>
    </AccountFrame>
  );
  return { kind: "page", status: said.status ?? 200, html: renderPage(view) };
}

/** Shown once, when the first factor of an account was set. */
export function RecoveryCodes(props: {
  readonly codes: readonly string[];
  readonly language: Frame["language"];
}): VNode {
  const words = wordsIn(props.language);
  return (
    <Banner kind="success" title={words["account.codes"]}>
      <p>{words["account.codes-text"]}</p>
      <ul class="num recovery-codes">
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Banner>
  );
}

function SessionLine(props: { one: SessionRow; isThis: boolean; frame: Frame }): VNode {
  const words = wordsIn(props.frame.language);
  return (
    <li>
      <p>
        <strong>{deviceName(props.one.userAgent) ?? words["account.device"]}</strong>{" "}
        {props.isThis ? <Tag kind="info">{words["account.this"]}</Tag> : null}
        <span class="hint num">
          {words["account.seen"]} <When at={props.one.seenAt} />, {words["account.from"]}{" "}
          {props.one.address}
        </span>
      </p>
      {props.isThis ? null : (
        <form method="post" action={paths.revoke(props.one.id)} class="acts">
          <button class="button button-quiet" type="submit">
            {words["account.revoke"]}
            <span class="sr">
              {" "}
              {deviceName(props.one.userAgent)}, {momentText(props.one.seenAt)}
            </span>
          </button>
        </form>
      )}
    </li>
  );
}

async function showStepUp(deps: PageDeps, exchange: Exchange, problem?: string): Promise<Reply> {
  const { session } = exchange;
  if (session === undefined) return { kind: "missing" };
  const words = wordsIn(exchange.language);
  const next = localPath(exchange.form.get("tiep") ?? exchange.query.get("tiep"));
  const factors = await deps.identity.factors(session);
  const frame = deps.frame(exchange);
  const view = (
    <AccountFrame frame={frame} session={session} title={words["step-up.title"]}>
      <div class="sign-in">
        <h1>{words["step-up.title"]}</h1>
        <p class="lead">{words["step-up.lead"]}</p>
        {problem === undefined ? null : <Banner kind="warning" title={problem} />}
        <form method="post" action={paths.proof()} class="panel">
          {factors.passkey ? (
            <PasskeyButton
              frame={frame}
              act="get"
              url={paths.askOwnPasskey()}
              origin={deps.identity.passkeys.origin()}
              label={words["step-up.passkey"]}
              isMain
            />
          ) : null}
          <input type="hidden" name="tiep" value={next} />
          {factors.national ? (
            <p>
              <a
                class={factors.passkey ? "button button-quiet" : "button"}
                href={`${paths.proveByProvider()}?tiep=${encodeURIComponent(next)}`}
              >
                {words["step-up.by-provider"]}
              </a>
            </p>
          ) : null}
          {factors.totp || factors.passkey || factors.password ? (
            <>
              <ProofField factors={factors} language={exchange.language} />
              <button class={factors.passkey ? "button button-quiet" : "button"} type="submit">
                {words[factors.passkey ? "step-up.by-code" : "step-up.submit"]}
              </button>
            </>
          ) : null}
        </form>
      </div>
    </AccountFrame>
  );
  return { kind: "page", status: problem === undefined ? 200 : 422, html: renderPage(view) };
}

/** What is typed as a proof: the authenticator's code, a recovery code beside a passkey, else the password. */
function ProofField(props: { factors: Factors; language: Frame["language"] }): VNode {
  const words = wordsIn(props.language);
  const { totp, passkey } = props.factors;
  if (totp || passkey)
    return (
      <Field
        id="code"
        label={words[totp ? "sign-in.code" : "step-up.recovery"]}
        autocomplete="one-time-code"
      />
    );
  return (
    <Field
      id="password"
      label={words["sign-in.password"]}
      type="password"
      autocomplete="current-password"
    />
  );
}

function AccountFrame(props: {
  frame: Frame;
  session: Session;
  title: string;
  children: ComponentChildren;
}): VNode {
  const scripts = passkeyScripts(props.frame);
  return props.session.kind === "official" ? (
    <StaffPage {...props.frame} title={props.title} current="/tai-khoan" scripts={scripts}>
      {props.children}
    </StaffPage>
  ) : (
    <CitizenPage {...props.frame} title={props.title} scripts={scripts}>
      {props.children}
    </CitizenPage>
  );
}
