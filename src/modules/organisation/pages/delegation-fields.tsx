import type { VNode } from "preact";
import { dayIn, formatDay } from "#kernel/calendar-day";
import type { Exchange } from "#platform/http";
import { Checkboxes, Field, type PageError, Panel, Select } from "#ui";
import { type DelegationRefusal, mayGive } from "../give-delegation.ts";
import { paths } from "../paths.ts";
import type { Words } from "../words.ts";
import type { SeenAgency } from "./agency.tsx";
import { officialOf, type OrganisationPageDeps } from "./deps.ts";

const QUESTIONS: Readonly<Record<Exclude<DelegationRefusal, "missing">, string>> = {
  "decision-missing": "van-ban",
  "from-unfit": "tu",
  "through-unfit": "den",
  "not-a-colleague": "nguoi",
  "scope-unfit": "thu-tuc",
  overlaps: "nguoi",
};

/** The question that a refused delegation must be mended at. */
export function questionOf(words: Words, refusal: DelegationRefusal | undefined): PageError[] {
  if (refusal === undefined || refusal === "missing") return [];
  return [{ fieldId: QUESTIONS[refusal], text: words[`error.${refusal}`] }];
}

/** The form to have a colleague stand in, for whoever may lend a position of this agency. */
export function DelegationFields(props: {
  readonly deps: OrganisationPageDeps;
  readonly exchange: Exchange;
  readonly words: Words;
  readonly seen: SeenAgency;
  readonly refusal: DelegationRefusal | undefined;
}): VNode | null {
  const { deps, exchange, words, seen, refusal } = props;
  const { session } = officialOf(exchange);
  const { language, form, now } = exchange;
  const lendable = seen.posts.filter((post) => mayGive(session, post.positionId));
  if (lendable.length === 0) return null;
  const [wrong] = questionOf(words, refusal);
  const question = (id: string) => ({
    id,
    error: wrong?.fieldId === id ? wrong.text : undefined,
    value: form.get(id) ?? undefined,
  });
  const colleagues = new Map(
    seen.posts.flatMap((post) =>
      post.holderId === null || post.holderName === null
        ? []
        : [[post.holderId, `${post.holderName}, ${post.title}`] as const],
    ),
  );
  const today = formatDay(dayIn(now));
  return (
    <Panel title={words["give"]} id="giao-uy-quyen">
      <p class="hint">{words["give-lead"]}</p>
      <form method="post" action={paths.delegate(seen.agency.slug)}>
        <Select
          {...question("vi-tri")}
          label={words["f.position"]}
          options={lendable.map((post) => ({
            value: post.positionId,
            label: [post.title, post.unitName, post.holderName].filter(Boolean).join(", "),
          }))}
        />
        <Select
          {...question("nguoi")}
          label={words["f.to"]}
          options={[...colleagues]
            .filter(([id]) => lendable.length > 1 || id !== lendable[0]?.holderId)
            .map(([value, label]) => ({ value, label }))}
        />
        <Field
          {...question("van-ban")}
          label={words["f.decision"]}
          hint={words["f.decision-hint"]}
          width="medium"
        />
        <Field
          {...question("tu")}
          label={words["f.from"]}
          value={form.get("tu") ?? today}
          width="short"
        />
        <Field
          {...question("den")}
          label={words["f.through"]}
          value={form.get("den") ?? ""}
          width="short"
        />
        <Checkboxes
          id="thu-tuc"
          label={words["f.scope"]}
          hint={words["f.scope-hint"]}
          error={question("thu-tuc").error}
          values={form.getAll("thu-tuc")}
          options={deps.procedures().map((one) => ({ value: one.id, label: one.title[language] }))}
        />
        <button class="button" type="submit">
          {words["f.act"]}
        </button>
      </form>
    </Panel>
  );
}
