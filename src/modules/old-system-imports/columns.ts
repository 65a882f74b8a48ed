import { type Edition, type FieldDefinition, isGroup } from "#app-kit";

/** What a row says beside the answers of the form, by the name of its column. */
export const FACTS = {
  oldCode: "Mã hồ sơ cũ",
  name: "Họ và tên người nộp",
  citizenId: "Số định danh người nộp",
  phone: "Số điện thoại người nộp",
  receivedOn: "Ngày tiếp nhận",
  receivedAt: "Giờ tiếp nhận",
  promisedOn: "Ngày hẹn trả",
  step: "Bước đang giải quyết",
  holder: "Cán bộ đang giữ",
} as const;
export type Fact = keyof typeof FACTS;

/** A column of the table: its heading, and the control of the form that it answers. */
export interface AnswerColumn {
  readonly heading: string;
  readonly id: string;
  readonly field: FieldDefinition;
}

/** A group has as many columns as two of its items need; what has more is entered by hand. */
const ITEMS = 2;

/** The columns of a procedure's form, named as its questions are; a heading said twice names its page too. */
export function answerColumns({ form }: Edition): readonly AnswerColumn[] {
  const all = form.steps.flatMap((step) =>
    step.items.flatMap((item) =>
      isGroup(item)
        ? Array.from({ length: Math.min(ITEMS, item.max) }, (_, index) =>
            item.fields.map((field) => ({
              heading: `${item.itemLabel.vi} ${index + 1}: ${field.label.vi}`,
              id: `${item.id}.${index}.${field.id}`,
              field,
              page: step.title.vi,
            })),
          ).flat()
        : [{ heading: item.label.vi, id: item.id, field: item, page: step.title.vi }],
    ),
  );
  const facts: readonly string[] = Object.values(FACTS);
  const isTwice = (heading: string): boolean =>
    facts.includes(heading) || all.filter((one) => one.heading === heading).length > 1;
  return all.map(({ page, heading, ...rest }) => ({
    ...rest,
    heading: isTwice(heading) ? `${heading} (${page})` : heading,
  }));
}

export function headingsOf(edition: Edition): readonly string[] {
  return [...Object.values(FACTS), ...answerColumns(edition).map((one) => one.heading)];
}
