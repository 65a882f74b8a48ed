import type { VNode } from "preact";
import { placedTaskById } from "#engines/workflow";
import { summaryOf } from "#engines/forms";
import { isUuid } from "#kernel/ids";
import { maskedCitizenId } from "#kernel/citizen-id";
import { noteView, type Viewing } from "#modules/access-log";
import { type Tx, withTenant } from "#platform/database";
import { fileOf, filesOf, type StoredFile } from "#platform/files";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  ErrorSummary,
  Field,
  KeyValues,
  momentText,
  Panel,
  Radios,
  renderPage,
  StaffPage,
} from "#ui";
import { answerQuestion, type ConsultationRefusal, REFUSALS } from "../answer-question.ts";
import { paths } from "../paths.ts";
import { mayAnswer, mayOnQuestion } from "../policy.ts";
import { paperTitle, type Question, questionOf, toldForm } from "../question.ts";
import { wordsIn } from "../words.ts";
import type { ConsultationDeps } from "./deps.ts";

export function questionRoutes(deps: ConsultationDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/y-kien/:id",
      access: "official",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/y-kien/:id/tra-loi",
      access: "official",
      handle: (exchange) => answer(deps, exchange),
    },
    {
      method: "GET",
      path: "/can-bo/y-kien/:id/tep/:file",
      access: "official",
      handle: (exchange) => download(deps, exchange),
    },
  ];
}

/** The question, when it is one of this official's agency; anything else looks missing. */
async function seen(
  tx: Tx,
  deps: ConsultationDeps,
  exchange: Exchange,
): Promise<Question | undefined> {
  const id = exchange.params["id"] ?? "";
  const task = isUuid(id) ? await placedTaskById(tx, id) : undefined;
  if (task === undefined || !mayOnQuestion(officialSession(exchange), "consultation see", task))
    return undefined;
  return questionOf(deps.dossiers, task);
}

/** The look is noted in the asked agency's own records; the person concerned reads it beside all others. */
function noteLook(
  tx: Tx,
  exchange: Exchange,
  { task, about }: Question,
  look: Pick<Viewing, "thing" | "one">,
): Promise<void> {
  return noteView(tx, exchange, {
    tenantId: task.tenantId,
    personId: about.person?.id ?? null,
    subject: {
      kind: "dossier",
      id: task.subjectId,
      href: about.person?.href ?? "",
      code: about.code,
    },
    right: "consultation",
    ...look,
  });
}

async function show(
  deps: ConsultationDeps,
  exchange: Exchange,
  refusal?: ConsultationRefusal,
): Promise<Reply> {
  const found = await asOfficial(exchange, async (tx) => {
    const question = await seen(tx, deps, exchange);
    if (question === undefined) return undefined;
    await noteLook(tx, exchange, question, { thing: "question" });
    return { question, files: await filesOf(tx, "consultation", question.task.id) };
  });
  if (found === undefined) return { kind: "missing" };
  const view = <QuestionView {...{ deps, exchange, refusal, ...found }} />;
  return {
    kind: "page",
    status: refusal === undefined ? 200 : REFUSALS[refusal],
    html: renderPage(view),
  };
}

async function answer(deps: ConsultationDeps, exchange: Exchange): Promise<Reply> {
  const question = await asOfficial(exchange, (tx) => seen(tx, deps, exchange));
  if (question === undefined) return { kind: "missing" };
  const session = officialSession(exchange);
  const caller = { ...session, tenantIds: [question.task.tenantId] };
  const done = await withTenant(exchange.db, caller, (tx) =>
    answerQuestion(tx, exchange.now, deps.dossiers, caller, {
      taskId: question.task.id,
      outcome: exchange.form.get("outcome") ?? "",
      opinion: exchange.form.get("opinion") ?? "",
    }),
  );
  if (done.ok) return { kind: "redirect", to: paths.question(question.task.id) };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

async function download(deps: ConsultationDeps, exchange: Exchange): Promise<Reply> {
  const file = await asOfficial(exchange, async (tx) => {
    const question = await seen(tx, deps, exchange);
    if (question === undefined) return undefined;
    const paper = await fileOf(tx, "consultation", question.task.id, exchange.params["file"] ?? "");
    if (paper !== undefined)
      await noteLook(tx, exchange, question, {
        thing: "paper",
        one: { id: paper.id, name: paper.name },
      });
    return paper;
  });
  if (file === undefined) return { kind: "missing" };
  return {
    kind: "file",
    stream: await deps.store.open(file.tenantId, file.sha256),
    type: file.type,
    name: file.name,
    inline: true,
    sizeBytes: file.sizeBytes,
  };
}

interface ViewProps {
  readonly deps: ConsultationDeps;
  readonly exchange: Exchange;
  readonly question: Question;
  readonly files: readonly StoredFile[];
  readonly refusal: ConsultationRefusal | undefined;
}

/** Which control a refusal is about. */
const FIELDS: Readonly<Partial<Record<ConsultationRefusal, string>>> = {
  "outcome-missing": "outcome",
  "opinion-missing": "opinion",
};

function QuestionView(props: ViewProps): VNode {
  const { deps, exchange, question, files, refusal } = props;
  const { language } = exchange;
  const words = wordsIn(language);
  const { about, consultation, procedure, task } = question;
  const field = refusal === undefined ? undefined : FIELDS[refusal];
  const errors =
    field === undefined || refusal === undefined
      ? []
      : [{ fieldId: field, text: words[`refused.${refusal}`] }];
  return (
    <StaffPage {...deps.frame(exchange)} title={about.code} current={paths.questions()}>
      <h1 class="num">{about.code}</h1>
      <p>
        {procedure[language]} · {about.title}
      </p>
      <ErrorSummary errors={errors} language={language} />
      {refusal !== undefined && field === undefined ? (
        <Banner kind="warning" title={words[`refused.${refusal}`]} />
      ) : null}
      <div class="columns">
        <div>
          <Panel title={words.question}>
            <p>{consultation.question[language]}</p>
            <KeyValues
              rows={[
                { label: words["col.from"], value: about.askedBy },
                { label: words["asked-at"], value: momentText(task.since) },
                {
                  label: words["col.due"],
                  value: task.dueAt === null ? "" : momentText(task.dueAt),
                },
              ]}
            />
          </Panel>
          <AnswerPanel {...props} />
        </div>
        <div>
          <Panel title={words.told}>
            {summaryOf(toldForm(question), about.answers, language).map((section) => (
              <KeyValues
                key={section.stepId}
                rows={section.rows.map((row) => ({
                  label: row.label,
                  value: row.value.replaceAll(/\b\d{12}\b/gu, maskedCitizenId),
                }))}
              />
            ))}
          </Panel>
          <Panel title={words.papers}>
            {files.length === 0 ? (
              <p class="hint">{words["papers-none"]}</p>
            ) : (
              <ul class="prose-list">
                {files.map((file) => (
                  <li key={file.id}>
                    {paperTitle(question, file.slot)[language]}:{" "}
                    <a href={paths.file(task.id, file.publicId)}>{file.name}</a>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      </div>
    </StaffPage>
  );
}

/** The form while the question is open to this position; afterwards what was answered. */
function AnswerPanel({ exchange, question, refusal }: ViewProps): VNode | null {
  const { language, form } = exchange;
  const words = wordsIn(language);
  const { consultation, task } = question;
  const outcomes = consultation.outcomes.map((one) => ({
    value: one.id,
    label: one.label[language],
  }));
  if (task.closedAs === "withdrawn") return <Banner kind="info" title={words.withdrawn} />;
  if (task.answer !== null)
    return (
      <Panel title={words.answered}>
        <KeyValues
          rows={[
            {
              label: words.outcome,
              value: outcomes.find((one) => one.value === task.answer?.["outcome"])?.label ?? "",
            },
            { label: words.opinion, value: textOf(task.answer["opinion"]) },
            { label: words["answered-by"], value: textOf(task.answer["by"]) },
          ]}
        />
      </Panel>
    );
  if (!mayAnswer(officialSession(exchange), task)) return null;
  return (
    <Panel title={words.answer} id="tra-loi">
      <form method="post" action={paths.answer(task.id)} class="act-form">
        <Radios
          id="outcome"
          label={words.outcome}
          options={outcomes}
          value={form.get("outcome") ?? ""}
          error={refusal === "outcome-missing" ? words["refused.outcome-missing"] : undefined}
        />
        <Field
          id="opinion"
          label={words.opinion}
          hint={words["opinion-hint"]}
          rows={5}
          value={form.get("opinion") ?? ""}
          error={refusal === "opinion-missing" ? words["refused.opinion-missing"] : undefined}
        />
        <button class="button" type="submit">
          {words.submit}
        </button>
        <p class="hint">{words["submit-hint"]}</p>
      </form>
    </Panel>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
