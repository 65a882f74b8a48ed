import type { Term } from "#kernel/term";

/**
 * Linked procedures (liên thông): the applicant files once and is promised one day; after its own part the agency that received
 * hands over to the next, which works a dossier of its own within a sub-term of its own.
 */
export interface Linked {
  /** The sub-term of the agency that receives, until it hands over. */
  readonly ownTerm: Term;
  /** The parts of others, in the order of the process. */
  readonly parts: readonly LinkedPart[];
}

export interface LinkedPart {
  /** Id of the user task in the process; a word without hyphens, since variables are named by it. */
  readonly step: string;
  /** The procedure of the part (`App.partOf`). Its term is the sub-term. */
  readonly appId: string;
  /** Address word of the agency, or `parent` for the one above the agency that received. */
  readonly agency: string;
  /** Answers that are handed over, by field; the part asks for the same fields. */
  readonly tells: readonly string[];
  /**
   * Papers that are handed over: the paper of the part, and where it comes from: a paper of the checklist, `result` for what the
   * receiving agency signed, `step.result` for what an earlier part signed.
   */
  readonly papers: Readonly<Record<string, string>>;
}

/** Attributes of the step in the process, for `drawProcess`: placed in the records of its agency, due there. */
export function linkedTask(step: string, role: string, due: string): { attributes: string } {
  return {
    attributes: `egov:role="${role}" egov:tenant="linked.${step}.tenantId" egov:due="${due}" egov:in="part = linked.${step}.part"`,
  };
}

/** What is told with the task: which part of which dossier, and whose. */
export interface PartTold {
  readonly appId: string;
  readonly step: string;
  readonly agency: string;
  readonly leadAgency: string;
}
