import {
  type Consultation,
  consultationAt,
  type ConsultedAbout,
  type Edition,
  isGroup,
  type Text,
} from "#app-kit";
import type { PlacedTask } from "#engines/workflow";
import { type DossierDeps, editionOf } from "#modules/dossiers";

/** A question as the asked agency reads it. */
export interface Question {
  readonly task: PlacedTask;
  readonly about: ConsultedAbout;
  readonly consultation: Consultation;
  readonly procedure: Text;
  readonly edition: Edition;
}

/** What a placed task asks; undefined when it is no consultation of a procedure known here. */
export function questionOf(deps: DossierDeps, task: PlacedTask): Question | undefined {
  const about = task.input["about"] as ConsultedAbout | undefined; // written by the asking dossier
  const app = about === undefined ? undefined : deps.apps.get(about.appId)?.app;
  if (about === undefined || app === undefined) return undefined;
  const edition = editionOf(deps, about.appId, about.edition);
  const consultation = consultationAt(edition, task.elementId);
  return consultation === undefined
    ? undefined
    : { task, about, consultation, procedure: app.title, edition };
}

/** What a passed-on paper is called: of the checklist, or of the step that brought it. */
export function paperTitle({ edition }: Question, slot: string): Text {
  const [step, id] = slot.split(".");
  const papers =
    id === undefined
      ? edition.papers
      : (edition.work.find((one) => one.step === step)?.papers ?? []);
  return papers.find((one) => one.id === (id ?? slot))?.title ?? { vi: slot, en: slot };
}

/** The told answers in the form's order, for reading. */
export function toldForm({ edition, consultation }: Question) {
  const told = new Set(consultation.tells);
  return {
    ...edition.form,
    steps: edition.form.steps
      .map((step) => ({
        ...step,
        items: step.items.filter((item) => told.has(item.id) && !isGroup(item)),
      }))
      .filter((step) => step.items.length > 0),
  };
}
