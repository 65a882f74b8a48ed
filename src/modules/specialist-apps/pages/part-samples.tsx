import type { VNode } from "preact";
import type { Edition, Sample } from "#app-kit";
import { readStep, StepFields, visibleAnswers } from "#engines/forms";
import { dong, dongText } from "#kernel/money";
import { ok, refused, type Result } from "#kernel/result";
import {
  Banner,
  Checkboxes,
  DataTable,
  Field,
  LinkTo,
  momentText,
  type PageError,
  Panel,
  Radios,
  Tag,
} from "#ui";
import { paths } from "../paths.ts";
import { mistakesIn, type SampleRun, runSamples } from "../run-samples.ts";
import { sentText } from "./deps.ts";
import { errorAt, type PartPage, type PartView, type Sent, typedOr } from "./part.tsx";

/** Every sample with what came of it. */
export const samplesPart: PartPage = {
  part: "samples",
  slug: "ho-so-mau",
  title: ({ words }) => words["part.samples"],
  hasOwnButtons: true,
  read: async ({ edition }) => ok({ edition }),
  view: async (view) => <SampleList {...view} runs={await runSamples(view.edition)} />,
};

function SampleList(view: PartView & { readonly runs: readonly SampleRun[] }): VNode {
  const { runs, words, draftId, language } = view;
  return (
    <>
      <p class="lead">{words["samples.lead"]}</p>
      <DataTable
        caption={words["part.samples"]}
        empty={words["samples.none"]}
        columns={[
          { key: "name", label: words["samples.name"] },
          { key: "expected", label: words["samples.expected"] },
          { key: "actual", label: words["samples.actual"] },
          { key: "state", label: words["samples.state"] },
        ]}
        rows={runs.map((run, index) => {
          const mistakes = mistakesIn(run);
          return {
            id: run.sample.name,
            name: (
              <LinkTo href={paths.part(draftId, "ho-so-mau", String(index + 1))}>
                {run.sample.name}
              </LinkTo>
            ),
            expected: expectedText(run.sample, view),
            actual: actualText(run, view),
            state:
              mistakes.length === 0 ? (
                <Tag kind="success">{words["samples.right"]}</Tag>
              ) : (
                <>
                  <Tag kind="error">{words["samples.wrong"]}</Tag>{" "}
                  {mistakes.map((one) => one[language]).join("; ")}
                </>
              ),
          };
        })}
      />
    </>
  );
}

function expectedText({ expect }: Sample, view: PartView): string {
  return expect.kind === "refused"
    ? `${view.words["samples.refused"]}: ${placesText(expect.fields, view)}`
    : `${momentText(new Date(expect.dueAt))}; ${dongText(expect.feeVnd)}`;
}

function actualText({ wrong, dueAt, feeVnd, feeFault }: SampleRun, view: PartView): string {
  if (dueAt === undefined) return `${view.words["samples.refused"]}: ${placesText(wrong, view)}`;
  const fee = feeVnd === undefined ? (feeFault?.[view.language] ?? "") : dongText(feeVnd);
  return `${momentText(dueAt)}; ${fee}`;
}

/** Fields and papers by the words people see. */
function placesText(ids: readonly string[], { edition, language }: PartView): string {
  const names = new Map([
    ...edition.form.steps.flatMap((step) => step.items.map((one) => [one.id, one.label] as const)),
    ...edition.papers.map((one) => [one.id, one.title] as const),
  ]);
  return ids.map((id) => `«${names.get(id)?.[language] ?? id}»`).join(", ");
}

function sampleAt(
  edition: Edition,
  params: Readonly<Record<string, string>>,
): { readonly sample: Sample; readonly index: number } | undefined {
  const number = params["number"] ?? "";
  const index = /^\d{1,3}$/u.test(number) ? Number(number) - 1 : -1;
  const sample = edition.samples[index];
  return sample === undefined ? undefined : { sample, index };
}

/** One sample: what it answers and brings, and what must come of it; another expectation needs its reason. */
export const samplePart: PartPage = {
  part: "samples",
  slug: "ho-so-mau/:number",
  isMissing: (edition, params) => sampleAt(edition, params) === undefined,
  title: ({ words, edition, params }) =>
    sampleAt(edition, params)?.sample.name ?? words["part.samples"],
  read: async (sent) => {
    const found = sampleAt(sent.edition, sent.params);
    // Adding an item to a group, or taking one out, is no saving yet: the page is shown again with it.
    if (found === undefined || sent.form.has("_add") || sent.form.has("_remove"))
      return refused([]);
    const reason = sentText(sent.form, "mau.reason");
    const expected = expectationIn(sent);
    const errors: PageError[] = [
      ...(expected.ok ? [] : expected.error),
      ...(reason === ""
        ? [{ fieldId: "mau.reason", text: sent.words["samples.wrong-reason"] }]
        : []),
    ];
    if (!expected.ok || errors.length > 0) return refused(errors);
    const { edition, form } = sent;
    const answers = answersIn(edition, form, found.sample);
    const papers = edition.papers
      .map((one) => one.id)
      .filter((id) => form.getAll("mau.papers").includes(id));
    const sample: Sample = { ...found.sample, answers, papers, expect: expected.value };
    const samples = edition.samples.map((one, index) => (index === found.index ? sample : one));
    return ok({
      edition: { ...edition, samples },
      note: `${sample.name}: ${reason}`,
      to: paths.part(sent.draftId, "ho-so-mau"),
    });
  },
  view: async (view) => {
    const found = sampleAt(view.edition, view.params);
    const runs = await runSamples(view.edition);
    const run = found === undefined ? undefined : runs[found.index];
    return found === undefined || run === undefined ? (
      <p>{view.words["samples.none"]}</p>
    ) : (
      <SampleFields {...view} run={run} />
    );
  },
};

function answersIn(edition: Edition, form: URLSearchParams, before: Sample): Sample["answers"] {
  const read = edition.form.steps.reduce<Sample["answers"]>(
    (answers, step) => readStep(step, form, answers).answers,
    before.answers,
  );
  return visibleAnswers(edition.form, read);
}

function expectationIn({
  form,
  edition,
  words,
}: Sent): Result<Sample["expect"], readonly PageError[]> {
  if (form.get("mau.kind") === "refused") {
    const known = [
      ...edition.form.steps.flatMap((step) => step.items.map((one) => one.id)),
      ...edition.papers.map((one) => one.id),
    ];
    const fields = form.getAll("mau.fields").filter((id) => known.includes(id));
    return fields.length === 0
      ? refused([{ fieldId: "mau.fields", text: words["samples.wrong-fields"] }])
      : ok({ kind: "refused", fields });
  }
  const dueAt = momentIn(sentText(form, "mau.due"));
  const feeVnd = dong(sentText(form, "mau.fee"));
  if (dueAt === undefined || feeVnd === undefined)
    return refused([
      ...(dueAt === undefined ? [{ fieldId: "mau.due", text: words["samples.wrong-due"] }] : []),
      ...(feeVnd === undefined ? [{ fieldId: "mau.fee", text: words["fee.wrong"] }] : []),
    ]);
  return ok({ kind: "accepted", dueAt, feeVnd });
}

/** `17:00, 29/04/2025`, as pages write a moment, in the form that samples keep. */
function momentIn(typed: string): string | undefined {
  const found = /^(\d{1,2}):(\d{2}),?\s+(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(typed);
  if (found === null) return undefined;
  const [, hour = "", minute = "", day = "", month = "", year = ""] = found;
  const two = (text: string): string => text.padStart(2, "0");
  const text = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:00+07:00`;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ||
    momentText(at) !== `${two(hour)}:${minute}, ${two(day)}/${two(month)}/${year}`
    ? undefined
    : text;
}

function SampleFields(view: PartView & { readonly run: SampleRun }): VNode {
  const { run, edition, typed, errors, words, language } = view;
  const { sample } = run;
  const mistakes = mistakesIn(run);
  const answers = typed === undefined ? sample.answers : answersIn(edition, typed, sample);
  return (
    <>
      <Banner
        kind={mistakes.length === 0 ? "success" : "warning"}
        title={`${words["samples.actual"]}: ${actualText(run, view)}`}
      >
        <p>{`${words["samples.received"]}: ${momentText(new Date(sample.receivedAt))}`}</p>
      </Banner>
      <ExpectationFields {...view} sample={sample} />
      <Field
        id="mau.reason"
        label={words["samples.reason"]}
        error={errorAt(errors, "mau.reason")}
        value={typedOr(typed, "mau.reason", "")}
      />
      <Panel title={words["samples.answers"]} id="tra-loi">
        {edition.form.steps.map((step) => (
          <fieldset class="repeat" key={step.id}>
            <legend class="label">{step.title[language]}</legend>
            <StepFields step={step} answers={answers} errors={[]} language={language} />
          </fieldset>
        ))}
        <Checkboxes
          id="mau.papers"
          label={words["part.papers"]}
          values={typed?.getAll("mau.papers") ?? sample.papers}
          options={edition.papers.map((one) => ({ value: one.id, label: one.title[language] }))}
        />
      </Panel>
    </>
  );
}

function ExpectationFields(view: PartView & { readonly sample: Sample }): VNode {
  const { sample, edition, typed, errors, words, language } = view;
  const { expect } = sample;
  const isRefused = expect.kind === "refused";
  const wrong = typed?.getAll("mau.fields") ?? (isRefused ? expect.fields : []);
  return (
    <Panel title={words["samples.expected"]} id="phai-ra">
      <Radios
        id="mau.kind"
        label={words["samples.kind"]}
        value={typedOr(typed, "mau.kind", expect.kind)}
        options={(["accepted", "refused"] as const).map((kind) => ({
          value: kind,
          label: words[`samples.${kind}`],
        }))}
      />
      <Field
        id="mau.due"
        label={words["samples.due"]}
        hint={words["samples.due-hint"]}
        error={errorAt(errors, "mau.due")}
        value={typedOr(typed, "mau.due", isRefused ? "" : momentText(new Date(expect.dueAt)))}
      />
      <Field
        id="mau.fee"
        label={words["part.fee"]}
        inputmode="numeric"
        error={errorAt(errors, "mau.fee")}
        value={typedOr(typed, "mau.fee", isRefused ? "" : String(expect.feeVnd))}
      />
      <details open={isRefused || errorAt(errors, "mau.fields") !== undefined}>
        <summary>{words["samples.fields"]}</summary>
        <Checkboxes
          id="mau.fields"
          label={words["samples.fields"]}
          error={errorAt(errors, "mau.fields")}
          values={wrong}
          options={[
            ...edition.form.steps.flatMap((step) =>
              step.items.map((one) => ({ value: one.id, label: one.label[language] })),
            ),
            ...edition.papers.map((one) => ({ value: one.id, label: one.title[language] })),
          ]}
        />
      </details>
    </Panel>
  );
}
