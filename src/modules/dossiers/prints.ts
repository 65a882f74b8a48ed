import { papersFor } from "#app-kit";
import type { ApologyPrint, ReceiptPrint, RefusalPrint, SupplementPrint } from "#engines/printing";
import { dayIn, formatDay, minuteOfDay } from "#kernel/calendar-day";
import { explainDue } from "#kernel/explain-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { phoneText } from "#kernel/phone";
import type { ClockView } from "#modules/deadlines";
import type { StoredFile } from "#platform/files";
import type { Apology } from "./apology-store.ts";
import { editionOf } from "./deps.ts";
import type { Channel } from "./dossier.ts";
import { applicantText, commonOf, type PrintContext, titleOf } from "./paper-parts.ts";
import type { Supplement } from "./supplement-store.ts";
import { slotAt } from "./work-step.ts";

/** Form 01. Before acceptance it promises the answer; from then on the result. */
export function receiptPrint(
  context: PrintContext,
  more: {
    readonly files: readonly StoredFile[];
    readonly clock: ClockView;
    readonly time: WorkingTime;
    readonly receiver: string;
    readonly fee: string;
    /** The agency whose desk took it in for this one; empty where that is the same (R16). */
    readonly takenBy: string;
    /** Where the paper is sent to; empty where it is handed over. */
    readonly sendTo: string;
  },
): ReceiptPrint {
  const { dossier, deps, origin } = context;
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  const isAccepted = dossier.dueAt !== null;
  const explained = explainDue(
    more.clock.legal,
    more.time,
    more.clock.stoppedAt ?? more.clock.dueAt,
    more.clock.dueAt,
  );
  return {
    ...commonOf(
      context,
      dossier.acceptedAt ?? dossier.submittedAt,
      `${origin}/tra-cuu?ma=${dossier.code}`,
    ),
    code: dossier.code,
    lookupCode: dossier.lookupCode,
    procedure: titleOf(context),
    applicant: applicantText(context),
    address: text(dossier.answers["ownerAddress"]),
    phone: phoneText(text(dossier.answers["ownerPhone"])),
    papers: papersFor(edition, dossier.answers).map((paper) => ({
      title: paper.title.vi,
      detail: `${more.files.filter((file) => file.slot === paper.id).length} tệp, ${PAPERS_CAME[dossier.channel]}`,
    })),
    receivedAt: momentText(dossier.acceptedAt ?? dossier.submittedAt),
    dueAt: isAccepted
      ? momentText(dossier.dueAt)
      : `sẽ ghi khi tiếp nhận; trả lời hồ sơ chậm nhất ${momentText(dossier.answerDueAt)}`,
    howCounted: explained.sentences.map((sentence) => sentence.vi),
    fee: more.fee,
    receiver: more.receiver === "" ? "Cổng dịch vụ công" : more.receiver,
    takenAt:
      more.takenBy === ""
        ? ""
        : `Bộ phận một cửa ${more.takenBy}, tiếp nhận cho ${context.agency.office}`,
    sendTo: more.sendTo,
  };
}

const PAPERS_CAME: Readonly<Record<Channel, string>> = {
  online: "điện tử",
  desk: "quét tại nơi tiếp nhận",
  post: "quét từ bản gửi qua bưu chính",
  linked: "do cơ quan tiếp nhận chuyển đến",
};

export function supplementPrint(
  context: PrintContext,
  supplement: Supplement,
  labels: ReadonlyMap<string, string>,
): SupplementPrint {
  const { dossier } = context;
  return {
    ...commonOf(context, supplement.askedAt, `${context.origin}/tra-cuu?ma=${dossier.code}`),
    code: dossier.code,
    applicant: applicantText(context),
    procedure: titleOf(context),
    defects: supplement.defects.map((defect) => ({
      what: labels.get(defect.field) ?? defect.field,
      how: defect.words,
    })),
    decision:
      supplement.decisionNumber === ""
        ? ""
        : `quyết định ${supplement.decisionNumber}: ${supplement.decisionReason}`,
    answerBy: momentText(supplement.answerBy),
    signer: supplement.askedBy,
  };
}

export function refusalPrint(
  context: PrintContext,
  refusal: { readonly at: Date; readonly reason: string; readonly by: string },
): RefusalPrint {
  const { dossier } = context;
  return {
    ...commonOf(context, refusal.at, `${context.origin}/tra-cuu?ma=${dossier.code}`),
    code: dossier.code,
    applicant: applicantText(context),
    procedure: titleOf(context),
    reason: refusal.reason,
    signer: refusal.by,
  };
}

/** Form 04. */
export function apologyPrint(
  context: PrintContext,
  apology: Apology & { readonly sentAt: Date },
): ApologyPrint {
  const { dossier } = context;
  return {
    ...commonOf(context, apology.sentAt, `${context.origin}/tra-cuu?ma=${dossier.code}`),
    code: dossier.code,
    applicant: dossier.applicantName,
    procedure: titleOf(context),
    receivedAt: momentText(dossier.acceptedAt),
    dueAt: momentText(dossier.dueAt),
    reason: apology.reason,
    newDueOn: formatDay(apology.newDueOn),
    signerTitle: apology.signerTitle,
    signer: apology.signerName,
  };
}

/** What fields and papers are called, for the parts of a supplement request. */
export function partLabels(
  { deps, dossier }: Pick<PrintContext, "deps" | "dossier">,
  language: "vi" | "en",
): ReadonlyMap<string, string> {
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  return new Map([
    ...edition.form.steps.flatMap((step) =>
      step.items.map((item) => [item.id, item.label[language]] as const),
    ),
    ...edition.papers.map((paper) => [paper.id, paper.title[language]] as const),
    ...edition.work.flatMap(({ step, papers }) =>
      papers.map((paper) => [slotAt(step, paper.id), paper.title[language]] as const),
    ),
  ]);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function momentText(at: Date | null): string {
  if (at === null) return "";
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
  return `${clock.join(":")}, ${formatDay(dayIn(at))}`;
}
