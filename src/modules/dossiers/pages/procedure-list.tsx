import type { VNode } from "preact";
import type { App } from "#app-kit";
import { folded } from "#kernel/vietnamese-text";
import type { Language } from "#ui";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";

/** What people apply for: a part of linked procedures is handed over between agencies. */
export function appliedFor(apps: readonly App[]): readonly App[] {
  return apps.filter((app) => app.partOf === undefined);
}

/** Procedures whose title, summary or field holds every word that was typed; marks need not be typed. */
export function proceduresFound(apps: readonly App[], typed: string): readonly App[] {
  const words = folded(typed).split(/\s+/u).filter(Boolean);
  return apps.filter((app) => {
    const about = folded(
      [app.title, app.summary, app.field].flatMap(({ vi, en }) => [vi, en]).join(" "),
    );
    return words.every((word) => about.includes(word));
  });
}

/** One question for the whole list; it works as a plain form. */
export function ProcedureSearch(props: { typed: string; language: Language }): VNode {
  const words = wordsIn(props.language);
  return (
    <form class="search-bar" method="get" action={paths.procedures()} role="search">
      <label class="label" for="tim">
        {words["procedures.search"]}
      </label>
      <span class="search-bar-row">
        <input
          class="input"
          id="tim"
          name="tim"
          type="search"
          value={props.typed}
          maxLength={100}
          autocomplete="off"
        />
        <button class="button" type="submit">
          {words["procedures.find"]}
        </button>
      </span>
    </form>
  );
}

/** Procedures as cards, each naming its field and who receives it. */
export function ProcedureCards(props: { apps: readonly App[]; language: Language }): VNode {
  const { apps, language } = props;
  return (
    <ul class="cards">
      {apps.map((app) => (
        <li class="panel" key={app.id}>
          <p class="card-field">{app.field[language]}</p>
          <h2>
            <a href={paths.procedure(app.id)}>{app.title[language]}</a>
          </h2>
          <p>{app.summary[language]}</p>
        </li>
      ))}
    </ul>
  );
}
