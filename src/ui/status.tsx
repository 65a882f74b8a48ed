import type { ComponentChildren, VNode } from "preact";
import type { Language } from "./frame.tsx";
import { messagesIn } from "./messages.ts";

export type LightState = "ok" | "near" | "late" | "hold" | "done";

/** A shape for each state, so that colour never speaks alone; drawn in a 12 × 12 box. */
const SHAPES: Readonly<Record<LightState, string>> = {
  ok: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
  near: "M6 .5L11.5 6L6 11.5L.5 6z",
  late: "M6 .8L11.8 11H.2z",
  hold: "M2.5 1.5h2.6v9H2.5zM6.9 1.5h2.6v9H6.9z",
  done: "M1 6.4L2.5 4.9L4.8 7.2L9.5 2.2L11 3.7L4.8 10.2z",
};

/** A deadline in a list: colour, shape and words together, never one alone. */
export function Light(props: { readonly state: LightState; readonly words: string }): VNode {
  return (
    <span class={`light light-${props.state}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={SHAPES[props.state]} />
      </svg>
      {props.words}
    </span>
  );
}

export type TagKind =
  | "neutral"
  | "info"
  | "success"
  | "warning"
  | "error"
  | "hold"
  | "secret"
  | "urgent";

/** A word that sorts: a kind of document, a secrecy, an urgency. */
export function Tag(props: {
  readonly kind?: TagKind | undefined;
  readonly children: ComponentChildren;
}): VNode {
  return <span class={`tag tag-${props.kind ?? "neutral"}`}>{props.children}</span>;
}

/** Where one is, in words; the bar beneath only repeats them. */
export function Progress(props: {
  readonly step: number;
  readonly of: number;
  readonly language: Language;
}): VNode {
  const words = messagesIn(props.language);
  return (
    <div class="progress">
      <p>
        {words["progress.step"]} {props.step} {words["progress.of"]} {props.of}
      </p>
      <progress value={props.step} max={props.of} aria-hidden="true" />
    </div>
  );
}

const STARS = [1, 2, 3, 4, 5] as const;

export interface StarsProps {
  /** With a name it is a question; without, it shows `value`. */
  readonly name?: string | undefined;
  readonly value?: number | undefined;
  readonly legend?: string | undefined;
  readonly language?: Language | undefined;
}

/** A rating of one to five stars, as radio buttons with words, or shown. */
export function Stars(props: StarsProps): VNode {
  const { name, value, legend, language = "vi" } = props;
  const words = messagesIn(language);
  if (name === undefined) {
    const shown = value ?? 0;
    const text = language === "vi" ? String(shown).replace(".", ",") : String(shown);
    return (
      <span class="stars-shown num">
        <span aria-hidden="true">
          {STARS.map((star) => (
            <Star key={star} isFull={star <= Math.round(shown)} />
          ))}
        </span>
        {text} <span class="sr">{words["stars.of"]}</span>
      </span>
    );
  }
  return (
    <fieldset class="field stars" id={`f-${name}`}>
      <legend class="label">{legend ?? words["stars.legend"]}</legend>
      <div class="stars-row">
        {STARS.map((star) => (
          <p key={star}>
            <input
              type="radio"
              id={star === 1 ? name : `${name}-${star}`}
              name={name}
              value={String(star)}
              checked={star === value}
            />
            <label for={star === 1 ? name : `${name}-${star}`}>
              <Star isFull={false} />
              <span class="num">{star}</span>
              <span class="sr"> {words["stars.star"]}</span>
            </label>
          </p>
        ))}
      </div>
    </fieldset>
  );
}

function Star({ isFull }: { readonly isFull: boolean }): VNode {
  return (
    <svg
      class={isFull ? "star star-full" : "star"}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
    >
      <path d="M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5L12 17.4l-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z" />
    </svg>
  );
}
