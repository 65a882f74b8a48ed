import type { VNode } from "preact";
import { formatDay } from "#kernel/calendar-day";
import { type Exchange, officialSession } from "#platform/http";
import { Field, KeyValues, type Language, Panel, When } from "#ui";
import { mayApologise, sendBy } from "../apologise.ts";
import type { Apology } from "../apology-store.ts";
import type { DossierRefusal } from "../dossier.ts";
import { paths } from "../paths.ts";
import { may } from "../policy.ts";
import { wordsIn } from "../words.ts";
import { wrongQuestion } from "./staff-act-forms.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";

/** Form 04 on the desk: the draft of the clock to be edited and signed, or what was sent. */
export function ApologyForm(props: {
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  readonly refusal: DossierRefusal | undefined;
}): VNode | null {
  const { exchange, seen, refusal } = props;
  const { dossier, apology } = seen;
  const words = wordsIn(exchange.language);
  if (apology !== undefined && apology.sentAt !== null)
    return (
      <ApologySent
        apology={apology}
        language={exchange.language}
        href={paths.staffAct(dossier.publicId, "phieu-xin-loi.pdf")}
      />
    );
  if (!mayApologise(dossier) || dossier.dueAt === null) return null;
  if (!may(officialSession(exchange), "apologise", dossier)) return null;
  const isTried = exchange.path.endsWith("/xin-loi");
  const wrong = isTried ? wrongQuestion(exchange, refusal) : undefined;
  const typed = (id: string, drafted: string) => ({
    id,
    value: exchange.form.get(id) ?? drafted,
    error: wrong?.fieldId === id ? wrong.text : undefined,
  });
  return (
    <Panel title={words["apology.title"]} id="xin-loi">
      <p class="hint">
        {words["apology.lead"]} <When at={sendBy(dossier.dueAt, seen.time)} />.
      </p>
      <details open={isTried || apology !== undefined}>
        <summary>{words[apology === undefined ? "apology.write" : "apology.drafted"]}</summary>
        <form method="post" action={paths.staffAct(dossier.publicId, "xin-loi")} class="act-form">
          <input type="hidden" name="version" value={String(dossier.version)} />
          <Field
            {...typed("apology-reason", apology?.reason ?? "")}
            label={words["apology.reason"]}
            hint={words["apology.reason-hint"]}
            rows={3}
          />
          <Field
            {...typed("new-due", apology === undefined ? "" : formatDay(apology.newDueOn))}
            label={words["apology.new-due"]}
            hint={words["apology.new-due-hint"]}
            width="short"
            inputmode="numeric"
          />
          <button class="button button-quiet" type="submit">
            {words["apology.send"]}
          </button>
        </form>
      </details>
    </Panel>
  );
}

/** What was promised anew, and the paper that says so. */
export function ApologySent(props: {
  readonly apology: Apology;
  readonly language: Language;
  readonly href: string;
}): VNode {
  const words = wordsIn(props.language);
  const { apology } = props;
  return (
    <Panel title={words["apology.title"]} id="xin-loi">
      <KeyValues
        rows={[
          { label: words["apology.reason"], value: apology.reason },
          { label: words["apology.new-due"], value: formatDay(apology.newDueOn) },
          {
            label: words["apology.signed-by"],
            value: [apology.signerTitle, apology.signerName].filter(Boolean).join(", "),
          },
        ]}
      />
      <p>
        <a href={props.href}>{words["apology.form"]}</a>
      </p>
    </Panel>
  );
}
