import type { VNode } from "preact";
import { addDays, type CalendarDay, day, dayIn } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { agenciesOn } from "#modules/organisation";
import { tenantOfAgency } from "#modules/tenancy";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  Banner,
  Bars,
  CitizenPage,
  DataTable,
  type Frame,
  Panel,
  renderPage,
  Select,
  StaffPage,
  When,
} from "#ui";
import { paths } from "../paths.ts";
import {
  countersBetween,
  type Figures,
  onTimeShare,
  summed,
  type TenantMonth,
} from "../statistics.ts";
import { type Words, wordsIn } from "../words.ts";
import type { PageDeps } from "./page-deps.ts";

export function statisticsRoutes(deps: PageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/thong-ke",
      access: "public",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "GET",
      path: "/can-bo/thong-ke",
      access: "official",
      handle: (exchange) => show(deps, exchange),
    },
  ];
}

export interface AgencyFigures {
  readonly name: string;
  readonly figures: Figures;
  /** Received and neither released nor refused by the end of the period. */
  readonly open: number;
}

/** Figures of each agency for a period, and of the whole city; all from the counters, never from a count of rows. */
export async function agencyFigures(
  exchange: Pick<Exchange, "db" | "now" | "language">,
  period: { readonly from: CalendarDay; readonly until: CalendarDay },
): Promise<{ readonly agencies: readonly AgencyFigures[]; readonly city: AgencyFigures }> {
  return withDoor(exchange.db, "public-statistics", async (tx) => {
    const on = dayIn(exchange.now);
    const agencies = await agenciesOn(tx, on, { kind: "district" });
    const during = await countersBetween(tx, period.from, period.until);
    const ever = await countersBetween(tx, "2000-01-01", period.until);
    const rows: AgencyFigures[] = [];
    for (const agency of agencies) {
      const tenant = await tenantOfAgency(tx, agency.id, on);
      const name = exchange.language === "vi" ? agency.name : agency.nameEn;
      rows.push({ name, ...figuresOf(during, ever, tenant?.id) });
    }
    return { agencies: rows, city: { name: "", ...figuresOf(during, ever) } };
  });
}

function figuresOf(
  during: readonly TenantMonth[],
  ever: readonly TenantMonth[],
  tenantId?: string,
): Omit<AgencyFigures, "name"> {
  const own = (all: readonly TenantMonth[]): Figures =>
    summed(
      all
        .filter((one) => tenantId === undefined || one.tenantId === tenantId)
        .map((one) => one.figures),
    );
  const total = own(ever);
  return { figures: own(during), open: total.received - total.released };
}

async function show(deps: PageDeps, exchange: Exchange): Promise<Reply> {
  const { language } = exchange;
  const words = wordsIn(language);
  const months = lastMonths(dayIn(exchange.now));
  const asked = exchange.query.get("thang") ?? "";
  const month = months.find((one) => one === asked);
  const period =
    month === undefined
      ? {
          from: months.at(-1) ?? day("2000-01-01"),
          until: nextMonth(months[0] ?? dayIn(exchange.now)),
        }
      : { from: month, until: nextMonth(month) };
  const { agencies, city } = await agencyFigures(exchange, period);
  const frame = deps.frame(exchange);
  const isStaff = exchange.path.startsWith("/can-bo");
  const body = (
    <Body
      {...{ agencies, city, words, language, months, month, frame }}
      action={isStaff ? "/can-bo/thong-ke" : paths.statistics()}
      isLoading={deps.isLoading()}
      now={exchange.now}
    />
  );
  const view = isStaff ? (
    <StaffPage {...frame} title={words["statistics.title"]} current="/can-bo/thong-ke">
      {body}
    </StaffPage>
  ) : (
    <CitizenPage {...frame} title={words["statistics.title"]}>
      {body}
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

interface BodyProps {
  readonly agencies: readonly AgencyFigures[];
  readonly city: AgencyFigures;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly months: readonly CalendarDay[];
  readonly month: CalendarDay | undefined;
  readonly frame: Frame;
  readonly action: string;
  readonly isLoading: boolean;
  readonly now: Date;
}

function Body(props: BodyProps): VNode {
  const { agencies, city, words, language, months, month } = props;
  const share = (one: AgencyFigures): string => shareText(one, words, language);
  const rows = [{ ...city, name: words["statistics.city"] }, ...agencies];
  return (
    <>
      <h1>{words["statistics.title"]}</h1>
      <p class="lead">{words["statistics.lead"]}</p>
      {props.isLoading ? <Banner kind="warning" title={words["statistics.loading"]} /> : null}
      <form method="get" action={props.action} class="filters">
        <Select
          id="thang"
          label={words["statistics.month"]}
          blank={words["statistics.year"]}
          value={month}
          options={months.map((one) => ({ value: one, label: monthText(one, language) }))}
        />
        <button class="button button-quiet" type="submit">
          {words["statistics.show"]}
        </button>
      </form>
      <p class="code-big">
        {words["statistics.city"]}: <span class="num">{share(city)}</span>
      </p>
      <p class="hint state-line">
        {words["statistics.as-of"]} <When at={props.now} />
      </p>
      <Panel title={words["col.share"]}>
        <Bars
          title={words["col.share"]}
          isTitleHidden
          max={100}
          bars={agencies.map((one) => ({
            label: one.name,
            value: onTimeShare(one.figures) ?? 0,
            text: share(one),
          }))}
        />
      </Panel>
      <DataTable
        caption={month === undefined ? words["statistics.year"] : monthText(month, language)}
        columns={[
          { key: "name", label: words["col.agency"] },
          ...(["received", "released", "on-time", "early", "late", "refused", "open"] as const).map(
            (key) => ({ key, label: words[`col.${key}`], isNumber: true }),
          ),
          { key: "share", label: words["col.share"], isNumber: true },
        ]}
        rows={rows.map((one, index) => ({
          id: one.name,
          name: index === 0 ? <strong>{one.name}</strong> : one.name,
          received: numberText(one.figures.received, language),
          released: numberText(one.figures.released, language),
          "on-time": numberText(one.figures["on-time"], language),
          early: numberText(one.figures.early, language),
          late: numberText(one.figures.late, language),
          refused: numberText(one.figures.refused, language),
          open: numberText(one.open, language),
          share: share(one),
        }))}
      />
    </>
  );
}

function shareText(one: AgencyFigures, words: Words, language: "vi" | "en"): string {
  const share = onTimeShare(one.figures);
  return share === undefined ? words["statistics.none"] : percentText(share, language);
}

function numberText(value: number, language: "vi" | "en"): string {
  return value.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
}

/** The running month and the eleven before it, newest first, each by its first day. */
export function lastMonths(today: CalendarDay): CalendarDay[] {
  const months: CalendarDay[] = [];
  for (
    let first = day(`${today.slice(0, 7)}-01`);
    months.length < 12;
    first = day(`${addDays(first, -1).slice(0, 7)}-01`)
  )
    months.push(first);
  return months;
}

function nextMonth(first: CalendarDay): CalendarDay {
  return day(`${addDays(first, 31).slice(0, 7)}-01`);
}

function monthText(first: CalendarDay, language: "vi" | "en"): string {
  const [year, month] = first.split("-");
  return language === "vi" ? `Tháng ${Number(month)}/${year}` : `${month}/${year}`;
}
