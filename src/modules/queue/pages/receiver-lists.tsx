import type { VNode } from "preact";
import { minuteOfDay } from "#kernel/calendar-day";
import { Button, DataTable, Panel, Tag } from "#ui";
import { type Counter, nameOf } from "../desk.ts";
import { MOST_WAITING, type QueueNow } from "../find-queue.ts";
import { paths } from "../paths.ts";
import type { Ticket } from "../ticket.ts";
import { filled, type Words } from "../words.ts";

/** `08:05`, at Vietnamese time. */
export function clockText(at: Date): string {
  const minute = minuteOfDay(at);
  return [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0")).join(":");
}

/** Everyone who waits, in the order of their moments; the fair rule may call a later one first. */
export function WaitingPanel(props: {
  readonly queue: QueueNow;
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { queue, words, language } = props;
  const count =
    queue.waiting.length >= MOST_WAITING ? `${MOST_WAITING}+` : String(queue.waiting.length);
  const title = filled(words["work.waiting"], { count });
  return (
    <Panel title={title} id="dang-cho">
      <DataTable
        caption={words["work.waiting-table"]}
        isCaptionHidden
        empty={words["work.waiting-empty"]}
        columns={[
          { key: "label", label: words["work.col-label"] },
          { key: "service", label: words["work.col-service"] },
          { key: "kind", label: words["work.col-kind"] },
          { key: "since", label: words["work.col-since"] },
        ]}
        rows={queue.waiting.map((ticket) => {
          const service = queue.services.find((one) => one.id === ticket.serviceId);
          return {
            id: ticket.id,
            label: <strong class="num">{ticket.label}</strong>,
            service: service === undefined ? "" : nameOf(service, language),
            kind: <Kind {...{ ticket, queue, words }} />,
            since: <time dateTime={ticket.rankAt.toISOString()}>{clockText(ticket.rankAt)}</time>,
          };
        })}
      />
    </Panel>
  );
}

function Kind(props: {
  readonly ticket: Ticket;
  readonly queue: QueueNow;
  readonly words: Words;
}): VNode {
  const { ticket, queue, words } = props;
  const only = queue.counters.find((one) => one.id === ticket.targetCounterId);
  if (only !== undefined)
    return (
      <Tag kind="info">
        {words["work.col-for"]} {filled(words["work.counter"], { number: only.number })}
      </Tag>
    );
  if (ticket.priority !== null)
    return <Tag kind="urgent">{words[`priority.${ticket.priority}`]}</Tag>;
  if (ticket.bookedFor !== null)
    return (
      <Tag kind="hold">
        {filled(words["work.kind-booked"], { time: clockText(ticket.bookedFor) })}
      </Tag>
    );
  return <>{words["work.kind-usual"]}</>;
}

export function MissedPanel(props: {
  readonly missed: readonly Ticket[];
  readonly own: Counter;
  readonly words: Words;
}): VNode {
  const { missed, own, words } = props;
  return (
    <Panel title={words["work.missed"]} id="vang-mat">
      {missed.length === 0 ? (
        <p class="hint">{words["work.missed-empty"]}</p>
      ) : (
        <ul class="list">
          {missed.map((ticket) => (
            <li key={ticket.id} class="missed">
              <strong class="num">{ticket.label}</strong>{" "}
              <span class="hint num">{clockText(ticket.calledAt ?? ticket.drawnAt)}</span>
              {own.state === "open" ? (
                <form method="post" action={paths.ticketAct(ticket.publicId, "goi-lai")}>
                  <input type="hidden" name="version" value={ticket.version} />
                  <Button kind="link" aria-label={`${words["work.again"]} ${ticket.label}`}>
                    {words["work.again"]}
                  </Button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function CountersPanel(props: { readonly queue: QueueNow; readonly words: Words }): VNode {
  const { queue, words } = props;
  const stateOf = (counter: Counter): string => {
    if (counter.state === "closed") return words["board.closed"];
    return counter.state === "paused" ? words["board.paused"] : (counter.officialName ?? "");
  };
  return (
    <Panel title={words["work.others"]} id="cac-quay">
      <ul class="list">
        {queue.counters.map((counter) => (
          <li key={counter.id}>
            <strong>{filled(words["work.counter"], { number: counter.number })}</strong>{" "}
            <span class="hint">{stateOf(counter)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
