import type { ComponentChildren, VNode } from "preact";
import { isGroup, papersFor } from "#app-kit";
import { summaryOf, visibleSteps } from "#engines/forms";
import type { Exchange } from "#platform/http";
import { Field, type PageError, Panel, Select } from "#ui";
import { editionOf } from "../deps.ts";
import { type DossierRefusal, mayAskSupplement } from "../dossier.ts";
import { paths } from "../paths.ts";
import { type WordKey, type Words, wordsIn } from "../words.ts";
import { masked } from "./dossier-parts.tsx";
import { officialSession, type PageDeps } from "./page-deps.ts";
import type { SeenByStaff } from "./staff-dossier.tsx";

interface ActProps {
  readonly deps: PageDeps;
  readonly exchange: Exchange;
  readonly seen: SeenByStaff;
  /** Why the act just tried was refused. */
  readonly refusal?: DossierRefusal | undefined;
}

/** The question of each act that may be left empty by mistake. */
const QUESTIONS: Readonly<Record<string, string>> = {
  "tham-dinh": "proposal",
  "xem-xet": "note",
  "tu-choi": "reason",
  "y-kien": "y-kien",
};

/** What of an extension was refused, and the words for it. */
const EXTENSION_QUESTIONS: Readonly<
  Partial<Record<DossierRefusal, readonly [fieldId: string, key: WordKey]>>
> = {
  "decision-missing": ["decision-number", "refused.decision-missing"],
  "date-unfit": ["decided-on", "refused.date-unfit"],
  "no-one-there": ["decider", "refused.decider-unfit"],
  "term-unfit": ["extend-days", "refused.term-unfit"],
  "reason-missing": ["extend-reason", "refused.reason-missing"],
};

/** Where a refused act must be mended: the question and what is wrong with it. */
export function wrongQuestion(
  exchange: Exchange,
  refusal: DossierRefusal | undefined,
): PageError | undefined {
  const act = exchange.path.split("/").at(-1) ?? "";
  if (act === "gia-han") {
    const question = refusal === undefined ? undefined : EXTENSION_QUESTIONS[refusal];
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

/** What the position in front of the screen may do now: at most one main act, everything else behind a fold. */
export function ActForms(props: ActProps): VNode | null {
  const { exchange, seen } = props;
  const words = wordsIn(exchange.language);
  const { dossier } = seen;
  const session = officialSession(exchange);
  if (dossier.outcome !== null) return null;
  const isMine = dossier.stepRole !== null && session.roles.includes(dossier.stepRole);
  if (dossier.step === "await-signature")
    return (
      <Panel title={words["desk.acts"]} id="viec">
        <p>{words["desk.waiting-signature"]}</p>
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
      <HoldForms {...props} words={words} errorOf={errorOf} />
    </Panel>
  );
}

type StepProps = ActProps & {
  readonly words: Words;
  /** The error of a question, when it is the one to mend. */
  readonly errorOf: (fieldId: string) => string | undefined;
};

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
      return <Act {...props} act="tra-ket-qua" button={words["desk.release"]} />;
    default:
      return null;
  }
}

/** Accept is the main act; a supplement request lists every part, so that all defects are named at once. */
function ReceiveForms(props: StepProps): VNode {
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
    <>
      <Act {...props} act="tiep-nhan" button={words["desk.accept"]} />
      {mayAskSupplement(dossier).ok ? (
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
      ) : null}
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
        </Act>
      </details>
    </>
  );
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

function Act(
  props: StepProps & {
    readonly act: string;
    readonly button: string;
    readonly value?: string;
    readonly isQuiet?: boolean;
    readonly children?: ComponentChildren;
  },
): VNode {
  const { dossier } = props.seen;
  return (
    <form method="post" action={paths.staffAct(dossier.publicId, props.act)} class="act-form">
      <input type="hidden" name="version" value={String(dossier.version)} />
      {props.children}
      <button
        class={props.isQuiet ? "button button-quiet" : "button"}
        type="submit"
        name="decision"
        value={props.value ?? "go"}
      >
        {props.button}
      </button>
    </form>
  );
}
