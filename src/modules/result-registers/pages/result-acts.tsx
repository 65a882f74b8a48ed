import type { VNode } from "preact";
import { dayIn, formatDay } from "#kernel/calendar-day";
import { Button, Field, Panel, Radios, TextArea, When } from "#ui";
import { bringsPaper, needsDecision } from "../amendment.ts";
import { openOf } from "../load-result.ts";
import { paths } from "../paths.ts";
import { mayOn, type ResultAction } from "../policy.ts";
import { wordsIn } from "../words.ts";
import { officialOf } from "./deps.ts";
import type { ResultViewProps } from "./result.tsx";
import { amendmentWords, Changes } from "./result-parts.tsx";

const LONGEST_REASON = 2000;

function may({ exchange, seen }: ResultViewProps, action: ResultAction): boolean {
  const { record, register } = seen;
  return mayOn(officialOf(exchange), action, {
    tenantId: record.tenantId,
    appId: register.app.id,
  });
}

function question({ exchange, error }: ResultViewProps, id: string) {
  return {
    id,
    value: exchange.form.get(id) ?? undefined,
    error: error?.fieldId === id ? error.text : undefined,
  };
}

/** What is proposed and why; for a leader also the forms to decide it. */
export function OpenPanel(props: ResultViewProps): VNode | null {
  const { exchange, seen, isOpen } = props;
  const words = wordsIn(exchange.language);
  const amendment = openOf(seen.amendments);
  if (amendment === undefined) return null;
  const proposed = words["amendment.proposed"]
    .replace("{name}", amendment.proposerName)
    .replace("{on}", formatDay(dayIn(amendment.proposedAt)));
  return (
    <Panel
      title={`${words["amendment.title"]}: ${words[`kind.${amendment.kind}`].toLowerCase()}`}
      id="de-nghi-dang-mo"
    >
      <p>
        {proposed} {amendmentWords(words, amendment)}
      </p>
      <p>
        {words["act.reason"]}: {amendment.reason}
      </p>
      {amendment.content === null ? null : (
        <Changes
          register={seen.register}
          before={seen.record.content}
          after={amendment.content}
          at={amendment.proposedAt}
          language={exchange.language}
          isOpen={isOpen}
        />
      )}
      {amendment.state === "signing" || !may(props, "result decide") ? null : (
        <DecideForms {...props} />
      )}
    </Panel>
  );
}

function DecideForms(props: ResultViewProps): VNode | null {
  const { exchange, seen } = props;
  const words = wordsIn(exchange.language);
  const amendment = openOf(seen.amendments);
  if (amendment === undefined) return null;
  const id = seen.record.publicId;
  const isNumbered = amendment.state === "numbered";
  const version = <input type="hidden" name="version" value={amendment.version} />;
  return (
    <>
      <form method="post" action={paths.decide(id)}>
        {version}
        {needsDecision(amendment.kind) && !isNumbered ? (
          <>
            <Field
              {...question(props, "so-quyet-dinh")}
              label={words["decide.number"]}
              hint={words["decide.number-hint"]}
              width="medium"
            />
            <Field
              {...question(props, "ngay-quyet-dinh")}
              value={exchange.form.get("ngay-quyet-dinh") ?? formatDay(dayIn(exchange.now))}
              label={words["decide.on"]}
              width="short"
            />
          </>
        ) : null}
        {bringsPaper(amendment.kind) ? (
          <p class="acts">
            <Button>{words["decide.sign"]}</Button>
            <a href={paths.preview(id)}>{words["decide.preview"]}</a>
          </p>
        ) : (
          <Button kind="danger">{words["decide.revoke"]}</Button>
        )}
      </form>
      {isNumbered ? null : (
        <details open={props.error?.fieldId === "ghi-chu"}>
          <summary>{words["decline"]}</summary>
          <form method="post" action={paths.decline(id)}>
            {version}
            <TextArea
              {...question(props, "ghi-chu")}
              label={words["decline.note"]}
              rows={3}
              maxlength={LONGEST_REASON}
            />
            <Button kind="secondary">{words["decline.send"]}</Button>
          </form>
        </details>
      )}
    </>
  );
}

/** Proposals that a leader did not agree to, with the reason. */
export function DeclinedPanel({ exchange, seen }: ResultViewProps): VNode | null {
  const words = wordsIn(exchange.language);
  const declined = seen.amendments.filter((one) => one.state === "declined");
  if (declined.length === 0) return null;
  return (
    <Panel title={words["declined.caption"]} id="khong-dong-y">
      <ul>
        {declined.map((one) => (
          <li key={one.id}>
            {words[`kind.${one.kind}`]}, {one.proposerName}: {one.reason}{" "}
            {words["amendment.declined"]}
            {one.decidedAt === null ? null : (
              <>
                {" "}
                <When at={one.decidedAt} />
              </>
            )}
            , {one.deciderName}: {one.note}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** A specialist or clerk proposes; a correction has a page of its own, with the whole record on it. */
export function ProposePanel(props: ResultViewProps): VNode | null {
  const { exchange, seen } = props;
  const words = wordsIn(exchange.language);
  const { record } = seen;
  const isClosed = record.state === "revoked" || openOf(seen.amendments) !== undefined;
  if (isClosed || !may(props, "result propose")) return null;
  const kinds = ["reissue", "copy", "revocation"] as const;
  const chosen = exchange.form.get("loai");
  return (
    <Panel title={words["propose"]} id="de-nghi">
      <p class="hint">{words["propose.lead"]}</p>
      <p>
        <a class="button button-quiet" href={paths.correct(record.publicId)}>
          {words["propose.correct"]}
        </a>
      </p>
      <form method="post" action={paths.propose(record.publicId)}>
        <input type="hidden" name="version" value={record.version} />
        <Radios
          id="loai"
          label={words["propose.kind"]}
          value={kinds.find((one) => one === chosen) ?? "reissue"}
          options={kinds.map((kind) => ({
            value: kind,
            label: words[`kind.${kind}`],
            hint: words[`propose.${kind}-hint`],
          }))}
        />
        <TextArea
          {...question(props, "ly-do")}
          label={words["propose.reason"]}
          rows={3}
          maxlength={LONGEST_REASON}
        />
        <Button kind="secondary">{words["propose.send"]}</Button>
      </form>
    </Panel>
  );
}
