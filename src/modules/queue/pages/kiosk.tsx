import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import { Banner, BoardPage, Button, Field, LinkTo, renderPage } from "#ui";
import { arriveWithBooking } from "../arrive.ts";
import { bookingCodeIn } from "../booking.ts";
import { type Desk, nameOf } from "../desk.ts";
import { drawTicket } from "../draw-ticket.ts";
import { queueNow } from "../find-queue.ts";
import { paths } from "../paths.ts";
import { wordsIn } from "../words.ts";
import { PriorityChoice, priorityIn, ServiceChoice } from "./draw-parts.tsx";
import { atDesk, deskOfKiosk, type QueuePageDeps } from "./page-deps.ts";

/** The machine in the hall. Its address holds a key that only the machine and the desk's receivers know. */
export function kioskRoutes(deps: QueuePageDeps): readonly Route[] {
  const guard = { path: "/may-lay-so/:key", access: "public" } as const;
  return [
    { ...guard, method: "GET", handle: (exchange) => show(deps, exchange) },
    { ...guard, method: "POST", handle: (exchange) => draw(deps, exchange) },
  ];
}

/** Whoever walks away in the middle leaves the next one the first question, in Vietnamese. */
const FORGET_AFTER_SECONDS = 45;

async function show(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskOfKiosk(exchange);
  if (desk === undefined) return { kind: "missing" };
  const { language, query, now } = exchange;
  const words = wordsIn(language);
  const queue = await atDesk(exchange, desk, (tx) => queueNow(tx, desk, dayIn(now)));
  const chosen = queue.services.find((one) => one.code === query.get("linh-vuc"));
  const home = paths.kiosk(desk.kioskKey);
  const other = language === "vi" ? "en" : "vi";
  const view = (
    <BoardPage
      {...deps.frame(exchange)}
      title={words["kiosk.title"]}
      kind="kiosk"
      refresh={{ seconds: FORGET_AFTER_SECONDS, to: `${home}?lang=vi` }}
    >
      <p class="board-place">{nameOf(desk, language)}</p>
      {chosen === undefined ? (
        <>
          <h1>{words["kiosk.choose"]}</h1>
          <ServiceChoice
            {...{ queue, language, words }}
            hrefOf={(code) => `${home}?linh-vuc=${code}`}
          />
          <form method="post" action={home} class="kiosk-code">
            {query.has("sai") ? <Banner kind="warning" title={words["find.none"]} /> : null}
            <Field
              id="ma-hen"
              label={words["kiosk.booked"]}
              hint={words["kiosk.booked-title"]}
              width={10}
              autocomplete="off"
            />
            <Button kind="secondary">{words["kiosk.booked-act"]}</Button>
          </form>
          <p class="board-foot">
            <LinkTo href={`${home}?lang=${other}`} lang={other} class="button button-quiet">
              {words["kiosk.language"]}
            </LinkTo>
          </p>
        </>
      ) : (
        <>
          <p class="board-lead">{nameOf(chosen, language)}</p>
          <h1>{words["kiosk.priority"]}</h1>
          <p class="board-hint">{words["kiosk.priority-hint"]}</p>
          <PriorityChoice action={home} serviceCode={chosen.code} words={words} />
          <p class="board-foot">
            <LinkTo href={home} class="button button-quiet">
              {words["kiosk.back"]}
            </LinkTo>
          </p>
        </>
      )}
    </BoardPage>
  );
  return { kind: "page", html: renderPage(view) };
}

async function draw(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskOfKiosk(exchange);
  if (desk === undefined) return { kind: "missing" };
  const code = exchange.form.get("ma-hen");
  const drawn =
    code === null ? await drawFor(exchange, desk) : await comeWith(exchange, desk, code);
  if (!drawn.ok)
    return code === null
      ? { kind: "missing" }
      : { kind: "redirect", to: `${paths.kiosk(desk.kioskKey)}?sai` };
  deps.onChanged();
  return {
    kind: "redirect",
    to: `${paths.slip(drawn.value.publicId)}?may=${desk.kioskKey}`,
  };
}

/** A code that is of another day, another desk or used says no more than a wrong one: anyone may stand here. */
function comeWith(exchange: Exchange, desk: Desk, code: string) {
  return atDesk(exchange, desk, (tx) =>
    arriveWithBooking(tx, exchange.now, desk, bookingCodeIn(code)),
  );
}

function drawFor(exchange: Exchange, desk: Desk) {
  const { now, form } = exchange;
  return atDesk(exchange, desk, (tx) =>
    drawTicket(tx, now, desk, {
      serviceCode: form.get("linh-vuc") ?? "",
      way: "kiosk",
      priority: priorityIn(form),
    }),
  );
}
