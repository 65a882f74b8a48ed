import type { VNode } from "preact";
import { type CalendarDay, formatDay } from "#kernel/calendar-day";
import { Banner, Button, Field, type PageError, Panel } from "#ui";
import type { OpenDraft } from "../draft.ts";
import { paths } from "../paths.ts";
import type { Words } from "../words.ts";
import { errorAt, typedOr } from "./part.tsx";

interface Props {
  readonly draft: OpenDraft;
  readonly words: Words;
  readonly errors: readonly PageError[];
  readonly typed: URLSearchParams | undefined;
  readonly today: CalendarDay;
  readonly proposer: string;
  readonly isProposer: boolean;
  readonly mayDraft: boolean;
  readonly mayApprove: boolean;
}

/** What may be done with the draft now, by whoever looks at it. */
export function DecideForms(props: Props): VNode | null {
  const { draft, mayDraft } = props;
  if (draft.state === "open") return mayDraft ? <OpenActs {...props} /> : null;
  return draft.state === "proposed" ? <ProposedActs {...props} /> : null;
}

function OpenActs(props: Props): VNode {
  const { draft, words, errors, typed } = props;
  return (
    <>
      <Panel title={words["simulate.title"]} id="mo-phong">
        <p>{words["simulate.lead"]}</p>
        <form method="post" action={paths.act(draft.id, "mo-phong")}>
          <Button kind="secondary">{words["simulate.submit"]}</Button>
        </form>
      </Panel>
      <Panel title={words["propose.title"]} id="de-nghi">
        <p>{words["propose.lead"]}</p>
        <form method="post" action={paths.act(draft.id, "de-nghi")}>
          <input type="hidden" name="version" value={draft.version} />
          <Field
            id="starts-on"
            label={words["propose.day"]}
            hint={words["propose.day-hint"]}
            width="medium"
            error={errorAt(errors, "starts-on")}
            value={typedOr(typed, "starts-on", "")}
          />
          <Field
            id="decision"
            label={words["propose.decision"]}
            hint={words["propose.decision-hint"]}
            error={errorAt(errors, "decision")}
            value={typedOr(typed, "decision", "")}
          />
          <Button>{words["propose.submit"]}</Button>
        </form>
        <form method="post" action={paths.act(draft.id, "huy")} id="huy">
          <input type="hidden" name="version" value={draft.version} />
          <Button kind="link">{words["discard.submit"]}</Button>
        </form>
      </Panel>
    </>
  );
}

function ProposedActs(props: Props): VNode {
  const { draft, words, errors, typed } = props;
  const day = draft.startsOn === null ? "" : formatDay(draft.startsOn);
  return (
    <Panel title={words["approve.title"]} id="duyet">
      <p>
        {`${props.proposer} ${words["approve.asks"]} ${day}.`}
        {draft.decision === null ? "" : ` ${words["propose.decision"]}: ${draft.decision}.`}
      </p>
      {props.isProposer ? (
        <Banner kind="info" title={words["approve.own"]} />
      ) : props.mayApprove ? (
        <form method="post" action={paths.act(draft.id, "duyet")}>
          <input type="hidden" name="version" value={draft.version} />
          <Button>{words["approve.submit"]}</Button>
        </form>
      ) : null}
      {props.mayApprove ? (
        <form method="post" action={paths.act(draft.id, "tra-lai")} class="act-form">
          <input type="hidden" name="version" value={draft.version} />
          <Field
            id="reason"
            label={words["return.reason"]}
            error={errorAt(errors, "reason")}
            value={typedOr(typed, "reason", "")}
          />
          <Button kind="secondary">{words["return.submit"]}</Button>
        </form>
      ) : null}
    </Panel>
  );
}
