import { officialSession } from "#platform/http";
import type { VNode } from "preact";
import { isGroup, papersFor } from "#app-kit";
import { summaryOf, visibleSteps } from "#engines/forms";
import { Field } from "#ui";
import { editionOf } from "../deps.ts";
import { mayAskSupplement } from "../dossier.ts";
import { may } from "../policy.ts";
import { masked } from "./dossier-parts.tsx";
import { LateFields } from "./late-fields.tsx";
import { Act, type StepProps } from "./act-form.tsx";

/** What the edition lets an official do besides, at the steps it names: ask for a supplement, refuse. */
export function EditionForms(props: StepProps): VNode {
  const { exchange, seen, deps } = props;
  const { dossier } = seen;
  const { desk } = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const session = officialSession(exchange);
  const step = dossier.step ?? "";
  const asks =
    desk.supplementAt.includes(step) &&
    may(session, "ask-supplement", dossier) &&
    mayAskSupplement(dossier).ok;
  return (
    <>
      {asks ? <SupplementForm {...props} /> : null}
      {desk.refuseAt.includes(step) && may(session, "refuse", dossier) ? (
        <RefusalForm {...props} />
      ) : null}
    </>
  );
}

/** A supplement request lists every part, so that all defects are named at once. */
function SupplementForm(props: StepProps): VNode {
  const { words, exchange, seen, deps } = props;
  const { dossier } = seen;
  const { language, form } = exchange;
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const given = summaryOf(edition.form, dossier.answers, language).flatMap((step) => step.rows);
  const parts = [
    ...papersFor(edition, dossier.answers).map((paper) => ({
      id: paper.id,
      label: paper.title[language],
      given: seen.files.filter((file) => file.slot === paper.id).map((file) => file.name),
    })),
    ...visibleSteps(edition.form, dossier.answers).flatMap((step) =>
      step.items.map((item) => {
        const label = item.label[language];
        const start = isGroup(item) ? `${item.itemLabel[language]} ` : undefined;
        const rows = given.filter((row) =>
          start === undefined ? row.label === label : row.label.startsWith(start),
        );
        return { id: item.id, label, given: rows.map((row) => masked(row.value)) };
      }),
    ),
  ];
  const isOpen = [...form.keys()].some((name) => name.startsWith("defect."));
  return (
    <details open={isOpen}>
      <summary>{words["desk.supplement"]}</summary>
      <Act {...props} act="bo-sung" button={words["desk.supplement"]} isQuiet>
        <p class="hint">{words["desk.supplement-hint"]}</p>
        {parts.map((part, index) => (
          <Field
            key={part.id}
            id={`defect-${index}`}
            name={`defect.${part.id}`}
            label={part.label}
            hint={
              part.given.length === 0
                ? undefined
                : `${words["desk.given"]}: ${part.given.join("; ")}`
            }
            error={props.errorOf(`defect-${index}`)}
            value={form.get(`defect.${part.id}`) ?? ""}
          />
        ))}
      </Act>
    </details>
  );
}

function RefusalForm(props: StepProps): VNode {
  const { words, exchange } = props;
  const { form } = exchange;
  return (
    <details open={form.has("reason")}>
      <summary>{words["desk.refuse"]}</summary>
      <Act {...props} act="tu-choi" button={words["desk.refuse"]} isQuiet>
        <Field
          id="reason"
          label={words["desk.reason"]}
          error={props.errorOf("reason")}
          rows={3}
          value={form.get("reason") ?? ""}
        />
        <LateFields {...props} act="tu-choi" />
      </Act>
    </details>
  );
}
