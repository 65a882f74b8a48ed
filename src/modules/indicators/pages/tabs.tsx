import type { VNode } from "preact";
import { LinkTo } from "#ui";
import { paths } from "../paths.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import type { Words } from "../words.ts";

/** The places of the figures, of which the reader may see some. */
export function Tabs(props: {
  readonly current: string;
  readonly isStaff: boolean;
  readonly roles: readonly string[];
  readonly words: Words;
}): VNode {
  const { words, isStaff, current } = props;
  const mayDo = (deed: keyof typeof INDICATOR_PERMISSIONS): boolean => {
    const allowed: readonly string[] = INDICATOR_PERMISSIONS[deed];
    return props.roles.some((role) => allowed.includes(role));
  };
  const places: readonly (readonly [string, string])[] = isStaff
    ? [
        [paths.staffFigures(), words["tab.figures"]],
        [paths.ageing(), words["tab.ageing"]],
        [paths.timeUsed(), words["tab.time"]],
        ...(mayDo("official-figures see")
          ? [[paths.officials(), words["tab.officials"]] as const]
          : []),
      ]
    : [[paths.figures(), words["tab.figures"]]];
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
