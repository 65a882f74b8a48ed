import type { VNode } from "preact";
import { formatDay } from "#kernel/calendar-day";
import type { Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Tx, StaleVersion } from "#platform/database";
import { type Caller } from "#modules/dossiers";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Button,
  ErrorSummary,
  LinkTo,
  type PageError,
  renderPage,
  StaffPage,
  Tag,
} from "#ui";
import { recordByPublicId } from "#engines/records";
import { REFUSALS, type ResultRefusal } from "../amendment.ts";
import { seenResult, type SeenResult } from "../find-result.ts";
import { loadResult } from "../load-result.ts";
import { paths } from "../paths.ts";
import { mayOn, RESULT_PERMISSIONS } from "../policy.ts";
import { wordsIn } from "../words.ts";
import { inRecords, noteLook, officialOf, type ResultPageDeps } from "./deps.ts";
import { DeclinedPanel, OpenPanel, ProposePanel } from "./result-acts.tsx";
import { ContentPanel, HistoryPanel, PapersPanel } from "./result-parts.tsx";
import { STATE_TAGS } from "./register.tsx";

/** `/can-bo/ket-qua/:id`: a released result, its papers, its history, and what may be done with it. */
export function resultRoutes(deps: ResultPageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/can-bo/ket-qua/:id",
      access: "official",
      roles: RESULT_PERMISSIONS["result see"],
      handle: (exchange) => showResult(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/ket-qua/:id/so-dinh-danh",
      access: "official",
      roles: RESULT_PERMISSIONS["result reveal-numbers"],
      handle: (exchange) => showResult(deps, exchange, { isOpen: true }),
    },
  ];
}

/** Runs work on a result in the one tenant whose it is; a stranger's looks missing before anything is tried. */
export async function onResult<T>(
  exchange: Exchange,
  work: (tx: Tx, caller: Caller, publicId: string) => Promise<Result<T, ResultRefusal>>,
): Promise<Result<T, ResultRefusal>> {
  const publicId = exchange.params["id"] ?? "";
  for (const tenantId of officialOf(exchange).tenantIds) {
    const isHere = await inRecords(exchange, tenantId, (tx) => recordByPublicId(tx, publicId));
    if (isHere === undefined) continue;
    try {
      return await inRecords(exchange, tenantId, (tx, caller) => work(tx, caller, publicId));
    } catch (error) {
      if (error instanceof StaleVersion) return { ok: false, error: "stale" };
      throw error;
    }
  }
  return { ok: false, error: "missing" };
}

/** The page after an act, or with the reason it was refused for and what was typed. */
export async function answered(
  deps: ResultPageDeps,
  exchange: Exchange,
  done: Result<unknown, ResultRefusal>,
  said: "proposed" | "decided" | "declined",
): Promise<Reply> {
  if (done.ok)
    return { kind: "redirect", to: `${paths.result(exchange.params["id"] ?? "")}?da=${said}` };
  return showResult(deps, exchange, { refusal: done.error });
}

/** The question that a refused act must be mended at. */
function questionOf(exchange: Exchange, refusal: ResultRefusal | undefined): PageError | undefined {
  const words = wordsIn(exchange.language);
  const isDecline = exchange.path.endsWith("/khong-dong-y");
  switch (refusal) {
    case "reason-missing":
      return { fieldId: isDecline ? "ghi-chu" : "ly-do", text: words["refused.reason-missing"] };
    case "decision-missing":
      return { fieldId: "so-quyet-dinh", text: words["refused.decision-missing"] };
    case "date-unfit":
      return { fieldId: "ngay-quyet-dinh", text: words["refused.date-unfit"] };
    default:
      return undefined;
  }
}

export async function showResult(
  deps: ResultPageDeps,
  exchange: Exchange,
  { refusal, isOpen = false }: { refusal?: ResultRefusal; isOpen?: boolean } = {},
): Promise<Reply> {
  if (refusal === "missing") return { kind: "missing" };
  const found = await onResult(exchange, async (tx, caller, publicId) => {
    const action = isOpen ? "result reveal-numbers" : "result see";
    const loaded = await loadResult(tx, deps.registers, caller, publicId, action);
    if (!loaded.ok) return loaded;
    const { record } = loaded.value;
    await noteLook(tx, exchange, record, { thing: isOpen ? "numbers" : "record" });
    await appendLeaf(tx, exchange.now, {
      action: isOpen ? "numbers-revealed" : "record-read",
      subjectKind: "record",
      subjectId: record.id,
      payload: { number: record.number, typeId: record.typeId },
    });
    return { ok: true, value: await seenResult(tx, loaded.value) };
  });
  if (!found.ok) return { kind: "missing" };
  const error = questionOf(exchange, refusal);
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  const html = renderPage(
    <ResultView {...{ deps, exchange, refusal, error, isOpen }} seen={found.value} />,
  );
  return { kind: "page", status, html };
}

export interface ResultViewProps {
  readonly deps: ResultPageDeps;
  readonly exchange: Exchange;
  readonly seen: SeenResult;
  readonly refusal: ResultRefusal | undefined;
  readonly error: PageError | undefined;
  readonly isOpen: boolean;
}

function ResultView(props: ResultViewProps): VNode {
  const { deps, exchange, seen, refusal, error, isOpen } = props;
  const { language, query } = exchange;
  const words = wordsIn(language);
  const { record, register } = seen;
  const done = (["proposed", "decided", "declined"] as const).find(
    (one) => one === query.get("da"),
  );
  return (
    <StaffPage {...deps.frame(exchange)} title={record.number} current={paths.registers()}>
      <p>
        <LinkTo href={`${paths.register(register.app.id)}?cua=${record.tenantId}`}>
          {words["back"]}: {register.edition.result.title[language]}
        </LinkTo>
      </p>
      <h1>
        {record.title} <Tag kind={STATE_TAGS[record.state]}>{words[`state.${record.state}`]}</Tag>
      </h1>
      <p class="lead">
        {words["number"]} <span class="num">{record.number}</span> · {words["issued"]}{" "}
        <span class="num">{formatDay(record.issuedOn)}</span>
      </p>
      <ErrorSummary errors={error === undefined ? [] : [error]} language={language} />
      {refusal === undefined || refusal === "missing" || error !== undefined ? null : (
        <Banner kind="warning" title={words[`refused.${refusal}`]} />
      )}
      {done === undefined || refusal !== undefined ? null : (
        <Banner kind="success" title={words[`done.${done}`]} />
      )}
      <OpenPanel {...props} />
      <ContentPanel {...{ seen, language, isOpen }}>
        <Reveal {...props} />
      </ContentPanel>
      <PapersPanel
        {...{ seen, language }}
        hrefOf={(paper) => paths.staffPaper(record.publicId, paper)}
      />
      <HistoryPanel {...{ seen, language, isOpen }} showsNames />
      <DeclinedPanel {...props} />
      <ProposePanel {...props} />
    </StaffPage>
  );
}

/** Numbers stay masked until someone entitled asks; the page says that the asking is written down. */
function Reveal({ exchange, seen, isOpen }: ResultViewProps): VNode | null {
  const words = wordsIn(exchange.language);
  const { record, register } = seen;
  const of = { tenantId: record.tenantId, appId: register.app.id };
  if (!mayOn(officialOf(exchange), "result reveal-numbers", of)) return null;
  if (isOpen) return <p class="hint">{words["numbers.shown"]}</p>;
  return (
    <form method="post" action={paths.reveal(record.publicId)}>
      <Button kind="secondary">{words["numbers.show"]}</Button>
      <p class="hint">{words["numbers.hint"]}</p>
    </form>
  );
}
