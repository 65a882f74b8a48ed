import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { asOfficial, type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { liveTopic } from "#platform/live-updates";
import { Banner, Button, EmptyState, LinkTo, Panel, renderPage, Select, StaffPage, Tag } from "#ui";
import { type Counter, type Desk, nameOf } from "../desk.ts";
import { deskOfTenants } from "../desk-store.ts";
import { type QueueNow, queueNow } from "../find-queue.ts";
import { paths } from "../paths.ts";
import { QUEUE_PERMISSIONS } from "../policy.ts";
import { notAnswered, ticketByPublicId, ticketInHand } from "../store.ts";
import { PRIORITIES, type QueueRefusal, REFUSALS, type Ticket } from "../ticket.ts";
import { filled, type Words, wordsIn } from "../words.ts";
import { CurrentTicket } from "./current-ticket.tsx";
import { asOfficialAt, type QueuePageDeps } from "./page-deps.ts";
import { CountersPanel, MissedPanel, WaitingPanel } from "./receiver-lists.tsx";

/** `/can-bo/hang-cho`: where a receiver calls, serves and sends on; everything by mouse or by key. */
export function receiverRoutes(deps: QueuePageDeps): readonly Route[] {
  const guard = { access: "official", roles: QUEUE_PERMISSIONS["queue call"] } as const;
  return [
    {
      ...guard,
      method: "GET",
      path: paths.receiver(),
      handle: (exchange) => showReceiver(deps, exchange),
    },
    {
      ...guard,
      method: "GET",
      path: "/can-bo/hang-cho/su-kien",
      handle: async (exchange) => {
        const desk = await ownDesk(exchange);
        const stream =
          desk === undefined ? undefined : deps.live.open(liveTopic(desk.tenantId, "ticket"));
        return stream === undefined ? { kind: "missing" } : { kind: "events", stream };
      },
    },
  ];
}

export function ownDesk(exchange: Exchange): Promise<Desk | undefined> {
  const { tenantIds } = officialSession(exchange);
  return asOfficial(exchange, (tx) => deskOfTenants(tx, tenantIds));
}

interface Loaded {
  readonly queue: QueueNow;
  readonly own: Counter | undefined;
  readonly current: Ticket | undefined;
  readonly missed: readonly Ticket[];
  readonly drawn: Ticket | undefined;
}

const MISSED_SHOWN = 10;

async function load(exchange: Exchange, desk: Desk): Promise<Loaded> {
  const on = dayIn(exchange.now);
  const { actor } = officialSession(exchange);
  const officialId = actor.kind === "official" ? actor.officialId : "";
  return asOfficialAt(exchange, desk, async (tx) => {
    const queue = await queueNow(tx, desk, on);
    const own = queue.counters.find((one) => one.officialId === officialId);
    const drawnId = exchange.query.get("so");
    return {
      queue,
      own,
      current: own === undefined ? undefined : await ticketInHand(tx, own),
      missed:
        own === undefined
          ? []
          : await notAnswered(tx, { ...own, deskId: desk.id }, on, MISSED_SHOWN),
      drawn: drawnId === null ? undefined : await ticketByPublicId(tx, drawnId),
    };
  });
}

export async function showReceiver(
  deps: QueuePageDeps,
  exchange: Exchange,
  refusal?: QueueRefusal,
): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const desk = await ownDesk(exchange);
  const loaded = desk === undefined ? undefined : await load(exchange, desk);
  const view = (
    <StaffPage {...deps.frame(exchange)} title={words["work.title"]} current={paths.receiver()}>
      <h1>{loaded === undefined ? words["work.title"] : nameOf(loaded.queue.desk, language)}</h1>
      {refusal === undefined ? null : (
        <Banner kind="warning" title={words["refused.title"]}>
          <p>{words[`refused.${refusal}`]}</p>
        </Banner>
      )}
      {loaded === undefined ? (
        <EmptyState title={words["work.no-desk"]} text={words["work.no-desk-text"]} />
      ) : (
        <Desktop {...loaded} {...{ deps, words, language, now }} />
      )}
    </StaffPage>
  );
  const status = refusal === undefined ? 200 : REFUSALS[refusal];
  return { kind: "page", status, html: renderPage(view) };
}

function Desktop(
  props: Loaded & {
    readonly deps: QueuePageDeps;
    readonly words: Words;
    readonly language: "vi" | "en";
    readonly now: Date;
  },
): VNode {
  const { queue, own, current, missed, drawn, deps, words, language, now } = props;
  return (
    <>
      {drawn === undefined ? null : (
        <Banner kind="success" title={filled(words["work.drawn"], { label: drawn.label })}>
          <p>
            <LinkTo href={paths.slip(drawn.publicId)}>{words["work.print"]}</LinkTo>
          </p>
        </Banner>
      )}
      <div class="columns">
        <div>
          {own === undefined ? (
            <SitDown counters={queue.counters} words={words} />
          ) : (
            <>
              <OwnCounter counter={own} hasTicket={current !== undefined} words={words} />
              <CurrentTicket {...{ own, current, queue, words, language, now, deps }} />
            </>
          )}
          <live-part id="cho" data-events="/can-bo/hang-cho/su-kien">
            <WaitingPanel {...{ queue, words, language }} />
          </live-part>
        </div>
        <div>
          <DrawPanel {...{ queue, words, language }} />
          {own === undefined ? null : <MissedPanel {...{ missed, own, words }} />}
          <CountersPanel {...{ queue, words }} />
          <Panel title={words["work.screens"]} id="may">
            <ul class="list">
              <li>
                <LinkTo href={paths.kiosk(queue.desk.kioskKey)}>{words["work.kiosk"]}</LinkTo>
              </li>
              <li>
                <LinkTo href={paths.board(queue.desk.slug)}>{words["work.board"]}</LinkTo>
              </li>
            </ul>
          </Panel>
        </div>
      </div>
    </>
  );
}

function SitDown(props: { readonly counters: readonly Counter[]; readonly words: Words }): VNode {
  const { counters, words } = props;
  return (
    <Panel title={words["work.sit"]} id="ngoi">
      <p>{words["work.sit-lead"]}</p>
      <form method="post" action={paths.act("quay")} class="counter-choices">
        {counters.map((counter) => (
          <span key={counter.id}>
            <Button
              kind={counter.state === "closed" ? "primary" : "secondary"}
              name="quay"
              value={String(counter.number)}
              disabled={counter.state !== "closed"}
            >
              {filled(words["work.counter"], { number: counter.number })}
            </Button>
            <small class="hint">
              {counter.state === "closed"
                ? words["work.free"]
                : filled(words["work.taken"], { name: counter.officialName ?? "" })}
            </small>
          </span>
        ))}
      </form>
    </Panel>
  );
}

function OwnCounter(props: {
  readonly counter: Counter;
  readonly hasTicket: boolean;
  readonly words: Words;
}): VNode {
  const { counter, hasTicket, words } = props;
  const isPaused = counter.state === "paused";
  return (
    <div class="own-counter">
      <Tag kind={isPaused ? "warning" : "success"}>
        {filled(words[isPaused ? "work.paused" : "work.open"], { number: counter.number })}
      </Tag>
      <form method="post" action={paths.act(isPaused ? "mo-lai" : "tam-dung")}>
        <Button kind="secondary" data-key="p">
          {words[isPaused ? "work.resume" : "work.pause"]} <kbd aria-hidden="true">P</kbd>
        </Button>
      </form>
      {hasTicket ? null : (
        <form method="post" action={paths.act("roi-quay")}>
          <Button kind="secondary">{words["work.close"]}</Button>
        </form>
      )}
    </div>
  );
}

function DrawPanel(props: {
  readonly queue: QueueNow;
  readonly words: Words;
  readonly language: "vi" | "en";
}): VNode {
  const { queue, words, language } = props;
  return (
    <Panel title={words["work.draw"]} id="lay-so">
      <form method="post" action={paths.act("lay-so")}>
        <Select
          id="linh-vuc"
          label={words["work.draw-service"]}
          options={queue.services.map((one) => ({
            value: one.code,
            label: `${one.prefix} · ${nameOf(one, language)}`,
          }))}
        />
        <Select
          id="uu-tien"
          label={words["work.draw-priority"]}
          blank={words["work.draw-usual"]}
          options={PRIORITIES.map((one) => ({ value: one, label: words[`priority.${one}`] }))}
        />
        <Button kind="secondary">{words["work.draw-act"]}</Button>
      </form>
    </Panel>
  );
}
