import { addDays, calendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { StaleVersion } from "#platform/database";
import {
  Banner,
  Button,
  DataTable,
  DayText,
  EmptyState,
  Field,
  Panel,
  renderPage,
  StaffPage,
} from "#ui";
import { arriveWithBooking } from "../arrive.ts";
import { bookingCodeIn, BOOKING_REFUSALS, type BookingRefusal } from "../booking.ts";
import { bookingsBetween } from "../booking-store.ts";
import { nameOf } from "../desk.ts";
import { servicesOf } from "../desk-store.ts";
import { paths } from "../paths.ts";
import { QUEUE_PERMISSIONS } from "../policy.ts";
import { wordsIn } from "../words.ts";
import { asOfficialAt, type QueuePageDeps } from "./page-deps.ts";
import { clockText } from "./receiver-lists.tsx";
import { ownDesk } from "./receiver.tsx";

/** `/can-bo/lich-hen`: who comes today, to print and hang at the counter; and the code of who has just come. */
export function daySheetRoutes(deps: QueuePageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.daySheet(),
      access: "official",
      roles: QUEUE_PERMISSIONS["booking see"],
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "POST",
      path: "/can-bo/lich-hen/den",
      access: "official",
      roles: QUEUE_PERMISSIONS["booking arrive"],
      handle: (exchange) => arrive(deps, exchange),
    },
  ];
}

/** More than a desk can receive on one day. */
const MOST_OF_A_DAY = 1000;

async function show(
  deps: QueuePageDeps,
  exchange: Exchange,
  refusal?: BookingRefusal,
): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const session = officialSession(exchange);
  const on = calendarDay(query.get("ngay") ?? "") ?? dayIn(now);
  const desk = await ownDesk(exchange);
  const { bookings, services } =
    desk === undefined
      ? { bookings: [], services: [] }
      : await asOfficialAt(exchange, desk, async (tx) => ({
          bookings: await bookingsBetween(
            tx,
            desk,
            { from: instantAt(on, 0), until: instantAt(addDays(on, 1), 0) },
            MOST_OF_A_DAY,
          ),
          services: await servicesOf(tx, desk),
        }));
  const mayArrive = session.roles.some((role) =>
    (QUEUE_PERMISSIONS["booking arrive"] as readonly string[]).includes(role),
  );
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["sheet.title"]} current={paths.daySheet()}>
      <h1>
        {words["sheet.title"]}: <DayText on={on} language={language} />
      </h1>
      {refusal === undefined ? null : (
        <Banner kind="warning" title={words["refused.title"]}>
          <p>{words[`refused.${refusal}`]}</p>
        </Banner>
      )}
      <form method="get" action={paths.daySheet()} class="filters">
        <Field id="ngay" type="date" label={words["sheet.day"]} value={on} />
        <Button kind="secondary">{words["sheet.show"]}</Button>
      </form>
      {mayArrive && desk !== undefined ? (
        <Panel title={words["sheet.arrive"]} id="den">
          <form method="post" action="/can-bo/lich-hen/den" class="filters">
            <Field id="ma" label={words["booking.code"]} width={10} autocomplete="off" />
            <Button>{words["sheet.arrive-act"]}</Button>
          </form>
        </Panel>
      ) : null}
      {bookings.length === 0 ? (
        <EmptyState title={words["sheet.empty"]} text={words["sheet.empty-text"]} icon="calendar" />
      ) : (
        <>
          <DataTable
            caption={words["sheet.title"]}
            columns={[
              { key: "time", label: words["sheet.time"] },
              { key: "service", label: words["ticket.service"] },
              { key: "name", label: words["sheet.name"] },
              { key: "phone", label: words["sheet.phone"] },
              { key: "code", label: words["booking.code"] },
              { key: "state", label: words["booking.state"] },
            ]}
            rows={bookings.map((booking) => {
              const service = services.find((one) => one.id === booking.serviceId);
              return {
                id: booking.id,
                time: <strong class="num">{clockText(booking.startsAt)}</strong>,
                service: service === undefined ? "" : nameOf(service, language),
                name: booking.name,
                phone: <span class="num">••• ••• {booking.phone.slice(-3)}</span>,
                code: <span class="num">{booking.code}</span>,
                state: words[`booking.state.${booking.state}`],
              };
            })}
          />
          <p class="hint no-print">{words["sheet.print"]}</p>
        </>
      )}
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : BOOKING_REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

async function arrive(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await ownDesk(exchange);
  if (desk === undefined) return { kind: "missing" };
  const code = bookingCodeIn(exchange.form.get("ma") ?? "");
  try {
    const come = await asOfficialAt(exchange, desk, (tx) =>
      arriveWithBooking(tx, exchange.now, desk, code),
    );
    if (!come.ok) return show(deps, exchange, come.error);
    deps.onChanged();
    return { kind: "redirect", to: paths.slip(come.value.publicId) };
  } catch (error) {
    if (error instanceof StaleVersion) return show(deps, exchange, "wrong-state");
    throw error;
  }
}
