import type { VNode } from "preact";
import type { Holder } from "#modules/organisation";
import type { Exchange } from "#platform/http";
import { Field, Fold, Select } from "#ui";
import type { DossierDeps } from "../deps.ts";
import type { DossierState } from "../dossier.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { NOBODY } from "./worklist-query.ts";

/** States in which a dossier may wait for somebody here. */
const OPEN_STATES = [
  "submitted",
  "received",
  "processing",
  "signed",
] as const satisfies readonly DossierState[];

/** What the shortcuts above the form choose; it stays chosen. */
const BY_SHORTCUT = ["cua", "cho", "han"] as const;

/** What the form itself asks. */
const FURTHER = ["nguoi", "buoc", "thu-tuc", "tinh-trang", "tim"] as const;

/** Questions that narrow the work list further; a plain form, so that every list has an address. */
export function WorklistFilters(props: {
  readonly exchange: Exchange;
  readonly deps: DossierDeps;
  readonly holders: readonly Pick<Holder, "officialId" | "name">[];
}): VNode {
  const { exchange, deps, holders } = props;
  const { language, query } = exchange;
  const words = wordsIn(language);
  const choice = (
    id: string,
    label: string,
    blank: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ): VNode => <Select {...{ id, label, blank, options }} value={query.get(id) ?? ""} />;
  return (
    <form method="get" action={paths.worklist()} role="search" aria-label={words["work.filter"]}>
      {BY_SHORTCUT.filter((name) => query.has(name)).map((name) => (
        <input key={name} type="hidden" name={name} value={query.get(name) ?? ""} />
      ))}
      <Fold label={words["work.filter-more"]} isOpen={FURTHER.some((name) => query.has(name))}>
        <div class="filters">
          {choice("nguoi", words["work.official"], words["work.official-any"], [
            { value: NOBODY, label: words["work.free"] },
            ...holders.map((one) => ({ value: one.officialId, label: one.name })),
          ])}
          {choice("buoc", words["work.step"], words["work.step-any"], deps.steps.all())}
          {choice(
            "thu-tuc",
            words["work.procedure"],
            words["work.procedure-any"],
            [...deps.apps.values()].map(({ app }) => ({
              value: app.id,
              label: app.title[language],
            })),
          )}
          {choice(
            "tinh-trang",
            words["work.state"],
            words["work.state-any"],
            OPEN_STATES.map((state) => ({ value: state, label: words[`state.${state}`] })),
          )}
          <Field id="tim" label={words["work.search"]} value={query.get("tim") ?? ""} />
          <button class="button button-quiet" type="submit">
            {words["work.filter"]}
          </button>
        </div>
      </Fold>
    </form>
  );
}
