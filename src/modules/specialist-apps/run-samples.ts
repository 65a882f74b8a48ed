import { isDeepStrictEqual } from "node:util";
import { type Edition, papersFor, type Sample, type Text } from "#app-kit";
import { validateAll } from "#engines/forms";
import { feeOf, readRules, type Rules } from "#engines/rules";
import { startingCalendar } from "#kernel/holiday-data";
import { dueMoment } from "#kernel/legal-clock";
import { dongText } from "#kernel/money";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { momentText } from "#ui";

/** What comes of a sample, beside what must come of it. */
export interface SampleRun {
  readonly sample: Sample;
  /** Fields and papers that are wrong or missing, by id. */
  readonly wrong: readonly string[];
  /** Undefined where something is wrong: nothing is received then. */
  readonly dueAt: Date | undefined;
  readonly feeVnd: number | undefined;
  /** Why no fee came out. */
  readonly feeFault: Text | undefined;
}

/** Runs every sample of an edition. Rules that cannot be read give no fee, and say so. */
export async function runSamples(edition: Edition): Promise<readonly SampleRun[]> {
  const read = await readRules(edition.rules ?? {});
  return edition.samples.map((sample) =>
    runSample(edition, read.ok ? read.value : undefined, sample),
  );
}

export function runSample(edition: Edition, rules: Rules | undefined, sample: Sample): SampleRun {
  const missing = papersFor(edition, sample.answers)
    .filter((paper) => paper.isRequired && !sample.papers.includes(paper.id))
    .map((paper) => paper.id);
  const wrong = [
    ...validateAll(edition.form, edition.schema, sample.answers).map((error) => error.fieldId),
    ...missing,
  ].toSorted();
  const none = { sample, wrong, dueAt: undefined, feeVnd: undefined, feeFault: undefined };
  if (wrong.length > 0) return none;
  const fee = feeOf(edition, rules, sample.answers);
  return {
    ...none,
    dueAt: dueOf(edition, sample),
    feeVnd: fee.ok ? fee.value.amountVnd : undefined,
    feeFault: fee.ok ? undefined : fee.error.words,
  };
}

/** Where a run is not what the sample promises, in sentences; none when it is. */
export function mistakesIn({ sample, wrong, dueAt, feeVnd, feeFault }: SampleRun): readonly Text[] {
  const { expect } = sample;
  const expected = expect.kind === "refused" ? [...expect.fields].toSorted() : [];
  if (!isDeepStrictEqual(wrong, expected))
    return [
      {
        vi: `phải sai ở [${expected.join()}], nhưng sai ở [${wrong.join()}]`,
        en: `expected to be wrong in [${expected.join()}], is in [${wrong.join()}]`,
      },
    ];
  if (expect.kind === "refused" || dueAt === undefined) return [];
  const mistakes: Text[] = [];
  if (dueAt.getTime() !== Date.parse(expect.dueAt))
    mistakes.push({
      vi: `hẹn trả ${momentText(dueAt)}, không phải ${momentText(new Date(expect.dueAt))}`,
      en: `is due ${dueAt.toISOString()}, not ${expect.dueAt}`,
    });
  if (feeFault !== undefined)
    mistakes.push({ vi: `không có phí: ${feeFault.vi}`, en: `has no fee: ${feeFault.en}` });
  else if (expect.feeVnd !== feeVnd)
    mistakes.push({
      vi: `phí là ${dongText(feeVnd ?? 0)}, không phải ${dongText(expect.feeVnd)}`,
      en: `costs ${feeVnd}, not ${expect.feeVnd}`,
    });
  return mistakes;
}

function dueOf(edition: Edition, sample: Sample): Date {
  const { processing, lateFromMinute } = edition.clock;
  const startedAt = new Date(sample.receivedAt);
  return dueMoment(
    {
      term: processing,
      startedAt,
      ...(lateFromMinute === undefined ? {} : { lateFromMinute }),
      pauses: [],
      extensions: [],
    },
    { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS },
    startedAt,
  );
}
