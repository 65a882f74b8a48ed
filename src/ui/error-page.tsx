import type { VNode } from "preact";
import type { Assets, Frame, Language } from "./frame.tsx";
import { messagesIn } from "./messages.ts";
import { CitizenPage } from "./page.tsx";
import { StaffPage } from "./staff-page.tsx";

export interface ErrorViewProps {
  readonly status: number;
  readonly reference: string;
  readonly language: Language;
  readonly path: string;
  readonly assets: Assets;
  readonly session?: Frame["session"];
  readonly isDemo?: Frame["isDemo"];
}

/** One page for everything that went wrong: what happened, where to go on, and the number to quote. */
export function ErrorView(props: ErrorViewProps): VNode {
  const { status, reference, language, path, assets, session, isDemo } = props;
  const words = messagesIn(language);
  const kind = errorKind(status);
  const title = words[`error.${kind}.title`];
  const frame = { language, path, assets, session, isDemo, title };
  const isOfficial = session?.kind === "official";
  const ways = isOfficial ? STAFF_WAYS : CITIZEN_WAYS;
  const body = (
    <>
      <h1>{words[`error.${kind}.title`]}</h1>
      <p class="lead">{words[`error.${kind}.advice`]}</p>
      {reference === "" ? null : (
        <p>
          {words["error.reference"]} <strong class="num">{reference}</strong>
        </p>
      )}
      <h2>{words["error.ways"]}</h2>
      <ul class="prose-list">
        {ways.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{words[label]}</a>
          </li>
        ))}
      </ul>
    </>
  );
  return isOfficial ? (
    <StaffPage {...frame} current="">
      {body}
    </StaffPage>
  ) : (
    <CitizenPage {...frame}>{body}</CitizenPage>
  );
}

const CITIZEN_WAYS = [
  ["/thu-tuc", "nav.procedures"],
  ["/tra-cuu", "nav.look-up"],
  ["/", "error.home"],
  ["tel:1022", "footer.phone"],
] as const;

const STAFF_WAYS = [
  ["/can-bo/viec", "nav.work"],
  ["/can-bo/thong-ke", "nav.statistics"],
] as const;

function errorKind(status: number): "missing" | "too-large" | "too-many" | "broken" | "unreadable" {
  if (status === 404) return "missing";
  if (status === 413) return "too-large";
  if (status === 429) return "too-many";
  return status >= 500 ? "broken" : "unreadable";
}
