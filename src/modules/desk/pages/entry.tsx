import type { VNode } from "preact";
import {
  acceptDossier,
  type Dossier,
  dossierByPublicId,
  type DossierRefusal,
  dossierPaths,
  noteLook,
  pdfReply,
  printContext,
  receiptData,
} from "#modules/dossiers";
import { formatDay } from "#kernel/calendar-day";
import { StaleVersion } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { Banner, type KeyValue, KeyValues, Panel, renderPage, StaffPage, When } from "#ui";
import { type Entry, isForOther } from "../entry.ts";
import { paths } from "../paths.ts";
import { mayEnter } from "../policy.ts";
import { type Words, wordsIn } from "../words.ts";
import { type DeskDeps, only, ownEntry, whereItLies } from "./deps.ts";

/** What was entered: its receipt at once, and the acceptance in the same sitting where this agency answers. */
export function entryRoutes(deps: DeskDeps): readonly Route[] {
  return [
    {
      ...only,
      method: "GET",
      path: "/can-bo/quay/ho-so/:id",
      handle: (exchange) => show(deps, exchange),
    },
    {
      ...only,
      method: "POST",
      path: "/can-bo/quay/ho-so/:id/tiep-nhan",
      handle: (exchange) => accept(deps, exchange),
    },
    {
      ...only,
      method: "GET",
      path: "/can-bo/quay/ho-so/:id/giay-tiep-nhan.pdf",
      handle: (exchange) => receipt(deps, exchange),
    },
  ];
}

interface Seen {
  readonly entry: Entry;
  readonly dossier: Dossier | undefined;
}

/** Every look at a dossier is written down for the person whom it concerns. */
async function seenBy(exchange: Exchange, thing: "dossier" | "print"): Promise<Seen | undefined> {
  const entry = await ownEntry(exchange);
  if (entry === undefined || !mayEnter(officialSession(exchange), "entry begin", entry.appId))
    return undefined;
  const dossier = await whereItLies(exchange, entry, async (tx) => {
    const found = await dossierByPublicId(tx, entry.publicId);
    if (found !== undefined) await noteLook(tx, exchange, found, { thing });
    return found;
  });
  return { entry, dossier };
}

async function receipt(deps: DeskDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenBy(exchange, "print");
  if (seen?.dossier === undefined) return { kind: "missing" };
  const { entry, dossier } = seen;
  const data = await whereItLies(exchange, entry, async (tx) => {
    const context = await printContext(tx, deps, dossier, exchange.now);
    return receiptData(tx, context, exchange.now, entry.replyAddress);
  });
  const pdf = await deps.printer.print("receipt", data, dossier.submittedAt);
  return pdfReply(pdf, `${dossier.code}-giay-tiep-nhan.pdf`);
}

/** Receive and accept in one sitting: the same act as on the dossier's own page. */
async function accept(deps: DeskDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenBy(exchange, "dossier");
  if (seen?.dossier === undefined || isForOther(seen.entry)) return { kind: "missing" };
  const { actor, roles, appIds } = officialSession(exchange);
  const tenantIds = [seen.entry.tenantId];
  const caller = { actor, roles, tenantIds, ...(appIds === undefined ? {} : { appIds }) };
  const act = { publicId: seen.entry.publicId, version: Number(exchange.form.get("version")) };
  try {
    const done = await whereItLies(exchange, seen.entry, (tx) =>
      acceptDossier(tx, exchange.now, deps.dossiers, caller, act),
    );
    if (!done.ok) return show(deps, exchange, done.error);
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error;
    return show(deps, exchange, "stale");
  }
  return { kind: "redirect", to: paths.entry(seen.entry.publicId) };
}

async function show(deps: DeskDeps, exchange: Exchange, refusal?: DossierRefusal): Promise<Reply> {
  const seen = await seenBy(exchange, "dossier");
  if (seen === undefined) return { kind: "missing" };
  const { entry, dossier } = seen;
  if (dossier === undefined) return { kind: "redirect", to: paths.drafts.review(entry.publicId) };
  const { language } = exchange;
  const words = wordsIn(language);
  const isOther = isForOther(entry);
  const isAccepted = dossier.acceptedAt !== null;
  const title = words[isAccepted ? "entry.accepted" : isOther ? "entry.done-other" : "entry.done"];
  const view = (
    <StaffPage {...deps.frame(exchange)} title={dossier.code} current={paths.entries()}>
      <h1 class="num">{dossier.code}</h1>
      <p class="lead">{deps.dossiers.apps.get(entry.appId)?.app.title[language]}</p>
      {refusal === undefined ? (
        <Banner kind="success" title={title} />
      ) : (
        <Banner
          kind="warning"
          title={words[refusal === "fee-open" ? "accept.fee-open" : "accept.not"]}
        />
      )}
      <Acts {...{ entry, dossier, words }} />
      <Panel title={words["entry.title"]} id="da-nhap">
        <KeyValues rows={factRows(entry, dossier, words)} />
      </Panel>
    </StaffPage>
  );
  return { kind: "page", status: refusal === undefined ? 200 : 409, html: renderPage(view) };
}

function Acts(props: {
  readonly entry: Entry;
  readonly dossier: Dossier;
  readonly words: Words;
}): VNode {
  const { entry, dossier, words } = props;
  const mayAccept =
    dossier.state === "submitted" && dossier.step === "receive" && !isForOther(entry);
  return (
    <>
      {mayAccept ? (
        <form method="post" action={paths.accept(entry.publicId)} class="act-form">
          <input type="hidden" name="version" value={String(dossier.version)} />
          <p class="hint">{words["entry.accept-hint"]}</p>
          <button class="button" type="submit">
            {words["entry.accept"]}
          </button>
        </form>
      ) : null}
      <p class="acts">
        <a
          class={mayAccept ? "button button-quiet" : "button"}
          href={paths.receipt(entry.publicId)}
        >
          {words[entry.channel === "post" ? "entry.send" : "entry.print"]}
        </a>
        {isForOther(entry) ? null : (
          <a href={dossierPaths.staffDossier(entry.publicId)}>{words["entry.show"]}</a>
        )}
        <a href={paths.entries()}>{words["entry.next"]}</a>
      </p>
    </>
  );
}

function factRows(entry: Entry, dossier: Dossier, words: Words): readonly KeyValue[] {
  return [
    { label: words["entry.code"], value: <span class="num">{dossier.code}</span> },
    { label: words["entry.lookup"], value: <span class="num">{dossier.lookupCode}</span> },
    { label: words["entry.applicant"], value: entry.applicantName },
    { label: words["col.agency"], value: entry.agencyName },
    ...(isForOther(entry)
      ? [{ label: words["entry.taken-at"], value: entry.takingAgencyName }]
      : []),
    { label: words["col.way"], value: words[`way.${entry.channel}`] },
    ...(entry.postedOn === null
      ? []
      : [{ label: words["entry.posted-on"], value: formatDay(entry.postedOn) }]),
    { label: words["entry.arrived-at"], value: <When at={dossier.submittedAt} /> },
    ...(entry.replyAddress === ""
      ? []
      : [{ label: words["entry.address"], value: entry.replyAddress }]),
    { label: words["entry.by"], value: entry.enteredName },
    dossier.dueAt === null
      ? { label: words["entry.answer-by"], value: <When at={dossier.answerDueAt} /> }
      : { label: words["entry.due"], value: <When at={dossier.dueAt} /> },
  ];
}
