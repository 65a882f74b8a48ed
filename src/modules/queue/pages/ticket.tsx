import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { type Tx, withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { liveTopic } from "#platform/live-updates";
import {
  BoardPage,
  Banner,
  Button,
  CitizenPage,
  KeyValues,
  LinkTo,
  momentText,
  renderPage,
  Tag,
  When,
} from "#ui";
import { type Desk, nameOf } from "../desk.ts";
import { deskById } from "../desk-store.ts";
import { aheadOf, type QueueNow, queueNow, waitOf } from "../find-queue.ts";
import { leaveQueue } from "../leave-queue.ts";
import { paths } from "../paths.ts";
import { ticketByPublicId } from "../store.ts";
import type { Ticket } from "../ticket.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { atDesk, estimateWords, type QueuePageDeps } from "./page-deps.ts";
import { qrOf } from "./qr.ts";

/** A number's own page: on the phone to follow it, on 80 mm to hold it. Who has the address has the number. */
export function ticketRoutes(deps: QueuePageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/so-thu-tu/:ticket",
      access: "public",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "GET",
      path: "/so-thu-tu/:ticket/phieu",
      access: "public",
      handle: (exchange) => slip(deps, exchange),
    },
    {
      method: "GET",
      path: "/so-thu-tu/:ticket/su-kien",
      access: "public",
      handle: (exchange) => events(deps, exchange),
    },
    {
      method: "POST",
      path: "/so-thu-tu/:ticket/bo-so",
      access: "public",
      handle: (exchange) => leave(deps, exchange),
    },
  ];
}

interface Found {
  readonly ticket: Ticket;
  readonly desk: Desk;
}

async function find(exchange: Exchange): Promise<Found | undefined> {
  return withDoor(exchange.db, "public-queue", async (tx: Tx) => {
    const ticket = await ticketByPublicId(tx, exchange.params["ticket"] ?? "");
    const desk =
      ticket === undefined ? undefined : await deskById(tx, ticket.tenantId, ticket.deskId);
    return ticket === undefined || desk === undefined ? undefined : { ticket, desk };
  });
}

/** Without scripts the page asks again this often. */
const ASK_AGAIN_SECONDS = 30;

async function show(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await find(exchange);
  if (found === undefined) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const { ticket, desk } = found;
  const queue = await atDesk(exchange, desk, (tx) => queueNow(tx, desk, dayIn(now)));
  const title = filled(words["ticket.title"], { label: ticket.label });
  const isOpen = ["waiting", "called", "serving"].includes(ticket.state);
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={title}
      refreshSeconds={isOpen ? ASK_AGAIN_SECONDS : undefined}
    >
      <h1>{title}</h1>
      <live-part id="luot" data-events={`${paths.ticket(ticket.publicId)}/su-kien`}>
        <TicketState {...{ ticket, queue, words, now }} />
        <div class="panel">
          <KeyValues rows={factsOf(ticket, queue, words, language)} />
        </div>
      </live-part>
      {ticket.state === "waiting" ? (
        <form method="post" action={paths.leave(ticket.publicId)} class="panel">
          <p>{words["ticket.leave-hint"]}</p>
          <Button kind="danger">{words["ticket.leave"]}</Button>
        </form>
      ) : null}
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function factsOf(ticket: Ticket, queue: QueueNow, words: Words, language: "vi" | "en") {
  const service = queue.services.find((one) => one.id === ticket.serviceId);
  return [
    { label: words["ticket.at"], value: nameOf(queue.desk, language) },
    {
      label: words["ticket.service"],
      value: service === undefined ? "" : nameOf(service, language),
    },
    ...(ticket.priority === null
      ? []
      : [{ label: words["ticket.priority"], value: words[`priority.${ticket.priority}`] }]),
    ...(ticket.bookedFor === null
      ? []
      : [{ label: words["ticket.booked"], value: momentText(ticket.bookedFor) }]),
    { label: words["ticket.drawn"], value: <When at={ticket.drawnAt} /> },
  ];
}

/** Where the number stands, with what its holder should do; the same words are read aloud when they change. */
function TicketState(props: {
  readonly ticket: Ticket;
  readonly queue: QueueNow;
  readonly words: Words;
  readonly now: Date;
}): VNode {
  const { ticket, queue, words, now } = props;
  const counter = queue.counters.find((one) => one.id === ticket.counterId)?.number ?? "";
  if (ticket.state === "called") {
    const go = filled(words["ticket.go"], { counter });
    return (
      <div class="ticket-now ticket-go" data-say={go}>
        <p class="board-number num">{ticket.label}</p>
        <p class="ticket-words">{go}</p>
      </div>
    );
  }
  if (ticket.state !== "waiting")
    return (
      <div data-say={words[`state.${ticket.state}`]}>
        <Banner
          kind={ticket.state === "no-show" ? "warning" : "info"}
          title={words[`state.${ticket.state}`]}
        >
          {ticket.state === "no-show" ? <p>{words["no-show.what"]}</p> : null}
        </Banner>
      </div>
    );
  const ahead = aheadOf(queue, ticket, now);
  const { text, how } = estimateWords(waitOf(queue, ticket, now), words);
  const place = ahead === 0 ? words["ticket.first"] : filled(words["ticket.ahead"], { ahead });
  return (
    <div class="ticket-now" data-say={place}>
      <p class="board-number num">{ticket.label}</p>
      <p class="ticket-words">{place}</p>
      <p>
        {words["ticket.wait"]}: <strong>{text}</strong>
      </p>
      <p class="hint">{how}</p>
    </div>
  );
}

/** Back to the first question for the next person. */
const NEXT_PERSON_SECONDS = 12;

async function slip(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await find(exchange);
  if (found === undefined) return { kind: "missing" };
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const { ticket, desk } = found;
  const queue = await atDesk(exchange, desk, (tx) => queueNow(tx, desk, dayIn(now)));
  const service = queue.services.find((one) => one.id === ticket.serviceId);
  const home =
    query.get("may") === desk.kioskKey ? `${paths.kiosk(desk.kioskKey)}?lang=vi` : undefined;
  const { text } = estimateWords(waitOf(queue, ticket, now), words);
  const picture = await qrOf(`${deps.origin()}${paths.ticket(ticket.publicId)}`);
  const content = (
    <>
      <p class="board-place">{nameOf(desk, language)}</p>
      <h1>
        {words["kiosk.number"]} <span class="board-number num">{ticket.label}</span>
      </h1>
      <p class="slip-service">{service === undefined ? "" : nameOf(service, language)}</p>
      {ticket.priority === null ? null : (
        <p>
          <Tag kind="urgent">
            {words["priority.short"]}: {words[`priority.${ticket.priority}`]}
          </Tag>
        </p>
      )}
      <p>
        {words["ticket.wait"]}: <strong>{text}</strong>
      </p>
      <img class="qr" src={picture} alt={words["ticket.qr"]} width="144" height="144" />
      <p class="hint">{words["ticket.follow"]}</p>
      <p class="hint">
        {words["ticket.keep"]} <When at={ticket.drawnAt} />
      </p>
    </>
  );
  const view = (
    <BoardPage
      {...deps.frame(exchange)}
      title={filled(words["ticket.title"], { label: ticket.label })}
      kind="slip"
      refresh={home === undefined ? undefined : { seconds: NEXT_PERSON_SECONDS, to: home }}
    >
      <div class="slip">{home === undefined ? content : <print-slip>{content}</print-slip>}</div>
      <p class="board-foot no-print">
        <LinkTo href={home ?? paths.ticket(ticket.publicId)} class="button">
          {home === undefined ? words["ticket.wait"] : words["kiosk.done"]}
        </LinkTo>
      </p>
    </BoardPage>
  );
  return { kind: "page", html: renderPage(view) };
}

async function leave(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await find(exchange);
  if (found === undefined) return { kind: "missing" };
  const { ticket, desk } = found;
  // Given up twice, or called meanwhile: the page says how it stands now.
  const left = await atDesk(exchange, desk, (tx) => leaveQueue(tx, exchange.now, ticket.publicId));
  if (left.ok) deps.onChanged();
  return { kind: "redirect", to: paths.ticket(ticket.publicId) };
}

async function events(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const found = await find(exchange);
  const stream =
    found === undefined ? undefined : deps.live.open(liveTopic(found.ticket.tenantId, "ticket"));
  return stream === undefined ? { kind: "missing" } : { kind: "events", stream };
}
