import type { VNode } from "preact";
import { Banner, type Language } from "#ui";
import type { Dossier } from "../dossier.ts";
import { paths } from "../paths.ts";
import { type HistoryEntry, reasonIn } from "../store.ts";
import { wordsIn } from "../words.ts";

/** Why nothing more comes of it, and the paper that says so. */
export function EndedWithoutResult(props: {
  readonly dossier: Dossier;
  readonly history: readonly HistoryEntry[];
  readonly language: Language;
}): VNode {
  const { dossier, history, language } = props;
  const words = wordsIn(language);
  const reason = reasonIn(history.find((one) => one.toState === dossier.state));
  return (
    <Banner kind="info" title={words[`state.${dossier.state}`]}>
      {reason === "" ? null : <p>{reason}</p>}
      <p>
        <a href={paths.myEnding(dossier.publicId)}>{words["ending.form"]}</a>
      </p>
    </Banner>
  );
}

/** How the applicant found the service. */
export function RatingForm({ id, language }: { id: string; language: "vi" | "en" }): VNode {
  const words = wordsIn(language);
  return (
    <form method="post" action={paths.rating(id)} class="panel">
      <fieldset class="field">
        <legend class="label">{words["dossier.rate"]}</legend>
        <div class="choice-row">
          {([5, 4, 3, 2, 1] as const).map((stars) => (
            <p class="choice" key={stars}>
              <input type="radio" id={`sao-${stars}`} name="stars" value={String(stars)} required />
              <label for={`sao-${stars}`}>{words[`rate.${stars}`]}</label>
            </p>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label class="label" for="words">
          {words["dossier.rate-words"]}
        </label>
        <textarea class="input" id="words" name="words" rows={3} />
      </div>
      <button class="button button-quiet" type="submit">
        {words["dossier.rate-submit"]}
      </button>
    </form>
  );
}
