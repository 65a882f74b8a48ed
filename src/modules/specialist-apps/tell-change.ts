import { isDeepStrictEqual } from "node:util";
import { type Text, text } from "#app-kit";

export function changed(label: Text, was: Text | string, is: Text | string): Text {
  const of = (value: Text | string, language: "vi" | "en"): string =>
    typeof value === "string" ? value : value[language];
  return text(
    `${label.vi}: ${of(was, "vi")} → ${of(is, "vi")}`,
    `${label.en}: ${of(was, "en")} → ${of(is, "en")}`,
  );
}

export function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}

/** Only what is not the same is told. */
export function unlessSame(label: Text, was: Text | string, is: Text | string): readonly Text[] {
  return same(was, is) ? [] : [changed(label, was, is)];
}

/** Lines that have no name: what is gone and what is new. */
export function listChanges(what: Text, before: readonly Text[], after: readonly Text[]): Text[] {
  const added = after.filter((one) => !before.some((other) => same(one, other)));
  const removed = before.filter((one) => !after.some((other) => same(one, other)));
  const isMoved = added.length === 0 && removed.length === 0 && !same(before, after);
  return [
    ...removed.map((one) => text(`Bỏ ${what.vi}: ${one.vi}`, `Removed ${what.en}: ${one.en}`)),
    ...added.map((one) => text(`Thêm ${what.vi}: ${one.vi}`, `Added ${what.en}: ${one.en}`)),
    ...(isMoved ? [text(`Đổi thứ tự ${what.vi}`, `Changed the order of the ${what.en}`)] : []),
  ];
}

export function requiredChange(
  was: { readonly isRequired: boolean },
  is: { readonly isRequired: boolean },
  what: Text,
): readonly Text[] {
  if (was.isRequired === is.isRequired) return [];
  return [
    is.isRequired
      ? text(`${what.vi} trở thành bắt buộc`, `${what.en} becomes required`)
      : text(`${what.vi} không còn bắt buộc`, `${what.en} is no longer required`),
  ];
}

interface Telling<Item> {
  readonly name: (item: Item) => Text;
  readonly added: (item: Item) => Text;
  readonly removed: (item: Item) => Text;
  readonly moved: Text;
  readonly changes: (was: Item, is: Item) => readonly Text[];
}

export function namedChanges<Item extends { readonly id: string }>(
  before: readonly Item[],
  after: readonly Item[],
  tell: Telling<Item>,
): readonly Text[] {
  const kept = after.filter((one) => before.some((other) => other.id === one.id));
  const order = before.filter((one) => kept.some((other) => other.id === one.id));
  const isMoved = !same(
    kept.map((one) => one.id),
    order.map((one) => one.id),
  );
  return [
    ...before.filter((one) => !after.some((other) => other.id === one.id)).map(tell.removed),
    ...after.flatMap((one) => {
      const was = before.find((other) => other.id === one.id);
      return was === undefined ? [tell.added(one)] : tell.changes(was, one);
    }),
    ...(isMoved ? [tell.moved] : []),
  ];
}
