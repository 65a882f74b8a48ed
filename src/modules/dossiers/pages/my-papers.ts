import type { PrintData, Template } from "#engines/printing";
import { dayIn } from "#kernel/calendar-day";
import { dongText } from "#kernel/money";
import { clocksOf } from "#modules/deadlines";
import { agencyById } from "#modules/organisation";
import { chargesOf } from "#modules/payments";
import { custodianOf } from "#modules/tenancy";
import { Readable } from "node:stream";
import type { Tx } from "#platform/database";
import { filesOf } from "#platform/files";
import type { Reply, Route } from "#platform/http";
import { feeOfDossier, feeText } from "../charge-fee.ts";
import { editionOf, timeOf } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import { endingPrint } from "../ending-print.ts";
import { paperAgency, type PrintContext } from "../paper-parts.ts";
import { apologyOf } from "../apology-store.ts";
import {
  apologyPrint,
  partLabels,
  receiptPrint,
  refusalPrint,
  supplementPrint,
} from "../prints.ts";
import { filingOf } from "../proxy-filing.ts";
import { dossierByPublicId, type HistoryEntry, historyOf, reasonIn, takenByIn } from "../store.ts";
import { supplementOf } from "../supplement-store.ts";
import { asApplicant, type PageDeps } from "./page-deps.ts";

/** Forms 01 to 04 and the notice of an end of the applicant's own dossier, printed when they are asked for from what is on record. */
export function myPaperRoutes(deps: PageDeps): readonly Route[] {
  return [
    paperRoute(deps, "giay-tiep-nhan.pdf", "receipt", receiptOf),
    paperRoute(deps, "phieu-bo-sung.pdf", "supplement", supplementOfDossier),
    paperRoute(deps, "phieu-tu-choi.pdf", "refusal", refusalOf),
    paperRoute(deps, "phieu-xin-loi.pdf", "apology", apologySent),
    paperRoute(deps, "thong-bao.pdf", "ending", ending),
  ];
}

export type Source<T extends Template> = (
  tx: Tx,
  context: PrintContext,
  now: Date,
) => Promise<PrintData[T] | undefined>;

function paperRoute<T extends Template>(
  deps: PageDeps,
  name: string,
  template: T,
  source: Source<T>,
): Route {
  return {
    method: "GET",
    path: `/ho-so-cua-toi/:id/${name}`,
    access: "applicant",
    handle: async (exchange) => {
      const found = await asApplicant(exchange, async (tx) => {
        const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
        if (dossier === undefined) return undefined;
        const context = await printContext(tx, deps, dossier, exchange.now);
        const data = await source(tx, context, exchange.now);
        return data === undefined ? undefined : { data, dossier };
      });
      if (found === undefined) return { kind: "missing" };
      const pdf = await deps.printer.print(template, found.data, found.dossier.submittedAt);
      return pdfReply(pdf, `${found.dossier.code}-${name}`);
    },
  };
}

export function pdfReply(pdf: Uint8Array, name: string): Reply {
  return {
    kind: "file",
    stream: Readable.from([Buffer.from(pdf)]),
    type: "application/pdf",
    name,
    inline: true,
    sizeBytes: pdf.length,
  };
}

/** A dossier with the agency that holds its records today. */
export async function printContext(
  tx: Tx,
  deps: Pick<PageDeps, "dossiers" | "origin">,
  dossier: Dossier,
  now: Date,
): Promise<PrintContext> {
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, dossier.tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  const above = agency?.parentId ?? null;
  const parent = above === null ? undefined : await agencyById(tx, above, on);
  return {
    dossier,
    filing: await filingOf(tx, dossier),
    agency: paperAgency(agency, parent),
    origin: deps.origin(),
    deps: deps.dossiers,
  };
}

const receiptOf: Source<"receipt"> = (tx, context, now) => receiptData(tx, context, now);

/** Form 01 from what is on record; a dossier from the post is answered to the address on its envelope. */
export async function receiptData(
  tx: Tx,
  context: PrintContext,
  now: Date,
  sendTo = "",
): Promise<PrintData["receipt"]> {
  const { dossier } = context;
  const clocks = await clocksOf(tx, "dossier", dossier.id);
  const clock = clocks.find(
    (one) => one.id === (dossier.processingClockId ?? dossier.answerClockId),
  );
  if (clock === undefined) throw new Error(`dossier ${dossier.code} has no clock`);
  const history = await historyOf(tx, dossier.tenantId, dossier.id);
  const charges = await chargesOf(tx, dossier.tenantId, feeOfDossier(dossier));
  const { feeVnd } = editionOf(context.deps, dossier.appId, dossier.edition);
  return receiptPrint(context, {
    fee: feeText(charges, dongText(feeVnd)),
    files: await filesOf(tx, "dossier", dossier.id),
    clock,
    time: await timeOf(tx, now, context.deps, [clock]),
    receiver: receiverIn(dossier, history),
    takenBy: takenByIn(history),
    sendTo,
  });
}

/** Whoever accepted it; before that, whoever entered it at a desk. */
function receiverIn(dossier: Dossier, history: readonly HistoryEntry[]): string {
  const accepted = history.find((entry) => entry.name === "dossier-accepted");
  const entered = dossier.channel === "online" ? undefined : history[0];
  return (accepted ?? entered)?.actorName ?? "";
}

const supplementOfDossier: Source<"supplement"> = async (tx, context) => {
  const supplement = await supplementOf(tx, context.dossier.tenantId, context.dossier.id);
  if (supplement === undefined) return undefined;
  return supplementPrint(context, supplement, partLabels(context, "vi"));
};

const refusalOf: Source<"refusal"> = async (tx, context) => {
  const history = await historyOf(tx, context.dossier.tenantId, context.dossier.id);
  const entry = history.find((one) => one.name === "dossier-refused");
  if (entry === undefined) return undefined;
  return refusalPrint(context, {
    at: entry.at,
    reason: reasonIn(entry),
    by: entry.actorName,
  });
};

export const apologySent: Source<"apology"> = async (tx, context) => {
  const apology = await apologyOf(tx, context.dossier);
  if (apology === undefined || apology.sentAt === null) return undefined;
  return apologyPrint(context, { ...apology, sentAt: apology.sentAt });
};

const ending: Source<"ending"> = async (tx, context) =>
  endingPrint(context, await historyOf(tx, context.dossier.tenantId, context.dossier.id));
