import type { VNode } from "preact";
import type { Frame } from "#ui";
import { wordsIn } from "../words.ts";

/**
 * The button that has a device answer with a passkey; the form around it is sent with the answer in `credential`.
 * Without JavaScript it says so, and the rest of the form works as ever.
 */
export function PasskeyButton(props: {
  readonly frame: Frame;
  readonly act: "get" | "create";
  /** Where the question comes from. */
  readonly url: string;
  readonly origin: string;
  readonly label: string;
  readonly isMain?: boolean;
}): VNode {
  const words = wordsIn(props.frame.language);
  return (
    <>
      <input type="hidden" name="credential" value="" />
      <pass-key hidden data-act={props.act} data-url={props.url} data-origin={props.origin}>
        <button class={props.isMain === true ? "button" : "button button-quiet"} type="button">
          {props.label}
        </button>
      </pass-key>
      <noscript>
        <p class="hint">{words["passkey.no-script"]}</p>
      </noscript>
    </>
  );
}

/** What a page with such a button loads beyond its own. */
export function passkeyScripts(frame: Frame): readonly string[] {
  return frame.assets.passkeyScript === undefined ? [] : [frame.assets.passkeyScript];
}
