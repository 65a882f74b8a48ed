import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Banner,
  Button,
  DataTable,
  ErrorSummary,
  Field,
  type Language,
  Light,
  LinkTo,
  momentText,
  type PageError,
  Panel,
  Radios,
  renderPage,
  StaffPage,
} from "#ui";
import { answerHandOver } from "../answer-hand-over.ts";
import { type HandOverItem, handOverText, type PaperHandOver } from "../hand-over.ts";
import { handOverByPublicId, itemsOf } from "../hand-over-store.ts";
import { officeOf } from "../office.ts";
import { paths } from "../paths.ts";
import { mayWith, PAPER_PERMISSIONS } from "../policy.ts";
import { paperFrame } from "../print-parts.ts";
import { type PaperRefusal, REFUSALS } from "../refusals.ts";
import { unitOf } from "../unit-of.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { inTenant, officialOf, type PaperPageDeps, pdfReply } from "./deps.ts";
import { SlipLight } from "./hand-overs.tsx";

/** `/can-bo/ho-so-giay/ban-giao/phieu/:id`: one slip, answered folder by folder by the unit it goes to. */
export function handOverPageRoutes(deps: PaperPageDeps): readonly Route[] {
  const guard = { access: "official", roles: PAPER_PERMISSIONS["hand-over answer"] } as const;
  const base = "/can-bo/ho-so-giay/ban-giao/phieu/:id";
  return [
    { ...guard, method: "GET", path: base, handle: (exchange) => show(deps, exchange) },
    { ...guard, method: "POST", path: `${base}/nhan`, handle: (one) => answer(deps, one) },
    { ...guard, method: "GET", path: `${base}/phieu.pdf`, handle: (one) => print(deps, one) },
  ];
}

interface Seen {
  readonly slip: PaperHandOver;
  readonly items: readonly HandOverItem[];
  /** Someone of the unit that it goes to. */
  readonly mayAnswer: boolean;
}

function seenBy(exchange: Exchange): Promise<Seen | undefined> {
  const { roles } = officialSession(exchange);
  return asOfficial(exchange, async (tx) => {
    const slip = await handOverByPublicId(tx, exchange.params["id"] ?? "");
    if (slip === undefined) return undefined;
    const unit = await unitOf(tx, officialOf(exchange), exchange.now);
    return {
      slip,
      items: await itemsOf(tx, slip),
      mayAnswer: unit === slip.toUnit && mayWith(roles, "hand-over answer"),
    };
  });
}

async function answer(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { form, now } = exchange;
  const { slip, items } = seen;
  const answers = items.flatMap(({ id }) => {
    const said = form.get(`tra-loi.${id}`);
    return said === "nhan" || said === "tu-choi"
      ? [{ itemId: id, accepts: said === "nhan", reason: form.get(`ly-do.${id}`) ?? "" }]
      : [];
  });
  const done = await inTenant(exchange, slip.tenantId, (tx, caller) =>
    answerHandOver(tx, now, caller, {
      publicId: slip.publicId,
      version: Number(form.get("version")),
      answers,
    }),
  );
  if (done.ok) return { kind: "redirect", to: paths.handOver(slip.publicId) };
  return done.error === "missing" ? { kind: "missing" } : show(deps, exchange, done.error);
}

/** The question that a refused form must mend: the first refusal without a reason. */
function questionIn(
  { form }: Exchange,
  items: readonly HandOverItem[],
  refusal: PaperRefusal | undefined,
): string | undefined {
  if (refusal !== "reason-missing") return undefined;
  const wrong = items.find(
    ({ id }) =>
      form.get(`tra-loi.${id}`) === "tu-choi" && (form.get(`ly-do.${id}`) ?? "").trim() === "",
  );
  return wrong === undefined ? undefined : `ly-do-${wrong.ordinal}`;
}

async function show(
  deps: PaperPageDeps,
  exchange: Exchange,
  refusal?: PaperRefusal,
): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const { slip, items, mayAnswer } = seen;
  const question = questionIn(exchange, items, refusal);
  const errors: readonly PageError[] =
    question === undefined || refusal === undefined
      ? []
      : [{ fieldId: question, text: words[`refused.${refusal}`] }];
  const open = items.filter((one) => one.state === "sent");
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={handOverText(slip)}
      current={paths.folders()}
      actions={
        <Button kind="secondary" icon="print" href={paths.handOverPdf(slip.publicId)}>
          {words["slip.print"]}
        </Button>
      }
    >
      <p>
        <LinkTo href={paths.handOvers()}>{words["slips.title"]}</LinkTo>
      </p>
      <h1>
        {filled(words["slip.title"], { number: handOverText(slip) })}{" "}
        <SlipLight slip={slip} language={language} />
      </h1>
      <p class="lead">
        {filled(words["slip.lead"], {
          from: slip.fromUnit,
          to: slip.toUnit,
          by: slip.madeName,
          at: momentText(slip.madeAt),
        })}
      </p>
      <ErrorSummary errors={errors} language={language} />
      {refusal === undefined || errors.length > 0 ? null : (
        <Banner kind="warning" title={words[`refused.${refusal}`]} />
      )}
      <ItemTable items={items} words={words} language={language} />
      {mayAnswer && open.length > 0 ? (
        <AnswerForm {...{ slip, open, words, exchange, error: errors[0] }} />
      ) : null}
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

const LIGHTS = { sent: "near", confirmed: "done", refused: "late" } as const;

function ItemTable(props: {
  readonly items: readonly HandOverItem[];
  readonly words: Words;
  readonly language: Language;
}): VNode {
  const { items, words } = props;
  return (
    <DataTable
      caption={words["slip.caption"]}
      columns={[
        { key: "ordinal", label: words["print.ordinal"], isNumber: true },
        { key: "code", label: words["print.code"] },
        { key: "applicant", label: words["print.applicant"] },
        { key: "kept", label: words["fact.kept"], isNumber: true },
        { key: "state", label: words["col.state"] },
        { key: "by", label: words["col.answered"] },
      ]}
      rows={items.map((one) => ({
        id: one.id,
        ordinal: one.ordinal,
        code: <LinkTo href={paths.folder(one.publicId)}>{one.code}</LinkTo>,
        applicant: one.applicantName,
        kept: one.kept,
        state: (
          <Light
            state={LIGHTS[one.state]}
            words={`${words[`item.${one.state}`]}${one.reason === null ? "" : `: ${one.reason}`}`}
          />
        ),
        by:
          one.answeredAt === null
            ? ""
            : `${one.answeredName ?? ""} · ${momentText(one.answeredAt)}`,
      }))}
    />
  );
}

function AnswerForm(props: {
  readonly slip: PaperHandOver;
  readonly open: readonly HandOverItem[];
  readonly words: Words;
  readonly exchange: Exchange;
  readonly error: PageError | undefined;
}): VNode {
  const { slip, open, words, exchange, error } = props;
  const { form } = exchange;
  return (
    <Panel title={words["answer.title"]} id="nhan-ban-giao">
      <form method="post" action={paths.handOverAnswer(slip.publicId)}>
        <p>{words["answer.hint"]}</p>
        <input type="hidden" name="version" value={String(slip.version)} />
        {open.map((one) => (
          <div key={one.id}>
            <Radios
              id={`tra-loi-${one.ordinal}`}
              name={`tra-loi.${one.id}`}
              label={`${one.code} · ${one.applicantName}`}
              value={form.get(`tra-loi.${one.id}`) ?? "nhan"}
              options={[
                { value: "nhan", label: words["answer.confirm"] },
                { value: "tu-choi", label: words["answer.refuse"] },
                { value: "sau", label: words["answer.later"] },
              ]}
            />
            <Field
              id={`ly-do-${one.ordinal}`}
              name={`ly-do.${one.id}`}
              label={words["answer.reason"]}
              about={one.code}
              error={error?.fieldId === `ly-do-${one.ordinal}` ? error.text : undefined}
              maxlength={500}
              value={form.get(`ly-do.${one.id}`) ?? ""}
            />
          </div>
        ))}
        <Button>{words["answer.submit"]}</Button>
      </form>
    </Panel>
  );
}

/** The slip on A4, with the lines that both sides sign. */
async function print(deps: PaperPageDeps, exchange: Exchange): Promise<Reply> {
  const seen = await seenBy(exchange);
  if (seen === undefined) return { kind: "missing" };
  const { slip, items } = seen;
  const words = wordsIn("vi"); // papers of the office are in Vietnamese
  const on = dayIn(slip.madeAt);
  const office = await asOfficial(exchange, (tx) => officeOf(tx, slip.tenantId, on));
  const pdf = await deps.printer.print(
    "note",
    {
      ...paperFrame(office.name, on, `${deps.origin()}${paths.handOver(slip.publicId)}`),
      paper: "a4",
      title: words["print.hand-over"],
      number: handOverText(slip),
      facts: [
        { label: words["col.from"], value: slip.fromUnit },
        { label: words["col.to"], value: slip.toUnit },
      ],
      columns: [
        { label: words["print.ordinal"], wide: false },
        { label: words["print.code"], wide: false },
        { label: words["print.applicant"], wide: true },
        { label: words["fact.kept"], wide: false },
        { label: words["print.remark"], wide: true },
      ],
      rows: items.map((one) => [
        String(one.ordinal),
        one.code,
        one.applicantName,
        String(one.kept),
        one.state === "sent"
          ? ""
          : `${words[`item.${one.state}`]}${one.reason === null ? "" : `: ${one.reason}`}`,
      ]),
      sentences: [filled(words["print.hand-over-text"], { count: items.length })],
      signers: [
        { title: words["print.giver-signs"], name: slip.madeName },
        {
          title: words["print.receiver-signs"],
          name: items.find((one) => one.answeredName !== null)?.answeredName ?? "",
        },
      ],
    },
    slip.madeAt,
  );
  return pdfReply(pdf, `phieu-ban-giao-${slip.number}-${slip.year}.pdf`);
}
