import type { VNode } from "preact";
import { LinkTo } from "#ui";
import { paths } from "../paths.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import type { Words } from "../words.ts";

type Place = readonly [string, string];

/** The places of the figures, of which the reader may see some. */
export function Tabs(props: {
  readonly current: string;
  readonly isStaff: boolean;
  readonly roles: readonly string[];
  readonly words: Words;
}): VNode {
  const { words, isStaff, current, roles } = props;
  return (
    <nav class="tabs" aria-label={words["tab.label"]} data-turbo="true">
      {(isStaff ? staffPlaces(words, roles) : publicPlaces(words)).map(([href, label]) => (
        <LinkTo key={href} href={href} aria-current={href === current ? "page" : undefined}>
          {label}
        </LinkTo>
      ))}
    </nav>
  );
}

function publicPlaces(words: Words): readonly Place[] {
  return [
    [paths.figures(), words["tab.figures"]],
    [paths.qualityIndex(), words["tab.index"]],
    [paths.satisfaction(), words["tab.satisfaction"]],
    [paths.closedMonths(), words["tab.closed"]],
    [paths.openData(), words["tab.open-data"]],
  ];
}

function staffPlaces(words: Words, roles: readonly string[]): readonly Place[] {
  const mayDo = (deed: keyof typeof INDICATOR_PERMISSIONS): boolean => {
    const allowed: readonly string[] = INDICATOR_PERMISSIONS[deed];
    return roles.some((role) => allowed.includes(role));
  };
  return [
    [paths.staffFigures(), words["tab.figures"]],
    [paths.ageing(), words["tab.ageing"]],
    [paths.timeUsed(), words["tab.time"]],
    ...(mayDo("official-figures see")
      ? [[paths.officials(), words["tab.officials"]] as const]
      : []),
    ...(mayDo("figure-sources see") ? [[paths.behind(), words["tab.behind"]] as const] : []),
    ...(mayDo("month close") ? [[paths.closing(), words["tab.closing"]] as const] : []),
    ...(mayDo("figure-rule set") ? [[paths.weights(), words["tab.weights"]] as const] : []),
    ...(mayDo("simulation run") ? [[paths.simulations(), words["tab.simulation"]] as const] : []),
    [paths.qualityIndex(), words["tab.index"]],
  ];
}
