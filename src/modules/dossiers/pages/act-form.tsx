import type { ComponentChildren, VNode } from "preact";
import type { Exchange } from "#platform/http";
import type { DossierRefusal } from "../dossier.ts";
import { paths } from "../paths.ts";
import type { Words } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";
import type { SeenByStaff } from "./staff-dossier.tsx";

export interface ActProps {
  readonly deps: PageDeps;
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  /** Why the act just tried was refused. */
  readonly refusal?: DossierRefusal | undefined;
}

export type StepProps = ActProps & {
  readonly words: Words;
  /** The error of a question, when it is the one to mend. */
  readonly errorOf: (fieldId: string) => string | undefined;
};

/** The form of one act: the version that was on the screen, what the act asks, and its button. */
export function Act(
  props: StepProps & {
    readonly act: string;
    readonly button: string;
    readonly value?: string;
    readonly isQuiet?: boolean;
    readonly children?: ComponentChildren;
  },
): VNode {
  const { dossier } = props.seen;
  return (
    <form method="post" action={paths.staffAct(dossier.publicId, props.act)} class="act-form">
      <input type="hidden" name="version" value={String(dossier.version)} />
      {props.children}
      <button
        class={props.isQuiet ? "button button-quiet" : "button"}
        type="submit"
        name="decision"
        value={props.value ?? "go"}
      >
        {props.button}
      </button>
    </form>
  );
}
