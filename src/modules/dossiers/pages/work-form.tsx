import type { VNode } from "preact";
import { type Answers, type Edition, formOfStep, type StepWork } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { readStep, StepFields } from "#engines/forms";
import type { Exchange } from "#platform/http";
import { Field } from "#ui";
import { wordingAt } from "../result-draft.ts";
import { paths } from "../paths.ts";
import { slotAt, wrongFindings } from "../work-step.ts";
import { wordsIn } from "../words.ts";
import { PaperSlot } from "./paper-slot.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";

export interface WorkFormProps {
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  readonly work: StepWork;
  readonly edition: Edition;
  /** The error of the note, when an outcome wanted one. */
  readonly noteError: string | undefined;
}

/** What was typed for a step, in stored form. */
export function findingsIn(work: StepWork, form: URLSearchParams) {
  const [step] = formOfStep(work).steps;
  if (step === undefined) throw new Error(`step ${work.step} has no form`);
  return readStep(step, form, {}).answers;
}

/** The name under which the note of a step is sent. */
export const NOTE = "note";

/** A step worked again begins with what was said there last; the text of a result with its template. */
function startOf({ exchange, seen, edition }: WorkFormProps): Answers {
  const { session, now } = exchange;
  const name = session?.agencyName ?? "";
  return wordingAt({ ...seen, edition, agency: { name, nameEn: name }, on: dayIn(now) });
}

/** One form for a step of the procedure's own: questions, papers, and a button for each way it may end. */
export function WorkForm(props: WorkFormProps): VNode {
  const { exchange, seen, work, noteError } = props;
  const { language, form, method } = exchange;
  const words = wordsIn(language);
  const { dossier, files } = seen;
  const [step] = formOfStep(work).steps;
  const wasSent = method === "POST" && form.has("outcome");
  const answers = wasSent ? findingsIn(work, form) : startOf(props);
  const action = paths.staffAct(dossier.publicId, "buoc");
  return (
    <form
      method="post"
      action={action}
      class="act-form"
      enctype="multipart/form-data"
      novalidate
      id="buoc"
    >
      <input type="hidden" name="version" value={String(dossier.version)} />
      <input type="hidden" name="step" value={work.step} />
      <p class="hint">{work.lead[language]}</p>
      {step === undefined ? null : (
        <StepFields
          step={step}
          answers={answers}
          errors={wasSent ? wrongFindings(work, answers) : []}
          language={language}
        />
      )}
      {work.papers.map((paper) => {
        const slot = slotAt(work.step, paper.id);
        const given = files.filter((file) => file.slot === slot);
        const isMissing = wasSent && paper.isRequired && given.length === 0;
        return (
          <PaperSlot
            key={slot}
            slot={slot}
            title={paper.title[language]}
            explain={paper.explain[language]}
            files={given}
            problem={isMissing ? words["papers.choose"] : undefined}
            language={language}
            hrefOf={(file) => paths.staffFile(dossier.publicId, file.publicId)}
            sentTo={paths.staffAct(dossier.publicId, "buoc-tep")}
          />
        );
      })}
      <Field
        id={NOTE}
        label={words[work.outcomes.some((one) => one.needsReason) ? "desk.note-why" : "desk.note"]}
        error={noteError}
        rows={2}
        value={form.get(NOTE) ?? ""}
      />
      <p class="acts">
        {work.outcomes.map((outcome, index) => (
          <button
            key={outcome.id}
            class={index === 0 ? "button" : "button button-quiet"}
            type="submit"
            name="outcome"
            value={outcome.id}
          >
            {outcome.label[language]}
          </button>
        ))}
      </p>
    </form>
  );
}
