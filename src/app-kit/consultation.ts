import type { Text } from "./text.ts";
import type { StepOutcome } from "./work.ts";

/**
 * Other agencies are asked, all at once, each in its own records and with its own term (`egov:due` of the step in the process).
 * They learn what is listed here and nothing else of the dossier.
 */
export interface Consultation {
  /** Id of the multi-instance user task in the process. */
  readonly step: string;
  /** Address words of the agencies that are asked. */
  readonly agencies: readonly string[];
  readonly question: Text;
  /** Answers that go with the question, by field. */
  readonly tells: readonly string[];
  /** Papers that go with it: of the checklist, or `step.paper` of what officials brought. */
  readonly papers: readonly string[];
  /** The first is the usual one. */
  readonly outcomes: readonly StepOutcome[];
}

/** What the asked agency is told, as the process carries it (`egov:in="about = consult.about"`). */
export interface ConsultedAbout {
  readonly appId: string;
  readonly edition: string;
  readonly step: string;
  readonly code: string;
  readonly title: string;
  readonly askedBy: string;
  /** Whose dossier it is and where they see it, so that they can be told who looked; not shown to the asked agency. */
  readonly person?: { readonly id: string; readonly href: string };
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Attributes and content of the step in the process, for `drawProcess`: asked at once, placed in each agency's records, due there. */
export function consultingTask(role: string, due: string): { attributes: string; content: string } {
  return {
    attributes: `egov:role="${role}" egov:tenant="agency.tenantId" egov:due="${due}" egov:in="about = consult.about"`,
    content: `<bpmn:multiInstanceLoopCharacteristics egov:collection="consult.agencies" egov:item="agency" egov:answers="opinions" />`,
  };
}
