import type { VNode } from "preact";
import { type Language, Tag } from "#ui";
import type { Dossier } from "../dossier.ts";
import { type HistoryEntry, takenByIn } from "../store.ts";
import { wordsIn } from "../words.ts";

/** How it came where that was not online, who entered it, and which desk took it in for this agency (R16). */
export function ArrivalNote(props: {
  readonly dossier: Dossier;
  readonly history: readonly HistoryEntry[];
  readonly language: Language;
}): VNode | null {
  const { dossier, history, language } = props;
  if (dossier.channel === "online" || dossier.channel === "linked") return null;
  const words = wordsIn(language);
  const takenBy = takenByIn(history);
  return (
    <p class="filed-by">
      <Tag kind="info">{words[`arrival.${dossier.channel}`]}</Tag>{" "}
      {takenBy === "" ? null : (
        <>
          {words["arrival.taken-by"]} <strong>{takenBy}</strong>,{" "}
        </>
      )}
      {words["arrival.entered-by"]} {history[0]?.actorName}
    </p>
  );
}
