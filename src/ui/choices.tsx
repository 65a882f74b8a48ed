import type { ComponentChildren, VNode } from "preact";
import { controlAttributes, describedBy, HintAndError, type QuestionProps } from "./field.tsx";

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface ChoiceProps extends QuestionProps {
  readonly options: readonly ChoiceOption[];
  readonly value?: string | undefined;
  readonly required?: boolean | undefined;
}

/** One of many, folded away; `blank` is the words of "not chosen". */
export function Select(props: ChoiceProps & { readonly blank?: string | undefined }): VNode {
  const { id, label, options, value, error, blank } = props;
  return (
    <div class={error ? "field field-wrong" : "field"} id={`f-${id}`}>
      <label class="label" for={id}>
        {label}
      </label>
      <HintAndError {...props} />
      <select class="select" {...controlAttributes(props)} required={props.required}>
        {blank === undefined ? null : <option value="">{blank}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of a few, all in view. An error leads to the first. */
export function Radios(props: ChoiceProps): VNode {
  return (
    <Choices {...props}>
      {props.options.map((option, index) => (
        <Choice
          key={option.value}
          id={index === 0 ? props.id : `${props.id}-${option.value}`}
          option={option}
        >
          {(id) => (
            <input
              type="radio"
              id={id}
              name={props.name ?? props.id}
              value={option.value}
              checked={option.value === props.value}
              required={props.required}
            />
          )}
        </Choice>
      ))}
    </Choices>
  );
}

export interface CheckboxesProps extends QuestionProps {
  readonly options: readonly ChoiceOption[];
  readonly values?: readonly string[] | undefined;
}

/** Any of a few; every tick is sent under the same name. */
export function Checkboxes(props: CheckboxesProps): VNode {
  return (
    <Choices {...props}>
      {props.options.map((option, index) => (
        <Choice
          key={option.value}
          id={index === 0 ? props.id : `${props.id}-${option.value}`}
          option={option}
        >
          {(id) => (
            <input
              type="checkbox"
              id={id}
              name={props.name ?? props.id}
              value={option.value}
              checked={props.values?.includes(option.value) ?? false}
            />
          )}
        </Choice>
      ))}
    </Choices>
  );
}

/** A single tick that says yes. */
export function Checkbox(
  props: QuestionProps & { readonly value?: string; readonly checked?: boolean },
): VNode {
  return (
    <div class={props.error ? "field field-wrong" : "field"} id={`f-${props.id}`}>
      <HintAndError {...props} hint={undefined} />
      <Choice
        id={props.id}
        option={{ value: props.value ?? "on", label: props.label, hint: props.hint }}
      >
        {(id) => (
          <input
            type="checkbox"
            {...controlAttributes({ ...props, id })}
            value={props.value ?? "on"}
            checked={props.checked}
          />
        )}
      </Choice>
    </div>
  );
}

function Choices(props: QuestionProps & { readonly children: ComponentChildren }): VNode {
  return (
    <fieldset
      class={props.error ? "field field-wrong" : "field"}
      id={`f-${props.id}`}
      aria-describedby={describedBy(props)}
    >
      <legend class="label">{props.label}</legend>
      <HintAndError {...props} />
      <div class="choices">{props.children}</div>
    </fieldset>
  );
}

function Choice(props: {
  readonly id: string;
  readonly option: ChoiceOption;
  readonly children: (id: string) => VNode;
}): VNode {
  const { id, option } = props;
  return (
    <p class="choice">
      {props.children(id)}
      <label for={id}>
        {option.label}
        {option.hint === undefined ? null : <span class="hint">{option.hint}</span>}
      </label>
    </p>
  );
}
