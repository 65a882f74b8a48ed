import type { VNode } from "preact";
import type { WorkingTime } from "#kernel/office-hours";
import type { Tx } from "#platform/database";
import { type Exchange, officialSession } from "#platform/http";
import { LinkTo } from "#ui";
import { MOST_COUNTED } from "../morning-store.ts";
import { paths } from "../paths.ts";
import { mayOversee } from "../policy.ts";
import { worklistCounts } from "../worklist-counts.ts";
import { type WordKey, wordsIn } from "../words.ts";
import { OWN_POSITION, readFilter, WAITS } from "./worklist-query.ts";

/** A narrower list one click away, with how many rows it has. */
interface Shortcut {
  readonly id: string;
  readonly label: WordKey;
  readonly query: URLSearchParams;
  readonly isChosen: boolean;
  /** Undefined where it was not counted. */
  readonly count: number | undefined;
}

/**
 * The lists beside this one: whose work, by its light, and what waits for somebody else. A search is not counted: it may
 * have no index to walk, and nine of them would cost nine times as much.
 */
export async function shortcutsOf(
  tx: Tx,
  exchange: Exchange,
  { time, unitIds }: { readonly time: WorkingTime; readonly unitIds: readonly string[] },
): Promise<readonly Shortcut[]> {
  const offered = offeredOn(exchange, unitIds.length > 0);
  const { tenantIds } = officialSession(exchange);
  if ((exchange.query.get("tim") ?? "") !== "")
    return offered.map((one) => ({ ...one, count: undefined }));
  const counts = await worklistCounts(
    tx,
    tenantIds,
    Object.fromEntries(
      offered.map(({ id, query }) => [id, readFilter({ ...exchange, query }, time, unitIds)]),
    ),
  );
  return offered.map((one) => ({ ...one, count: counts[one.id] }));
}

function offeredOn(exchange: Exchange, hasUnit: boolean): readonly Omit<Shortcut, "count">[] {
  const { query } = exchange;
  const wait = query.get("cho") ?? "";
  const whose = wait === "" ? query.get("cua") || OWN_POSITION : undefined;
  const due = query.get("han") ?? "";
  const to = (changes: Readonly<Record<string, string>>): URLSearchParams => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries({ ...changes, sau: "" }))
      if (value === "") next.delete(name);
      else next.set(name, value);
    return next;
  };
  const ofPosition = { cho: "", nguoi: "" };
  return [
    ...[
      [OWN_POSITION, "work.all"] as const,
      ["toi", "work.mine"] as const,
      ...(hasUnit ? [["phong", "work.unit"] as const] : []),
      ...(mayOversee(officialSession(exchange)) ? [["co-quan", "work.agency"] as const] : []),
    ].map(([cua, label]) => ({
      id: `cua-${cua}`,
      label,
      query: to({ ...ofPosition, cua }),
      isChosen: whose === cua,
    })),
    ...(
      [
        ["qua", "work.due-late"],
        ["nay", "work.due-near"],
        ["hai-ngay", "work.due-soon"],
      ] as const
    ).map(([han, label]) => ({
      id: `han-${han}`,
      label,
      query: to({ han: due === han ? "" : han }),
      isChosen: due === han,
    })),
    ...WAITS.map((cho) => ({
      id: `cho-${cho}`,
      label: `work.waits-${cho}` as const,
      query: to({ ...ofPosition, cua: "", buoc: "", cho: wait === cho ? "" : cho }),
      isChosen: wait === cho,
    })),
  ];
}

export function Shortcuts(props: {
  readonly exchange: Exchange;
  readonly shortcuts: readonly Shortcut[];
}): VNode {
  const { exchange, shortcuts } = props;
  const words = wordsIn(exchange.language);
  return (
    <nav class="shortcuts" aria-label={words["work.shortcuts"]} data-turbo="true">
      <ul>
        {shortcuts.map((one) => (
          <li key={one.id}>
            <LinkTo
              href={`${paths.worklist()}?${one.query.toString()}`}
              aria-current={one.isChosen ? ("true" as const) : undefined}
            >
              {words[one.label]} <Count count={one.count} />
            </LinkTo>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Count({ count }: { readonly count: number | undefined }): VNode | null {
  if (count === undefined) return null;
  return <span class="count num">{count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count)}</span>;
}
