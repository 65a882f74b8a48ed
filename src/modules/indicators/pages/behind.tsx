import { dayIn, instantAt } from "#kernel/calendar-day";
import { type FinishedRow, finishedRows } from "#modules/dossiers";
import { withTenant } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import {
  Button,
  DataTable,
  EmptyState,
  LinkTo,
  Pager,
  renderPage,
  Select,
  StaffPage,
  When,
} from "#ui";
import { paths } from "../paths.ts";
import { choices, periodText } from "../period.ts";
import { INDICATOR_PERMISSIONS } from "../policy.ts";
import { questionIn } from "../question.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

const PAGE = 50;
const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  "qua-han": ["late"],
  "dung-han": ["early", "on-time"],
  "truoc-han": ["early"],
  "tat-ca": ["early", "on-time", "late"],
};

/** `/can-bo/thong-ke/ho-so`: the dossiers of one's own agency that stand behind a figure. */
export function behindRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.behind(),
    access: "official",
    roles: INDICATOR_PERMISSIONS["figure-sources see"],
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query, db } = exchange;
  const words = wordsIn(language);
  const today = dayIn(now);
  const { actor, tenantIds, roles, agencyName } = officialSession(exchange);
  const { period } = questionIn(query, today);
  const asked = query.get("loai") ?? "";
  const kind = Object.hasOwn(OUTCOMES, asked) ? asked : "qua-han";
  const rows = await withTenant(db, { actor, tenantIds }, (tx) =>
    finishedRows(tx, tenantIds, {
      from: instantAt(period.from, 0),
      until: instantAt(period.until, 0),
      outcomes: OUTCOMES[kind] ?? [],
      after: afterIn(query.get("sau")),
      limit: PAGE + 1,
    }),
  );
  const page = rows.slice(0, PAGE);
  const address = (more: Readonly<Record<string, string>>): string =>
    `${paths.behind()}?${new URLSearchParams({ ky: period.key, loai: kind, ...more }).toString()}`;
  const last = page.at(-1);
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["behind.title"]}
      current={paths.staffFigures()}
    >
      <h1>{words["behind.title"]}</h1>
      <p class="lead">{words["behind.lead"]}</p>
      <Tabs current={paths.behind()} isStaff roles={roles} words={words} />
      <form method="get" action={paths.behind()} class="filters">
        <Select
          id="ky"
          label={words["figures.period"]}
          value={period.key}
          options={choices(today).map((key) => ({ value: key, label: periodText(key, language) }))}
        />
        <Select
          id="loai"
          label={words["behind.kind"]}
          value={kind}
          options={Object.keys(OUTCOMES).map((value) => ({
            value,
            label: words[`behind.${value}` as keyof Words], // every outcome has its words
          }))}
        />
        <Button kind="secondary">{words["figures.show"]}</Button>
      </form>
      <p class="hint">{agencyName}</p>
      {page.length === 0 ? (
        <EmptyState title={words["behind.none"]} text={words["behind.none-text"]} />
      ) : (
        <DataTable
          caption={words["behind.caption"]}
          columns={[
            { key: "code", label: words["behind.code"] },
            { key: "title", label: words["behind.dossier"] },
            { key: "due", label: words["behind.due"] },
            { key: "released", label: words["behind.released"] },
            { key: "outcome", label: words["behind.outcome"] },
          ]}
          rows={page.map((row) => rowOf(row, words))}
        />
      )}
      <Pager
        language={language}
        first={query.has("sau") ? address({}) : undefined}
        next={
          rows.length > PAGE && last !== undefined
            ? address({ sau: `${last.releasedAt.getTime()}_${last.id}` })
            : undefined
        }
      />
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function rowOf(row: FinishedRow, words: Words) {
  return {
    id: row.id,
    code: (
      <LinkTo href={`/can-bo/ho-so/${row.publicId}`}>
        <span class="num">{row.code}</span>
      </LinkTo>
    ),
    title: row.title,
    due: row.firstDueAt === null ? words["figures.unknown"] : <When at={row.firstDueAt} />,
    released: <When at={row.releasedAt} />,
    outcome: words[`outcome.${row.outcome}`],
  };
}

function afterIn(text: string | null): { releasedAt: Date; id: string } | undefined {
  const match = /^(?<at>\d{10,16})_(?<id>[0-9a-f-]{36})$/u.exec(text ?? "");
  const { at, id } = match?.groups ?? {};
  return at === undefined || id === undefined
    ? undefined
    : { releasedAt: new Date(Number(at)), id };
}
