import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply } from "#platform/http";
import { Banner, CitizenPage, Progress, renderPage } from "#ui";
import type { Booking } from "../booking.ts";
import { bookingByPublicId } from "../booking-store.ts";
import type { Desk, Service } from "../desk.ts";
import { servicesOf } from "../desk-store.ts";
import { offeredDays, type OfferedDay, timetableOf } from "../offers.ts";
import { filled, wordsIn } from "../words.ts";
import { atDesk, deskAt, type QueuePageDeps } from "./page-deps.ts";
import { clockText } from "./receiver-lists.tsx";

/** What the address says was chosen so far, with what is offered. */
export interface Chosen {
  readonly desk: Desk;
  readonly service: Service;
  readonly days: readonly OfferedDay[];
  /** The booking that is being moved, if one is. */
  readonly moving: Booking | undefined;
}

export async function chosen(deps: QueuePageDeps, exchange: Exchange): Promise<Chosen | undefined> {
  const desk = await deskAt(exchange);
  if (desk === undefined) return undefined;
  const { now, params, query } = exchange;
  return atDesk(exchange, desk, async (tx) => {
    const services = await servicesOf(tx, desk);
    const service = services.find((one) => one.code === params["service"]);
    if (service === undefined) return undefined;
    const timetable = await timetableOf(tx, now, deps.calendars, desk);
    const of = { tenantId: desk.tenantId, deskId: desk.id, serviceId: service.id };
    const moved = await bookingByPublicId(tx, query.get("doi") ?? "");
    return {
      desk,
      service,
      days: await offeredDays(tx, now, timetable, of),
      moving: moved?.state === "booked" && moved.serviceId === service.id ? moved : undefined,
    };
  });
}

/** Keeps in the address that a booking is being moved. */
export const moveQuery = (moving: Booking | undefined): string =>
  moving === undefined ? "" : `?doi=${moving.publicId}`;

const STEPS = 5;

/** One step of booking in its frame. */
export function shown(
  deps: QueuePageDeps,
  exchange: Exchange,
  page: {
    readonly step: number;
    readonly title: string;
    readonly back?: string;
    readonly moving?: Booking | undefined;
    readonly status?: number;
    readonly content: VNode;
  },
): Reply {
  const words = wordsIn(exchange.language);
  const { moving } = page;
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={`${page.title} · ${words["book.title"]}`}
      back={page.back}
    >
      <Progress step={page.step} of={STEPS} language={exchange.language} />
      <h1>{page.title}</h1>
      {moving === undefined ? null : (
        <Banner
          kind="info"
          title={filled(words["book.moving"], {
            code: moving.code,
            at: `${clockText(moving.startsAt)}, ${dayIn(moving.startsAt).split("-").toReversed().join("/")}`,
          })}
        />
      )}
      {page.content}
    </CitizenPage>
  );
  return { kind: "page", status: page.status ?? 200, html: renderPage(view) };
}
