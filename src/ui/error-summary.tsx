import type { VNode } from "preact";
import type { Language } from "./frame.tsx";
import { messagesIn } from "./messages.ts";

export interface PageError {
  readonly fieldId: string;
  readonly text: string;
}

/** Everything that needs mending, each a link to its place; the island moves the focus here when the page opens. */
export function ErrorSummary(props: {
  readonly errors: readonly PageError[];
  readonly language: Language;
}): VNode | null {
  if (props.errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} id="loi">
      <h2>{messagesIn(props.language)["errors.title"]}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.fieldId}${error.text}`}>
            <a href={`#${error.fieldId}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
