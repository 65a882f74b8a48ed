import type { ComponentChildren, VNode } from "preact";
import { summaryOf } from "#engines/forms";
import { type CalendarDay, dayIn, formatDay, minuteOfDay, weekdayName } from "#kernel/calendar-day";
import { deadlineLight, explainDue } from "#kernel/explain-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { termWords } from "#kernel/term";
import { maskedCitizenId } from "#kernel/citizen-id";
import type { ClockView } from "#modules/deadlines";
import type { StoredFile } from "#platform/files";
import { ClockStrip, KeyValues, type Language, Light, momentText, Panel, Timeline } from "#ui";
import type { Consent } from "../consent-store.ts";
import { type DossierDeps, editionOf } from "../deps.ts";
import { type Dossier, isOver, waitsForApplicant } from "../dossier.ts";
import type { HistoryEntry } from "../store.ts";
import { type WordKey, type Words, wordsIn } from "../words.ts";
import { byFile, reusedText } from "./known-papers.tsx";
import { FilledFrom, notesOf, withNote } from "./known-records.tsx";
import { sizeText } from "./paper-slot.tsx";

export interface DossierPartProps {
  readonly dossier: Dossier;
  readonly language: Language;
}

/** The light of a dossier: how much time is left in words, or how it ended. */
export function DossierLight(props: DossierPartProps & { now: Date; time: WorkingTime }): VNode {
  const { dossier, language, now, time } = props;
  const words = wordsIn(language);
  if (dossier.outcome !== null)
    return (
      <Light
        state={dossier.outcome === "late" ? "late" : "done"}
        words={words[`outcome.${dossier.outcome}`]}
      />
    );
  if (isOver(dossier.state)) return <Light state="hold" words={words[`state.${dossier.state}`]} />;
  const due = dossier.dueAt ?? dossier.answerDueAt;
  const light = deadlineLight(due, now, time, waitsForApplicant(dossier.state));
  return <Light state={light.state} words={light.words[language]} />;
}

/** Where the dossier stands, and beside it how much time is left; words that say both are not said twice. */
export function StateLine(props: DossierPartProps & { now: Date; time: WorkingTime }): VNode {
  const { dossier, language } = props;
  return (
    <p class="state-line">
      {dossier.state === "supplement" || endedWithoutResult(dossier) ? null : (
        <strong>{wordsIn(language)[`state.${dossier.state}`]}</strong>
      )}
      <DossierLight {...props} />
    </p>
  );
}

/** Over, and nothing was decided: the light says it all. */
function endedWithoutResult(dossier: Dossier): boolean {
  return isOver(dossier.state) && dossier.outcome === null;
}

/** The running clock in full: from when, how long, until when, and how every day was counted. */
export function DeadlinePanel(
  props: DossierPartProps & { clocks: readonly ClockView[]; now: Date; time: WorkingTime },
): VNode | null {
  const { clocks, language, now, time } = props;
  const words = wordsIn(language);
  const clock = clocks.find((one) => one.purpose === "processing") ?? clocks[0];
  if (clock === undefined) return null;
  const isAnswer = clock.purpose === "answer";
  const explanation = explainDue(clock.legal, time, clock.stoppedAt ?? now, clock.dueAt);
  return (
    <Panel title={words["dossier.deadline"]} id="thoi-han">
      <dl class="clockline">
        <div>
          <dt>{isAnswer ? words["dossier.submitted-at"] : words["dossier.received-at"]}</dt>
          <dd class="num">{longMoment(clock.startedAt, language)}</dd>
        </div>
        <div>
          <dt>{words["dossier.term"]}</dt>
          <dd>{termWords(clock.legal.term, language)}</dd>
        </div>
        <div>
          <dt>{isAnswer ? words["dossier.answer-due"] : words["dossier.due"]}</dt>
          <dd class="num">{longMoment(clock.dueAt, language)}</dd>
        </div>
      </dl>
      <ClockStrip explanation={explanation} today={dayIn(now)} language={language} />
    </Panel>
  );
}

/** What was applied for; personal numbers are masked unless `isOpen`. */
export function ContentPanels(
  props: DossierPartProps & {
    deps: DossierDeps;
    isOpen?: boolean;
    children?: ComponentChildren;
    /** Consents under which answers were filled in. */
    consents: readonly Consent[];
  },
): VNode {
  const { dossier, language, deps, consents, isOpen = false } = props;
  const notes = notesOf(consents, dossier.answers, language);
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  return (
    <Panel title={wordsIn(language)["dossier.content"]} id="noi-dung-de-nghi">
      {summaryOf(edition.form, dossier.answers, language).map((section) => (
        <section key={section.stepId}>
          <h3>{section.title}</h3>
          <KeyValues
            rows={section.rows.map((row) =>
              withNote(isOpen ? row : { ...row, value: masked(row.value) }, notes),
            )}
          />
        </section>
      ))}
      <FilledFrom consents={consents} language={language} />
      {props.children}
    </Panel>
  );
}

/** Personal numbers in a text as they are shown: `079 ••• ••• 417`. */
export function masked(value: string): string {
  return value.replaceAll(/\b\d{12}\b/gu, maskedCitizenId);
}

export function PapersPanel(props: {
  files: readonly StoredFile[];
  labels: ReadonlyMap<string, string>;
  language: Language;
  hrefOf: (fileId: string) => string;
  /** Consents that brought a paper from another dossier. */
  consents?: readonly Consent[];
}): VNode | null {
  const { files, language } = props;
  const reused = byFile(props.consents ?? []);
  const words = wordsIn(language);
  const papers = files.filter((file) => file.slot !== "result");
  if (papers.length === 0) return null;
  return (
    <Panel title={words["dossier.papers"]} id="giay-to">
      <KeyValues
        rows={papers.map((file) => ({
          label: props.labels.get(file.slot) ?? file.slot,
          value: (
            <>
              <a href={props.hrefOf(file.publicId)}>{file.name}</a>{" "}
              <span class="hint-inline num">
                · {sizeText(file.sizeBytes, language)}
                {file.pages === null ? "" : ` · ${file.pages} ${words["papers.pages"]}`}
              </span>
              <ReusedNote consent={reused.get(file.id)} language={language} />
            </>
          ),
        }))}
      />
    </Panel>
  );
}

/** Where a paper was taken from, and when the applicant agreed. */
function ReusedNote(props: {
  readonly consent: Consent | undefined;
  readonly language: Language;
}): VNode | null {
  const text = reusedText(props.consent, props.language);
  if (text === undefined || props.consent === undefined) return null;
  return (
    <p class="hint">
      {text}. {wordsIn(props.language)["known.agreed-at"]} {momentText(props.consent.agreedAt)}.
    </p>
  );
}

/** Events that say how the office works inside; the applicant's story leaves them out. */
const INSIDE = new Set([
  "dossier-claimed",
  "dossier-handed-over",
  "result-numbered",
  "signature-prepared",
  "signature-refused",
  "result-number-voided",
  "transfer-proposed",
  "transfer-declined",
]);

export function HistoryPanel(props: {
  history: readonly HistoryEntry[];
  language: Language;
  /** Names of those who acted: for officials only, never in public. */
  showsNames: boolean;
  /** What is waited for now. */
  waiting?: string | undefined;
}): VNode {
  const { history, language } = props;
  const words = wordsIn(language);
  const shown = props.showsNames ? history : history.filter((one) => !INSIDE.has(one.name));
  return (
    <Panel
      title={props.showsNames ? words["desk.history"] : words["dossier.progress"]}
      id="tien-trinh"
    >
      <Timeline
        items={[
          ...shown.map((entry) => ({
            title: titleOf(entry, words),
            state: "done" as const,
            at: shortMoment(entry.at),
            text: props.showsNames
              ? [entry.actorName, noteOf(entry)].filter(Boolean).join(" · ")
              : "",
          })),
          ...(props.waiting === undefined ? [] : [{ title: props.waiting, state: "now" as const }]),
        ]}
      />
    </Panel>
  );
}

function titleOf(entry: HistoryEntry, words: Words): string {
  if (entry.name === "dossier-submitted" && entry.detail["fromAgency"] !== undefined)
    return words["transfer.arrived"];
  return words[`event.${entry.name}` as WordKey] ?? entry.name; // every event has its words; a test compares
}

function noteOf(entry: HistoryEntry): string {
  const { detail } = entry;
  const { decision, decidedBy } = detail;
  if (typeof decision === "string")
    return [decision, decidedBy, detail["reason"]].map(String).join(" · ");
  const { reason, newDueOn, lateReason, lateWords } = detail;
  if (typeof newDueOn === "string")
    return [reason, formatDay(newDueOn as CalendarDay)].map(String).join(" · "); // written by `sendApology` as a day
  if (typeof lateReason === "string")
    return [reason, lateReason, lateWords]
      .filter((one) => typeof one === "string" && one !== "")
      .join(" · ");
  const { toAgency } = detail;
  if (typeof toAgency === "string")
    return [toAgency, reason].filter((one) => typeof one === "string" && one !== "").join(" · ");
  const note = detail["note"] ?? detail["reason"] ?? detail["proposal"] ?? detail["to"];
  return typeof note === "string" ? note : "";
}

export function shortMoment(at: Date): string {
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
  return `${clock.join(":")}, ${formatDay(dayIn(at))}`;
}

export function longMoment(at: Date, language: Language): string {
  const [clock = ""] = shortMoment(at).split(",");
  return `${clock}, ${weekdayName(dayIn(at), language)} ${formatDay(dayIn(at))}`;
}
