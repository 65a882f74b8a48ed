import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { phoneNumber } from "#kernel/phone";
import { withApplicant, withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { Readable } from "node:stream";
import {
  Banner,
  Button,
  CitizenPage,
  DataTable,
  DayText,
  EmptyState,
  Field,
  KeyValues,
  LinkTo,
  Panel,
  renderPage,
} from "#ui";
import { cancelBooking } from "../book-slot.ts";
import { type Booking, bookingCodeIn, BOOKING_REFUSALS, type BookingRefusal } from "../booking.ts";
import { calendarFile } from "../booking-ics.ts";
import { bookingByCode, bookingByPublicId, bookingsOfAccount } from "../booking-store.ts";
import { type Desk, nameOf, type Service } from "../desk.ts";
import { deskById, servicesOf } from "../desk-store.ts";
import { receptionOn, timetableOf } from "../offers.ts";
import { paths } from "../paths.ts";
import { isBeforeCutOff, type Reception } from "../reception.ts";
import { ticketById } from "../store.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { atDesk, type QueuePageDeps } from "./page-deps.ts";
import { clockText } from "./receiver-lists.tsx";

/** A booking's own page, found by its address, by code and telephone number, or in one's list. */
export function bookingRoutes(deps: QueuePageDeps): readonly Route[] {
  const find = { path: "/lich-hen", access: "public" } as const;
  return [
    { ...find, method: "GET", handle: async (exchange) => findPage(deps, exchange) },
    { ...find, method: "POST", handle: (exchange) => findBooking(deps, exchange) },
    {
      method: "GET",
      path: "/lich-hen/:booking",
      access: "public",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: "/lich-hen/:booking/huy",
      access: "public",
      handle: (exchange) => cancel(deps, exchange),
    },
    {
      method: "GET",
      path: "/lich-hen/:booking/lich.ics",
      access: "public",
      handle: (exchange) => file(deps, exchange),
    },
    {
      method: "GET",
      path: "/lich-hen-cua-toi",
      access: "applicant",
      handle: (exchange) => mine(deps, exchange),
    },
  ];
}

function findPage(deps: QueuePageDeps, exchange: Exchange, isWrong = false): Reply {
  const words = wordsIn(exchange.language);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["find.title"]} back={paths.book()}>
      <h1>{words["find.title"]}</h1>
      <p class="lead">{words["find.lead"]}</p>
      {isWrong ? <Banner kind="warning" title={words["find.none"]} /> : null}
      <form method="post" action={paths.findBooking()} class="panel sign-in">
        <Field
          id="ma"
          label={words["booking.code"]}
          value={exchange.form.get("ma") ?? ""}
          width={10}
          autocomplete="off"
        />
        <Field
          id="so-dien-thoai"
          type="tel"
          label={words["book.phone"]}
          value={exchange.form.get("so-dien-thoai") ?? ""}
          width={20}
          autocomplete="tel"
        />
        <Button>{words["find.act"]}</Button>
      </form>
    </CitizenPage>
  );
  return { kind: "page", status: isWrong ? 422 : 200, html: renderPage(view) };
}

/** Code and number together; which of them was wrong is not said. */
async function findBooking(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const code = bookingCodeIn(exchange.form.get("ma") ?? "");
  const phone = phoneNumber(exchange.form.get("so-dien-thoai") ?? "");
  const booking = await withDoor(exchange.db, "public-queue", (tx) => bookingByCode(tx, code));
  return booking === undefined || booking.phone !== phone
    ? findPage(deps, exchange, true)
    : { kind: "redirect", to: paths.booking(booking.publicId) };
}

interface Found {
  readonly booking: Booking;
  readonly desk: Desk;
  readonly service: Service;
  readonly reception: Reception | undefined;
  readonly ticketPublicId: string | undefined;
}

async function find(deps: QueuePageDeps, exchange: Exchange): Promise<Found | undefined> {
  const { db, now, params } = exchange;
  const found = await withDoor(db, "public-queue", async (tx) => {
    const booking = await bookingByPublicId(tx, params["booking"] ?? "");
    const desk =
      booking === undefined ? undefined : await deskById(tx, booking.tenantId, booking.deskId);
    return booking === undefined || desk === undefined ? undefined : { booking, desk };
  });
  if (found === undefined) return undefined;
  const { booking, desk } = found;
  return atDesk(exchange, desk, async (tx) => {
    const service = (await servicesOf(tx, desk)).find((one) => one.id === booking.serviceId);
    if (service === undefined) return undefined;
    const timetable = await timetableOf(tx, now, deps.calendars, desk);
    const ticket =
      booking.ticketId === null
        ? undefined
        : await ticketById(tx, booking.tenantId, booking.ticketId);
    return {
      booking,
      desk,
      service,
      reception: receptionOn(timetable, dayIn(booking.startsAt)),
      ticketPublicId: ticket?.publicId,
    };
  });
}

async function show(
  deps: QueuePageDeps,
  exchange: Exchange,
  refusal?: BookingRefusal,
): Promise<Reply> {
  const found = await find(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const { booking, desk, service, reception } = found;
  const isOpen = booking.state === "booked";
  const mayChange =
    isOpen && reception !== undefined && isBeforeCutOff(booking.startsAt, reception, now);
  const done = query.get("da");
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={filled(words["booking.title"], { code: booking.code })}
    >
      <h1>
        {words["booking.code"]} <span class="num">{booking.code}</span>
      </h1>
      {refusal === undefined ? null : <Banner kind="warning" title={words[`refused.${refusal}`]} />}
      {isOpen && (done === "dat" || done === "doi") ? (
        <Banner kind="success" title={words[done === "dat" ? "booking.done" : "booking.moved"]} />
      ) : null}
      {isOpen ? <p class="lead">{words["booking.done-text"]}</p> : null}
      <Panel title={filled(words["booking.title"], { code: booking.code })} id="lich">
        <KeyValues
          rows={[
            {
              label: words["book.at"],
              value: (
                <>
                  {clockText(booking.startsAt)},{" "}
                  <DayText on={dayIn(booking.startsAt)} language={language} />
                </>
              ),
            },
            { label: words["ticket.at"], value: nameOf(desk, language) },
            { label: words["ticket.service"], value: nameOf(service, language) },
            { label: words["book.name"], value: booking.name },
            { label: words["booking.state"], value: words[`booking.state.${booking.state}`] },
          ]}
        />
      </Panel>
      <Acts {...{ found, words, isOpen, mayChange }} />
    </CitizenPage>
  );
  const status = refusal === undefined ? 200 : BOOKING_REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function Acts(props: {
  readonly found: Found;
  readonly words: Words;
  readonly isOpen: boolean;
  readonly mayChange: boolean;
}): VNode {
  const { found, words, isOpen, mayChange } = props;
  const { booking, desk, service, reception, ticketPublicId } = found;
  if (!isOpen)
    return (
      <p class="acts">
        {ticketPublicId === undefined ? null : (
          <Button href={paths.ticket(ticketPublicId)}>{words["booking.ticket"]}</Button>
        )}
        <Button kind="secondary" href={paths.bookService(desk.slug, service.code)}>
          {words["booking.again"]}
        </Button>
      </p>
    );
  return (
    <>
      <p class="hint">
        {mayChange
          ? filled(words["booking.until"], { minutes: reception?.cutOffMinutes ?? 0 })
          : words["booking.too-late"]}
      </p>
      <div class="acts">
        <Button kind="secondary" icon="calendar" href={paths.bookingFile(booking.publicId)}>
          {words["booking.file"]}
        </Button>
        {mayChange ? (
          <>
            <Button
              kind="secondary"
              href={`${paths.bookService(desk.slug, service.code)}?doi=${booking.publicId}`}
            >
              {words["booking.move"]}
            </Button>
            <form method="post" action={paths.cancelBooking(booking.publicId)}>
              <Button kind="danger">{words["booking.cancel"]}</Button>
            </form>
          </>
        ) : null}
      </div>
    </>
  );
}

async function cancel(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await find(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const { booking, desk } = found;
  const done = await atDesk(exchange, desk, (tx) =>
    cancelBooking(tx, exchange.now, deps.calendars, booking.publicId),
  );
  return done.ok
    ? { kind: "redirect", to: paths.booking(booking.publicId) }
    : show(deps, exchange, done.error);
}

async function file(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await find(deps, exchange);
  if (found === undefined) return { kind: "missing" };
  const { booking, desk, service, reception } = found;
  const text = calendarFile({
    booking,
    minutes: reception?.slotMinutes ?? 30,
    summary: nameOf(service, exchange.language),
    place: nameOf(desk, exchange.language),
    url: `${deps.origin()}${paths.booking(booking.publicId)}`,
    writtenAt: exchange.now,
  });
  return {
    kind: "file",
    stream: Readable.from([Buffer.from(text)]),
    type: "text/calendar; charset=utf-8",
    name: `lich-hen-${booking.code}.ics`,
    inline: false,
  };
}

const MINE_SHOWN = 50;

async function mine(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const { language, session, db } = exchange;
  const words = wordsIn(language);
  if (session?.actor.kind !== "applicant") return { kind: "missing" };
  const { actor } = session;
  const rows = await withApplicant(db, { tenantIds: [], actor }, async (tx) => {
    const bookings = await bookingsOfAccount(tx, actor.accountId, MINE_SHOWN);
    const desks = new Map<string, Desk | undefined>();
    for (const { tenantId, deskId } of bookings)
      if (!desks.has(deskId)) desks.set(deskId, await deskById(tx, tenantId, deskId));
    return bookings.map((booking) => ({ booking, desk: desks.get(booking.deskId) }));
  });
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["mine.title"]}>
      <h1>{words["mine.title"]}</h1>
      {rows.length === 0 ? (
        <EmptyState title={words["mine.empty"]} text={words["mine.empty-text"]} icon="calendar">
          <p>
            <Button href={paths.book()}>{words["book.title"]}</Button>
          </p>
        </EmptyState>
      ) : (
        <DataTable
          caption={words["mine.title"]}
          isCaptionHidden
          columns={[
            { key: "at", label: words["book.at"] },
            { key: "desk", label: words["ticket.at"] },
            { key: "code", label: words["booking.code"] },
            { key: "state", label: words["booking.state"] },
          ]}
          rows={rows.map(({ booking, desk }) => ({
            id: booking.id,
            at: (
              <LinkTo href={paths.booking(booking.publicId)}>
                {clockText(booking.startsAt)},{" "}
                <DayText on={dayIn(booking.startsAt)} language={language} />
              </LinkTo>
            ),
            desk: desk === undefined ? "" : nameOf(desk, language),
            code: <span class="num">{booking.code}</span>,
            state: words[`booking.state.${booking.state}`],
          }))}
        />
      )}
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}
