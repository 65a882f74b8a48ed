import type { ResultPrintData } from "#engines/printing";
import { typedDay } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { identityPaths, STEP_UP_MS } from "#modules/identity";
import type { Tx } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { type ApologyForm, sendApology } from "../apologise.ts";
import { acceptDossier } from "../accept-dossier.ts";
import { askSupplement } from "../ask-supplement.ts";
import type { Dossier, DossierRefusal } from "../dossier.ts";
import { extendDossier, type ExtensionForm } from "../extend-dossier.ts";
import { examineDossier } from "../examine-dossier.ts";
import { claimDossier, commentOnDossier, handOverDossier } from "../hold-dossier.ts";
import type { ActOn } from "../load-for-act.ts";
import { paths } from "../paths.ts";
import { type Caller, may } from "../policy.ts";
import { findingsOf } from "../finding-store.ts";
import { refuseDossier } from "../refuse-dossier.ts";
import { releaseResult } from "../release-result.ts";
import { revealNumbers } from "../reveal-numbers.ts";
import { resultPrint } from "../result-print.ts";
import { returnDossier } from "../return-dossier.ts";
import { reviewDossier } from "../review-dossier.ts";
import { signerOf } from "../signer-of.ts";
import { numberResult, orderSignature } from "../sign-result.ts";
import { allowSupplement, stopDossier } from "../stop-dossier.ts";
import { dossierByPublicId } from "../store.ts";
import { declineTransfer, proposeTransfer, transferDossier } from "../transfer-dossier.ts";
import { actOn, answer, inOneTenant } from "./act-in-tenant.ts";
import { lateIn } from "./late-fields.tsx";
import { apologySent, pdfReply, printContext } from "./my-papers.ts";
import { noteLook } from "./note-look.ts";
import type { PageDeps } from "./page-deps.ts";
import { showStaffDossier } from "./staff-dossier.tsx";

type Perform = (
  tx: Tx,
  exchange: Exchange,
  caller: Caller,
  act: ActOn,
) => Promise<Result<unknown, DossierRefusal>>;

/** One noun for each act: `POST /can-bo/ho-so/:id/<act>`. */
export function staffActRoutes(deps: PageDeps, onOrdered: () => void): readonly Route[] {
  const { dossiers } = deps;
  const acts: Readonly<Record<string, Perform>> = {
    "tiep-nhan": (tx, { now }, caller, act) => acceptDossier(tx, now, dossiers, caller, act),
    "bo-sung": (tx, { now, form }, caller, act) =>
      askSupplement(tx, now, dossiers, caller, { ...act, defects: defectsIn(form) }),
    "tu-choi": (tx, { now, form }, caller, act) =>
      refuseDossier(tx, now, dossiers, caller, {
        ...act,
        ...lateIn(form),
        reason: form.get("reason") ?? "",
      }),
    "tham-dinh": (tx, { now, form }, caller, act) =>
      examineDossier(tx, now, dossiers, caller, { ...act, proposal: form.get("proposal") ?? "" }),
    "xem-xet": (tx, { now, form }, caller, act) =>
      reviewDossier(tx, now, dossiers, caller, {
        ...act,
        decision: form.get("decision") === "approve" ? "approve" : "return",
        note: form.get("note") ?? "",
      }),
    "tra-lai": (tx, exchange, caller, act) =>
      returnDossier(tx, exchange.now, dossiers, caller, {
        ...act,
        from: typedText(exchange, "from", 100),
        to: typedText(exchange, "return-to", 100),
        reason: typedText(exchange, "return-reason"),
      }),
    "tra-ket-qua": (tx, { now, form }, caller, act) =>
      releaseResult(tx, now, dossiers, caller, { ...act, ...lateIn(form) }),
    "xin-loi": (tx, exchange, caller, act) =>
      sendApology(tx, exchange.now, dossiers, caller, { ...act, ...apologyIn(exchange) }),
    "gia-han": (tx, { now, form }, caller, act) =>
      extendDossier(tx, now, dossiers, caller, { ...act, ...extensionIn(form) }),
    dung: (tx, exchange, caller, act) =>
      stopDossier(tx, exchange.now, dossiers, caller, {
        ...act,
        reason: typedText(exchange, "stop-reason"),
        signerTitle: signerOf(officialSession(exchange)).title,
      }),
    "de-nghi-chuyen": (tx, exchange, caller, act) =>
      proposeTransfer(tx, exchange.now, dossiers, caller, { ...act, ...transferIn(exchange) }),
    "chuyen-co-quan": (tx, exchange, caller, act) =>
      transferDossier(tx, exchange.now, dossiers, caller, {
        ...act,
        ...transferIn(exchange),
        signerTitle: signerOf(officialSession(exchange)).title,
      }),
    "khong-chuyen": (tx, { now }, caller, act) => declineTransfer(tx, now, caller, act),
    "cho-bo-sung-them": (tx, exchange, caller, act) =>
      allowSupplement(tx, exchange.now, caller, {
        ...act,
        decisionNumber: typedText(exchange, "allow-decision", 100),
        reason: typedText(exchange, "allow-reason"),
      }),
    "nhan-viec": (tx, { now }, caller, act) => claimDossier(tx, now, caller, act),
    chuyen: (tx, { now, form }, caller, act) =>
      handOverDossier(tx, now, caller, {
        ...act,
        toOfficialId: form.get("to") ?? "",
        note: form.get("note") ?? "",
      }),
    "y-kien": (tx, { now, form }, caller, act) =>
      commentOnDossier(tx, now, caller, { ...act, body: form.get("body") ?? "" }),
  };
  return [
    ...Object.entries(acts).map(([name, perform]) => actRoute(deps, name, perform)),
    {
      method: "POST",
      path: "/can-bo/ho-so/:id/ky",
      access: "official",
      handle: (exchange) => sign(deps, exchange, onOrdered),
    },
    {
      method: "POST",
      path: "/can-bo/ho-so/:id/so-dinh-danh",
      access: "official",
      handle: async (exchange) => {
        const { now, params } = exchange;
        const asked = await inOneTenant(exchange, (tx, caller) =>
          revealNumbers(tx, now, caller, params["id"] ?? ""),
        );
        if (!asked.ok) return { kind: "missing" };
        return showStaffDossier(deps, exchange, undefined, { showsNumbers: true });
      },
    },
    {
      method: "GET",
      path: "/can-bo/ho-so/:id/ban-in.pdf",
      access: "official",
      handle: (exchange) => preview(deps, exchange),
    },
    {
      method: "GET",
      path: "/can-bo/ho-so/:id/phieu-xin-loi.pdf",
      access: "official",
      handle: (exchange) => apologyPaper(deps, exchange),
    },
  ];
}

function actRoute(deps: PageDeps, name: string, perform: Perform): Route {
  return {
    method: "POST",
    path: `/can-bo/ho-so/:id/${name}`,
    access: "official",
    handle: async (exchange) => {
      const act = actOn(exchange);
      const done = await inOneTenant(exchange, (tx, caller) => perform(tx, exchange, caller, act));
      return answer(deps, exchange, done);
    },
  };
}

/**
 * Signing: a fresh proof of identity, then number, print and order as three short acts. Nothing is printed or signed
 * inside a transaction; the signature itself comes from the signing job.
 */
async function sign(deps: PageDeps, exchange: Exchange, onOrdered: () => void): Promise<Reply> {
  const session = officialSession(exchange);
  const id = exchange.params["id"] ?? "";
  const isFresh =
    session.steppedUpAt !== undefined &&
    exchange.now.getTime() - session.steppedUpAt.getTime() < STEP_UP_MS;
  if (!isFresh) return { kind: "redirect", to: identityPaths.stepUp(paths.staffDossier(id)) };
  const numbered = await inOneTenant(exchange, (tx, caller) =>
    numberResult(tx, exchange.now, deps.dossiers, caller, actOn(exchange)),
  );
  if (!numbered.ok) return answer(deps, exchange, numbered);
  const dossier = numbered.value;
  const data = await asOfficial(exchange, (tx) => resultData(tx, deps, exchange, dossier));
  const preparedPdf = await deps.printer.print("result", data, exchange.now);
  const ordered = await inOneTenant(exchange, (tx, caller) =>
    orderSignature(tx, exchange.now, deps.dossiers, caller, {
      publicId: id,
      version: dossier.version,
      preparedPdf,
    }),
  );
  if (ordered.ok) onOrdered();
  return answer(deps, exchange, ordered);
}

/** What will be signed, before it is numbered. */
async function preview(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const session = officialSession(exchange);
  const shown = await asOfficial(exchange, async (tx) => {
    const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
    if (dossier?.step !== "sign" || !may(session, "sign", dossier)) return undefined;
    await noteLook(tx, exchange, dossier, { thing: "print" });
    return { dossier, data: await resultData(tx, deps, exchange, dossier) };
  });
  if (shown === undefined) return { kind: "missing" };
  const pdf = await deps.printer.print("result", shown.data, exchange.now);
  return pdfReply(pdf, `${shown.dossier.code}-ban-xem-truoc.pdf`);
}

/** The result as the official in front of the screen would sign it. */
async function resultData(
  tx: Tx,
  deps: PageDeps,
  exchange: Exchange,
  dossier: Dossier,
): Promise<ResultPrintData> {
  const signer = signerOf(officialSession(exchange));
  const context = await printContext(tx, deps, dossier, exchange.now);
  const findings = await findingsOf(tx, dossier.tenantId, dossier.id);
  return resultPrint(context, findings, signer, exchange.now);
}

/** Form 04 for the counter, where the applicant is handed it. */
async function apologyPaper(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const session = officialSession(exchange);
  const found = await asOfficial(exchange, async (tx) => {
    const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
    if (dossier === undefined || !may(session, "see", dossier)) return undefined;
    await noteLook(tx, exchange, dossier, { thing: "print" });
    const context = await printContext(tx, deps, dossier, exchange.now);
    return { dossier, data: await apologySent(tx, context, exchange.now) };
  });
  if (found?.data === undefined) return { kind: "missing" };
  const pdf = await deps.printer.print("apology", found.data, found.dossier.submittedAt);
  return pdfReply(pdf, `${found.dossier.code}-phieu-xin-loi.pdf`);
}

function apologyIn(exchange: Exchange): ApologyForm {
  const { form } = exchange;
  return {
    reason: (form.get("apology-reason") ?? "").normalize("NFC").slice(0, 2000),
    newDueOn: typedDay(form.get("new-due") ?? ""),
    signer: signerOf(officialSession(exchange)),
  };
}

function extensionIn(form: URLSearchParams): ExtensionForm {
  const days = (form.get("extend-days") ?? "").trim();
  return {
    decisionNumber: (form.get("decision-number") ?? "").normalize("NFC").slice(0, 100),
    decidedOn: typedDay(form.get("decided-on") ?? ""),
    deciderId: form.get("decider") ?? "",
    workingDays: /^\d{1,3}$/u.test(days) ? Number(days) : 0,
    reason: (form.get("extend-reason") ?? "").normalize("NFC").slice(0, 1000),
  };
}

function transferIn(exchange: Exchange): { readonly toSlug: string; readonly reason: string } {
  return {
    toSlug: exchange.form.get("transfer-to") ?? "",
    reason: typedText(exchange, "transfer-reason"),
  };
}

function typedText({ form }: Exchange, name: string, longest = 2000): string {
  return (form.get(name) ?? "").normalize("NFC").slice(0, longest);
}

const DEFECT = "defect.";
const LONGEST_DEFECT = 500;

function defectsIn(form: URLSearchParams): { field: string; words: string }[] {
  return [...form.entries()]
    .filter(([name, words]) => name.startsWith(DEFECT) && words.trim() !== "")
    .map(([name, words]) => ({
      field: name.slice(DEFECT.length),
      words: words.trim().slice(0, LONGEST_DEFECT),
    }));
}
