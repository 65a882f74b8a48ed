import type { VNode } from "preact";
import { isGroup, type StepDefinition } from "#app-kit";
import { ok, refused } from "#kernel/result";
import { LinkTo, type PageError, Panel } from "#ui";
import { type FormItem, withItemsArranged } from "../form-items.ts";
import { paths } from "../paths.ts";
import { Arrows, rearranged } from "./edited-list.tsx";
import type { PartPage, PartView } from "./part.tsx";

/** The form as its pages and questions: order, and what goes. */
export const formPart: PartPage = {
  part: "form",
  slug: "bieu-mau",
  title: ({ words }) => words["part.form"],
  hasOwnButtons: true,
  read: async ({ form, edition, words }) => {
    const asked = form.get("lam") ?? "";
    const [act = "", place = ""] = asked.split(/:(.*)/su);
    const [owner = "", inner] = place.split(".");
    if (act === "bo" && place === edition.form.titleField) {
      const error: PageError = { fieldId: "noi-dung", text: words["form.wrong.title-field"] };
      return refused([error]);
    }
    const changed = withItemsArranged(edition, (items, of) =>
      inner === undefined
        ? of === ""
          ? rearranged(items, asked)
          : items
        : of === owner
          ? rearranged(items, `${act}:${inner}`)
          : items,
    );
    return ok({ edition: changed });
  },
  view: (view) => <FormPages {...view} />,
};

function FormPages(view: PartView): VNode {
  const { edition, words, language, draftId } = view;
  return (
    <>
      <p class="lead">{words["form.lead"]}</p>
      {edition.form.steps.map((step) => (
        <Panel key={step.id} title={step.title[language]} id={`trang-${step.id}`}>
          <ItemList {...view} step={step} />
          <p>
            <LinkTo href={`${paths.part(draftId, "bieu-mau", "moi")}?trang=${step.id}`}>
              {words["form.add"]}
            </LinkTo>
          </p>
        </Panel>
      ))}
    </>
  );
}

function ItemList(view: PartView & { readonly step: StepDefinition }): VNode {
  const { items } = view.step;
  return (
    <ul class="tasks">
      {items.flatMap((item, index) => [
        <Line
          {...view}
          key={item.id}
          item={item}
          place={item.id}
          ends={[index === 0, index === items.length - 1]}
        />,
        ...(isGroup(item)
          ? item.fields.map((inner, place) => (
              <Line
                {...view}
                key={`${item.id}.${inner.id}`}
                item={inner}
                place={`${item.id}.${inner.id}`}
                ends={[place === 0, place === item.fields.length - 1]}
              />
            ))
          : []),
      ])}
    </ul>
  );
}

function Line(
  props: PartView & {
    readonly item: FormItem;
    readonly place: string;
    readonly ends: readonly [isFirst: boolean, isLast: boolean];
  },
): VNode {
  const { item, place, ends, words, language, draftId } = props;
  const facts = isGroup(item)
    ? `${words["form.group"]}: ${item.min}–${item.max}`
    : [
        words[`kind.${item.kind}`],
        words[item.isRequired ? "papers.required" : "papers.optional"],
      ].join(" · ");
  return (
    <li>
      <span>
        {place.includes(".") ? "↳ " : ""}
        <LinkTo href={paths.part(draftId, "bieu-mau", place)}>{item.label[language]}</LinkTo>
        <span class="hint">{facts}</span>
      </span>
      <Arrows
        id={place}
        name={item.label[language]}
        isFirst={ends[0]}
        isLast={ends[1]}
        words={words}
      />
    </li>
  );
}
