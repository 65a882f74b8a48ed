import type { VNode } from "preact";
import { Button } from "#ui";
import type { Words } from "../words.ts";

/** What the arrows beside an item ask: `len:id`, `xuong:id`, `bo:id`. */
export function rearranged<Item extends { readonly id: string }>(
  items: readonly Item[],
  asked: string | null,
): readonly Item[] {
  const [act = "", id = ""] = (asked ?? "").split(/:(.*)/su);
  const from = items.findIndex((one) => one.id === id);
  const item = items[from];
  if (item === undefined) return items;
  if (act === "bo") return items.filter((one) => one !== item);
  const to = act === "len" ? from - 1 : act === "xuong" ? from + 1 : from;
  return to < 0 || to >= items.length ? items : items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** Up, down and away, each named with its item for whoever hears the page. */
export function Arrows(props: {
  readonly id: string;
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly words: Words;
}): VNode {
  const { id, name, isFirst, isLast, words } = props;
  return (
    <span class="panel-acts">
      {isFirst ? null : (
        <Button
          kind="link"
          name="lam"
          value={`len:${id}`}
          aria-label={`${words["list.up"]}: ${name}`}
        >
          {words["list.up"]}
        </Button>
      )}
      {isLast ? null : (
        <Button
          kind="link"
          name="lam"
          value={`xuong:${id}`}
          aria-label={`${words["list.down"]}: ${name}`}
        >
          {words["list.down"]}
        </Button>
      )}
      <Button
        kind="link"
        name="lam"
        value={`bo:${id}`}
        aria-label={`${words["list.remove"]}: ${name}`}
      >
        {words["list.remove"]}
      </Button>
    </span>
  );
}

/** A name for a new item from its words: short, without marks, and not taken. */
export function freeId(words: string, taken: readonly string[], joiner: "-" | "" = "-"): string {
  const plain = words
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[đĐ]/gu, "d")
    .toLowerCase();
  const parts = plain.split(/[^a-z0-9]+/u).filter((part) => part !== "");
  const joined =
    joiner === "-"
      ? parts.slice(0, 5).join("-")
      : parts
          .slice(0, 5)
          .map((part, index) =>
            index === 0 ? part : `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`,
          )
          .join("");
  const base = /^[a-z]/u.test(joined) ? joined.slice(0, 50) : `m${joined.slice(0, 49)}`;
  if (!taken.includes(base)) return base;
  const free = Array.from(
    { length: taken.length + 1 },
    (_, index) => `${base}${joiner}${index + 2}`,
  );
  return free.find((one) => !taken.includes(one)) ?? base;
}
