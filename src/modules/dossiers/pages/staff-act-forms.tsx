import type { VNode } from "preact";
import { returnsFrom, workAt } from "#app-kit";
import { type Exchange, officialSession } from "#platform/http";
import { Field, type PageError, Panel, Select } from "#ui";
import { editionOf } from "../deps.ts";
import { type DossierRefusal, isOver } from "../dossier.ts";
import { partAt } from "../linked-parts.ts";
import { paths } from "../paths.ts";
import { type WordKey, wordsIn } from "../words.ts";
import { wrongFindings } from "../work-step.ts";
import type { PageDeps } from "./page-deps.ts";
import { Act, type ActProps, type StepProps } from "./act-form.tsx";
import { EditionForms } from "./edition-forms.tsx";
import { ReturnForm } from "./return-form.tsx";
import { LateFields } from "./late-fields.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";
import { findingsIn, NOTE, WorkForm } from "./work-form.tsx";

/** The question of each act that may be left empty by mistake. */
const QUESTIONS: Readonly<Record<string, string>> = {
  "tham-dinh": "proposal",
  "xem-xet": "note",
  buoc: NOTE,
  "y-kien": "y-kien",
};

type Questions = Partial<Record<DossierRefusal, readonly [fieldId: string, key: WordKey]>>;

const TRANSFER_QUESTIONS: Questions = {
  "to-oneself": ["transfer-to", "refused.to-oneself"],
  "not-competent": ["transfer-to", "refused.not-competent"],
  "came-from-there": ["transfer-to", "refused.came-from-there"],
  "reason-missing": ["transfer-reason", "refused.reason-missing"],
};

/** Acts of several questions: which of them a refusal is about, and the words for it. */
const ACT_QUESTIONS: Readonly<Record<string, Questions>> = {
  "gia-han": {
    "decision-missing": ["decision-number", "refused.decision-missing"],
    "date-unfit": ["decided-on", "refused.date-unfit"],
    "no-one-there": ["decider", "refused.decider-unfit"],
    "term-unfit": ["extend-days", "refused.term-unfit"],
    "reason-missing": ["extend-reason", "refused.reason-missing"],
  },
  "xin-loi": {
    "reason-missing": ["apology-reason", "refused.reason-missing"],
    "new-date-unfit": ["new-due", "refused.new-date-unfit"],
  },
  "de-nghi-chuyen": TRANSFER_QUESTIONS,
  "chuyen-co-quan": TRANSFER_QUESTIONS,
  "tra-lai": { "reason-missing": ["return-reason", "refused.reason-missing"] },
  dung: { "reason-missing": ["stop-reason", "refused.reason-missing"] },
  "cho-bo-sung-them": {
    "decision-missing": ["allow-decision", "refused.decision-missing"],
    "reason-missing": ["allow-reason", "refused.reason-missing"],
  },
  "tu-choi": {
    "reason-missing": ["reason", "refused.reason-missing"],
    "late-reason-missing": ["tu-choi-late-reason", "refused.late-reason-missing"],
  },
  "tra-ket-qua": {
    "late-reason-missing": ["tra-ket-qua-late-reason", "refused.late-reason-missing"],
  },
};

/** Where a refused act must be mended: the question and what is wrong with it. */
export function wrongQuestion(
  exchange: Exchange,
  refusal: DossierRefusal | undefined,
): PageError | undefined {
  const act = exchange.path.split("/").at(-1) ?? "";
  const own = ACT_QUESTIONS[act];
  if (own !== undefined) {
    const question = refusal === undefined ? undefined : own[refusal];
    if (question === undefined) return undefined;
    return { fieldId: question[0], text: wordsIn(exchange.language)[question[1]] };
  }
  const [field, key] =
    act === "bo-sung"
      ? ([`defect-0`, "desk.defect-missing"] as const)
      : ([QUESTIONS[act], "refused.reason-missing"] as const);
  return refusal !== "reason-missing" || field === undefined
    ? undefined
    : { fieldId: field, text: wordsIn(exchange.language)[key] };
}

/** What is wrong with the findings of a step that was just sent. */
export function wrongAtStep(
  deps: PageDeps,
  { path, form, language }: Exchange,
  { dossier }: SeenByStaff,
  refusal: DossierRefusal | undefined,
): readonly PageError[] {
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const work = workAt(edition, dossier.step);
  if (refusal !== "incomplete" || work === undefined || !path.endsWith("/buoc")) return [];
  return wrongFindings(work, findingsIn(work, form)).map((error) => ({
    fieldId: error.fieldId,
    text: error[language],
  }));
}

/** What the position in front of the screen may do now: at most one main act, everything else behind a fold. */
export function ActForms(props: ActProps): VNode | null {
  const { exchange, seen } = props;
  const words = wordsIn(exchange.language);
  const { dossier } = seen;
  const session = officialSession(exchange);
  if (isOver(dossier.state)) return null;
  const isMine = dossier.stepRole !== null && session.roles.includes(dossier.stepRole);
  if (dossier.step === "await-signature")
    return (
      <Panel title={words["desk.acts"]} id="viec">
        <p>{words["desk.waiting-signature"]}</p>
      </Panel>
    );
  if (dossier.step !== null && dossier.stepRole === null)
    return (
      <Panel title={words["desk.acts"]} id="viec">
        <p>
          {
            words[
              partAt(props.deps.dossiers, dossier, dossier.step) === undefined
                ? "desk.waiting-opinions"
                : "linked.waiting"
            ]
          }
        </p>
      </Panel>
    );
  if (!isMine)
    return (
      <Panel title={words["desk.acts"]} id="viec">
        <p class="hint">{words["desk.nothing"]}</p>
      </Panel>
    );
  const wrong = wrongQuestion(exchange, props.refusal);
  const errorOf = (fieldId: string): string | undefined =>
    wrong?.fieldId === fieldId ? wrong.text : undefined;
  return (
    <Panel title={words["desk.acts"]} id="viec">
      <StepForms {...props} words={words} errorOf={errorOf} />
      <ReturnForm {...props} words={words} errorOf={errorOf} />
      <EditionForms {...props} words={words} errorOf={errorOf} />
      <HoldForms {...props} words={words} errorOf={errorOf} />
    </Panel>
  );
}

function StepForms(props: StepProps): VNode | null {
  const { words, exchange } = props;
  const typed = (name: string): string => exchange.form.get(name) ?? "";
  switch (props.seen.dossier.step) {
    case "receive":
      return <ReceiveForms {...props} />;
    case "examine":
      return (
        <Act {...props} act="tham-dinh" button={words["desk.examine"]}>
          <Field
            id="proposal"
            label={words["desk.proposal"]}
            error={props.errorOf("proposal")}
            rows={4}
            value={typed("proposal")}
          />
        </Act>
      );
    case "review":
      return (
        <>
          <Act {...props} act="xem-xet" button={words["desk.approve"]} value="approve" />
          {sendsBackByChoice(props) ? null : (
            <details open={typed("note") !== "" || props.errorOf("note") !== undefined}>
              <summary>{words["desk.return"]}</summary>
              <Act {...props} act="xem-xet" button={words["desk.return"]} value="return" isQuiet>
                <Field
                  id="note"
                  label={words["desk.note"]}
                  error={props.errorOf("note")}
                  rows={3}
                  value={typed("note")}
                />
              </Act>
            </details>
          )}
        </>
      );
    case "sign":
      return (
        <>
          <p>
            <a href={paths.staffAct(props.seen.dossier.publicId, "ban-in.pdf")}>
              {words["desk.preview"]}
            </a>
          </p>
          <Act {...props} act="ky" button={words["desk.sign"]}>
            <p class="hint">{words["desk.sign-step-up"]}</p>
          </Act>
        </>
      );
    case "release":
      return (
        <Act {...props} act="tra-ket-qua" button={words["desk.release"]}>
          <LateFields {...props} act="tra-ket-qua" />
        </Act>
      );
    default:
      return <OwnStepForm {...props} />;
  }
}

/** The edition names the steps to go back to, so that the plain way back is one of them. */
function sendsBackByChoice({ deps, seen }: StepProps): boolean {
  const { appId, edition, step } = seen.dossier;
  return returnsFrom(editionOf(deps.dossiers, appId, edition), step).length > 0;
}

/** A step that the procedure brings itself. */
function OwnStepForm({ deps, exchange, seen, errorOf }: StepProps): VNode | null {
  const edition = editionOf(deps.dossiers, seen.dossier.appId, seen.dossier.edition);
  const work = workAt(edition, seen.dossier.step);
  return work === undefined ? null : (
    <WorkForm {...{ exchange, seen, work, edition }} noteError={errorOf(NOTE)} />
  );
}

/** Accept is the main act; what may end or interrupt the dossier here stands behind folds. */
function ReceiveForms(props: StepProps): VNode {
  return <Act {...props} act="tiep-nhan" button={props.words["desk.accept"]} />;
}

function HoldForms(props: StepProps): VNode {
  const { words, seen } = props;
  const { dossier, colleagues } = seen;
  return (
    <>
      {dossier.holderId === null ? (
        <Act {...props} act="nhan-viec" button={words["desk.claim"]} isQuiet />
      ) : null}
      {colleagues.length === 0 ? null : (
        <details>
          <summary>{words["desk.hand-over"]}</summary>
          <Act {...props} act="chuyen" button={words["desk.hand-over"]} isQuiet>
            <Select
              id="to"
              label={words["desk.colleague"]}
              options={colleagues.map((one) => ({ value: one.officialId, label: one.name }))}
            />
            <Field id="hand-over-note" name="note" label={words["desk.note"]} />
          </Act>
        </details>
      )}
    </>
  );
}
