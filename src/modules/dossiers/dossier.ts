import { refused, ok, type Result } from "#kernel/result";

/**
 * The legal states of a dossier and the only moves between them. The workflow arranges work inside a state and asks
 * for moves here; no status is set anywhere else. Codes are the national portal's (R22).
 */
export const STATES = {
  submitted: {
    portalCode: 1,
    next: ["received", "supplement", "refused", "withdrawn", "stopped", "transferred"],
  },
  received: {
    portalCode: 2,
    next: ["processing", "financial-duty", "withdrawn", "stopped", "transferred"],
  },
  processing: {
    portalCode: 4,
    next: [
      "signed",
      "supplement",
      "financial-duty",
      "refused",
      "withdrawn",
      "stopped",
      "transferred",
    ],
  },
  supplement: { portalCode: 5, next: ["submitted", "processing", "withdrawn", "stopped"] },
  "financial-duty": { portalCode: 6, next: ["processing", "withdrawn", "stopped"] },
  signed: { portalCode: 9, next: ["done"] },
  refused: { portalCode: 3, next: [] },
  done: { portalCode: 10, next: [] },
  withdrawn: { portalCode: 7, next: [] },
  stopped: { portalCode: 8, next: [] },
  transferred: { portalCode: 8, next: [] },
} as const satisfies Record<string, { portalCode: number; next: readonly string[] }>;

export type DossierState = keyof typeof STATES;

/**
 * How a dossier came in: by the applicant online, entered at the reception desk, entered there from the post, or handed over as a
 * part of linked procedures by the agency that received the whole.
 */
export const CHANNELS = ["online", "desk", "post", "linked"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Dossier {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly code: string;
  readonly lookupCode: string;
  readonly channel: Channel;
  /** The numbered paper receipt it was taken in on, `000012/2025`; only such a dossier begins before it was entered. */
  readonly paperReceipt: string | null;
  /** The agency whose desk took it in for the one that answers (R16); null where that is the same. */
  readonly takenBy: string | null;
  readonly appId: string;
  readonly edition: string;
  readonly accountId: string;
  readonly applicantName: string;
  readonly title: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly state: DossierState;
  readonly submittedAt: Date;
  readonly answerDueAt: Date;
  readonly acceptedAt: Date | null;
  readonly dueAt: Date | null;
  readonly firstDueAt: Date | null;
  readonly releasedAt: Date | null;
  readonly outcome: "early" | "on-time" | "late" | null;
  readonly receiptNumber: number | null;
  readonly resultNumber: string | null;
  readonly instanceId: string;
  readonly answerClockId: string;
  readonly processingClockId: string | null;
  readonly taskId: string | null;
  readonly step: string | null;
  readonly stepRole: string | null;
  readonly holderId: string | null;
  readonly stepSince: Date | null;
  readonly supplementAskedAt: Date | null;
  readonly version: number;
}

/** Every expected refusal of this module; the message key is `dossier.refused.<code>`. */
export const REFUSALS = {
  "wrong-state": 409,
  stale: 409,
  "not-the-holder": 409,
  "already-asked": 409,
  "already-transferred": 409,
  "came-from-there": 409,
  "fee-open": 409,
  "draft-changed": 409,
  "step-up-needed": 403,
  "no-one-there": 422,
  incomplete: 422,
  "no-fee": 422,
  "reason-missing": 422,
  "to-oneself": 422,
  "not-competent": 422,
  "late-reason-missing": 422,
  "new-date-unfit": 422,
  "decision-missing": 422,
  "date-unfit": 422,
  "term-unfit": 422,
  missing: 404,
} as const;

export type DossierRefusal = keyof typeof REFUSALS;

export function mayMove(from: DossierState, to: DossierState): boolean {
  const next: readonly string[] = STATES[from].next;
  return next.includes(to);
}

/** The next state, or the refusal that this act does not fit the state the dossier is in. */
export function move(from: DossierState, to: DossierState): Result<DossierState, "wrong-state"> {
  return mayMove(from, to) ? ok(to) : refused("wrong-state");
}

/** While a dossier waits for the applicant, its clock stands still. */
export function waitsForApplicant(state: DossierState): boolean {
  return state === "supplement" || state === "financial-duty";
}

export function isOver(state: DossierState): boolean {
  return STATES[state].next.length === 0;
}

/** A supplement request is made once and in full (Decree 61/2018; R17). */
export function mayAskSupplement(
  dossier: Pick<Dossier, "state" | "supplementAskedAt">,
): Result<null, DossierRefusal> {
  if (dossier.supplementAskedAt !== null) return refused("already-asked");
  return mayMove(dossier.state, "supplement") ? ok(null) : refused("wrong-state");
}
