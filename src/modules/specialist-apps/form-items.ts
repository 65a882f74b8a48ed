import {
  type Edition,
  type FieldDefinition,
  type GroupDefinition,
  isGroup,
  type StepDefinition,
} from "#app-kit";

export type FormItem = FieldDefinition | GroupDefinition;

/** One question or group of a form by its place: `businessName`, or `members.name` inside a group. */
export function itemAt(edition: Edition, place: string): FormItem | undefined {
  const [id = "", inner] = place.split(".");
  const item = edition.form.steps.flatMap((step) => step.items).find((one) => one.id === id);
  if (inner === undefined || item === undefined) return item;
  return isGroup(item) ? item.fields.find((one) => one.id === inner) : undefined;
}

function withSteps(edition: Edition, change: (step: StepDefinition) => StepDefinition): Edition {
  return { ...edition, form: { ...edition.form, steps: edition.form.steps.map(change) } };
}

/** The edition with what stands at a place put anew. */
export function withItemAt(edition: Edition, place: string, next: FormItem): Edition {
  const [id = "", inner] = place.split(".");
  return withSteps(edition, (step) => ({
    ...step,
    items: step.items.map((item) => {
      if (item.id !== id) return item;
      if (inner === undefined) return next;
      if (!isGroup(item) || isGroup(next)) return item;
      return { ...item, fields: item.fields.map((one) => (one.id === inner ? next : one)) };
    }),
  }));
}

/** A new question at the end of a page. */
export function withNewItem(edition: Edition, stepId: string, item: FieldDefinition): Edition {
  return withSteps(edition, (step) =>
    step.id === stepId ? { ...step, items: [...step.items, item] } : step,
  );
}

/** The edition with the questions of a page, or of a group, put in another order or taken out. */
export function withItemsArranged(
  edition: Edition,
  arrange: <Item extends { readonly id: string }>(
    items: readonly Item[],
    owner: string,
  ) => readonly Item[],
): Edition {
  return withSteps(edition, (step) => ({
    ...step,
    items: arrange(step.items, "").map((item) =>
      isGroup(item) ? { ...item, fields: arrange(item.fields, item.id) } : item,
    ),
  }));
}
