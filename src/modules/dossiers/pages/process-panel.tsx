import type { VNode } from "preact";
import type { Consultation, ConsultedItem, ProcessView } from "#engines/workflow";

import { type Language, Panel, Timeline, type TimelineItem } from "#ui";
import { wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";

interface Shown {
  readonly process: ProcessView;
  readonly names: ReadonlyMap<string, string>;
  readonly language: Language;
}

/** The process as a list: where it stands, who holds it and since when, who of several has answered, what it called. */
export function ProcessPanel(props: {
  readonly process: ProcessView | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly language: Language;
}): VNode {
  const { process, names, language } = props;
  return (
    <Panel title={wordsIn(language)["desk.process"]} id="quy-trinh">
      <Timeline
        language={language}
        items={process === undefined ? [] : processItems({ process, names, language })}
      />
    </Panel>
  );
}

/** Everybody whose name the list shows. */
export function holdersIn(process: ProcessView | undefined): readonly string[] {
  if (process === undefined) return [];
  const { waiting, history, calledBefore, consultations, called } = process;
  const items = consultations.flatMap((one) => one.items);
  return [
    ...[...waiting, ...history, ...calledBefore, ...items].flatMap((one) => one.holderId ?? []),
    ...called.flatMap((one) => holdersIn(one.process)),
  ];
}

function processItems(shown: Shown): TimelineItem[] {
  const { process } = shown;
  const asked = new Set(process.consultations.map((one) => one.nodeId));
  const called = new Set(process.called.map((one) => one.nodeId));
  const isAsked = (step: { readonly nodeId: string; readonly item: string | null }): boolean =>
    step.item !== null && asked.has(step.nodeId);
  return [
    ...[...process.history.filter((step) => !isAsked(step)), ...process.calledBefore]
      .toSorted((one, other) => one.leftAt.getTime() - other.leftAt.getTime())
      .map((step) => pastItem(shown, step)),
    ...process.waiting
      .filter((step) => !isAsked(step) && !called.has(step.nodeId))
      .map((step) => waitingItem(shown, step)),
    ...process.consultations.flatMap((one) => consultationItems(shown, one)),
    ...process.called.flatMap((one): TimelineItem[] => [
      { title: titleOf(one), state: "now", text: wordsIn(shown.language)["desk.runs-apart"] },
      ...processItems({ ...shown, process: one.process }).map((item) => ({
        ...item,
        title: `${titleOf(one)} › ${item.title}`,
      })),
    ]),
  ];
}

function titleOf(step: { readonly name: string; readonly item: string | null }): string {
  return step.item === null ? step.name : `${step.name}: ${step.item}`;
}

function pastItem({ names, language }: Shown, step: ProcessView["history"][number]): TimelineItem {
  const words = wordsIn(language);
  const holder = step.holderId === null ? "" : (names.get(step.holderId) ?? "");
  return {
    title: titleOf(step),
    state: "done",
    at: shortMoment(step.leftAt),
    text: step.outcome === "undone" ? words["desk.undone"] : holder,
  };
}

function waitingItem(
  { names, language }: Shown,
  step: ProcessView["waiting"][number],
): TimelineItem {
  const words = wordsIn(language);
  const holder = step.holderId === null ? words["work.free"] : (names.get(step.holderId) ?? "");
  return {
    title: titleOf(step),
    state: "now",
    at: `${words["desk.since"]} ${shortMoment(step.since)}`,
    text: `${words["desk.held-by"]} ${holder}`,
  };
}

/** How many have answered, then each of them in the order they were named. */
function consultationItems(shown: Shown, one: Consultation): TimelineItem[] {
  const words = wordsIn(shown.language);
  const head = `${one.answered}/${one.total} ${words["desk.answered"]}`;
  return [
    { title: one.name, state: "now", at: head },
    ...one.items.map((item) => askedItem(shown, item)),
  ];
}

function askedItem({ names, language }: Shown, item: ConsultedItem): TimelineItem {
  const words = wordsIn(language);
  const holder = item.holderId === null ? "" : (names.get(item.holderId) ?? "");
  switch (item.state) {
    case "answered":
      return {
        title: item.label,
        state: "done",
        at:
          item.answeredAt === null
            ? words["desk.has-answered"]
            : `${words["desk.has-answered"]} ${shortMoment(item.answeredAt)}`,
        text: holder,
      };
    case "open":
      return {
        title: item.label,
        state: "now",
        at:
          item.dueAt === null
            ? words["desk.not-answered"]
            : `${words["desk.not-answered"]}, ${words["desk.answer-due"]} ${shortMoment(item.dueAt)}`,
        text: holder === "" ? "" : `${words["desk.held-by"]} ${holder}`,
      };
    case "next":
      return { title: item.label, state: "next", at: words["desk.not-asked"] };
  }
}
