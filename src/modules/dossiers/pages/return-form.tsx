import type { VNode } from "preact";
import { returnsFrom } from "#app-kit";
import { Field, Select } from "#ui";
import { editionOf } from "../deps.ts";
import { Act, type StepProps } from "./act-form.tsx";

/** The dossier goes back to a step of choice, with a reason; only where the edition lets it. */
export function ReturnForm(props: StepProps): VNode | null {
  const { deps, seen, words, exchange, errorOf } = props;
  const { dossier } = seen;
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const steps = returnsFrom(edition, dossier.step);
  if (steps.length === 0) return null;
  const typed = exchange.form.get("return-reason") ?? "";
  return (
    <details open={typed !== "" || errorOf("return-reason") !== undefined}>
      <summary>{words["desk.send-back"]}</summary>
      <Act {...props} act="tra-lai" button={words["desk.send-back"]} isQuiet>
        <input type="hidden" name="from" value={dossier.step ?? ""} />
        <Select
          id="return-to"
          label={words["desk.send-back-to"]}
          value={exchange.form.get("return-to") ?? ""}
          options={steps.map((step) => ({
            value: step,
            label: deps.dossiers.steps.nameOf(edition, step),
          }))}
        />
        <Field
          id="return-reason"
          label={words["desk.send-back-why"]}
          error={errorOf("return-reason")}
          rows={3}
          value={typed}
        />
      </Act>
    </details>
  );
}
