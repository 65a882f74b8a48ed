import type { ComponentChildren, VNode } from "preact";

/** What every question has: a visible label, perhaps a hint, perhaps an error. */
export interface QuestionProps {
  readonly id: string;
  /** The name it is sent under; the id unless given. */
  readonly name?: string | undefined;
  readonly label: string;
  /** What the label is about where the heading above says it to the eye; heard, not shown. */
  readonly about?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** How long an answer is expected to be: a word, or characters. */
export type FieldWidth = "short" | "medium" | "long" | number;

export interface FieldProps extends QuestionProps {
  readonly value?: string | undefined;
  readonly type?:
    | "text"
    | "password"
    | "email"
    | "tel"
    | "search"
    | "date"
    | "time"
    | "number"
    | "datetime-local"
    | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputmode?: "numeric" | "tel" | "email" | "decimal" | "search" | undefined;
  readonly width?: FieldWidth | undefined;
  readonly maxlength?: number | undefined;
  readonly required?: boolean | undefined;
  readonly readonly?: boolean | undefined;
  /** Suggestions the person may take or leave. */
  readonly suggestions?: readonly string[] | undefined;
  /** Rows make it a box for longer text. */
  readonly rows?: number | undefined;
}

/** One question: a visible label, its hint, the place for its error, and the answer. */
export function Field(props: FieldProps): VNode {
  if (props.rows !== undefined) return <TextArea {...props} />;
  const { id, suggestions, width } = props;
  return (
    <Question {...props}>
      <input
        class={`input ${widthClass(width)}`.trim()}
        {...controlAttributes(props)}
        {...typed(props.type)}
        value={props.value}
        autocomplete={props.autocomplete}
        inputMode={props.inputmode}
        maxLength={props.maxlength}
        required={props.required}
        readOnly={props.readonly}
        list={suggestions === undefined ? undefined : `${id}-goi-y`}
      />
      {suggestions === undefined ? null : (
        <datalist id={`${id}-goi-y`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Question>
  );
}

export interface TextAreaProps extends QuestionProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  /** With a limit, the characters left are counted aloud. */
  readonly maxlength?: number | undefined;
  readonly required?: boolean | undefined;
}

/** A box for longer text. */
export function TextArea(props: TextAreaProps): VNode {
  const box = (
    <textarea
      class="input textarea"
      {...controlAttributes(props)}
      rows={props.rows ?? 4}
      maxLength={props.maxlength}
      required={props.required}
    >
      {props.value}
    </textarea>
  );
  return (
    <Question {...props}>
      {props.maxlength === undefined ? (
        box
      ) : (
        <character-count data-max={props.maxlength}>{box}</character-count>
      )}
    </Question>
  );
}

export interface FileInputProps extends QuestionProps {
  /** As the browser wants it: `.pdf,.jpg,.png`. */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** Opens the camera on a phone. */
  readonly capture?: "environment" | "user" | undefined;
  /** With JavaScript the chosen file is sent at once, with progress and a second try. */
  readonly isSentAtOnce?: boolean | undefined;
  /** Where it is sent at once; the form's own address unless given. */
  readonly sentTo?: string | undefined;
  /** Id of the part of the page that shows what has arrived; it is renewed from the answer. */
  readonly part?: string | undefined;
}

/** A paper to send along. */
export function FileInput(props: FileInputProps): VNode {
  const input = (
    <input
      class="input file"
      type="file"
      {...controlAttributes(props)}
      accept={props.accept}
      multiple={props.multiple}
      required={props.required}
      capture={props.capture}
    />
  );
  return (
    <Question {...props}>
      {props.isSentAtOnce === true ? (
        <file-upload data-url={props.sentTo} data-part={props.part}>
          {input}
        </file-upload>
      ) : (
        input
      )}
    </Question>
  );
}

/** The frame of one control: label, hint, error, then the control. */
function Question(props: QuestionProps & { readonly children: ComponentChildren }): VNode {
  const { id, label, error } = props;
  return (
    <div class={error ? "field field-wrong" : "field"} id={`f-${id}`}>
      <label class="label" for={id}>
        {label}
        {props.about === undefined ? null : <span class="sr">: {props.about}</span>}
      </label>
      <HintAndError {...props} />
      {props.children}
    </div>
  );
}

export function HintAndError({ id, hint, error }: QuestionProps): VNode {
  return (
    <>
      {hint ? (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {error ? (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      ) : null}
    </>
  );
}

/** Id, name and what describes a control to a screen reader. */
export function controlAttributes(props: QuestionProps): {
  readonly id: string;
  readonly name: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": "true" | undefined;
} {
  return {
    id: props.id,
    name: props.name ?? props.id,
    "aria-describedby": describedBy(props),
    "aria-invalid": props.error ? "true" : undefined,
  };
}

export function describedBy({ id, hint, error }: QuestionProps): string | undefined {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(" ");
}

/** The element's type wants one literal at a time. */
function typed(type: FieldProps["type"]): { readonly type: "text" } {
  return { type: (type ?? "text") as "text" };
}

function widthClass(width: FieldWidth | undefined): string {
  if (width === undefined || width === "long") return "";
  if (width === "short") return "input-10";
  if (width === "medium") return "input-20";
  const step = WIDTHS.find((one) => width <= one);
  return step === undefined ? "" : `input-${step}`;
}

/** Widths the stylesheet knows, in characters. */
const WIDTHS = [2, 4, 6, 10, 20] as const;
