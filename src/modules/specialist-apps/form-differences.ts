import {
  type Condition,
  type Edition,
  type FieldDefinition,
  type GroupDefinition,
  isGroup,
  type Paper,
  type Text,
  text,
} from "#app-kit";
import { listChanges, namedChanges, requiredChange, unlessSame } from "./tell-change.ts";

/** What changed in the checklist. */
export function paperChanges(before: Edition, after: Edition): readonly Text[] {
  return namedChanges<Paper>(before.papers, after.papers, {
    name: (paper) => paper.title,
    added: (paper) => text(`Thêm giấy tờ: ${paper.title.vi}`, `Added a paper: ${paper.title.en}`),
    removed: (paper) => text(`Bỏ giấy tờ: ${paper.title.vi}`, `Removed a paper: ${paper.title.en}`),
    moved: text("Đổi thứ tự giấy tờ", "Changed the order of the papers"),
    changes: (was, is) => {
      const { vi, en } = was.title;
      return [
        ...requiredChange(was, is, text(`Giấy tờ «${vi}»`, `The paper “${en}”`)),
        ...unlessSame(text(`Giấy tờ «${vi}», tên`, `The paper “${en}”, name`), was.title, is.title),
        ...unlessSame(
          text(`Giấy tờ «${vi}», hướng dẫn`, `The paper “${en}”, help`),
          was.explain,
          is.explain,
        ),
        ...unlessSame(
          text(`Giấy tờ «${vi}», số bản`, `The paper “${en}”, copies`),
          String(was.copies),
          String(is.copies),
        ),
        ...unlessSame(
          text(`Giấy tờ «${vi}», cần khi`, `The paper “${en}”, needed when`),
          conditionText(was.when, before),
          conditionText(is.when, after),
        ),
      ];
    },
  });
}

/** A condition as a sentence: `«Địa điểm kinh doanh» là «Thuê hoặc mượn»`. */
export function conditionText(condition: Condition | undefined, edition: Edition): Text {
  if (condition === undefined) return text("luôn luôn", "always");
  if ("field" in condition) {
    const asked = itemsOf(edition).find((one) => one.id === condition.field);
    const label = asked?.label ?? text(condition.field, condition.field);
    const option =
      asked === undefined || isGroup(asked)
        ? undefined
        : asked.options?.find((one) => one.value === condition.equals)?.label;
    const value = option ?? text(condition.equals, condition.equals);
    return text(`«${label.vi}» là «${value.vi}»`, `“${label.en}” is “${value.en}”`);
  }
  if ("not" in condition) {
    const inner = conditionText(condition.not, edition);
    return text(`không phải: ${inner.vi}`, `not: ${inner.en}`);
  }
  const isAll = "all" in condition;
  const parts = (isAll ? condition.all : condition.any).map((one) => conditionText(one, edition));
  return text(
    parts.map((one) => one.vi).join(isAll ? " và " : " hoặc "),
    parts.map((one) => one.en).join(isAll ? " and " : " or "),
  );
}

type Item = FieldDefinition | GroupDefinition;

function itemsOf(edition: Edition): readonly Item[] {
  return edition.form.steps.flatMap((step) => step.items);
}

/** What changed in the form: pages, questions, and questions of groups. */
export function formChanges(before: Edition, after: Edition): readonly Text[] {
  return [
    ...namedChanges(before.form.steps, after.form.steps, {
      name: (step) => step.title,
      added: (step) =>
        text(`Thêm trang biểu mẫu: ${step.title.vi}`, `Added a page: ${step.title.en}`),
      removed: (step) =>
        text(`Bỏ trang biểu mẫu: ${step.title.vi}`, `Removed a page: ${step.title.en}`),
      moved: text("Đổi thứ tự trang của biểu mẫu", "Changed the order of the pages"),
      changes: (was, is) =>
        unlessSame(
          text(`Trang «${was.title.vi}», tên`, `Page “${was.title.en}”, name`),
          was.title,
          is.title,
        ),
    }),
    ...fieldListChanges(itemsOf(before), itemsOf(after), before, after),
  ];
}

function fieldListChanges(
  was: readonly Item[],
  is: readonly Item[],
  before: Edition,
  after: Edition,
): readonly Text[] {
  return namedChanges<Item>(was, is, {
    name: (one) => one.label,
    added: (one) => text(`Thêm trường: ${one.label.vi}`, `Added a field: ${one.label.en}`),
    removed: (one) => text(`Bỏ trường: ${one.label.vi}`, `Removed a field: ${one.label.en}`),
    moved: text("Đổi thứ tự trường của biểu mẫu", "Changed the order of the fields"),
    changes: (old, next) => [
      ...unlessSame(
        text(`Trường «${old.label.vi}», nhãn`, `Field “${old.label.en}”, label`),
        old.label,
        next.label,
      ),
      ...unlessSame(
        text(`Trường «${old.label.vi}», hỏi khi`, `Field “${old.label.en}”, asked when`),
        conditionText(old.when, before),
        conditionText(next.when, after),
      ),
      ...(isGroup(old) || isGroup(next)
        ? groupChanges(old, next, before, after)
        : fieldChanges(old, next)),
    ],
  });
}

function groupChanges(was: Item, is: Item, before: Edition, after: Edition): readonly Text[] {
  if (!isGroup(was) || !isGroup(is)) return [];
  return [
    ...unlessSame(
      text(`«${was.label.vi}», số mục`, `“${was.label.en}”, how many`),
      `${was.min}–${was.max}`,
      `${is.min}–${is.max}`,
    ),
    ...fieldListChanges(was.fields, is.fields, before, after),
  ];
}

function fieldChanges(was: FieldDefinition, is: FieldDefinition): readonly Text[] {
  const { vi, en } = was.label;
  const none = text("không có", "none");
  return [
    ...requiredChange(was, is, text(`Trường «${vi}»`, `The field “${en}”`)),
    ...unlessSame(text(`Trường «${vi}», loại`, `Field “${en}”, kind`), was.kind, is.kind),
    ...unlessSame(
      text(`Trường «${vi}», gợi ý`, `Field “${en}”, help`),
      was.hint ?? none,
      is.hint ?? none,
    ),
    ...unlessSame(
      text(`Trường «${vi}», dài nhất`, `Field “${en}”, longest`),
      String(was.maxLength),
      String(is.maxLength),
    ),
    ...listChanges(
      text(`lựa chọn của trường «${vi}»`, `choice of the field “${en}”`),
      (was.options ?? []).map((one) => one.label),
      (is.options ?? []).map((one) => one.label),
    ),
  ];
}
