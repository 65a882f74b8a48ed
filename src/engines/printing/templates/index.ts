import { APOLOGY } from "./apology.ts";
import { BLANK_RECEIPTS } from "./blank-receipts.ts";
import { FEE_RECEIPT } from "./fee-receipt.ts";
import { CONTROL_SHEET } from "./control-sheet.ts";
import { DOSSIER_REGISTER } from "./dossier-register.ts";
import { ENDING } from "./ending.ts";
import { FRAME } from "./frame.ts";
import { LABELS } from "./labels.ts";
import { NOTE } from "./note.ts";
import { RECEIPT } from "./receipt.ts";
import { REFUSAL } from "./refusal.ts";
import { RESULT } from "./result.ts";
import { SUPPLEMENT } from "./supplement.ts";

/** What every paper says about where it comes from. Texts are ready for print. */
interface PaperPrint {
  readonly agencyParent: string;
  readonly agency: string;
  readonly issuedOn: string;
  /** The address behind the QR code. */
  readonly qrText: string;
  readonly notice: string;
}

/** Form 01: receipt and appointment (Circular 01/2018/TT-VPCP; R15). */
export interface ReceiptPrint extends PaperPrint {
  readonly code: string;
  readonly lookupCode: string;
  readonly procedure: string;
  readonly applicant: string;
  readonly address: string;
  readonly phone: string;
  readonly papers: readonly { readonly title: string; readonly detail: string }[];
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly howCounted: readonly string[];
  readonly fee: string;
  readonly receiver: string;
  /** The desk that took it in for the agency above; empty where that is the same (R16). */
  readonly takenAt: string;
  /** Where the paper is sent to; empty where it is handed over. */
  readonly sendTo: string;
}

/** Form 02: request to supplement (R15). */
export interface SupplementPrint extends PaperPrint {
  readonly code: string;
  readonly applicant: string;
  readonly procedure: string;
  readonly defects: readonly { readonly what: string; readonly how: string }[];
  /** The head's decision that a later request rests on; empty for the first. */
  readonly decision: string;
  /** Until when it is waited for; empty where no term is set. */
  readonly answerBy: string;
  readonly signer: string;
}

/** Form 03: refusal (R15). */
export interface RefusalPrint extends PaperPrint {
  readonly code: string;
  readonly applicant: string;
  readonly procedure: string;
  readonly reason: string;
  readonly signer: string;
}

/** Form 04: apology and new day (R15, R17). */
export interface ApologyPrint extends PaperPrint {
  readonly code: string;
  readonly applicant: string;
  readonly procedure: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly reason: string;
  readonly newDueOn: string;
  readonly signerTitle: string;
  readonly signer: string;
}

/** Form 05: who gave the dossier to whom, when, and whether in time (R15). */
export interface ControlSheetPrint extends PaperPrint {
  readonly code: string;
  readonly procedure: string;
  readonly applicant: string;
  /** Other agencies that were asked; empty for none. */
  readonly supporters: string;
  readonly dueAt: string;
  readonly rows: readonly {
    readonly step: string;
    readonly giver: string;
    readonly receiver: string;
    readonly receivedAt: string;
    /** When it went on, in a sentence; or that it is still held. */
    readonly passedOn: string;
    readonly dueAt: string;
    readonly result: string;
    readonly note: string;
  }[];
  readonly printedAt: string;
}

/** Form 06: the register of dossiers, A4 across (R15). */
export interface DossierRegisterPrint extends PaperPrint {
  readonly period: string;
  readonly field: string;
  readonly rows: readonly {
    readonly place: string;
    readonly code: string;
    readonly procedure: string;
    readonly applicant: string;
    readonly contact: string;
    readonly agency: string;
    readonly receivedOn: string;
    readonly dueOn: string;
    readonly releasedOn: string;
    readonly how: string;
    readonly note: string;
  }[];
  readonly printedAt: string;
}

/** That a dossier ended without a result: withdrawn, stopped, or passed to the competent agency. */
export interface EndingPrint extends PaperPrint {
  readonly title: string;
  readonly code: string;
  readonly applicant: string;
  readonly procedure: string;
  readonly sentences: readonly string[];
  readonly signerTitle: string;
  readonly signer: string;
}

/** A text in print: Vietnamese, and English below it where the paper is bilingual. */
export interface PrintText {
  readonly vi: string;
  readonly en: string;
}

/** The result of a dossier, A4 (layout after Decree 30/2020/NĐ-CP, Appendix I). */
export interface ResultPrintData extends PaperPrint {
  readonly number: string;
  readonly heading: readonly PrintText[];
  readonly subheading: PrintText;
  readonly points: readonly {
    readonly label: PrintText;
    readonly lines: readonly PrintText[];
    readonly isList: boolean;
  }[];
  readonly closing: readonly PrintText[];
  /** On whose behalf it is signed; empty where the head of an agency signs for the agency. */
  readonly authority: string;
  readonly signerTitle: string;
  readonly signer: string;
}

/** Receipt of a fee (biên lai thu phí, lệ phí), A5. */
export interface FeeReceiptPrint extends PaperPrint {
  readonly number: string;
  readonly payer: string;
  readonly label: string;
  readonly reason: string;
  readonly amount: string;
  readonly inWords: string;
  readonly channel: string;
  readonly paidAt: string;
  readonly transaction: string;
  /** Empty where a machine took it. */
  readonly cashier: string;
}

/** Blank receipts with their numbers, two halves a sheet of A4, for a desk without power or network. */
export interface BlankReceiptsPrint extends PaperPrint {
  /** `000001/2025–000020/2025`. */
  readonly range: string;
  readonly numbers: readonly string[];
}

/** A paper of an office without a form of its own: what is kept, handed over or handed out, with lines to sign on. */
export interface NotePrint extends PaperPrint {
  readonly paper: "a4" | "a5";
  readonly title: string;
  readonly number: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly columns: readonly { readonly label: string; readonly wide: boolean }[];
  readonly rows: readonly (readonly string[])[];
  readonly sentences: readonly string[];
  readonly signers: readonly { readonly title: string; readonly name: string }[];
}

/** Labels for folders on a shelf. */
export interface LabelsPrint extends PaperPrint {
  readonly labels: readonly {
    readonly code: string;
    readonly name: string;
    readonly what: string;
    readonly shelf: string;
  }[];
}

export interface PrintData {
  readonly note: NotePrint;
  readonly labels: LabelsPrint;
  readonly "blank-receipts": BlankReceiptsPrint;
  readonly "fee-receipt": FeeReceiptPrint;
  readonly receipt: ReceiptPrint;
  readonly supplement: SupplementPrint;
  readonly refusal: RefusalPrint;
  readonly apology: ApologyPrint;
  readonly "control-sheet": ControlSheetPrint;
  readonly "dossier-register": DossierRegisterPrint;
  readonly ending: EndingPrint;
  readonly result: ResultPrintData;
}

export type Template = keyof PrintData;

const SOURCES: Readonly<Record<Template, string>> = {
  note: NOTE,
  labels: LABELS,
  "blank-receipts": BLANK_RECEIPTS,
  "fee-receipt": FEE_RECEIPT,
  receipt: RECEIPT,
  supplement: SUPPLEMENT,
  refusal: REFUSAL,
  apology: APOLOGY,
  "control-sheet": CONTROL_SHEET,
  "dossier-register": DOSSIER_REGISTER,
  ending: ENDING,
  result: RESULT,
};

export function sourceOf(template: Template): string {
  return `${FRAME}\n${SOURCES[template]}`;
}
