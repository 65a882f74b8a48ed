import type { CalendarDay } from "#kernel/calendar-day";
import type { Certainty } from "#kernel/holiday-calendar";
import type { Term } from "#kernel/term";
import { applies, type Condition } from "./condition.ts";
import type { Consultation } from "./consultation.ts";
import type { ResultDraft, StepReturns } from "./draft.ts";
import type { FormDefinition } from "./form.ts";
import type { InternalProcedure } from "./internal-procedure.ts";
import type { Linked, LinkedPart } from "./linked.ts";
import type { PaperKind } from "./paper-kind.ts";
import type { Prefill } from "./prefill.ts";
import type { RecordKind } from "./record-kind.ts";
import { type Answers, type JsonSchema } from "./record-schema.ts";
import type { ResultPrint } from "./result-print.ts";
import type { Text } from "./text.ts";
import type { StepWork } from "./work.ts";

/** A paper of the checklist. */
export interface Paper {
  readonly id: string;
  readonly title: Text;
  readonly explain: Text;
  readonly isRequired: boolean;
  readonly when?: Condition;
  readonly copies: number;
  /** What the same paper is known by in other procedures; one the city holds may then be used again with consent. */
  readonly kind?: PaperKind;
}

export interface ResultKind {
  readonly title: Text;
  /** Register the result's number is drawn from, and the notation after it. */
  readonly register: string;
  readonly notation: string;
  readonly print: ResultPrint;
  /** The paper of other checklists that the result is good for. */
  readonly paperKind?: PaperKind;
  /** How its variable text begins. */
  readonly drafts?: readonly ResultDraft[];
  /** What its register keeps of it. */
  readonly record: RecordKind;
}

/** A filled dossier with what must come of it; the app is proven by its samples. */
export interface Sample {
  readonly name: string;
  readonly answers: Answers;
  readonly papers: readonly string[];
  readonly receivedAt: string;
  readonly expect:
    | { readonly kind: "accepted"; readonly dueAt: string; readonly feeVnd: number }
    | { readonly kind: "refused"; readonly fields: readonly string[] };
}

/** The law as it stood from one day on. Never edited once in force: a dossier keeps the edition it was received under. */
export interface Edition {
  readonly inForceFrom: CalendarDay;
  readonly source: { readonly document: string; readonly certainty: Certainty };
  readonly legalBasis: readonly Text[];
  readonly form: FormDefinition;
  /** JSON Schema 2020-12 of the record. */
  readonly schema: JsonSchema;
  /** BPMN 2.0 XML. */
  readonly process: string;
  readonly clock: {
    /** To answer the filing (R42). */
    readonly answer: Term;
    readonly processing: Term;
    /** How long a supplement is waited for; after it, a stop is proposed. None where nothing says so. */
    readonly supplement?: Term;
    /** Minute of the day from which a receipt belongs to the next working day (R17); usually none. */
    readonly lateFromMinute?: number;
  };
  /** The fixed fee; what it costs where `rules.fee` is drawn comes from that table. */
  readonly feeVnd: number;
  /** The dossier is accepted only once its fee is paid; otherwise it may be paid until the result is released. */
  readonly isFeeDueFirst?: boolean;
  /** Decision tables as DMN 1.3 XML. `fee` gives `feeVnd` from the answers; a process calls any of them by its name. */
  readonly rules?: Readonly<Record<string, string>>;
  readonly papers: readonly Paper[];
  /** What of a result issued before is filled in with the applicant's consent. */
  readonly prefill?: readonly Prefill[];
  /** Steps of the process that are more than the desk's own acts; `examine` and `review` need no entry. */
  readonly work: readonly StepWork[];
  /** Procedures between officials that the process calls. */
  readonly calls?: readonly InternalProcedure[];
  /** Steps at which other agencies are asked. */
  readonly consults?: readonly Consultation[];
  /** Parts that other agencies do after this one. */
  readonly linked?: Linked;
  /** Steps of the process at which the law lets a supplement be asked for (once, R17), and a refusal be given. */
  readonly desk: { readonly supplementAt: readonly string[]; readonly refuseAt: readonly string[] };
  /** Where a step may send the dossier back to. */
  readonly returns?: readonly StepReturns[];
  readonly result: ResultKind;
  /** The steps as the public page tells them. */
  readonly steps: readonly Text[];
  readonly samples: readonly Sample[];
}

export type OwnerKind = "ward" | "district" | "department";

/** A specialist application: data that a civil servant can review; it serialises to JSON. */
export interface App {
  readonly id: string;
  readonly procedureCode: string;
  readonly title: Text;
  readonly summary: Text;
  readonly field: Text;
  /** Where to apply, in words: which of the agencies it is for whom. */
  readonly receivedBy: Text;
  /** Kind of agency that receives and decides. */
  readonly ownerKind: OwnerKind;
  /** Address words of the agencies that do, where not every one of the kind does: a department's own field. */
  readonly owners?: readonly string[];
  /** The procedure that this one is a part of; nobody applies for it by itself. */
  readonly partOf?: string;
  readonly editions: readonly Edition[];
}

/** The edition in force on a day; none before the first. */
export function editionOn(app: App, on: CalendarDay): Edition | undefined {
  return app.editions
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1))
    .findLast((edition) => edition.inForceFrom <= on);
}

/** The papers that these answers call for. */
export function papersFor(edition: Edition, answers: Answers): readonly Paper[] {
  return edition.papers.filter((paper) => applies(paper.when, answers));
}

/** What is worked at a step of the process or of one that it calls, or nothing where the desk's own acts are all there is. */
export function workAt(edition: Edition, step: string | null): StepWork | undefined {
  const called = (edition.calls ?? []).flatMap((one) => one.work);
  return [...edition.work, ...called].find((one) => one.step === step);
}

/** Every process of an edition: its own, and those it calls. */
export function processesOf(edition: Edition): readonly string[] {
  return [edition.process, ...(edition.calls ?? []).map((one) => one.process)];
}

/** Which agencies are asked at a step, and what. */
export function consultationAt(edition: Edition, step: string | null): Consultation | undefined {
  return edition.consults?.find((one) => one.step === step);
}

/** The part that another agency does at a step. */
export function linkedPartAt(edition: Edition, step: string | null): LinkedPart | undefined {
  return edition.linked?.parts.find((one) => one.step === step);
}
