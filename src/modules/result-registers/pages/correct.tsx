import type { Answers, StepDefinition } from "#app-kit";
import { type FieldError, readStep, StepFields, validateAll } from "#engines/forms";
import { appendLeaf } from "#platform/audit-log";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, Button, ErrorSummary, LinkTo, renderPage, StaffPage, TextArea } from "#ui";
import { REFUSALS, type ResultRefusal } from "../amendment.ts";
import { type LoadedResult, loadResult } from "../load-result.ts";
import { paths } from "../paths.ts";
import { RESULT_PERMISSIONS } from "../policy.ts";
import { proposeAmendment } from "../propose-amendment.ts";
import { wordsIn } from "../words.ts";
import { versionIn } from "./acts.ts";
import { noteLook, type ResultPageDeps, typedText } from "./deps.ts";
import { answered, onResult } from "./result.tsx";

/** `/can-bo/ket-qua/:id/dinh-chinh`: the whole record as a form, and why it is wrong. */
export function correctRoutes(deps: ResultPageDeps): readonly Route[] {
  const common = {
    path: "/can-bo/ket-qua/:id/dinh-chinh",
    access: "official",
    roles: RESULT_PERMISSIONS["result propose"],
  } as const;
  return [
    { ...common, method: "GET", handle: (exchange) => show(deps, exchange) },
    { ...common, method: "POST", handle: (exchange) => correct(deps, exchange) },
  ];
}

interface Typed {
  readonly answers: Answers;
  readonly errors: readonly FieldError[];
  readonly refusal?: ResultRefusal | undefined;
}

async function correct(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const loaded = await load(deps, exchange);
  if (!loaded.ok) return { kind: "missing" };
  const { record, register } = loaded.value;
  const { form, schema } = register.type;
  const read = readStep(onlyStep(loaded.value), exchange.form, record.content);
  const answers = read.isEditing ? read.answers : withoutEmptyItems(read.answers);
  const errors = [...read.errors, ...validateAll(form, schema, answers)];
  if (read.isEditing || errors.length > 0)
    return page(deps, exchange, loaded.value, {
      answers,
      errors: read.isEditing ? [] : errors,
    });
  const done = await onResult(exchange, (tx, caller, publicId) =>
    proposeAmendment(tx, exchange.now, deps.registers, caller, {
      publicId,
      version: versionIn(exchange),
      kind: "correction",
      reason: typedText(exchange, "ly-do"),
      content: answers,
    }),
  );
  const isMendedHere = !done.ok && REFUSALS[done.error] === 422;
  return isMendedHere
    ? page(deps, exchange, loaded.value, {
        answers,
        errors: [],
        refusal: done.error,
      })
    : answered(deps, exchange, done, "proposed");
}

/** A group that the record has none of is shown with one empty item, which says nothing. */
function withoutEmptyItems(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, value]) => {
      if (!Array.isArray(value)) return [[id, value]];
      const items = value.filter((one: object) => Object.keys(one).length > 0);
      return items.length === 0 ? [] : [[id, items]];
    }),
  );
}

/** The form shows everything in full, so opening it is asking for the numbers. */
function load(deps: ResultPageDeps, exchange: Exchange) {
  return onResult(exchange, async (tx, caller, publicId) => {
    const loaded = await loadResult(tx, deps.registers, caller, publicId, "result propose");
    if (!loaded.ok || loaded.value.record.state === "revoked")
      return { ok: false, error: "missing" };
    const { record } = loaded.value;
    await noteLook(tx, exchange, record, { thing: "numbers" });
    await appendLeaf(tx, exchange.now, {
      action: "numbers-revealed",
      subjectKind: "record",
      subjectId: record.id,
      payload: { number: record.number, typeId: record.typeId },
    });
    return loaded;
  });
}

async function show(deps: ResultPageDeps, exchange: Exchange): Promise<Reply> {
  const loaded = await load(deps, exchange);
  if (!loaded.ok) return { kind: "missing" };
  const { content } = loaded.value.record;
  return page(deps, exchange, loaded.value, { answers: content, errors: [] });
}

function onlyStep({ register }: LoadedResult): StepDefinition {
  const [step] = register.type.form.steps;
  if (step === undefined) throw new Error(`${register.type.id} has no fields`);
  return step;
}

function page(
  deps: ResultPageDeps,
  exchange: Exchange,
  loaded: LoadedResult,
  { answers, errors, refusal }: Typed,
): Reply {
  const { language, form } = exchange;
  const words = wordsIn(language);
  const { record } = loaded;
  const noReason = refusal === "reason-missing" ? words["refused.reason-missing"] : undefined;
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["correct.title"]} current={paths.registers()}>
      <p>
        <LinkTo href={paths.result(record.publicId)}>
          {record.number}: {record.title}
        </LinkTo>
      </p>
      <h1>{words["correct.title"]}</h1>
      <p class="lead">{words["correct.lead"]}</p>
      <ErrorSummary
        errors={[
          ...errors.map((one) => ({ fieldId: one.fieldId, text: one[language] })),
          ...(noReason === undefined ? [] : [{ fieldId: "ly-do", text: noReason }]),
        ]}
        language={language}
      />
      {refusal === "nothing-changed" ? (
        <Banner kind="warning" title={words["refused.nothing-changed"]} />
      ) : null}
      <p class="hint">{words["correct.logged"]}</p>
      <form method="post" action={paths.correct(record.publicId)} class="panel">
        <input type="hidden" name="version" value={record.version} />
        <StepFields {...{ answers, errors, language }} step={onlyStep(loaded)} />
        <TextArea
          id="ly-do"
          label={words["propose.reason"]}
          value={form.get("ly-do") ?? undefined}
          error={noReason}
          rows={3}
          maxlength={2000}
        />
        <Button>{words["propose.send"]}</Button>
      </form>
    </StaffPage>
  );
  const status = errors.length > 0 || refusal !== undefined ? 422 : 200;
  return { kind: "page", status, html: renderPage(view) };
}
