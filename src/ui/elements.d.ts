import type { ComponentChildren } from "preact";

/** Attributes of our own elements: data only, behaviour comes from the island of the same name. */
interface IslandAttributes {
  readonly children?: ComponentChildren;
  readonly class?: string;
  readonly id?: string;
  readonly hidden?: boolean;
  readonly [attribute: `data-${string}`]: string | number | boolean | undefined;
  readonly [attribute: `aria-${string}`]: string | undefined;
}

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "copy-code": IslandAttributes;
      "auto-save": IslandAttributes;
      "exit-warning": IslandAttributes;
      "character-count": IslandAttributes;
      "file-upload": IslandAttributes;
      "bpmn-diagram": IslandAttributes;
      "pass-key": IslandAttributes;
      "live-part": IslandAttributes;
      "print-slip": IslandAttributes;
      "idle-return": IslandAttributes;
    }
  }
}
