import type { VNode } from "preact";
import { dayIn, formatDay } from "#kernel/calendar-day";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Button,
  Checkboxes,
  DataTable,
  EmptyState,
  ErrorSummary,
  Field,
  type Language,
  Light,
  LinkTo,
  type PageError,
  Pager,
  Panel,
  renderPage,
  StaffPage,
  When,
} from "#ui";
import { archiveResults } from "../archive-results.ts";
import type { Folder } from "../folder.ts";
import { officeOf } from "../office.ts";
import { paths } from "../paths.ts";
import { mayWith, PAPER_PERMISSIONS } from "../policy.ts";
import { paperFrame } from "../print-parts.ts";
import { type PaperRefusal, REFUSALS } from "../refusals.ts";
import { type PaperRule, ruleOn } from "../rule.ts";
import { archiveText, daysWaited, isUnclaimed, type ResultArchive } from "../unclaimed.ts";
import {
  archiveByPublicId,
  archivedResults,
  archiveRows,
  waitingResults,
} from "../unclaimed-store.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { inTenant, type PaperPageDeps, pdfReply, readPlace, writePlace } from "./deps.ts";
import { errorOf } from "./paper-forms.tsx";
import { Tabs } from "./tabs.tsx";

const PAGE = 50;
const RECORDS_SHOWN = 20;

/** `/can-bo/ho-so-giay/cho-tra`: results that lie at the desk, and those that go to the archive because nobody came. */
export function waitingResultRoutes(deps: PaperPageDeps): readonly Route[] {
  const see = { access: "official", roles: PAPER_PERMISSIONS["unclaimed see"] } as const;
  return [
    { ...see, method: "GET", path: paths.waiting(), handle: (exchange) => show(deps, exchange) },
    {
      access: "official",
      roles: PAPER_PERMISSIONS["result archive"],
      method: "POST",
      path: paths.waiting(),
      handle: (exchange) => archive(deps, exchange),
    },
    {
      ...see,
      method: "GET",
      path: "/can-bo/ho-so-giay/cho-tra/bien-ban/:id/bien-ban.pdf",
      handle: (exchange) => print(deps, exchange),
    },
  ];
}

async function archive(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const { form, now } = exchange;
  const tenantId = await deps.ownTenant(exchange);
  if (tenantId === undefined) return { kind: "missing" };
  const done = await inTenant(exchange, tenantId, (tx, caller) =>
    archiveResults(tx, now, caller, {
      folderIds: form.getAll("ket-qua").filter((id) => /^[0-9a-f-]{36}$/u.test(id)),
      place: form.get("noi-luu") ?? "",
    }),
  );
  if (done.ok) return { kind: "redirect", to: `${paths.waiting()}#bien-ban` };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

const QUESTIONS: Readonly<Partial<Record<PaperRefusal, string>>> = {
  "items-unfit": "ket-qua",
  "not-unclaimed": "ket-qua",
  "archive-place-missing": "noi-luu",
};

async function show(
  deps: PaperPageDeps,
  exchange: Exchange,
  refusal?: PaperRefusal,
): Promise<Reply> {
  const { language, query, now } = exchange;
  const words = wordsIn(language);
  const { tenantIds, roles } = officialSession(exchange);
  const after = readPlace(query.get("sau"));
  const { rule, found, records } = await asOfficial(exchange, async (tx) => ({
    rule: await ruleOn(tx, dayIn(now)),
    found: await waitingResults(tx, tenantIds, {
      limit: PAGE + 1,
      ...(after === undefined ? {} : { after }),
    }),
    records: await archiveRows(tx, tenantIds, RECORDS_SHOWN),
  }));
  const folders = found.slice(0, PAGE);
  const last = folders.at(-1);
  const question = refusal === undefined ? undefined : QUESTIONS[refusal];
  const errors: readonly PageError[] =
    question === undefined || refusal === undefined
      ? []
      : [{ fieldId: question, text: words[`refused.${refusal}`] }];
  const unclaimed = folders.filter((one) => isUnclaimed(one, rule, now));
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["waiting.title"]} current={paths.folders()}>
      <h1>{words["waiting.title"]}</h1>
      <Tabs words={words} roles={roles} current={paths.waiting()} />
      <p class="lead">
        {filled(words["waiting.lead"], {
          stages: rule.remindAfterDays.join(", "),
          archive: rule.archiveAfterDays,
        })}
      </p>
      <ErrorSummary errors={errors} language={language} />
      {folders.length === 0 ? (
        <EmptyState
          icon="success"
          title={words["waiting.empty"]}
          text={words["waiting.empty-text"]}
        />
      ) : (
        <WaitingTable {...{ folders, rule, words, now }} />
      )}
      <Pager
        next={
          found.length > PAGE && last?.resultReadyAt != null
            ? `${paths.waiting()}?sau=${writePlace(last.resultReadyAt, last.id)}`
            : undefined
        }
        first={query.has("sau") ? paths.waiting() : undefined}
        language={language}
      />
      {mayWith(roles, "result archive") && (unclaimed.length > 0 || errors.length > 0) ? (
        <ArchiveForm {...{ unclaimed, words, exchange, error: errors[0] }} />
      ) : null}
      <Records records={records} words={words} language={language} />
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function WaitingTable(props: {
  readonly folders: readonly Folder[];
  readonly rule: PaperRule;
  readonly words: Words;
  readonly now: Date;
}): VNode {
  const { folders, rule, words, now } = props;
  return (
    <DataTable
      caption={words["waiting.caption"]}
      columns={[
        { key: "code", label: words["print.code"] },
        { key: "applicant", label: words["print.applicant"] },
        { key: "shelf", label: words["fact.result-shelf"] },
        { key: "ready", label: words["col.ready"] },
        { key: "waited", label: words["col.waited"] },
        { key: "reminded", label: words["col.reminded"], isNumber: true },
      ]}
      rows={folders.map((one) => ({
        id: one.id,
        code: <LinkTo href={paths.folder(one.publicId)}>{one.code}</LinkTo>,
        applicant: one.applicantName,
        shelf: one.resultShelf ?? <Light state="late" words={words["waiting.no-place"]} />,
        ready: one.resultReadyAt === null ? "" : <When at={one.resultReadyAt} withTime={false} />,
        waited: (
          <Light
            state={isUnclaimed(one, rule, now) ? "late" : one.reminders > 0 ? "near" : "ok"}
            words={filled(words["waiting.days"], { days: daysWaited(one, now) })}
          />
        ),
        reminded: one.reminders,
      }))}
    />
  );
}

function ArchiveForm(props: {
  readonly unclaimed: readonly Folder[];
  readonly words: Words;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}): VNode {
  const { unclaimed, words, exchange, error } = props;
  const { form } = exchange;
  return (
    <Panel title={words["archive.title"]} id="luu-tru">
      <form method="post" action={paths.waiting()}>
        <p>{words["archive.hint"]}</p>
        <Checkboxes
          id="ket-qua"
          label={words["archive.which"]}
          error={errorOf(error, "ket-qua")}
          values={form.getAll("ket-qua")}
          options={unclaimed.map((one) => ({
            value: one.id,
            label: `${one.code} · ${one.applicantName}`,
          }))}
        />
        <Field
          id="noi-luu"
          label={words["archive.place"]}
          hint={words["archive.place-hint"]}
          error={errorOf(error, "noi-luu")}
          maxlength={200}
          value={form.get("noi-luu") ?? ""}
        />
        <Button>{words["archive.submit"]}</Button>
      </form>
    </Panel>
  );
}

function Records(props: {
  readonly records: readonly ResultArchive[];
  readonly words: Words;
  readonly language: Language;
}): VNode | null {
  const { records, words } = props;
  if (records.length === 0) return null;
  return (
    <Panel title={words["records.title"]} id="bien-ban">
      <DataTable
        caption={words["records.caption"]}
        isCaptionHidden
        columns={[
          { key: "number", label: words["col.record"] },
          { key: "place", label: words["archive.place"] },
          { key: "by", label: words["col.handed-by"] },
          { key: "at", label: words["col.made"] },
        ]}
        rows={records.map((one) => ({
          id: one.id,
          number: (
            <LinkTo href={paths.archivePdf(one.publicId)}>{`${archiveText(one)} (PDF)`}</LinkTo>
          ),
          place: one.place,
          by: one.madeName,
          at: <When at={one.madeAt} />,
        }))}
      />
    </Panel>
  );
}

/** The record on A4, with the lines that the desk and the archive sign. */
async function print(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const words = wordsIn("vi"); // papers of the office are in Vietnamese
  const seen = await asOfficial(exchange, async (tx) => {
    const record = await archiveByPublicId(tx, exchange.params["id"] ?? "");
    return record === undefined
      ? undefined
      : {
          record,
          results: await archivedResults(tx, record),
          office: await officeOf(tx, record.tenantId, dayIn(record.madeAt)),
        };
  });
  if (seen === undefined) return { kind: "missing" };
  const { record, results, office } = seen;
  const pdf = await deps.printer.print(
    "note",
    {
      ...paperFrame(office.name, dayIn(record.madeAt), `${deps.origin()}${paths.waiting()}`),
      paper: "a4",
      title: words["print.archive"],
      number: archiveText(record),
      facts: [{ label: words["archive.place"], value: record.place }],
      columns: [
        { label: words["print.ordinal"], wide: false },
        { label: words["print.code"], wide: false },
        { label: words["print.applicant"], wide: true },
        { label: words["col.ready"], wide: false },
        { label: words["col.reminded"], wide: false },
      ],
      rows: results.map((one, place) => [
        String(place + 1),
        one.code,
        one.applicantName,
        formatDay(dayIn(one.readyAt)),
        String(one.reminders),
      ]),
      sentences: [filled(words["print.archive-text"], { count: results.length })],
      signers: [
        { title: words["print.giver-signs"], name: record.madeName },
        { title: words["print.archive-signs"], name: "" },
      ],
    },
    record.madeAt,
  );
  return pdfReply(pdf, `bien-ban-luu-tru-${record.number}-${record.year}.pdf`);
}
