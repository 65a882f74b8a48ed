import { type Answers, draftedSteps, draftsAt, type Edition, fieldNamed } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import type { Dossier } from "./dossier.ts";
import type { Finding } from "./finding.ts";
import { filledText } from "./result-print.ts";
import type { HistoryEntry } from "./store.ts";

/** How the variable text of a result stands when a step is opened: as it was last worded, else as the template begins it. */
export function wordingAt(given: {
  readonly edition: Edition;
  readonly dossier: Pick<Dossier, "answers" | "code" | "step">;
  readonly findings: readonly Finding[];
  readonly agency: { readonly name: string; readonly nameEn: string };
  readonly on: CalendarDay;
}): Answers {
  const { edition, dossier, findings, agency, on } = given;
  const step = dossier.step ?? "";
  const last = findings.findLast((one) => one.step === step);
  if (last !== undefined) return last.answers;
  const source = { edition, context: { dossier, agency }, findings };
  return Object.fromEntries(
    draftsAt(edition, step, on).map((one) => [one.field, filledText(source, one.template, "vi")]),
  );
}

/** One sending of the step at which a result is worded: what it said then, by whom. */
export interface DraftVersion {
  readonly number: number;
  readonly byName: string;
  readonly at: Date;
  /** Drafted texts by question, in the order of the edition. */
  readonly texts: ReadonlyMap<string, string>;
}

export function draftVersions(
  edition: Edition,
  findings: readonly Finding[],
): readonly DraftVersion[] {
  const steps = draftedSteps(edition);
  const names = [
    ...new Set((edition.result.drafts ?? []).map((one) => `${one.step}.${one.field}`)),
  ];
  const texts = new Map<string, string>();
  return findings
    .filter((one) => steps.has(one.step))
    .map(({ step, answers, byName, at }, index) => {
      for (const name of names)
        if (name.startsWith(`${step}.`))
          texts.set(name, textOf(answers[name.slice(step.length + 1)]));
      return { number: index + 1, byName, at, texts: new Map(texts) };
    });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The version that the head last agreed to; nothing where none was. */
export function approvedVersion(history: readonly HistoryEntry[]): number | undefined {
  const agreed = history.findLast(({ name }) => name === "dossier-reviewed")?.detail["draft"];
  return typeof agreed === "number" ? agreed : undefined;
}

/** What is signed is what was agreed to: a text that was worded again since then needs a new agreement. */
export function isAsApproved(
  edition: Edition,
  findings: readonly Finding[],
  history: readonly HistoryEntry[],
): boolean {
  const versions = draftVersions(edition, findings);
  return versions.length === 0 || approvedVersion(history) === versions.length;
}

/** What a drafted text is called. */
export function draftLabel(edition: Edition, name: string, language: "vi" | "en"): string {
  return fieldNamed(edition, name)?.label[language] ?? name;
}
