import type { ControlSheetPrint } from "#engines/printing";
import type { ControlResult, ControlRow } from "./control-sheet.ts";
import { applicantText, commonOf, type PrintContext, titleOf } from "./paper-parts.ts";
import { momentText } from "./prints.ts";
import { vi } from "./messages.vi.ts";

/** Form 05 for paper (R15). */
export function controlPrint(
  context: PrintContext,
  sheet: readonly ControlRow[],
  { supporters, now }: { readonly supporters: readonly string[]; readonly now: Date },
): ControlSheetPrint {
  const { dossier } = context;
  return {
    ...commonOf(context, now, `${context.origin}/tra-cuu?ma=${dossier.code}`),
    code: dossier.code,
    procedure: titleOf(context),
    applicant: applicantText(context),
    supporters: supporters.length === 0 ? vi["control.no-supporters"] : supporters.join(", "),
    dueAt: momentText(dossier.dueAt),
    rows: sheet.map((row) => ({
      step: row.step,
      giver: row.giver,
      receiver: receiverText(row, vi["work.free"]),
      receivedAt: momentText(row.receivedAt),
      passedOn:
        row.passedOnAt === null
          ? vi["control.held"]
          : `${vi["control.passed-on"]}: ${momentText(row.passedOnAt)}`,
      dueAt: momentText(row.dueAt),
      result: resultWords(row.result),
      note: row.note,
    })),
    printedAt: momentText(now),
  };
}

/** The official with the unit; the unit alone until somebody takes it. */
export function receiverText({ receiver, office }: ControlRow, free: string): string {
  if (office === "") return receiver;
  return receiver === "" ? `${office} (${free})` : `${receiver}, ${office}`;
}

function resultWords(result: ControlResult): string {
  return result === "none" ? "" : vi[`control.${result}`];
}
