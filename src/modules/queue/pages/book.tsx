import type { VNode } from "preact";
import { calendarDay, minuteOfDay } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { DayText, EmptyState, LinkTo } from "#ui";
import { nameOf } from "../desk.ts";
import { allDesks, servicesOf } from "../desk-store.ts";
import type { OfferedDay } from "../offers.ts";
import { paths } from "../paths.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { confirmRoutes } from "./book-confirm.tsx";
import { chosen, moveQuery, shown } from "./book-parts.tsx";
import { atDesk, deskAt, type QueuePageDeps } from "./page-deps.ts";
import { clockText } from "./receiver-lists.tsx";

/** Booking in steps, one thing a page: where, what, which day, what time, who. Back never loses an answer: it is in the address. */
export function bookRoutes(deps: QueuePageDeps): readonly Route[] {
  const page = (path: string, handle: Route["handle"]): Route => ({
    method: "GET",
    path,
    access: "public",
    handle,
  });
  return [
    page("/dat-lich", (exchange) => chooseDesk(deps, exchange)),
    page("/dat-lich/:desk", (exchange) => chooseService(deps, exchange)),
    page("/dat-lich/:desk/:service", (exchange) => chooseDay(deps, exchange)),
    page("/dat-lich/:desk/:service/:day", (exchange) => chooseTime(deps, exchange)),
    ...confirmRoutes(deps),
  ];
}

async function chooseDesk(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const { language } = exchange;
  const words = wordsIn(language);
  const desks = await withDoor(exchange.db, "public-queue", allDesks);
  return shown(deps, exchange, {
    step: 1,
    title: words["book.where"],
    content: (
      <>
        <p class="lead">{words["book.where-lead"]}</p>
        <BigLinks
          links={desks.map((desk) => ({
            href: paths.bookAt(desk.slug),
            label: nameOf(desk, language),
          }))}
        />
        <p>
          {exchange.session?.kind === "applicant" ? (
            <LinkTo href={paths.myBookings()}>{words["mine.title"]}</LinkTo>
          ) : (
            <LinkTo href={paths.findBooking()}>{words["book.find"]}</LinkTo>
          )}
        </p>
      </>
    ),
  });
}

async function chooseService(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskAt(exchange);
  if (desk === undefined) return { kind: "missing" };
  const { language } = exchange;
  const services = await atDesk(exchange, desk, (tx) => servicesOf(tx, desk));
  return shown(deps, exchange, {
    step: 2,
    title: wordsIn(language)["book.what"],
    back: paths.book(),
    content: (
      <>
        <p class="lead">{nameOf(desk, language)}</p>
        <BigLinks
          links={services.map((service) => ({
            href: paths.bookService(desk.slug, service.code),
            label: nameOf(service, language),
          }))}
        />
      </>
    ),
  });
}

async function chooseDay(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await chosen(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const { desk, service, days, moving } = found;
  const isFull = !days.some((one) => one.slots.some((slot) => slot.free > 0));
  return shown(deps, exchange, {
    step: 3,
    title: words["book.day"],
    back: paths.bookAt(desk.slug),
    moving,
    content: (
      <>
        <p class="lead">
          {nameOf(service, language)} · {nameOf(desk, language)}
        </p>
        {isFull ? (
          <EmptyState
            title={words[days.length === 0 ? "book.none" : "book.all-full"]}
            text={words[days.length === 0 ? "book.none-text" : "book.all-full-text"]}
            icon="calendar"
          />
        ) : null}
        <ul class="tasks">
          {days.map((one) => {
            const { text, isOpen } = dayWords(one, words, language);
            return (
              <li key={one.on}>
                <span>
                  {isOpen ? (
                    <LinkTo
                      href={`${paths.bookDay(desk.slug, service.code, one.on)}${moveQuery(moving)}`}
                    >
                      <DayText on={one.on} language={language} />
                    </LinkTo>
                  ) : (
                    <DayText on={one.on} language={language} />
                  )}
                </span>
                <span class={`task-state ${isOpen ? "task-todo" : "task-blocked"}`}>{text}</span>
              </li>
            );
          })}
        </ul>
      </>
    ),
  });
}

function dayWords(
  one: OfferedDay,
  words: Words,
  language: "vi" | "en",
): { readonly text: string; readonly isOpen: boolean } {
  const { day, slots } = one;
  const closed = (reason: string) => ({
    text: filled(words["book.day-closed"], { reason }),
    isOpen: false,
  });
  if (day.kind === "holiday") return closed(day.entry.name[language]);
  if (day.kind === "exception") return closed(day.reason);
  if (day.kind === "rest") return { text: words["book.day-rest"], isOpen: false };
  if (slots.length === 0) return { text: words["book.day-over"], isOpen: false };
  const free = slots.reduce((sum, slot) => sum + slot.free, 0);
  return free === 0
    ? { text: words["book.day-full"], isOpen: false }
    : { text: filled(words["book.day-free"], { free }), isOpen: true };
}

async function chooseTime(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await chosen(deps, exchange);
  const on = calendarDay(exchange.params["day"] ?? "");
  const offered = found?.days.find((one) => one.on === on);
  if (found === undefined || offered === undefined || on === undefined) return { kind: "missing" };
  const { language } = exchange;
  const words = wordsIn(language);
  const { desk, service, moving } = found;
  const halves = [
    ["book.morning", offered.slots.filter((one) => minuteOfDay(one.startsAt) < 720)],
    ["book.afternoon", offered.slots.filter((one) => minuteOfDay(one.startsAt) >= 720)],
  ] as const;
  return shown(deps, exchange, {
    step: 4,
    title: words["book.slot"],
    back: `${paths.bookService(desk.slug, service.code)}${moveQuery(moving)}`,
    moving,
    content: (
      <>
        <p class="lead">
          <span class="sentence">
            <DayText on={on} language={language} />
          </span>{" "}
          · {nameOf(service, language)}
        </p>
        {offered.slots.every((one) => one.free === 0) ? (
          <EmptyState
            title={words["book.day-full"]}
            text={dayWords(offered, words, language).text}
            icon="calendar"
          />
        ) : null}
        {halves.map(([name, slots]) =>
          slots.length === 0 ? null : (
            <section key={name} class="slot-part" aria-labelledby={name}>
              <h2 id={name}>{words[name]}</h2>
              <ul class="slots">
                {slots.map(({ startsAt, free }) => {
                  const clock = clockText(startsAt);
                  const at = clock.replace(":", "");
                  const place = paths.bookSlot(desk.slug, service.code, on, at);
                  const state = filled(words[free === 0 ? "book.slot-full" : "book.slot-free"], {
                    free,
                  });
                  return (
                    <li key={at}>
                      {free === 0 ? (
                        <span class="slot slot-full">
                          <b class="num">{clock}</b> <small>{state}</small>
                        </span>
                      ) : (
                        <LinkTo href={`${place}${moveQuery(moving)}`} class="slot">
                          <b class="num">{clock}</b> <small>{state}</small>
                        </LinkTo>
                      )}
                    </li>
                  );
                })}
              </ul>
            </section>
          ),
        )}
      </>
    ),
  });
}

function BigLinks(props: {
  readonly links: readonly { readonly href: string; readonly label: string }[];
}): VNode {
  return (
    <ul class="tasks">
      {props.links.map(({ href, label }) => (
        <li key={href}>
          <span>
            <LinkTo href={href}>{label}</LinkTo>
          </span>
        </li>
      ))}
    </ul>
  );
}
