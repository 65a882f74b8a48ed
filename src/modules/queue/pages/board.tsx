import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import { liveTopic } from "#platform/live-updates";
import { BoardPage, renderPage } from "#ui";
import { type Counter, type Desk, nameOf } from "../desk.ts";
import { boardNow } from "../find-queue.ts";
import { paths } from "../paths.ts";
import type { BoardRow } from "../store.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { atDesk, deskAt, doorToken, type QueuePageDeps } from "./page-deps.ts";
import { qrOf } from "./qr.ts";

/** The screen in the hall: the number of every counter, the last calls, no name of anyone; read from five metres. */
export function boardRoutes(deps: QueuePageDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/hang-cho/:desk/man-hinh",
      access: "public",
      handle: (exchange) => show(deps, exchange),
    },
    {
      method: "GET",
      path: "/hang-cho/:desk/su-kien",
      access: "public",
      handle: async (exchange) => {
        const desk = await deskAt(exchange);
        const stream =
          desk === undefined ? undefined : deps.live.open(liveTopic(desk.tenantId, "ticket"));
        return stream === undefined ? { kind: "missing" } : { kind: "events", stream };
      },
    },
  ];
}

/** Without scripts the screen asks again this often: a person walks to a counter in about that time. */
const ASK_AGAIN_SECONDS = 8;
const LAST_SHOWN = 6;

async function show(deps: QueuePageDeps, exchange: Exchange): Promise<Reply> {
  const desk = await deskAt(exchange);
  if (desk === undefined) return { kind: "missing" };
  const { language, now } = exchange;
  const words = wordsIn(language);
  const board = await atDesk(exchange, desk, (tx) => boardNow(tx, desk, dayIn(now)));
  const draw = `${deps.origin()}${paths.phoneDraw(desk.slug, doorToken(desk, dayIn(now)))}`;
  const view = (
    <BoardPage
      {...deps.frame(exchange)}
      title={`${words["board.title"]}: ${nameOf(desk, language)}`}
      kind="screen"
      refresh={{ seconds: ASK_AGAIN_SECONDS }}
    >
      <h1 class="board-place">{nameOf(desk, language)}</h1>
      <live-part id="bang" data-events={paths.boardEvents(desk.slug)}>
        <Board {...board} {...{ desk, words }} />
      </live-part>
      <aside class="board-scan" aria-label={words["board.scan"]}>
        <img src={await qrOf(draw)} alt={words["board.qr"]} width="140" height="140" />
        <p>{words["board.scan"]}</p>
      </aside>
    </BoardPage>
  );
  return { kind: "page", html: renderPage(view) };
}

function Board(props: {
  readonly counters: readonly Counter[];
  readonly calls: readonly BoardRow[];
  readonly desk: Desk;
  readonly words: Words;
}): VNode {
  const { counters, calls, words } = props;
  const newest = calls.find((one) => one.state === "called");
  const inHand = calls.filter((one) => one.state === "called" || one.state === "serving");
  const earlier = calls.filter((one) => one !== newest).slice(0, LAST_SHOWN);
  const invitation =
    newest === undefined
      ? ""
      : filled(words["board.invite"], { label: newest.label, counter: newest.counterNumber });
  return (
    <div class="board-grid" data-say={invitation}>
      <section class="board-newest" aria-label={words["board.now"]}>
        {newest === undefined ? (
          <p class="board-none">{words[calls.length === 0 ? "board.none" : "board.free"]}</p>
        ) : (
          <>
            <p class="board-hint">{words["board.now"]}</p>
            <p class="board-number num">{newest.label}</p>
            <p class="board-to">
              {words["board.counter"]} <b class="num">{newest.counterNumber}</b>
            </p>
          </>
        )}
      </section>
      <table class="board-table">
        <caption class="sr">{words["board.counters"]}</caption>
        <thead>
          <tr>
            <th scope="col">{words["board.counter"]}</th>
            <th scope="col">{words["board.number"]}</th>
          </tr>
        </thead>
        <tbody>
          {counters.map((counter) => {
            const ticket = inHand.find((one) => one.counterNumber === counter.number);
            const isCalling = ticket?.state === "called";
            return (
              <tr key={counter.id} class={isCalling ? "calling" : undefined}>
                <th scope="row" class="num">
                  {counter.number}
                </th>
                <td>
                  {ticket === undefined ? (
                    <span class="board-idle">{words[idleWords(counter)]}</span>
                  ) : (
                    <>
                      <b class="num">{ticket.label}</b>{" "}
                      <small>{words[isCalling ? "board.calling" : "board.serving"]}</small>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {earlier.length === 0 ? null : (
        <section class="board-last" aria-label={words["board.last"]}>
          <h2>{words["board.last"]}</h2>
          <ol>
            {earlier.map((one) => (
              <li key={one.publicId} class="num">
                {one.label} <small>→ {one.counterNumber}</small>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

function idleWords(counter: Counter): "board.closed" | "board.paused" | "board.free" {
  if (counter.state === "closed") return "board.closed";
  return counter.state === "paused" ? "board.paused" : "board.free";
}
