import { withRecord } from "#app-kit";
import type { PrintText, ResultPrintData } from "#engines/printing";
import type { RegisterRecord } from "#engines/records";
import { formatDay } from "#kernel/calendar-day";
import { dossierById, findingsOf, printContext, resultPrint } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import type { Amendment, ResultPaper } from "./amendment.ts";
import type { ResultPageDeps } from "./pages/deps.ts";
import { papersOf } from "./store.ts";

/** The new paper as it will be signed: the edition's layout with the record's words, and what it stands for. */
export async function amendedPrint(
  tx: Tx,
  deps: Pick<ResultPageDeps, "registers" | "dossiers" | "origin">,
  now: Date,
  given: {
    readonly record: RegisterRecord;
    readonly amendment: Amendment;
    readonly signer: { readonly name: string; readonly title: string };
  },
): Promise<ResultPrintData> {
  const { record, amendment, signer } = given;
  const origin = await dossierById(tx, record.tenantId, record.originId);
  if (origin === undefined) throw new Error(`record ${record.number} has no dossier`);
  const { edition } = deps.registers.of(origin.appId, origin.edition);
  const found = await findingsOf(tx, record.tenantId, record.originId);
  const { answers, findings } = withRecord(edition, amendment.content ?? record.content, {
    answers: origin.answers,
    findings: found,
  });
  const dossier = {
    ...origin,
    answers,
    publicId: amendment.paperPublicId ?? "",
    resultNumber: amendment.number ?? "",
  };
  const context = await printContext(tx, deps, dossier, now);
  const former = (await papersOf(tx, record)).findLast((one) => one.kind !== "copy");
  const data = resultPrint(context, findings, signer, now);
  return { ...data, subheading: noteOf(amendment, former, edition.result.print.isBilingual) };
}

/** What stands below the title; never the reason. */
function noteOf(
  { kind }: Amendment,
  former: ResultPaper | undefined,
  isBilingual: boolean,
): PrintText {
  const [number, on] =
    former === undefined ? ["", ""] : [former.number, formatDay(former.issuedOn)];
  const words = {
    correction: [
      `Đính chính; thay giấy số ${number} ngày ${on}`,
      `Corrected; instead of no. ${number} of ${on}`,
    ],
    reissue: [
      `Cấp lại; thay giấy số ${number} ngày ${on}`,
      `Issued again; instead of no. ${number} of ${on}`,
    ],
    copy: [`Bản sao của giấy số ${number} ngày ${on}`, `Copy of no. ${number} of ${on}`],
    revocation: ["", ""],
  }[kind];
  return { vi: words[0] ?? "", en: isBilingual ? (words[1] ?? "") : "" };
}
