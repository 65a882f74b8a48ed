import type { VNode } from "preact";
import { dayIn, formatDay } from "#kernel/calendar-day";
import { type Exchange, officialSession } from "#platform/http";
import { Field, Panel, Select } from "#ui";
import { mayExtend } from "../extend-dossier.ts";
import { paths } from "../paths.ts";
import { may } from "../policy.ts";
import { wordsIn } from "../words.ts";
import { wrongQuestion } from "./staff-act-forms.tsx";
import type { DossierRefusal } from "../dossier.ts";
import type { SeenByStaff } from "./staff-dossier.tsx";

/** More time by a written decision: who signed it, its number, day and reason; folded until it is needed. */
export function ExtendForm(props: {
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  readonly refusal: DossierRefusal | undefined;
}): VNode | null {
  const { exchange, seen, refusal } = props;
  const { dossier, leaders } = seen;
  const words = wordsIn(exchange.language);
  if (!mayExtend(dossier) || !may(officialSession(exchange), "extend", dossier)) return null;
  const isTried = exchange.path.endsWith("/gia-han");
  const wrong = isTried ? wrongQuestion(exchange, refusal) : undefined;
  const question = (id: string) => ({
    id,
    value: exchange.form.get(id) ?? undefined,
    error: wrong?.fieldId === id ? wrong.text : undefined,
  });
  return (
    <Panel title={words["desk.extension"]} id="gia-han">
      <p class="hint">{words["desk.extension-lead"]}</p>
      <details open={isTried}>
        <summary>{words["desk.extend"]}</summary>
        <form method="post" action={paths.staffAct(dossier.publicId, "gia-han")} class="act-form">
          <input type="hidden" name="version" value={String(dossier.version)} />
          <Field
            {...question("decision-number")}
            label={words["desk.decision-number"]}
            hint={words["desk.decision-hint"]}
            width="medium"
          />
          <Field
            {...question("decided-on")}
            label={words["desk.decided-on"]}
            width="short"
            inputmode="numeric"
            value={exchange.form.get("decided-on") ?? formatDay(dayIn(exchange.now))}
          />
          <Select
            {...question("decider")}
            label={words["desk.decider"]}
            options={leaders.map((one) => ({
              value: one.officialId,
              label: `${one.name}, ${one.title}`,
            }))}
          />
          <Field
            {...question("extend-days")}
            label={words["desk.extend-days"]}
            width="short"
            inputmode="numeric"
          />
          <Field
            {...question("extend-reason")}
            label={words["desk.extend-reason"]}
            hint={words["desk.extend-reason-hint"]}
            rows={3}
          />
          <button class="button button-quiet" type="submit">
            {words["desk.extend-act"]}
          </button>
        </form>
      </details>
    </Panel>
  );
}
