import type { VNode } from "preact";
import type { PlacedTask } from "#engines/workflow";
import { DataTable, type Language, Panel } from "#ui";
import { questionAt } from "../consult.ts";
import type { DossierDeps } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import { agencyIn } from "../linked-terms.ts";
import { wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";

/** Which agencies were asked, which of them have answered, and what they said. */
export function OpinionsPanel(props: {
  readonly dossier: Dossier;
  readonly asked: readonly PlacedTask[];
  readonly deps: DossierDeps;
  readonly language: Language;
}): VNode | null {
  const { dossier, deps, language } = props;
  const asked = props.asked.filter((task) => agencyIn(task) === undefined);
  if (asked.length === 0) return null;
  const words = wordsIn(language);
  const answered = asked.filter((task) => task.answeredAt !== null).length;
  return (
    <Panel title={words["desk.opinions"]} id="y-kien-co-quan">
      <DataTable
        caption={`${words["desk.opinions-count"]}: ${answered}/${asked.length}`}
        columns={[
          { key: "agency", label: words["desk.opinion-agency"] },
          { key: "state", label: words["desk.opinion-state"] },
          { key: "opinion", label: words["desk.opinion"] },
        ]}
        rows={asked.map((task) => {
          const outcomes = questionAt(deps, dossier, task.elementId)?.outcomes ?? [];
          const outcome = outcomes.find((one) => one.id === task.answer?.["outcome"]);
          const opinion = task.answer?.["opinion"];
          return {
            id: task.id,
            agency: task.item ?? "",
            state:
              task.answeredAt !== null
                ? `${outcome?.label[language] ?? ""} · ${shortMoment(task.answeredAt)}`
                : task.closedAs === "withdrawn"
                  ? words["desk.opinion-withdrawn"]
                  : `${words["desk.opinion-waiting"]} ${task.dueAt === null ? "" : shortMoment(task.dueAt)}`,
            opinion: typeof opinion === "string" ? opinion : "",
          };
        })}
      />
    </Panel>
  );
}
