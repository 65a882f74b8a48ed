import { Readable } from "node:stream";
import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { METRICS } from "#modules/dossiers";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  CitizenPage,
  DataTable,
  EmptyState,
  KeyValues,
  LinkTo,
  Panel,
  renderPage,
  When,
} from "#ui";
import { type Figures, noFigures, onTimeShare } from "../figures.ts";
import { findFacts } from "../find-figures.ts";
import { numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { monthKey, periodOf, periodText } from "../period.ts";
import { type Adjustment, adjustment, rowsOf, snapshotIn, type SnapshotRow } from "../snapshot.ts";
import { exportOf } from "../snapshot-export.ts";
import { closedMonths, snapshotByMonth, type StoredSnapshot } from "../snapshot-store.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/thong-ke/so-lieu-khoa`: months as they were closed, signed, with what changed since beside them. */
export function closedMonthRoutes(deps: IndicatorDeps): readonly Route[] {
  const open = { method: "GET", access: "public" } as const;
  return [
    { ...open, path: paths.closedMonths(), handle: (exchange) => list(deps, exchange) },
    { ...open, path: paths.closedMonth(), handle: (exchange) => show(deps, exchange) },
    { ...open, path: paths.closedMonthFile(), handle: download },
  ];
}

const MOST = 60;

async function list(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, db } = exchange;
  const words = wordsIn(language);
  const months = await withDoor(db, "public-statistics", (tx) => closedMonths(tx, MOST));
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["closed.title"]} wide>
      <h1>{words["closed.title"]}</h1>
      <p class="lead">{words["closed.lead"]}</p>
      <Tabs current={paths.closedMonths()} isStaff={false} roles={[]} words={words} />
      {months.length === 0 ? (
        <EmptyState title={words["closed.none"]} text={words["closed.none-text"]} />
      ) : (
        <DataTable
          caption={words["closed.caption"]}
          columns={[
            { key: "month", label: words["by.month"] },
            { key: "at", label: words["closed.at"] },
            { key: "hash", label: words["closed.hash"] },
          ]}
          rows={months.map(({ month, closedAt, sha256 }) => ({
            id: month,
            month: (
              <LinkTo href={paths.closedMonth(monthKey(month))}>
                {periodText(monthKey(month), language)}
              </LinkTo>
            ),
            at: <When at={closedAt} />,
            hash: <code class="code num">{sha256.toString("hex").slice(0, 16)}</code>,
          }))}
        />
      )}
      <p class="hint">{words["closed.verify"]}</p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

async function find(exchange: Exchange): Promise<StoredSnapshot | undefined> {
  const key = exchange.params["month"] ?? "";
  const period = periodOf(key, dayIn(exchange.now));
  if (period === undefined || !/^\d{4}-\d{2}$/u.test(key)) return undefined;
  return withDoor(exchange.db, "public-statistics", (tx) => snapshotByMonth(tx, period.from));
}

async function download(exchange: Exchange): Promise<Reply> {
  const found = await find(exchange);
  if (found === undefined) return { kind: "missing" };
  return {
    kind: "file",
    stream: Readable.from([exportOf(found)]),
    type: "application/json",
    name: `${monthKey(found.month)}.json`,
    inline: false,
  };
}

interface ClosedRow {
  readonly key: string;
  readonly name: string;
  readonly figures: Figures;
  readonly open: number;
  readonly since: Adjustment;
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const found = await find(exchange);
  if (found === undefined) return { kind: "missing" };
  const key = monthKey(found.month);
  const period = periodOf(key, dayIn(now));
  if (period === undefined) return { kind: "missing" };
  const apps = deps.apps();
  const current = rowsOf(await findFacts(exchange, apps, period), apps);
  const rows = closedRows(snapshotIn(found.body).rows, current);
  const title = `${words["closed.title"]}: ${periodText(key, language)}`;
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={title}
      wide
      crumbs={[{ href: paths.closedMonths(), label: words["closed.title"] }]}
    >
      <h1>{title}</h1>
      <Proof {...{ found, words }} />
      <ClosedTable {...{ rows, words, language }} />
      <p class="hint">{words["closed.explained"]}</p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function Proof({ found, words }: { readonly found: StoredSnapshot; readonly words: Words }): VNode {
  const key = monthKey(found.month);
  return (
    <Panel title={words["closed.proof"]} id="xac-minh">
      <KeyValues
        rows={[
          { label: words["closed.at"], value: <When at={found.closedAt} /> },
          {
            label: words["closed.hash"],
            value: <code class="code num">{found.sha256.toString("hex")}</code>,
          },
          {
            label: words["closed.signature"],
            value: found.signature === null ? words["closed.waits"] : words["closed.signed"],
          },
          {
            label: words["closed.file"],
            value: <LinkTo href={paths.closedMonthFile(key)}>{`${key}.json`}</LinkTo>,
          },
        ]}
      />
      <p class="hint">
        {words["closed.verify"]}{" "}
        <code class="code">{`node bin/verify-snapshot.ts ${key}.json`}</code>
      </p>
    </Panel>
  );
}

const SHOWN = ["received", "released", "on-time", "late", "refused"] as const;

function ClosedTable(props: {
  readonly rows: readonly ClosedRow[];
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { rows, words, language } = props;
  const share = (figures: Figures): string => {
    const value = onTimeShare(figures);
    return value === undefined ? words["figures.unknown"] : percentText(value, language);
  };
  return (
    <DataTable
      caption={words["closed.table"]}
      isFigures
      empty={words["figures.none-row"]}
      columns={[
        { key: "name", label: words["by.agency"] },
        { key: "share", label: words["col.share"], isNumber: true },
        ...SHOWN.map((name) => ({ key: name, label: words[`col.${name}`], isNumber: true })),
        { key: "open", label: words["col.open"], isNumber: true },
        { key: "since", label: words["closed.since"] },
      ]}
      rows={rows.map((row) => ({
        id: row.key,
        name: row.name,
        share: share(row.figures),
        ...Object.fromEntries(SHOWN.map((name) => [name, numberText(row.figures[name], language)])),
        open: numberText(row.open, language),
        since: sinceText(row.since, words),
      }))}
    />
  );
}

/** Rows of the snapshot, with agencies that only have something since it was closed after them. */
function closedRows(
  closed: readonly SnapshotRow[],
  current: readonly SnapshotRow[],
): readonly ClosedRow[] {
  const keyOf = (row: SnapshotRow): string => `${row.agencyId} ${row.procedureId}`;
  const collator = new Intl.Collator("vi", { numeric: true });
  const isNamed = new Set([...closed, ...current].map((row) => row.procedureId)).size > 1;
  const all = new Map([...current, ...closed].map((row) => [keyOf(row), row]));
  return [...all]
    .map(([key, row]) => {
      const before = closed.find((one) => keyOf(one) === key);
      const after = current.find((one) => keyOf(one) === key);
      return {
        key,
        name: isNamed ? `${row.agency}: ${row.procedure}` : row.agency,
        figures: before?.figures ?? noFigures(),
        open: before?.open ?? 0,
        since: adjustment(before?.figures, after?.figures),
      };
    })
    .toSorted((one, other) => collator.compare(one.name, other.name));
}

function sinceText(since: Adjustment, words: Words): string {
  const parts = METRICS.flatMap((metric) => {
    const change = since[metric];
    if (change === undefined) return [];
    return [`${words[`metric.${metric}`]} ${change > 0 ? "+" : "−"}${Math.abs(change)}`];
  });
  return parts.length === 0 ? words["closed.unchanged"] : parts.join(", ");
}
