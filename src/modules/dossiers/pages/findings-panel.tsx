import type { VNode } from "preact";
import { formOfStep, workAt } from "#app-kit";
import { summaryOf } from "#engines/forms";
import { KeyValues, type Language, Panel } from "#ui";
import { type DossierDeps, editionOf } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import type { Finding } from "../finding.ts";
import { wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";

/** What was found at each step of the procedure, newest below, with whoever found it. */
export function FindingsPanel(props: {
  readonly dossier: Dossier;
  readonly findings: readonly Finding[];
  readonly deps: DossierDeps;
  readonly language: Language;
}): VNode | null {
  const { dossier, findings, deps, language } = props;
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  const words = wordsIn(language);
  if (findings.length === 0) return null;
  return (
    <Panel title={words["desk.findings"]} id="ket-qua-buoc">
      {findings.map((finding) => {
        const work = workAt(edition, finding.step);
        if (work === undefined) return null;
        const outcome = work.outcomes.find((one) => one.id === finding.outcome);
        return (
          <section key={`${finding.step} ${finding.at.toISOString()}`}>
            <h3>{outcome?.label[language] ?? work.step}</h3>
            <p class="hint">
              {finding.byName} · <span class="num">{shortMoment(finding.at)}</span>
            </p>
            <KeyValues
              rows={[
                ...summaryOf(formOfStep(work), finding.answers, language).flatMap(
                  (section) => section.rows,
                ),
                ...(finding.note === ""
                  ? []
                  : [{ label: words["desk.note"], value: finding.note }]),
              ]}
            />
          </section>
        );
      })}
    </Panel>
  );
}
