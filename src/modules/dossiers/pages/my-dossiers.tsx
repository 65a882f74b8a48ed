import type { VNode } from "preact";
import { accessLogPaths } from "#modules/access-log";
import { type ClockView, clocksOf } from "#modules/deadlines";
import { type Charge, ChargePanel, chargesOf, owesFirst } from "#modules/payments";
import { type Notice, noticesFor, noticeText } from "#modules/notifications";
import { fileOf, filesOf, type StoredFile } from "#platform/files";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, CitizenPage, DataTable, EmptyState, Panel, renderPage, When } from "#ui";
import type { WorkingTime } from "#kernel/office-hours";
import { type Apology, apologyOf } from "../apology-store.ts";
import { type Consent, consentsOf } from "../consent-store.ts";
import { type Dossier, isOver, mayMove } from "../dossier.ts";
import { feeOfDossier } from "../charge-fee.ts";
import { openDraftsOf } from "../draft-store.ts";
import { timeOf } from "../deps.ts";
import { type PartSeen, partsOfLead } from "../part-store.ts";
import { paths } from "../paths.ts";
import { partLabels } from "../prints.ts";
import { filingOf, type ProxyFiling } from "../proxy-filing.ts";
import { rateService } from "../rate-service.ts";
import { ratingOf } from "../rating-store.ts";
import { dossierByPublicId, dossiersOfAccount, type HistoryEntry, reasonIn } from "../store.ts";
import { type Supplement, supplementOf } from "../supplement-store.ts";
import type { Transfers } from "../transfer.ts";
import { transfersOf, wholeHistoryOf } from "../transfer-store.ts";
import { wordsIn } from "../words.ts";
import { EndedWithoutResult, RatingForm } from "./after-end.tsx";
import { ApologySent } from "./apology-form.tsx";
import {
  ContentPanels,
  DeadlinePanel,
  DossierLight,
  HistoryPanel,
  PapersPanel,
  StateLine,
} from "./dossier-parts.tsx";
import { fileReply } from "./draft-papers.tsx";
import { lookupQr } from "./lookup-qr.ts";
import { applicantIn, applicantOf, asApplicant, type PageDeps } from "./page-deps.ts";
import { TransferNote } from "./transfer-parts.tsx";
import { MyParts } from "./parts-panel.tsx";
import { FiledBy, filedForOthers, FiledForOthers } from "./proxy-parts.tsx";

export function myDossierRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/ho-so-cua-toi",
      access: "applicant",
      handle: (exchange) => showMine(deps, exchange),
    },
    {
      method: "GET",
      path: "/ho-so-cua-toi/:id",
      access: "applicant",
      handle: (exchange) => showDossier(deps, exchange),
    },
    {
      method: "POST",
      path: "/ho-so-cua-toi/:id/danh-gia",
      access: "applicant",
      handle: (exchange) => rate(exchange),
    },
    {
      method: "GET",
      path: "/ho-so-cua-toi/:id/tep/:file",
      access: "applicant",
      handle: async (exchange) => {
        const file = await asApplicant(exchange, async (tx) => {
          const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
          return dossier === undefined
            ? undefined
            : fileOf(tx, "dossier", dossier.id, exchange.params["file"] ?? "");
        });
        return file === undefined || file.slot === "result"
          ? { kind: "missing" }
          : fileReply(deps, file);
      },
    },
    {
      method: "GET",
      path: "/ho-so-cua-toi/:id/ket-qua.pdf",
      access: "applicant",
      handle: async (exchange) => {
        const file = await asApplicant(exchange, async (tx) => {
          const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
          if (dossier?.state !== "done") return undefined;
          const files = await filesOf(tx, "dossier", dossier.id);
          return files.findLast((one) => one.slot === "result");
        });
        return file === undefined ? { kind: "missing" } : fileReply(deps, file);
      },
    },
  ];
}

async function showMine(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { accountId } = applicantOf(exchange);
  const { drafts, dossiers, notices, time } = await asApplicant(exchange, async (tx) => ({
    drafts: await openDraftsOf(tx, accountId),
    dossiers: await dossiersOfAccount(tx, accountId),
    notices: await noticesFor(tx, accountId, 10),
    time: (await deps.dossiers.calendars.workingTime(tx, now)).time,
  }));
  const others = await filedForOthers(exchange);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["mine.title"]}>
      <h1>{words["mine.title"]}</h1>
      {drafts.length + dossiers.length + others.length === 0 ? (
        <EmptyState title={words["mine.empty"]} text={words["mine.empty-text"]}>
          <p>
            <a class="button" href={paths.procedures()}>
              {words["procedures.title"]}
            </a>
          </p>
        </EmptyState>
      ) : null}
      {drafts.length === 0 ? null : (
        <Panel title={words["mine.drafts"]}>
          <ul class="list">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <a href={paths.draftReview(draft.publicId)}>
                  {words["mine.continue"]}:{" "}
                  {deps.dossiers.apps.get(draft.appId)?.app.title[language]}
                </a>
                <span class="hint">
                  {words["draft.saved"]} <When at={draft.updatedAt} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <FiledForOthers filings={others} deps={deps} language={language} />
      {dossiers.length === 0 ? null : (
        <Panel title={words["mine.dossiers"]}>
          <DataTable
            caption={words["mine.title"]}
            isCaptionHidden
            columns={[
              { key: "code", label: words["col.code"] },
              { key: "title", label: words["col.title"] },
              { key: "state", label: words["col.state"] },
              { key: "due", label: words["col.due"] },
            ]}
            rows={dossiers.map((dossier) => ({
              id: dossier.id,
              code: <a href={paths.myDossier(dossier.publicId)}>{dossier.code}</a>,
              title: dossier.title,
              state: words[`state.${dossier.state}`],
              due: <DossierLight {...{ dossier, language, now, time }} />,
            }))}
          />
        </Panel>
      )}
      <Notices notices={notices} language={language} />
      <p>
        <a href={accessLogPaths.mine()}>{words["mine.who-looked"]}</a>
      </p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function Notices({
  notices,
  language,
}: {
  notices: readonly Notice[];
  language: "vi" | "en";
}): VNode | null {
  if (notices.length === 0) return null;
  return (
    <Panel title={wordsIn(language)["mine.notices"]}>
      <ul class="list">
        {notices.map((notice) => {
          const { subject, text } = noticeText(notice.template, language, notice.params);
          return (
            <li key={notice.id}>
              <a href={notice.href}>{subject}</a>
              <p class="hint">
                {text} <When at={notice.createdAt} />
              </p>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

interface Seen {
  readonly dossier: Dossier;
  readonly filing: ProxyFiling | undefined;
  readonly history: readonly HistoryEntry[];
  readonly files: readonly StoredFile[];
  readonly consents: readonly Consent[];
  readonly clocks: readonly ClockView[];
  readonly supplement: Supplement | undefined;
  readonly transfers: Transfers;
  readonly apology: Apology | undefined;
  readonly isRated: boolean;
  readonly charges: readonly Charge[];
  readonly parts: readonly PartSeen[];
  readonly time: WorkingTime;
}

async function showDossier(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { now, language } = exchange;
  const seen = await asApplicant(exchange, async (tx): Promise<Seen | undefined> => {
    const dossier = await dossierByPublicId(tx, exchange.params["id"] ?? "");
    if (dossier === undefined || dossier.channel === "linked") return undefined;
    const clocks = await clocksOf(tx, "dossier", dossier.id);
    const transfers = await transfersOf(tx, dossier);
    return {
      dossier,
      transfers,
      filing: await filingOf(tx, dossier),
      history: await wholeHistoryOf(tx, dossier, transfers),
      files: await filesOf(tx, "dossier", dossier.id),
      consents: await consentsOf(tx, dossier.tenantId, dossier.id),
      clocks,
      supplement: await supplementOf(tx, dossier.tenantId, dossier.id),
      apology: await apologyOf(tx, dossier),
      isRated: (await ratingOf(tx, dossier.tenantId, dossier.id)) !== undefined,
      charges: await chargesOf(tx, dossier.tenantId, feeOfDossier(dossier)),
      parts: await partsOfLead(tx, dossier.id),
      time: await timeOf(tx, now, deps.dossiers, clocks),
    };
  });
  if (seen === undefined) return { kind: "missing" };
  const { dossier } = seen;
  const words = wordsIn(language);
  const qr = await lookupQr(deps, dossier);
  const isOpen = !isOver(dossier.state);
  const isNew = exchange.query.has("moi") && dossier.state === "submitted";
  const fees = <ChargePanel charges={seen.charges} language={language} />;
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={dossier.code}>
      {isNew ? (
        <Banner kind="success" title={words["dossier.submitted"]}>
          <p>
            {words["dossier.submitted-text"]} <When at={dossier.answerDueAt} />.
          </p>
        </Banner>
      ) : null}
      <h1 class="num code-big">{dossier.code}</h1>
      <p class="lead">
        {deps.dossiers.apps.get(dossier.appId)?.app.title[language]} · {dossier.title}
      </p>
      <FiledBy filing={seen.filing} language={language} />
      <TransferNote {...{ language, transfers: seen.transfers }} isLinked />
      <StateLine {...{ dossier, language, now, time: seen.time }} />
      {isNew ? <KeepPanel dossier={dossier} qr={qr} language={language} /> : null}
      <NextStep seen={seen} language={language} />
      <div class="columns">
        <div>
          {owesFirst(seen.charges) ? fees : null}
          <DeadlinePanel {...{ dossier, language, now, clocks: seen.clocks, time: seen.time }} />
          {seen.apology === undefined ? null : (
            <ApologySent
              apology={seen.apology}
              language={language}
              href={paths.myApology(dossier.publicId)}
            />
          )}
          {owesFirst(seen.charges) ? null : fees}
          <MyParts {...dossier} parts={seen.parts} deps={deps.dossiers} language={language} />
          <ContentPanels {...{ dossier, language }} consents={seen.consents} deps={deps.dossiers} />
          <PapersPanel
            files={seen.files}
            consents={seen.consents}
            labels={partLabels({ deps: deps.dossiers, dossier }, language)}
            language={language}
            hrefOf={(file) => paths.myFile(dossier.publicId, file)}
          />
        </div>
        <div>
          {isNew ? null : <KeepPanel dossier={dossier} qr={qr} language={language} />}
          <HistoryPanel
            history={seen.history}
            language={language}
            showsNames={false}
            waiting={isOpen ? words[`state.${dossier.state}`] : undefined}
          />
          <p>
            <a href={accessLogPaths.mine(dossier.code)}>{words["dossier.who-looked"]}</a>
          </p>
          {mayMove(dossier.state, "withdrawn") ? (
            <p>
              <a href={paths.withdraw(dossier.publicId)}>{words["withdraw.title"]}</a>
            </p>
          ) : null}
        </div>
      </div>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** What the applicant keeps: the look-up code, the same as a picture for a phone, and the receipt. */
function KeepPanel(props: { dossier: Dossier; qr: string; language: "vi" | "en" }): VNode {
  const { dossier, qr, language } = props;
  const words = wordsIn(language);
  return (
    <section class="panel keep">
      <p>
        {words["dossier.lookup"]} <strong class="num code-big">{dossier.lookupCode}</strong>
      </p>
      <img class="qr" src={qr} alt={words["dossier.qr"]} />
      <p>
        <a class="button button-quiet" href={paths.myReceipt(dossier.publicId)}>
          {words["dossier.receipt"]}
        </a>
      </p>
    </section>
  );
}

/** What the applicant can do now comes first. */
function NextStep({ seen, language }: { seen: Seen; language: "vi" | "en" }): VNode | null {
  const { dossier, supplement } = seen;
  const words = wordsIn(language);
  if (dossier.state === "supplement")
    return (
      <Banner kind="warning" title={words["dossier.supplement-title"]}>
        {supplement === undefined || supplement.decisionNumber === "" ? null : (
          <p>
            {words["supplement.decided"]} {supplement.decisionNumber}: {supplement.decisionReason}
          </p>
        )}
        {supplement === undefined || supplement.answerBy === null ? null : (
          <p>
            {words["supplement.answer-by"]} <When at={supplement.answerBy} />.
          </p>
        )}
        <ul>
          {supplement?.defects.map((defect) => (
            <li key={defect.field}>{defect.words}</li>
          ))}
        </ul>
        <p class="acts">
          <a class="button" href={paths.supplement(dossier.publicId)}>
            {words["dossier.supplement-go"]}
          </a>
          <a href={paths.mySupplementForm(dossier.publicId)}>{words["dossier.supplement-form"]}</a>
        </p>
      </Banner>
    );
  if (isOver(dossier.state) && dossier.outcome === null)
    return <EndedWithoutResult {...seen} language={language} />;
  if (dossier.state !== "done" && dossier.state !== "refused") return null;
  const refusal = seen.history.find((entry) => entry.name === "dossier-refused");
  return (
    <>
      {dossier.state === "done" ? (
        <p class="acts">
          <a class="button" href={paths.myResult(dossier.publicId)}>
            {words["dossier.result"]}
          </a>{" "}
          <a href={paths.myStanding(dossier.publicId)}>{words["dossier.standing"]}</a>
        </p>
      ) : (
        <Banner kind="warning" title={words["dossier.refused-reason"]}>
          <p>{reasonIn(refusal)}</p>
          <p>
            <a href={paths.myRefusal(dossier.publicId)}>{words["dossier.refusal-form"]}</a>
          </p>
        </Banner>
      )}
      {seen.isRated ? (
        <Banner kind="success" title={words["dossier.rated"]} />
      ) : (
        <RatingForm id={dossier.publicId} language={language} />
      )}
    </>
  );
}

async function rate(exchange: Exchange): Promise<Reply> {
  const id = exchange.params["id"] ?? "";
  const dossier = await asApplicant(exchange, (tx) => dossierByPublicId(tx, id));
  if (dossier === undefined) return { kind: "missing" };
  await applicantIn(exchange, dossier.tenantId, (tx) =>
    rateService(tx, exchange.now, {
      publicId: id,
      accountId: dossier.accountId,
      stars: Number(exchange.form.get("stars")),
      words: exchange.form.get("words") ?? "",
    }),
  );
  return { kind: "redirect", to: paths.myDossier(id) };
}
