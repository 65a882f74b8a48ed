import type { VNode } from "preact";
import { addDays, type CalendarDay, dayIn, formatDay } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Bars, CitizenPage, DataTable, EmptyState, Panel, renderPage, StaffPage } from "#ui";
import { type Desk, nameOf, type Service } from "../desk.ts";
import { allDesks, figuresBetween, type ServiceDay, servicesOf } from "../desk-store.ts";
import { meanService, meanWait, summed } from "../figures.ts";
import { paths } from "../paths.ts";
import { QUEUE_PERMISSIONS } from "../policy.ts";
import { type Words, wordsIn } from "../words.ts";
import { asOfficialAt, type QueuePageDeps } from "./page-deps.ts";
import { ownDesk } from "./receiver.tsx";

/** How long people waited and were served: averages for everybody, the numbers behind them for the desk's own head. */
export function figureRoutes(deps: QueuePageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.figures(),
      access: "public",
      handle: (exchange) => showPublic(deps, exchange),
    },
    {
      method: "GET",
      path: paths.staffFigures(),
      access: "official",
      roles: QUEUE_PERMISSIONS["queue figures"],
      handle: (exchange) => showStaff(deps, exchange),
    },
  ];
}

const DAYS_SHOWN = 30;

function span(now: Date): { readonly from: CalendarDay; readonly until: CalendarDay } {
  const until = dayIn(now);
  return { from: addDays(until, 1 - DAYS_SHOWN), until };
}

function minutes(value: number | undefined, words: Words, language: "vi" | "en"): string {
  if (value === undefined) return words["figures.none"];
  const text = value.toLocaleString(language === "vi" ? "vi-VN" : "en-GB", {
    maximumFractionDigits: 1,
  });
  return `${text} ${words["figures.minutes"]}`;
}

async function showPublic(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { from, until } = span(now);
  const rows = await withDoor(exchange.db, "public-queue", async (tx) => {
    const desks = await allDesks(tx);
    const ids = desks.map((one) => one.tenantId);
    const days = await figuresBetween(tx, ids, from, until);
    return desks.map((desk) => ({
      desk,
      figures: summed(
        days.filter((one) => one.tenantId === desk.tenantId).map((one) => one.figures),
      ),
    }));
  });
  const longest = Math.max(1, ...rows.map((one) => meanWait(one.figures) ?? 0));
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={words["figures.title"]}
      crumbs={[{ href: paths.queues(), label: words["queues.title"] }]}
    >
      <h1>{words["figures.title"]}</h1>
      <p class="lead">{words["figures.lead"]}</p>
      <p class="hint">
        {formatDay(from)} – {formatDay(until)}
      </p>
      <Panel title={words["figures.wait"]} id="cho">
        <Bars
          title={words["figures.wait"]}
          isTitleHidden
          max={longest}
          bars={rows.map(({ desk, figures }) => ({
            label: nameOf(desk, language),
            value: meanWait(figures) ?? 0,
            text: minutes(meanWait(figures), words, language),
          }))}
        />
      </Panel>
      <DataTable
        caption={words["figures.table"]}
        columns={[
          { key: "desk", label: words["ticket.at"] },
          { key: "wait", label: words["figures.wait"], isNumber: true },
          { key: "service", label: words["figures.service"], isNumber: true },
        ]}
        rows={rows.map(({ desk, figures }) => ({
          id: desk.id,
          desk: nameOf(desk, language),
          wait: minutes(meanWait(figures), words, language),
          service: minutes(meanService(figures), words, language),
        }))}
      />
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

async function showStaff(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { from, until } = span(now);
  const desk = await ownDesk(exchange);
  const loaded =
    desk === undefined
      ? undefined
      : await asOfficialAt(exchange, desk, async (tx) => ({
          desk,
          services: await servicesOf(tx, desk),
          days: await figuresBetween(tx, [desk.tenantId], from, until),
        }));
  const view = (
    <StaffPage
      {...deps.frame(exchange)}
      title={words["figures.title"]}
      current={paths.staffFigures()}
    >
      <h1>{words["figures.title"]}</h1>
      {loaded === undefined ? (
        <EmptyState title={words["work.no-desk"]} text={words["work.no-desk-text"]} />
      ) : (
        <Tables {...loaded} {...{ words, language, from, until }} />
      )}
    </StaffPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function Tables(props: {
  readonly desk: Desk;
  readonly services: readonly Service[];
  readonly days: readonly ServiceDay[];
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}): VNode {
  const { desk, services, days, words, language, from, until } = props;
  const dates = [...new Set(days.map((one) => one.onDay))].toSorted().toReversed();
  const line = (id: string, name: string, of: readonly ServiceDay[]) => {
    const sum = summed(of.map((one) => one.figures));
    return {
      id,
      name,
      drawn: sum.drawn,
      priority: sum.priority,
      served: sum.served,
      "no-show": sum["no-show"],
      left: sum.left,
      booked: sum.booked,
      missed: sum["booking-no-show"],
      wait: minutes(meanWait(sum), words, language),
      service: minutes(meanService(sum), words, language),
    };
  };
  const columns = [
    { key: "drawn", label: words["figures.drawn"], isNumber: true },
    { key: "priority", label: words["priority.short"], isNumber: true },
    { key: "served", label: words["figures.served"], isNumber: true },
    { key: "no-show", label: words["work.absent"], isNumber: true },
    { key: "left", label: words["figures.left"], isNumber: true },
    { key: "booked", label: words["figures.booked"], isNumber: true },
    { key: "missed", label: words["figures.missed"], isNumber: true },
    { key: "wait", label: words["figures.wait"], isNumber: true },
    { key: "service", label: words["figures.service"], isNumber: true },
  ];
  return (
    <>
      <p class="lead">
        {nameOf(desk, language)}, {formatDay(from)} – {formatDay(until)}
      </p>
      <DataTable
        caption={words["figures.by-service"]}
        columns={[{ key: "name", label: words["ticket.service"] }, ...columns]}
        rows={services.map((one) =>
          line(
            one.id,
            nameOf(one, language),
            days.filter((row) => row.serviceId === one.id),
          ),
        )}
      />
      <DataTable
        caption={words["figures.by-day"]}
        columns={[{ key: "name", label: words["sheet.day"] }, ...columns]}
        empty={words["figures.empty"]}
        rows={dates.map((on) =>
          line(
            on,
            on.split("-").toReversed().join("/"),
            days.filter((row) => row.onDay === on),
          ),
        )}
      />
    </>
  );
}
