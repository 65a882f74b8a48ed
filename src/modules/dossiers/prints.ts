import { papersFor } from "#app-kit";
import type {
  CertificatePrint,
  ReceiptPrint,
  RefusalPrint,
  SupplementPrint,
} from "#engines/printing";
import { dayIn, formatDay, minuteOfDay } from "#kernel/calendar-day";
import { explainDue } from "#kernel/explain-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { dongText } from "#kernel/money";
import type { ClockView } from "#modules/deadlines";
import type { StoredFile } from "#platform/files";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import type { Supplement } from "./store.ts";

/** What a paper of a dossier is made from. */
export interface PrintContext {
  readonly dossier: Dossier;
  readonly agencyName: string;
  readonly origin: string;
  readonly deps: DossierDeps;
}

const PARENT = "Ủy ban nhân dân Thành phố Hồ Chí Minh";
const NOTICE = "Quét mã để kiểm tra. Dữ liệu minh họa, không có giá trị pháp lý.";

function common({ agencyName }: PrintContext, at: Date, qrText: string) {
  const [date, month, year] = formatDay(dayIn(at)).split("/");
  return {
    agencyParent: PARENT,
    agency: `Ủy ban nhân dân ${agencyName}`,
    issuedOn: `${agencyName.replace(/^(?:Quận|Huyện) (?=\D)/u, "")}, ngày ${date} tháng ${month} năm ${year}`,
    qrText,
    notice: NOTICE,
  };
}

/** Form 01. Before acceptance it promises the answer; from then on the result. */
export function receiptPrint(
  context: PrintContext,
  more: {
    readonly files: readonly StoredFile[];
    readonly clock: ClockView;
    readonly time: WorkingTime;
    readonly receiver: string;
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
    ...common(
      context,
      dossier.acceptedAt ?? dossier.submittedAt,
      `${origin}/tra-cuu?ma=${dossier.code}`,
    ),
    code: dossier.code,
    lookupCode: dossier.lookupCode,
    procedure: titleOf(context),
    applicant: dossier.applicantName,
    address: text(dossier.answers["ownerAddress"]),
    phone: text(dossier.answers["ownerPhone"]),
    papers: papersFor(edition, dossier.answers).map((paper) => ({
      title: paper.title.vi,
      detail: `${more.files.filter((file) => file.slot === paper.id).length} tệp, điện tử`,
    })),
    receivedAt: moment(dossier.acceptedAt ?? dossier.submittedAt),
    dueAt: isAccepted
      ? moment(dossier.dueAt)
      : `sẽ ghi khi tiếp nhận; trả lời hồ sơ chậm nhất ${moment(dossier.answerDueAt)}`,
    howCounted: explained.sentences.map((sentence) => sentence.vi),
    fee: dongText(edition.feeVnd),
    receiver: more.receiver === "" ? "Cổng dịch vụ công" : more.receiver,
  };
}

export function supplementPrint(
  context: PrintContext,
  supplement: Supplement,
  labels: ReadonlyMap<string, string>,
): SupplementPrint {
  const { dossier } = context;
  return {
    ...common(context, supplement.askedAt, `${context.origin}/tra-cuu?ma=${dossier.code}`),
    code: dossier.code,
    applicant: dossier.applicantName,
    procedure: titleOf(context),
    defects: supplement.defects.map((defect) => ({
      what: labels.get(defect.field) ?? defect.field,
      how: defect.words,
    })),
    signer: supplement.askedBy,
  };
}

export function refusalPrint(
  context: PrintContext,
  refusal: { readonly at: Date; readonly reason: string; readonly by: string },
): RefusalPrint {
  const { dossier } = context;
  return {
    ...common(context, refusal.at, `${context.origin}/tra-cuu?ma=${dossier.code}`),
    code: dossier.code,
    applicant: dossier.applicantName,
    procedure: titleOf(context),
    reason: refusal.reason,
    signer: refusal.by,
  };
}

/** The certificate, as it will be signed. */
export function certificatePrint(
  context: PrintContext,
  signer: { readonly name: string; readonly title: string },
  at: Date,
): CertificatePrint {
  const { dossier } = context;
  const { answers } = dossier;
  const members = list(answers["members"]).map(
    (one) => `${text(one["name"])} (${text(one["citizenId"])})`,
  );
  return {
    ...common(context, at, `${context.origin}/kiem-tra/${dossier.publicId}`),
    number: dossier.resultNumber ?? "",
    businessName: dossier.title,
    place: [text(answers["street"]), text(answers["ward"]), context.agencyName]
      .filter((part) => part !== "")
      .join(", "),
    trades: list(answers["trades"]).map((one) => text(one["name"])),
    capital: typeof answers["capitalVnd"] === "number" ? dongText(answers["capitalVnd"]) : "",
    owner: text(answers["ownerName"]),
    bornOn: text(answers["ownerBornOn"]).split("-").toReversed().join("/"),
    citizenId: text(answers["ownerCitizenId"]),
    ownerAddress: text(answers["ownerAddress"]),
    members,
    signerTitle: signer.title,
    signer: signer.name,
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
  ]);
}

function titleOf({ deps, dossier }: PrintContext): string {
  return deps.apps.get(dossier.appId)?.app.title.vi ?? "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : []; // groups are lists of records, judged by the schema
}

function moment(at: Date | null): string {
  if (at === null) return "";
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
  return `${clock.join(":")}, ${formatDay(dayIn(at))}`;
}
