import type { VNode } from "preact";
import { LinkTo } from "#ui";
import { paths } from "../paths.ts";
import { mayWith } from "../policy.ts";
import type { Words } from "../words.ts";

/** The places of this module, as far as a role reaches. */
export function Tabs(props: {
  readonly words: Words;
  readonly roles: readonly string[];
  readonly current: string;
}): VNode {
  const { words, roles, current } = props;
  const places = [
    ...(mayWith(roles, "paper see")
      ? [
          [paths.folders(), words["tab.folders"]] as const,
          [paths.owing(), words["tab.owing"]] as const,
        ]
      : []),
    ...(mayWith(roles, "hand-over answer")
      ? [[paths.handOvers(), words["tab.hand-overs"]] as const]
      : []),
    ...(mayWith(roles, "unclaimed see") ? [[paths.waiting(), words["tab.waiting"]] as const] : []),
    ...(mayWith(roles, "paper-receipt see")
      ? [[paths.blocks(), words["tab.receipts"]] as const]
      : []),
  ];
  return (
    <nav class="tabs" aria-label={words["tab.label"]} data-turbo="true">
      {places.map(([href, label]) => (
        <LinkTo key={href} href={href} aria-current={href === current ? "page" : undefined}>
          {label}
        </LinkTo>
      ))}
    </nav>
  );
}
