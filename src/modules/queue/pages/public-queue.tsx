import { dayIn } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, DataTable, EmptyState, LinkTo, Panel, renderPage } from "#ui";
import { type Desk, nameOf } from "../desk.ts";
import { allDesks } from "../desk-store.ts";
import { drawTicket } from "../draw-ticket.ts";
import { MOST_WAITING, type QueueNow, queueNow, waitOf } from "../find-queue.ts";
import { paths } from "../paths.ts";
import { ticketByPublicId } from "../store.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { PriorityChoice, priorityIn, ServiceChoice } from "./draw-parts.tsx";
import { atDesk, deskAt, doorToken, estimateWords, type QueuePageDeps } from "./page-deps.ts";

/** How long one waits where, and drawing a number by phone at the door. */
export function publicQueueRoutes(deps: QueuePageDeps): readonly Route[] {
  const door = { path: "/hang-cho/:desk/lay-so", access: "public" } as const;
  return [
    {
      method: "GET",
      path: "/hang-cho",
      access: "public",
      handle: (exchange) => showDesks(deps, exchange),
    },
    {
      method: "GET",
      path: "/hang-cho/:desk",
      access: "public",
      handle: (exchange) => showDesk(deps, exchange),
    },
    { ...door, method: "GET", handle: (exchange) => showDraw(deps, exchange) },
    { ...door, method: "POST", handle: (exchange) => draw(deps, exchange) },
  ];
}

async function showDesks(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const { language } = exchange;
  const words = wordsIn(language);
  const desks = await withDoor(exchange.db, "public-queue", allDesks);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["queues.title"]}>
      <h1>{words["queues.title"]}</h1>
      <p class="lead">{words["queues.lead"]}</p>
      {desks.length === 0 ? (
        <EmptyState title={words["queues.title"]} text={words["queues.none"]} />
      ) : (
        <ul class="tasks">
          {desks.map((desk) => (
            <li key={desk.id}>
              <span>
                <LinkTo href={paths.desk(desk.slug)}>{nameOf(desk, language)}</LinkTo>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <LinkTo href={paths.figures()}>{words["queues.figures"]}</LinkTo>
      </p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

/** Someone who comes now and is not preferred. */
function newcomer(serviceId: string, now: Date) {
  return { serviceId, priority: null, bookedFor: null, targetCounterId: null, rankAt: now };
}

async function showDesk(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskAt(exchange);
  if (desk === undefined) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const queue = await atDesk(exchange, desk, (tx) => queueNow(tx, desk, dayIn(now)));
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={nameOf(desk, language)}
      crumbs={[{ href: paths.queues(), label: words["queues.title"] }]}
      refreshSeconds={60}
    >
      <h1>{nameOf(desk, language)}</h1>
      <live-part id="hang" data-events={paths.boardEvents(desk.slug)}>
        <QueueTable {...{ queue, words, language, now }} />
      </live-part>
      <Panel title={words["desk.how"]} id="cach">
        <p>{words["desk.how-text"]}</p>
        <p>
          <LinkTo href={paths.board(desk.slug)}>{words["desk.board"]}</LinkTo>
        </p>
      </Panel>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function QueueTable(props: {
  readonly queue: QueueNow;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly now: Date;
}) {
  const { queue, words, language, now } = props;
  return (
    <DataTable
      caption={words["desk.table"]}
      columns={[
        { key: "service", label: words["desk.service"] },
        { key: "waiting", label: words["desk.waiting"], isNumber: true },
        { key: "wait", label: words["desk.wait"] },
      ]}
      rows={queue.services.map((service) => {
        const { text, how } = estimateWords(waitOf(queue, newcomer(service.id, now), now), words);
        return {
          id: service.id,
          service: nameOf(service, language),
          waiting: queue.waiting.filter((one) => one.serviceId === service.id).length,
          wait: (
            <>
              <strong>{text}</strong>
              <span class="hint">{how}</span>
            </>
          ),
        };
      })}
    />
  );
}

/** The number that this phone holds, so that a second scan leads back to it. */
const HELD = "so-dang-giu";
const HELD_SECONDS = 12 * 3600;

async function showDraw(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskAt(exchange);
  if (desk === undefined) return { kind: "missing" };
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const token = query.get("cua") ?? "";
  if (token !== doorToken(desk, dayIn(now))) return scanFirst(deps, exchange, desk);
  const held = await heldTicket(exchange, desk);
  if (held !== undefined) return { kind: "redirect", to: paths.ticket(held) };
  const queue = await atDesk(exchange, desk, (tx) => queueNow(tx, desk, dayIn(now)));
  const chosen = queue.services.find((one) => one.code === query.get("linh-vuc"));
  const here = paths.phoneDraw(desk.slug, token);
  const view = (
    <CitizenPage
      {...deps.frame(exchange)}
      title={words["phone.title"]}
      back={chosen === undefined ? undefined : here}
    >
      {chosen === undefined ? (
        <>
          <h1>{words["kiosk.choose"]}</h1>
          <p class="lead">{filled(words["phone.lead"], { desk: nameOf(desk, language) })}</p>
          <ServiceChoice
            {...{ queue, language, words }}
            hrefOf={(code) => `${here}&linh-vuc=${code}`}
          />
        </>
      ) : (
        <>
          <h1>{words["kiosk.priority"]}</h1>
          <p class="lead">
            {nameOf(chosen, language)}. {words["kiosk.priority-hint"]}
          </p>
          <PriorityChoice action={here} serviceCode={chosen.code} words={words} />
        </>
      )}
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function scanFirst(
  deps: QueuePageDeps,
  exchange: Exchange,
  desk: Desk,
  problem: "phone.scan-text" | "phone.full" = "phone.scan-text",
): Reply {
  const words = wordsIn(exchange.language);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["phone.title"]}>
      <h1>{words["phone.title"]}</h1>
      <EmptyState title={words["phone.scan-first"]} text={words[problem]} icon="qr">
        <p>
          <LinkTo href={paths.desk(desk.slug)}>{nameOf(desk, exchange.language)}</LinkTo>
        </p>
      </EmptyState>
    </CitizenPage>
  );
  return { kind: "page", status: problem === "phone.full" ? 422 : 200, html: renderPage(view) };
}

async function draw(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskAt(exchange);
  if (desk === undefined) return { kind: "missing" };
  const { now, form, query } = exchange;
  if (query.get("cua") !== doorToken(desk, dayIn(now))) return scanFirst(deps, exchange, desk);
  const held = await heldTicket(exchange, desk);
  if (held !== undefined) return { kind: "redirect", to: paths.ticket(held) };
  const drawn = await atDesk(exchange, desk, async (tx) => {
    const queue = await queueNow(tx, desk, dayIn(now));
    if (queue.waiting.length >= MOST_WAITING) return undefined;
    return drawTicket(tx, now, desk, {
      serviceCode: form.get("linh-vuc") ?? "",
      way: "phone",
      priority: priorityIn(form),
    });
  });
  if (drawn === undefined) return scanFirst(deps, exchange, desk, "phone.full");
  if (!drawn.ok) return { kind: "missing" };
  deps.onChanged();
  return {
    kind: "redirect",
    to: paths.ticket(drawn.value.publicId),
    cookies: [{ name: HELD, value: drawn.value.publicId, maxAgeSeconds: HELD_SECONDS }],
  };
}

async function heldTicket(exchange: Exchange, desk: Desk): Promise<string | undefined> {
  const id = exchange.cookies[HELD];
  if (id === undefined) return undefined;
  const ticket = await atDesk(exchange, desk, (tx) => ticketByPublicId(tx, id));
  const isHeld =
    ticket !== undefined &&
    ticket.onDay === dayIn(exchange.now) &&
    ["waiting", "called", "serving"].includes(ticket.state);
  return isHeld ? id : undefined;
}
