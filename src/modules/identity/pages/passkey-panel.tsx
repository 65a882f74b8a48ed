import type { VNode } from "preact";
import type { Exchange } from "#platform/http";
import { Field, type Frame, momentText, Panel, Tag, When } from "#ui";
import type { Passkey } from "../passkey-store.ts";
import { paths } from "../paths.ts";
import { isFresh } from "../sessions.ts";
import { wordsIn } from "../words.ts";
import { deviceName } from "./device-name.ts";
import { PasskeyButton } from "./passkey-button.tsx";

/** An account's passkeys: which device, when last used, another name, an end; and a way to add one. */
export function PasskeyPanel(props: {
  readonly frame: Frame;
  readonly exchange: Exchange;
  readonly origin: string;
  readonly passkeys: readonly Passkey[];
  readonly said: VNode | null;
}): VNode {
  const { frame, exchange, passkeys } = props;
  const words = wordsIn(frame.language);
  const mayChange = exchange.session !== undefined && isFresh(exchange.session, exchange.now);
  return (
    <Panel title={words["passkey.title"]} id="khoa-truy-cap">
      <p>{words["passkey.text"]}</p>
      {props.said}
      {passkeys.length === 0 ? null : (
        <ul class="list">
          {passkeys.map((one) => (
            <PasskeyLine key={one.id} one={one} frame={frame} />
          ))}
        </ul>
      )}
      {mayChange ? (
        <form method="post" action={paths.addPasskey()} class="passkey-new">
          <Field
            id="passkey-name"
            label={words["passkey.name"]}
            hint={words["passkey.name-hint"]}
            value={deviceName(exchange.userAgent) ?? words["passkey.one"]}
            maxlength={60}
          />
          <PasskeyButton
            frame={frame}
            act="create"
            url={paths.newPasskey()}
            origin={props.origin}
            label={words["passkey.add"]}
            isMain
          />
        </form>
      ) : (
        <p>
          <a class="button button-quiet" href={paths.stepUp(paths.passkeys())}>
            {words["passkey.prove-to-add"]}
          </a>
        </p>
      )}
    </Panel>
  );
}

function PasskeyLine({ one, frame }: { readonly one: Passkey; readonly frame: Frame }): VNode {
  const words = wordsIn(frame.language);
  const used = one.usedAt ?? undefined;
  return (
    <li>
      <p>
        <strong>{one.name}</strong>{" "}
        {one.isBackedUp ? <Tag kind="info">{words["passkey.synced"]}</Tag> : null}
        <span class="hint num">
          {words["passkey.since"]} <When at={one.createdAt} withTime={false} />,{" "}
          {used === undefined ? words["passkey.never-used"] : `${words["passkey.used"]} `}
          {used === undefined ? null : <When at={used} />}
        </span>
      </p>
      <div class="acts">
        <details>
          <summary>
            {words["passkey.rename"]}
            <span class="sr"> {one.name}</span>
          </summary>
          <form method="post" action={paths.renamePasskey(one.id)}>
            <Field
              id={`name-${one.id}`}
              name="name"
              label={words["passkey.name"]}
              value={one.name}
              maxlength={60}
            />
            <button class="button button-quiet" type="submit">
              {words["passkey.save-name"]}
            </button>
          </form>
        </details>
        <form method="post" action={paths.removePasskey(one.id)}>
          <button class="button button-quiet" type="submit">
            {words["passkey.remove"]}
            <span class="sr">
              {" "}
              {one.name}, {momentText(one.createdAt)}
            </span>
          </button>
        </form>
      </div>
    </li>
  );
}
